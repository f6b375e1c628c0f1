"""Who is at Central's door without being a desk of Central's, or as another desk than he is.

At the first door is TLS: whoever comes there holds a signed request of the victim's that was never delivered, which is
the most that anybody can have, and a certificate that is not good. At the second is the signature: whoever comes there
is an enrolled desk, with something that belongs to another.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from sqlalchemy import update

from protocol.enrolment import read_ticket
from protocol.errors import VeildeskError
from protocol.refusals import DeviceFrozen, DeviceRefused, DigestMismatch, Replayed, SessionEnded, SignatureInvalid
from protocol.times import now
from server.services.devices import freeze_device, revoke_device
from server.store.tables import sessions
from tests.app.authority import Authority, write_key
from tests.server.api.wire import Answer, Wire, digest

CARDS = "/v1/cards"
_PATIENCE_S = 60
_ALERT, _ALERT_BYTES = b"\x15\x03\x03\x00\x02", 7
"""A TLS alert in the clear is no answer (RFC 8446, 6)."""


@dataclass
class Scene:
    """``victim`` is an agent at his desk, ``thief`` another desk of the same Central with nobody at it."""

    victim: Wire
    thief: Wire
    place: Path

    def knock(self, context: ssl.SSLContext | None) -> bytes:
        """What comes back for the victim's own request, over TLS as ``context`` does it, or over none."""
        headers = self.victim.sign("GET", CARDS)
        lines = [f"GET {CARDS} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "connection: close"]
        got = b""
        with suppress(OSError):  # ssl.SSLError is one
            raw: socket.socket = socket.create_connection(("localhost", self.victim.central.address[1]), _PATIENCE_S)
            with raw, context.wrap_socket(raw, server_hostname="localhost") if context else raw as door:
                door.sendall("\r\n".join((*lines, "", "")).encode())
                while data := door.recv(1 << 16):
                    got += data
        return b"" if got.startswith(_ALERT) and len(got) == _ALERT_BYTES else got

    def trust(self) -> ssl.SSLContext:
        """A client that trusts this Central and shows no certificate; it would speak any TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.load_verify_locations(self.victim.central.folder / "ca.crt")
        return context

    def show(self, certificate: str, key: bytes) -> ssl.SSLContext:
        """A client that shows this certificate (PEM)."""
        context, files = self.trust(), (self.place / "shown.crt", self.place / "shown.key")
        files[0].write_text(certificate)
        files[1].write_bytes(key)
        context.load_cert_chain(*files)
        return context

    def forge(self, *, begins: int = -1, days: int = 30, bits: int = 0, for_servers: bool = False) -> ssl.SSLContext:
        """With a certificate for the victim's desk by Central's own authority, which would never have issued it."""
        folder = self.victim.central.folder
        ours = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
        authority: Any = load_pem_private_key((folder / "ca.key").read_bytes(), None)
        key: Any = rsa.generate_private_key(65537, bits) if bits else ec.generate_private_key(ec.SECP256R1())
        usage = ExtendedKeyUsageOID.SERVER_AUTH if for_servers else ExtendedKeyUsageOID.CLIENT_AUTH
        moment = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.victim.device)]))
            .issuer_name(ours.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(moment + timedelta(days=begins))
            .not_valid_after(moment + timedelta(days=days))
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .sign(authority, hashes.SHA256())
        )
        return self.show(made.public_bytes(Encoding.PEM).decode(), write_key(key))

    def borrow(self, authority: Authority | None = None) -> ssl.SSLContext:
        """With a certificate of an authority that is not Central's; of itself where there is none."""
        key = ec.generate_private_key(ec.SECP256R1())
        if authority is None:
            authority = Authority("leaf")
            authority.key = key
        return self.show(authority.issue(key.public_key()), write_key(key))

    def name_of_ours(self) -> str:
        """What Central's authority is called."""
        ours = x509.load_pem_x509_certificate((self.victim.central.folder / "ca.crt").read_bytes())
        return str(ours.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _speak_1_2(scene: Scene) -> ssl.SSLContext:
    context = scene.victim.make_context()
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


AT_TLS: Mapping[str, Callable[[Scene], ssl.SSLContext | None]] = {
    "no TLS at all": lambda _: None,
    "TLS 1.2, with the desk's own certificate": _speak_1_2,
    "no certificate": Scene.trust,
    "a certificate of another authority": lambda scene: scene.borrow(Authority("another")),
    "of another authority of our authority's name": lambda scene: scene.borrow(Authority(scene.name_of_ours())),
    "self-signed": Scene.borrow,
    "expired": lambda scene: scene.forge(begins=-91, days=-1),
    "not yet valid": lambda scene: scene.forge(begins=1),
    "a certificate for servers": lambda scene: scene.forge(for_servers=True),
    "RSA of 1,024 bits": lambda scene: scene.forge(bits=1024),
}
"""The clients that TLS itself turns away."""


def _ticket(scene: Scene) -> Answer:
    ticket = read_ticket(scene.victim.central.make_ticket("hostile"))
    certificate, key = scene.place / "ticket.crt", scene.place / "ticket.key"
    certificate.write_text(ticket.certificate)
    key.write_text(ticket.key)
    return replace(scene.thief, certificate=certificate, key_file=key, device="enrolment").ask("GET", CARDS)


def _replay(scene: Scene) -> Answer:
    headers = scene.victim.sign("GET", CARDS)
    assert scene.victim.send("GET", CARDS, None, headers).status == 200
    return scene.thief.send("GET", CARDS, None, headers)


def _end(scene: Scene) -> Answer:
    with scene.victim.central.writing() as connection:
        connection.execute(update(sessions).where(sessions.c.device == scene.victim.device).values(expires_at=now()))
    return scene.victim.ask("GET", CARDS)


def _revoke(scene: Scene) -> Answer:
    with scene.victim.central.writing() as connection:
        revoke_device(connection, scene.victim.central.books, scene.victim.device, "lost")
    return scene.victim.ask("GET", CARDS)


def _freeze(scene: Scene) -> Answer:
    with scene.victim.central.writing() as connection:
        freeze_device(connection, scene.victim.central.books, scene.victim.device, "its chain does not fit")
    return scene.victim.ask("GET", CARDS)


def _change(scene: Scene) -> Answer:
    headers = scene.victim.sign("GET", CARDS)
    return scene.thief.send("GET", CARDS, b"{}", headers | {"content-type": "application/json"})


def _unsigned(scene: Scene) -> Answer:
    token = f"Bearer {scene.victim.token}"
    return scene.thief.send(
        "GET", CARDS, None, {"host": scene.thief.authority, "content-digest": digest(b""), "authorization": token}
    )


AT_SIGNATURE: Mapping[str, tuple[type[VeildeskError], Callable[[Scene], Answer]]] = {
    "a ticket's certificate": (DeviceRefused, _ticket),
    "another desk with the token of this one": (
        SessionEnded, lambda scene: replace(scene.thief, token=scene.victim.token).ask("GET", CARDS),
    ),
    "another desk that says it is this one": (
        SignatureInvalid, lambda scene: replace(scene.victim, key=scene.thief.key).ask("GET", CARDS),
    ),
    "another desk with the token and no signature": (SignatureInvalid, _unsigned),
    "a request of this desk, sent again by another": (Replayed, _replay),
    "a request of this desk, changed by another": (DigestMismatch, _change),
    "a desk whose session ended": (SessionEnded, _end),
    "a revoked desk": (DeviceRefused, _revoke),
    "a frozen desk": (DeviceFrozen, _freeze),
}  # fmt: skip
"""The clients that get through TLS, and the refusal that each is told."""
