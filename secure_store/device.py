"""Who this desk is to Central: its key, certificates and name (decision 001, A5, A6).

The Ed25519 key is an encrypted PKCS #8 file; its passphrase lives in the keyring, so the files alone are useless.
X.509 is imported where it is used: only enrolment and renewal need it, and the sign-in window does not wait for it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from protocol.enrolment import DeviceCertificate
from protocol.identifiers import Identifier
from protocol.keeping import NotEnrolled, VaultDamaged, VaultForeign
from protocol.notes import VerifierKey, read_key
from protocol.road import CentralNonsense
from protocol.times import Instant
from protocol.trail import CheckpointInvalid
from secure_store.atomic_file import write_file
from secure_store.folder import OWNER_ONLY_FOLDER, DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from secure_store.storing import translate_os_errors
from secure_store.vpn_rule import KeptVpnRule
from secure_store.wiping import wipe_bytes

KEYRING_NAME = "device-key"
_KEY, _CERTIFICATE, _CA, _CARD = "device.key", "device.crt", "ca.crt", "device.json"
_REVOKED = "ca.crl"


class DeviceCard(Struct, frozen=True, kw_only=True):
    """What an enrolled desk knows of itself and of its Central. ``log_key``: the vkey of Central's log, for good."""

    id: Identifier
    name: str
    central: str
    log_key: str
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

    @property
    def log(self) -> VerifierKey:
        """The key of Central's log."""
        return read_key(self.card.log_key)

    def ssl_password(self) -> bytearray:
        """The passphrase for ``ssl.SSLContext.load_cert_chain``; wipe it after."""
        return _read_passphrase(self._keyring)

    def list_revoked(self) -> frozenset[str]:
        """The serials (upper-case hex) of certificates that our authority has taken back, as far as this desk has
        heard; VaultDamaged when what it keeps is not our authority's list."""
        path = self._place / _REVOKED
        if not path.exists():
            return frozenset()  # enrolled a moment ago; the first round of the sync loop asks
        try:
            return _read_revoked(path.read_text("ascii"), self.ca_path.read_bytes())[1]
        except (OSError, ValueError) as error:
            raise VaultDamaged(reason="the list of revoked certificates cannot be read") from error

    def keep_revoked(self, listed: str) -> bool:
        """Keep Central's newest list (RFC 5280, PEM); whether it is another one than before. CentralNonsense for one
        that our authority has not signed; an older one than is known is left alone."""
        path, ca = self._place / _REVOKED, self.ca_path.read_bytes()
        try:
            number, _ = _read_revoked(listed, ca)
        except ValueError as error:
            raise CentralNonsense from error
        with suppress(OSError, ValueError):
            if _read_revoked(path.read_text("ascii"), ca)[0] >= number:
                return False
        write_file(path, listed.encode("ascii"))
        return True

    def renew(self, certificate: DeviceCertificate, central: str = "") -> None:
        """Keep a renewed certificate, and Central's address where it is another one now; CentralNonsense, and all stays
        as it was, unless it is for this key and log."""
        _check_certificate(certificate, self.key)
        if certificate.log_key != self.card.log_key:
            raise CentralNonsense
        self.card = _keep_certificate(self._place, certificate, central or self.card.central)


def is_enrolled(folder: DeskFolder) -> bool:
    """Whether this desk has been enrolled, by its files alone."""
    return (folder.device / _CARD).exists()


def make_device_key(folder: DeskFolder, keyring: DeviceKeyring) -> Ed25519PrivateKey:
    """Make the desk's key and keep it; enrolment starts here. An unfinished enrolment's key is replaced.

    FileExistsError on an enrolled desk.
    """
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    if is_enrolled(folder):
        raise FileExistsError(folder.device)
    with translate_os_errors():
        folder.device.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    passphrase = _write_passphrase(keyring)
    try:
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(bytes(passphrase)))
    finally:
        wipe_bytes(passphrase)
    write_file(folder.device / _KEY, pem)
    return key


def make_request(key: Ed25519PrivateKey, name: str) -> str:
    """A PEM certificate request (RFC 2986) for ``key``; Central decides the subject, ``name`` is for people."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, None)
    return request.public_bytes(Encoding.PEM).decode("ascii")


def finish_enrolment(
    folder: DeskFolder, keyring: DeviceKeyring, certificate: DeviceCertificate, central: str
) -> DeviceIdentity:
    """Keep what Central answered to an enrolment; the desk is enrolled when this returns.

    CentralNonsense, and nothing is kept, unless the certificate is for this desk's key.
    """
    key = _load_key(folder.device, keyring)
    _check_certificate(certificate, key)
    KeptVpnRule(keyring).save(certificate.vpn)
    card = _keep_certificate(folder.device, certificate, central)
    return DeviceIdentity(folder.device, card, key, keyring)


def read_device_card(folder: DeskFolder) -> DeviceCard:
    """The desk's name and identifier, without its key; NotEnrolled or VaultDamaged."""
    if not is_enrolled(folder):
        raise NotEnrolled
    try:
        return msgspec.json.decode((folder.device / _CARD).read_bytes(), type=DeviceCard)
    except (OSError, ValueError, RecursionError) as error:
        raise VaultDamaged(reason="the desk's identity cannot be read") from error


def load_identity(folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """The desk's identity; NotEnrolled, VaultForeign (another desk's files), VaultDamaged or KeyringMissing."""
    card = read_device_card(folder)
    if not all((folder.device / name).is_file() for name in (_CERTIFICATE, _CA)):
        raise VaultDamaged(reason="the desk's certificate is missing")
    return DeviceIdentity(folder.device, card, _load_key(folder.device, keyring), keyring)


def _load_key(place: Path, keyring: DeviceKeyring) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    passphrase = _read_passphrase(keyring)
    try:
        key = load_pem_private_key((place / _KEY).read_bytes(), bytes(passphrase))
    except (OSError, ValueError, TypeError) as error:
        raise VaultDamaged(reason="the desk's key does not open") from error
    finally:
        wipe_bytes(passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise VaultDamaged(reason="the desk's key is of another kind")
    return key


def _check_certificate(certificate: DeviceCertificate, key: Ed25519PrivateKey) -> None:
    from cryptography import x509

    try:
        subject = x509.load_pem_x509_certificate(certificate.certificate.encode()).public_key()
        x509.load_pem_x509_certificate(certificate.ca.encode())
        read_key(certificate.log_key)
    except (ValueError, CheckpointInvalid) as error:
        raise CentralNonsense from error
    if subject != key.public_key():
        raise CentralNonsense


def _read_revoked(listed: str, ca: bytes) -> tuple[int, frozenset[str]]:
    """A revocation list's number and serials; ValueError when the authority ``ca`` has not signed it."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

    crl, key = x509.load_pem_x509_crl(listed.encode()), x509.load_pem_x509_certificate(ca).public_key()
    if not isinstance(key, EllipticCurvePublicKey) or not crl.is_signature_valid(key):
        raise ValueError("another authority's list")
    try:
        number = crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound as error:
        raise ValueError("a list without a number") from error
    return number, frozenset(spell_serial(revoked.serial_number) for revoked in crl)


def spell_serial(serial: int) -> str:
    """A certificate's serial as OpenSSL spells it: upper-case hex, an even number of digits."""
    text = f"{serial:X}"
    return text.zfill(len(text) + len(text) % 2)


def _keep_certificate(place: Path, certificate: DeviceCertificate, central: str) -> DeviceCard:
    card = DeviceCard(
        id=certificate.device,
        name=certificate.device_name,
        central=central,
        log_key=certificate.log_key,
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
