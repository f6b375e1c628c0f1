"""Speaking to Central byte by byte: everything a desk would send, and everything it would not."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import ssl
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from http_message_signatures import HTTPMessageSigner, algorithms

from protocol.enrolment import EnrolRequest, read_ticket
from protocol.errors import VeildeskError
from protocol.one_key import OneKey
from protocol.problem_details import MEDIA_TYPE, Problem, write_uri
from protocol.proofs import (
    SIGN_IN_ACT,
    StepUpProof,
    derive_password_key,
    digest_act,
    prove_password,
    write_step_up,
)
from protocol.sessions import Session, SignInChallenge, SignInProof, SignInStart
from protocol.signing import LABEL, TAG, choose_components
from secure_store.device import make_request
from server.services.devices import enrol_device
from server.services.transactions import writing
from tests.real_central import RealCentral
from ui.demo.central import DemoPerson
from ui.totp import make_code

TELLTALES = re.compile(r'traceback|file "|granian|litestar|\bhyper\b|python|sqlalchemy|sqlite|\.py')
"""Words that would say how Central is built, or where it broke; what five letters make by chance in base64 is none."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def problem(self) -> Problem:
        """The problem it tells; an AssertionError when it is none, or not one for people."""
        assert self.headers["content-type"] == MEDIA_TYPE
        digest = base64.b64encode(sha256(self.body).digest()).decode()
        assert self.headers["content-digest"] == f"sha-256=:{digest}:"
        assert self.headers["cache-control"] == "no-store"
        assert_silent(self)
        problem = msgspec.json.decode(self.body, type=Problem)
        assert problem.status == self.status
        assert problem.title.endswith(".")
        assert "." in problem.detail
        return problem


def assert_silent(answer: Answer) -> None:
    """Nothing in it says how Central is built or where it broke."""
    assert answer.headers.get("server", "veildesk") == "veildesk"
    told = (answer.body.decode("utf-8", "replace") + " ".join(answer.headers.values())).lower()
    assert not TELLTALES.search(told)


def assert_refused(answer: Answer, error: type[VeildeskError]) -> Problem:
    """It is exactly this refusal, told as RFC 9457 wants it and a person can use it."""
    problem = answer.problem
    assert (problem.type, answer.status) == (write_uri(error.problem), error.status), answer.body
    return problem


@dataclass(frozen=True)
class _Message:
    method: str
    url: str
    headers: dict[str, str]


