"""A witness's state folder: its keys, and who it is to Central (decision 001)."""

from __future__ import annotations

import platform
import ssl
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

from protocol.administration import ConfigurationWrong, DataFolderWrong
from protocol.enrolment import DeviceCertificate, EnrolRequest, RenewRequest, read_ticket
from protocol.identifiers import Identifier
from protocol.keeping import TicketUnreadable
from protocol.notes import KeyKind, VerifierKey, make_key, read_key, write_key
from protocol.road import CentralNonsense
from protocol.times import Instant, after, now
from server.settings import write_private
from server.witness.road import Road, make_context

RENEW_BEFORE_DAYS = 30
"""Of a certificate's 90 days."""
_CARD, _TLS_KEY, _CERTIFICATE, _CA, _KEY = "witness.json", "tls.key", "tls.crt", "ca.crt", "witness.key"
_ENROLMENT = "enrolment"
"""Signs the one request of a witness that Central does not know yet."""
_JSON = "application/json"


class WitnessCard(Struct, frozen=True, kw_only=True):
    """What a witness knows of itself and of its Central. ``name`` is its key's name in cosignatures; ``log_key`` the
    vkey of Central's log, for good."""

    id: Identifier
    name: str
    central: str
    log_key: str
    expires_at: Instant


class WitnessPlace:
    """An enrolled witness's folder, opened; DataFolderWrong when something in it is missing or cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.card = msgspec.json.decode((folder / _CARD).read_bytes(), type=WitnessCard)
            self.log: VerifierKey = read_key(self.card.log_key)
            self._tls_key = _load_key(folder / _TLS_KEY)
            self.private = _load_key(folder / _KEY)
            self.key: VerifierKey = make_key(self.card.name, KeyKind.COSIGNATURE, self.private)
        except FileNotFoundError as error:
            raise DataFolderWrong(
                folder=str(folder),
                reason=f"there is no {Path(str(error.filename)).name}",
                remedy="Enrol the witness with --ticket and --name, or name its folder with --state.",
            ) from error
        except (OSError, ValueError, TypeError) as error:
            raise DataFolderWrong(
                folder=str(folder), reason=f"it cannot be read ({error})", remedy="Enrol a new witness in a new folder."
            ) from error

    @property
    def vkey(self) -> str:
        """The key by which it cosigns, for the desks' policy."""
        return write_key(self.key)

    def open_road(self) -> Road:
        """Its way to Central."""
        return Road(self.card.central, self._make_context(), self._tls_key, self.card.id)

    def renew_if_due(self, road: Road) -> bool:
        """Get a new certificate when the present one has 30 days left or less; whether it was done."""
        if self.card.expires_at > after(now(), days=RENEW_BEFORE_DAYS):
            return False
        body = msgspec.json.encode(RenewRequest(csr=_write_csr(self._tls_key)))
        answer = road.post("/v1/device/certificate", body, _JSON)
        self.card = _keep(self.folder, self._tls_key, answer, self.card.name, self.card.central)
        road.reopen(self._make_context())
        return True

    def _make_context(self) -> ssl.SSLContext:
        ca = (self.folder / _CA).read_text("ascii")
        return make_context(ca, self.folder / _CERTIFICATE, self.folder / _TLS_KEY)


def enrol_witness(folder: Path, ticket_text: str, name: str) -> WitnessPlace:
    """Make ``folder`` a witness's: redeem the ticket, make its keys. ``name`` is the key's name in cosignatures.

    DataFolderWrong for a folder that is one already, ConfigurationWrong for a name that no key can have,
    TicketUnreadable, or what the road raises.
    """
    if (folder / _CARD).exists():
        raise DataFolderWrong(
            folder=str(folder), reason="it is a witness's already", remedy="Leave out --ticket, or name a new folder."
        )
    ticket = read_ticket(ticket_text)
    tls_key, key = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    try:
        make_key(name, KeyKind.COSIGNATURE, key)
    except ValueError as error:
        raise ConfigurationWrong(setting="name", reason=str(error)) from error
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
    write_private(folder / _TLS_KEY, _write_key(tls_key))
    write_private(folder / _KEY, _write_key(key))
    request = EnrolRequest(code=ticket.code, device_name=name[:64], platform=_read_platform(), csr=_write_csr(tls_key))
    road = Road(ticket.url, context, tls_key, _ENROLMENT)
    try:
        answer = road.post("/v1/enrol", msgspec.json.encode(request), _JSON)
    finally:
        road.close()
    _keep(folder, tls_key, answer, name, ticket.url)
    return WitnessPlace(folder)


def _keep(folder: Path, key: Ed25519PrivateKey, answer: bytes, name: str, central: str) -> WitnessCard:
    """Keep what Central answered; CentralNonsense, and nothing is kept, unless it is for this key."""
    try:
        given = msgspec.json.decode(answer, type=DeviceCertificate)
        subject = x509.load_pem_x509_certificate(given.certificate.encode()).public_key()
        x509.load_pem_x509_certificate(given.ca.encode())
    except (msgspec.MsgspecError, ValueError) as error:
        raise CentralNonsense from error
    if subject != key.public_key():
        raise CentralNonsense
    card = WitnessCard(
        id=given.device, name=name, central=central, log_key=_keep_log_key(folder, given), expires_at=given.expires_at
    )
    write_private(folder / _CA, given.ca.encode())
    write_private(folder / _CERTIFICATE, given.certificate.encode())
    write_private(folder / _CARD, msgspec.json.format(msgspec.json.encode(card)))  # last: it is what says enrolled
    return card


def _keep_log_key(folder: Path, given: DeviceCertificate) -> str:
    """The log's key never changes: what comes with a renewal is compared, not taken."""
    if (folder / _CARD).exists():
        known = msgspec.json.decode((folder / _CARD).read_bytes(), type=WitnessCard).log_key
        if known != given.log_key:
            raise CentralNonsense
    return given.log_key


def _write_csr(key: Ed25519PrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "witness")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, None)
    return request.public_bytes(Encoding.PEM).decode("ascii")


def _write_key(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load_key(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} is not an Ed25519 key")
    return key


def _read_platform() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"[:64]
