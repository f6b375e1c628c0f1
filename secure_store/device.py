"""Who this desk is to Central: its key, certificates and name (decision 001, A5, A6).

The Ed25519 key is an encrypted PKCS #8 file; its passphrase lives in the keyring, so the files alone are useless.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from msgspec import Struct

from protocol.enrolment import DeviceCertificate
from protocol.identifiers import Identifier
from protocol.keeping import NotEnrolled, VaultDamaged, VaultForeign
from protocol.times import Instant
from secure_store.atomic_file import write_file
from secure_store.folder import OWNER_ONLY_FOLDER, DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from secure_store.storing import translate_os_errors

KEYRING_NAME = "device-key"
_KEY, _CERTIFICATE, _CA, _CARD = "device.key", "device.crt", "ca.crt", "device.json"


class DeviceCard(Struct, frozen=True, kw_only=True):
    """What an enrolled desk knows of itself and of its Central. ``receipt_key``: 32 raw Ed25519 bytes."""

    id: Identifier
    name: str
    central: str
    receipt_key: bytes
    expires_at: Instant


class DeviceIdentity:
    """An enrolled desk's identity, loaded. ``key`` signs requests and chain heads."""

    def __init__(self, place: Path, card: DeviceCard, key: Ed25519PrivateKey, keyring: DeviceKeyring) -> None:
        self.card, self.key = card, key
        self._place, self._keyring = place, keyring

    @property
    def certificate_path(self) -> Path:
        """The client certificate, PEM."""
        return self._place / _CERTIFICATE

    @property
    def key_path(self) -> Path:
        """The encrypted key, PEM; :meth:`ssl_password` opens it."""
        return self._place / _KEY

    @property
    def ca_path(self) -> Path:
        """The private CA, the only one to trust, PEM."""
        return self._place / _CA

    def ssl_password(self) -> bytearray:
        """The passphrase for ``ssl.SSLContext.load_cert_chain``; wipe it after."""
        return _read_passphrase(self._keyring)

    def renew(self, certificate: DeviceCertificate) -> None:
        """Keep a renewed certificate for the same key."""
        self.card = _keep_certificate(self._place, certificate, self.card.central)


def is_enrolled(folder: DeskFolder) -> bool:
    """Whether this desk has been enrolled, by its files alone."""
    return (folder.device / _CARD).exists()


def make_device_key(folder: DeskFolder, keyring: DeviceKeyring) -> Ed25519PrivateKey:
    """Make the desk's key and keep it; enrolment starts here. An unfinished enrolment's key is replaced.

    FileExistsError on an enrolled desk.
    """
    if is_enrolled(folder):
        raise FileExistsError(folder.device)
    with translate_os_errors():
        folder.device.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    passphrase = _write_passphrase(keyring)
    write_file(
        folder.device / _KEY,
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(bytes(passphrase))),
    )
    return key


def make_request(key: Ed25519PrivateKey, name: str) -> str:
    """A PEM certificate request (RFC 2986) for ``key``; Central decides the subject, ``name`` is for people."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, None)
    return request.public_bytes(Encoding.PEM).decode("ascii")


def finish_enrolment(
    folder: DeskFolder, keyring: DeviceKeyring, certificate: DeviceCertificate, central: str
) -> DeviceIdentity:
    """Keep what Central answered to an enrolment; the desk is enrolled when this returns."""
    _keep_certificate(folder.device, certificate, central)
    return load_identity(folder, keyring)


def load_identity(folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """The desk's identity; NotEnrolled, VaultForeign (another desk's files), VaultDamaged or KeyringMissing."""
    place = folder.device
    if not is_enrolled(folder):
        raise NotEnrolled
    try:
        card = msgspec.json.decode((place / _CARD).read_bytes(), type=DeviceCard)
        pem = (place / _KEY).read_bytes()
        certificate = x509.load_pem_x509_certificate((place / _CERTIFICATE).read_bytes())
        x509.load_pem_x509_certificate((place / _CA).read_bytes())
    except (OSError, ValueError) as error:
        raise VaultDamaged(reason="the desk's identity cannot be read") from error
    passphrase = _read_passphrase(keyring)
    try:
        key = load_pem_private_key(pem, bytes(passphrase))
    except (ValueError, TypeError) as error:
        raise VaultDamaged(reason="the desk's key does not open") from error
    if not isinstance(key, Ed25519PrivateKey) or key.public_key() != certificate.public_key():
        raise VaultDamaged(reason="the desk's key and certificate do not belong together")
    return DeviceIdentity(place, card, key, keyring)


def _keep_certificate(place: Path, certificate: DeviceCertificate, central: str) -> DeviceCard:
    card = DeviceCard(
        id=certificate.device,
        name=certificate.device_name,
        central=central,
        receipt_key=certificate.receipt_key,
        expires_at=certificate.expires_at,
    )
    write_file(place / _CA, certificate.ca.encode())
    write_file(place / _CERTIFICATE, certificate.certificate.encode())
    write_file(place / _CARD, msgspec.json.format(msgspec.json.encode(card)))  # last: it is what says enrolled
    return card


def _write_passphrase(keyring: DeviceKeyring) -> bytearray:
    with keyring.put_new(KEYRING_NAME) as secret:
        return _spell(secret)


def _read_passphrase(keyring: DeviceKeyring) -> bytearray:
    secret = keyring.get(KEYRING_NAME)
    if secret is None:
        raise VaultForeign
    with secret:
        return _spell(secret)


def _spell(secret: Secret) -> bytearray:
    with secret.view() as view:
        return bytearray(view.hex().encode("ascii"))