@dataclass
class Wire:
    """A desk without a window. What it sends is right unless a test says otherwise."""

    central: RealCentral
    device: str
    key: Ed25519PrivateKey
    certificate: Path
    key_file: Path
    token: str = ""
    person: DemoPerson | None = None
    proof_key: Ed25519PrivateKey | None = None
    authority: str = field(init=False)

    def __post_init__(self) -> None:
        self.authority = f"localhost:{self.central.address[1]}"

    def make_context(self) -> ssl.SSLContext:
        """TLS as a desk does it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_verify_locations(self.central.folder / "ca.crt")
        context.load_cert_chain(self.certificate, self.key_file)
        return context

    def sign(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        age_s: float = 0.0,
        nonce: str | None = None,
        key: Ed25519PrivateKey | None = None,
        key_id: str | None = None,
        components: Iterable[str] | None = None,
        tag: str = TAG,
    ) -> dict[str, str]:
        """The headers of a signed request; the options make it a wrong one."""
        made = {"host": self.authority, "content-digest": digest(body), **(headers or {})}
        if self.token:
            made.setdefault("authorization", f"Bearer {self.token}")
        message = _Message(method, f"https://{self.authority}{target}", made)
        signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=OneKey(key or self.key))
        signer.sign(
            message,
            key_id=key_id or self.device,
            created=datetime.fromtimestamp(time.time() - age_s, UTC),
            nonce=os.urandom(16).hex() if nonce is None else nonce,
            label=LABEL,
            tag=tag,
            include_alg=False,
            use_existing_digest=True,
            covered_component_ids=tuple(components or choose_components(frozenset(made))),
        )
        return {name.lower(): value for name, value in made.items()}

    def ask(self, method: str, target: str, body: object = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Send what a desk would send. ``body``: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else b"" if body is None else msgspec.json.encode(body)
        extra = {"content-type": "application/json"} if data else {}
        return self.send(method, target, data, self.sign(method, target, data, {**extra, **(headers or {})}))

    def ask_with_proof(self, method: str, target: str, body: object) -> Answer:
        """Send what needs a step-up: once for the challenge, once with the proof over it."""
        assert self.person
        assert self.proof_key
        data = msgspec.json.encode(body)
        challenge = base64.b64decode(self.ask(method, target, data).problem.challenge)
        act = digest_act(method, target, data)
        signature = prove_password(self.proof_key, challenge, self.person.username, self.device, act)
        proof = write_step_up(StepUpProof(challenge=challenge, signature=signature))
        return self.ask(method, target, data, {"step-up": proof})

    def send(
        self,
        method: str,
        target: str,
        body: bytes | Iterable[bytes] | None,
        headers: Mapping[str, str],
        *,
        timeout_s: float = 60,
    ) -> Answer:
        """Send exactly this over HTTP/1.1."""
        host, port = "localhost", self.central.address[1]
        connection = http.client.HTTPSConnection(host, port, context=self.make_context(), timeout=timeout_s)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            chunked = "chunked" in headers.get("transfer-encoding", "")
            if isinstance(body, bytes) and body and "content-length" not in headers and not chunked:
                connection.putheader("content-length", str(len(body)))
            with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):  # it answers without reading it all
                connection.endheaders(body or None, encode_chunked=chunked)
            response = connection.getresponse()
            content = response.read()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, content)
        finally:
            connection.close()

    def sign_in(self, person: DemoPerson) -> Wire:
        """This desk with ``person`` at it."""
        start = msgspec.json.decode(
            self.ask("POST", "/v1/session/challenge", SignInStart(username=person.username)).body, type=SignInChallenge
        )
        key = derive_password_key(bytearray(person.password.encode()), start.recipe)
        self.central.forget_codes()
        proof = SignInProof(
            username=person.username,
            challenge=start.challenge,
            signature=prove_password(key, start.challenge, person.username, self.device, SIGN_IN_ACT),
            code=make_code(person.totp_secret),
        )
        answer = self.ask("POST", "/v1/session", proof)
        assert answer.status == 201, answer.body
        session = msgspec.json.decode(answer.body, type=Session)
        signed_in = Wire(self.central, self.device, self.key, self.certificate, self.key_file)
        signed_in.token, signed_in.person, signed_in.proof_key = session.token, person, key
        return signed_in


def digest(body: bytes) -> str:
    """RFC 9530's header for ``body``."""
    return f"sha-256=:{base64.b64encode(sha256(body).digest()).decode()}:"


def make_wire(central: RealCentral, folder: Path, name: str = "wire") -> Wire:
    """Enrol a desk in Central's books, its key in plain files, as only a test may keep them."""
    key = Ed25519PrivateKey.generate()
    ticket = read_ticket(central.make_ticket(name))
    request = EnrolRequest(code=ticket.code, device_name=name, platform="tests", csr=make_request(key, name))
    with writing(central.books.engine) as connection:
        certificate = enrol_device(connection, central.books, request, "127.0.0.1")
    return keep_wire(central, folder, certificate.device, key, certificate.certificate)


def keep_wire(central: RealCentral, folder: Path, device: str, key: Ed25519PrivateKey, certificate: str) -> Wire:
    """A desk from its parts."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate_file, key_file = folder / f"{device}.crt", folder / f"{device}.key"
    certificate_file.write_text(certificate)
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Wire(central, device, key, certificate_file, key_file)


def raw_public_key() -> bytes:
    """A one-time X25519 key's public half."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def parse(answer: Answer) -> object:
    """An answer's JSON."""
    assert answer.status < 300, answer.body
    return json.loads(answer.body)
