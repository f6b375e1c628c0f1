"""A device of Central's that is no desk: its folder, its TLS key, and who it is to Central (decision 001)."""

from __future__ import annotations

import platform
import ssl
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from msgspec import Struct

from protocol.administration import DataFolderWrong
from protocol.enrolment import DeviceCertificate, EnrolRequest, RenewRequest, read_ticket
from protocol.identifiers import Identifier
from protocol.keeping import TicketUnreadable
from protocol.road import CentralNonsense
from protocol.times import Instant, after, now
from server.settings import write_private
from server.witness.road import Road, make_context

RENEW_BEFORE_DAYS = 30
"""Of a certificate's 90 days."""
_TLS_KEY, _CERTIFICATE, _CA = "tls.key", "tls.crt", "ca.crt"
_ENROLMENT = "enrolment"
"""Signs the one request of a device that Central does not know yet."""
_JSON = "application/json"


class EnrolledCard(Struct, frozen=True, kw_only=True):
    """What a device knows of itself and of its Central. ``log_key``: the vkey of Central's log, for good."""

    id: Identifier
    name: str
    central: str
    log_key: str
    expires_at: Instant


class EnrolledPlace:
    """An enrolled device's folder, opened. FileNotFoundError, OSError, ValueError or TypeError when it is none."""

    card_file: str
    """The file that says that a folder is enrolled, one name for each kind of device."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card = _read_card(folder / self.card_file)
        self.tls_key = load_key(folder / _TLS_KEY)

    @property
    def ca(self) -> str:
        """Central's authority, PEM."""
        return (self.folder / _CA).read_text("ascii")

    def open_road(self) -> Road:
        """Its way to Central."""
        return Road(self.card.central, self._make_context(), self.tls_key, self.card.id)

    def refresh(self, *roads: Road) -> bool:
        """Have ``roads`` speak with a certificate that lasts; whether it is another than before.

        It is one that another process of this folder has got meanwhile, or a new one, asked for over the first of the
        roads when the present one has 30 days left or less. Raises what that road raises; the present one goes on.
        """
        kept = _read_card(self.folder / self.card_file)
        if kept.expires_at != self.card.expires_at:
            self.card = kept
        elif self.card.expires_at > after(now(), days=RENEW_BEFORE_DAYS):
            return False
        else:
            body = msgspec.json.encode(RenewRequest(csr=_write_csr(self.tls_key)))
            answer = roads[0].post("/v1/device/certificate", body, _JSON)
            card = self.card
            self.card = _keep(self.folder, self.card_file, self.tls_key, answer, card.name, card.central, card.log_key)
        for road in roads:
            road.reopen(self._make_context())
        return True

    def _make_context(self) -> ssl.SSLContext:
        return make_context(self.ca, self.folder / _CERTIFICATE, self.folder / _TLS_KEY)


def enrol(
    folder: Path, card_file: str, ticket_text: str, name: str, more: Mapping[str, Ed25519PrivateKey] | None = None
) -> None:
    """Make ``folder`` an enrolled device's: redeem the ticket, make its TLS key. ``more`` keys are kept first.

    DataFolderWrong for a folder that is one already, TicketUnreadable, or what the road raises.
    """
    if (folder / card_file).exists():
        raise DataFolderWrong(
            folder=str(folder), reason="it is enrolled already", remedy="Leave out --ticket, or name a new folder."
        )
    ticket = read_ticket(ticket_text)
    key = Ed25519PrivateKey.generate()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with TemporaryDirectory(dir=folder, prefix="ticket-") as place:
        certificate, ticket_key = Path(place) / "ticket.crt", Path(place) / "ticket.key"
        write_private(certificate, ticket.certificate.encode())
        write_private(ticket_key, ticket.key.encode())
        try:
            context = make_context(ticket.ca, certificate, ticket_key)
        except (ssl.SSLError, ValueError) as error:
            raise TicketUnreadable from error
    for file, private in {**(more or {}), _TLS_KEY: key}.items():
        write_private(folder / file, write_key(private))
    request = EnrolRequest(code=ticket.code, device_name=name[:64], platform=_read_platform(), csr=_write_csr(key))
    road = Road(ticket.url, context, key, _ENROLMENT)
    try:
        answer = road.post("/v1/enrol", msgspec.json.encode(request), _JSON)
    finally:
        road.close()
    _keep(folder, card_file, key, answer, name, ticket.url, "")


def write_key(key: Ed25519PrivateKey) -> bytes:
    """A private key, PEM; its file is the owner's alone."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def load_key(path: Path) -> Ed25519PrivateKey:
    """A private key from its file; TypeError when it is another kind of key."""
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} is not an Ed25519 key")
    return key


def _read_card(path: Path) -> EnrolledCard:
    return msgspec.json.decode(path.read_bytes(), type=EnrolledCard)


def _keep(
    folder: Path, card_file: str, key: Ed25519PrivateKey, answer: bytes, name: str, central: str, log_key: str
) -> EnrolledCard:
    """Keep what Central answered; CentralNonsense, and nothing is kept, unless it is for this key and log."""
    try:
        given = msgspec.json.decode(answer, type=DeviceCertificate)
        subject = x509.load_pem_x509_certificate(given.certificate.encode()).public_key()
        x509.load_pem_x509_certificate(given.ca.encode())
    except (msgspec.MsgspecError, ValueError) as error:
        raise CentralNonsense from error
    if subject != key.public_key() or log_key not in ("", given.log_key):
        raise CentralNonsense
    card = EnrolledCard(id=given.device, name=name, central=central, log_key=given.log_key, expires_at=given.expires_at)
    write_private(folder / _CA, given.ca.encode())
    write_private(folder / _CERTIFICATE, given.certificate.encode())
    write_private(folder / card_file, msgspec.json.format(msgspec.json.encode(card)))  # last: it is what says enrolled
    return card


def _write_csr(key: Ed25519PrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "device")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, None)
    return request.public_bytes(Encoding.PEM).decode("ascii")


def _read_platform() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"[:64]
