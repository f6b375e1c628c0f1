"""Central's own ``serve`` as a process of its own, and desks that speak to it as the product's desk does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.central import CentralClient
from protocol.enrolment import EnrolRequest, read_ticket
from protocol.oversight import DeviceKind
from protocol.proofs import SIGN_IN_ACT, StepUpProof, prove_password
from protocol.refusals import Replayed
from protocol.road import CentralUnreachable
from protocol.sessions import Session, SignInChallenge, SignInProof, SignInStart
from server.services.callers import Device
from server.services.central import Central
from server.services.devices import enrol_device
from server.services.tickets import make_ticket
from tests.server.house import House
from tests.server.seats import Account, Desk, Seat, write_key

Answer = TypeVar("Answer")
START_LIMIT_S = 120
_SERVE = """
import os, signal, threading

def end_with_the_tests():
    os.read(0, 1)  # nothing comes but its end
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=end_with_the_tests, daemon=True).start()
from server.cli import main
main()
"""
"""A run of tests that is broken off ends no process itself; what it holds open is closed all the same."""


@contextmanager
def serving(central: Central) -> Iterator[None]:
    """Run ``veildesk-central serve`` until the block is over, or this process."""
    command = [sys.executable, "-c", _SERVE, "serve", "--data", str(central.place.path)]
    with (central.place.path / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(60)
        if process.stdin:
            process.stdin.close()


@dataclass
class Wire:
    """A desk on the wire, and who is signed in at it."""

    house: House
    desk: Desk
    client: CentralClient
    certificate: str
    account: Account | None = None
    token: str = ""

    def call(self, method: str, path: str, answer: type[Answer], body: Any = None, **how: Any) -> Answer:
        """One request."""
        return self.client.call(method, path, answer, body, **how)

    def prove(self, method: str, path: str, answer: type[Answer], body: Any = None, code: str = "") -> Answer:
        """A request with its proof, challenge round trip included."""
        account = self.account
        assert account

        def prove(challenge: bytes, act: bytes) -> StepUpProof:
            signature = prove_password(account.key, challenge, account.username, self.desk.id, act)
            return StepUpProof(challenge=challenge, signature=signature, code=code)

        return self.client.call_with_proof(method, path, answer, body, prove)

    def sign_in(self, account: Account, username: str | None = None, key: Ed25519PrivateKey | None = None) -> Session:
        """Sign in over the wire."""
        name = username or account.username
        start = self.call("POST", "/v1/session/challenge", SignInChallenge, SignInStart(username=name))
        signature = prove_password(key or account.key, start.challenge, name, self.desk.id, SIGN_IN_ACT)
        proof = SignInProof(username=name, challenge=start.challenge, signature=signature, code=account.code())
        session = self.call("POST", "/v1/session", Session, proof)
        self.account, self.token = account, session.token
        self.client.set_token(session.token)
        return session

    @property
    def seat(self) -> Seat:
        """Who sits here, for the services."""
        assert self.account
        return Seat(self.account, self.desk, self.token)


def place_wire(house: House, folder: Path, name: str, kind: DeviceKind = DeviceKind.DESK) -> Wire:
    """A desk, or another device, enrolled at Central, ready to speak."""
    central, key = house.central, Ed25519PrivateKey.generate()
    with house.writing() as connection:
        made = make_ticket(
            connection,
            central.authority,
            central.node,
            url=find_url(central),
            device_name=name,
            made_by="test",
            kind=kind,
        )
        request = EnrolRequest(
            code=read_ticket(made.ticket).code, device_name=name, platform="linux", csr=write_csr(key)
        )
        given = enrol_device(connection, central, request, "127.0.0.1")
    client = make_client(central, folder, given.device, key, given.certificate, write_private_key(key))
    return Wire(house, Desk(Device(given.device, name, write_key(key)), key), client, given.certificate)


def make_client(
    central: Central, folder: Path, device: str, key: Ed25519PrivateKey, certificate: str, tls_key: bytes
) -> CentralClient:
    """The product's client on whatever key and certificate."""
    folder.mkdir(exist_ok=True)
    (folder / "client.crt").write_text(certificate)
    (folder / "client.key").write_bytes(tls_key)
    identity = SimpleNamespace(
        card=SimpleNamespace(id=device, central=find_url(central)),
        key=key,
        ca_path=central.place.ca_certificate,
        certificate_path=folder / "client.crt",
        key_path=folder / "client.key",
        ssl_password=None,
        list_revoked=frozenset,
    )
    return CentralClient(identity)  # type: ignore[arg-type]


def wait_until_served(wire: Wire) -> None:
    """Until Central answers."""
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        with suppress(CentralUnreachable, Replayed):  # signed before it started, and heard afterwards
            wire.call("GET", "/v1/events/head", dict)
            return
        log = wire.house.central.place.path / "serve.log"
        assert time.monotonic() < deadline, log.read_text("utf-8", "replace")
        time.sleep(0.05)


def find_url(central: Central) -> str:
    """Where Central listens."""
    return f"https://127.0.0.1:{central.settings.port}"


def write_csr(key: Ed25519PrivateKey) -> str:
    """A certificate request."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "any")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, None)
    return request.public_bytes(Encoding.PEM).decode()


def write_private_key(key: Ed25519PrivateKey) -> bytes:
    """A private key as PEM."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
