"""Central's private certification authority: its server's certificate, desks' certificates, revocations (T1)."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct

from protocol.refusals import InvalidRequest
from server.keys.pem import complain, read_certificate, read_key
from server.settings import CentralFolder, write_private

CLIENT_DAYS = 90
BOOTSTRAP_MINUTES = 15
_CA_YEARS, _SERVER_DAYS, _CRL_DAYS = 10, 397, 30
_SKEW = timedelta(minutes=5)
RENEW = "Run 'veildesk-central certificate-renew', then 'serve' again."


class IssuedCertificate(Struct, frozen=True):
    """A certificate (PEM), its serial in hex, and when it ends."""

    pem: str
    serial: str
    until: datetime


class Authority:
    """Signs certificates with the CA key of a data folder."""

    def __init__(self, place: CentralFolder) -> None:
        self._place = place
        self._certificate = read_certificate(place.ca_certificate)
        key = read_key(place.ca_key)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise complain(place.ca_key, "is not an elliptic-curve key")
        self._key = key
        if self._key.public_key() != self._certificate.public_key():
            raise complain(place.ca_key, f"is not the key of {place.ca_certificate.name}")

    @classmethod
    def create(cls, place: CentralFolder) -> Authority:
        """Make a new CA (P-256, 10 years) and an empty revocation list."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Veildesk private CA")])
        certificate = (
            _start(name, name, timedelta(days=365 * _CA_YEARS))
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_key_usage(sign_certificates=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        write_private(place.ca_key, _write_key(key))
        place.ca_certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
        authority = cls(place)
        authority.write_crl(())
        return authority

    @property
    def certificate(self) -> x509.Certificate:
        """The CA's certificate."""
        return self._certificate

    @property
    def certificate_pem(self) -> str:
        """The CA's certificate, PEM."""
        return self._certificate.public_bytes(Encoding.PEM).decode()

    def issue_server(self, hosts: Iterable[str]) -> None:
        """Make Central's own key and certificate for ``hosts`` (names or addresses), 397 days."""
        certificate, key = self._make_server("Veildesk Central", hosts)
        write_private(self._place.server_key, key)
        self._place.server_certificate.write_bytes(certificate)

    def issue_pbx(self, hosts: Iterable[str], certificate: Path, key: Path) -> None:
        """Write a key and a certificate into files by which desks know the PBX at ``hosts``, 397 days."""
        issued, private = self._make_server("Veildesk PBX", hosts)
        write_private(key, private)
        certificate.write_bytes(issued)

    def _make_server(self, title: str, hosts: Iterable[str]) -> tuple[bytes, bytes]:
        """A server's certificate and its key, PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
        certificate = (
            self._issue(name, timedelta(days=_SERVER_DAYS), ExtendedKeyUsageOID.SERVER_AUTH)
            .public_key(key.public_key())
            .add_extension(x509.SubjectAlternativeName([_name_host(host) for host in hosts]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(Encoding.PEM), _write_key(key)

    def check_server(self) -> x509.Certificate:
        """Central's own certificate; DataFolderWrong when it, or its key, is not one that desks would accept."""
        path = self._place.server_certificate
        certificate, key = read_certificate(path, RENEW), read_key(self._place.server_key, RENEW)
        try:
            certificate.verify_directly_issued_by(self._certificate)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise complain(path, f"is not of {self._place.ca_certificate.name}", RENEW) from error
        if key.public_key() != certificate.public_key():
            raise complain(path, f"does not belong to {self._place.server_key.name}", RENEW)
        return certificate

    def require_current(self) -> None:
        """DataFolderWrong when Central's own certificate has ended, so that no desk would believe it."""
        until = self.check_server().not_valid_after_utc
        if until < datetime.now(UTC):
            raise complain(self._place.server_certificate, f"ended on {until:%Y-%m-%d}: no desk believes it", RENEW)

    def issue_client(self, public_key: Ed25519PublicKey, device: str) -> IssuedCertificate:
        """A desk's certificate for its own key, 90 days."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, device)])
        certificate = (
            self._issue(name, timedelta(days=CLIENT_DAYS), ExtendedKeyUsageOID.CLIENT_AUTH)
            .public_key(public_key)
            .sign(self._key, hashes.SHA256())
        )
        return _describe(certificate)

    def issue_bootstrap(self) -> tuple[IssuedCertificate, str]:
        """A ticket's certificate and key (PEM), 15 minutes; opens nothing but enrolment (decision 001)."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Veildesk enrolment")])
        certificate = (
            self._issue(name, timedelta(minutes=BOOTSTRAP_MINUTES), ExtendedKeyUsageOID.CLIENT_AUTH)
            .public_key(key.public_key())
            .sign(self._key, hashes.SHA256())
        )
        return _describe(certificate), _write_key(key).decode()

    def write_crl(self, serials: Iterable[str]) -> None:
        """Write the list of revoked serials (hex), good for 30 days."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._certificate.subject)
            .last_update(now - _SKEW)
            .next_update(now + timedelta(days=_CRL_DAYS))
            .add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        for serial in serials:
            entry = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(now - _SKEW)
            builder = builder.add_revoked_certificate(entry.build())
        fresh = self._place.crl.with_suffix(".new")
        fresh.write_bytes(builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))
        fresh.replace(self._place.crl)

    def _issue(self, name: x509.Name, span: timedelta, use: x509.ObjectIdentifier) -> x509.CertificateBuilder:
        return (
            _start(name, self._certificate.subject, span)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(sign_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([use]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )


def read_request(pem: str) -> Ed25519PublicKey:
    """The key of a certificate request that is signed by that key; InvalidRequest when it is not one."""
    try:
        request = x509.load_pem_x509_csr(pem.encode())
        key = request.public_key()
        sound = request.is_signature_valid
    except (ValueError, InvalidSignature) as error:
        raise InvalidRequest(reason="the certificate request cannot be read") from error
    if not sound or not isinstance(key, Ed25519PublicKey):
        raise InvalidRequest(reason="the certificate request is not signed by an Ed25519 key of its own")
    return key


def write_raw_key(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _start(subject: x509.Name, issuer: x509.Name, span: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + span)
    )


def _describe(certificate: x509.Certificate) -> IssuedCertificate:
    return IssuedCertificate(
        certificate.public_bytes(Encoding.PEM).decode(),
        f"{certificate.serial_number:x}",
        certificate.not_valid_after_utc,
    )


def _name_host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _key_usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
