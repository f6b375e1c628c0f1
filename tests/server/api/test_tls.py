"""Before any request: TLS 1.3, Central's own authority, a certificate that is in force (T1, A5)."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from server.services.devices import revoke_device
from tests.app.authority import Authority, write_key
from tests.real_central import RealCentral, start_bare_central
from tests.server.api.wire import Wire, make_wire


def _speak(wire: Wire, context: ssl.SSLContext) -> str:
    """Shake hands and ask something; the TLS version spoken. ssl.SSLError or OSError where it is refused."""
    with (
        socket.create_connection(("localhost", wire.central.address[1]), timeout=60) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as tls,
    ):
        tls.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        if not tls.recv(1):  # with TLS 1.3 a refusal comes after the handshake
            raise ConnectionResetError
        return str(tls.version())


def _context(wire: Wire, certificate: Path | None = None, key: Path | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(wire.central.folder / "ca.crt")
    if certificate:
        context.load_cert_chain(certificate, key)
    return context


def _keep(tmp_path: Path, certificate: str, key: object) -> tuple[Path, Path]:
    (tmp_path / "x.crt").write_text(certificate)
    (tmp_path / "x.key").write_bytes(write_key(key))
    return tmp_path / "x.crt", tmp_path / "x.key"


def test_an_enrolled_desk_speaks_tls_1_3(wire):
    assert _speak(wire, wire.make_context()) == "TLSv1.3"


def test_anything_less_than_tls_1_3_is_refused(wire):
    context = wire.make_context()
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        _speak(wire, context)


def test_without_a_certificate_nobody_gets_in(wire):
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _speak(wire, _context(wire))


def test_a_certificate_of_another_authority_is_refused(wire, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _speak(wire, _context(wire, *_keep(tmp_path, Authority().issue(key.public_key()), key)))


def test_a_certificate_of_an_authority_that_bears_the_same_name_is_refused(wire, tmp_path):
    ours = x509.load_pem_x509_certificate((wire.central.folder / "ca.crt").read_bytes())
    name = ours.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _speak(wire, _context(wire, *_keep(tmp_path, Authority(str(name)).issue(key.public_key()), key)))


def test_a_certificate_that_is_out_of_date_is_refused(wire, tmp_path):
    folder = wire.central.folder
    authority = load_pem_private_key((folder / "ca.key").read_bytes(), None)
    ours = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    moment = datetime.now(UTC)
    stale = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wire.device)]))
        .issuer_name(ours.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=91))
        .not_valid_after(moment - timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(authority, hashes.SHA256())
    )
    pem = stale.public_bytes(Encoding.PEM).decode()
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _speak(wire, _context(wire, *_keep(tmp_path, pem, key)))


def test_plain_http_is_not_answered(wire):
    with socket.create_connection(("localhost", wire.central.address[1]), timeout=60) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        assert b"HTTP/" not in raw.recv(100)


@pytest.fixture
def watchful_central(tmp_path: Path) -> Iterator[RealCentral]:
    """One that looks for revoked desks every second."""
    central = start_bare_central(tmp_path / "watchful", revocations_every_s=1)
    yield central
    central.close()


def test_a_revoked_certificate_does_not_even_open_a_connection_and_the_others_still_do(watchful_central, tmp_path):
    lost, kept = make_wire(watchful_central, tmp_path, "lost"), make_wire(watchful_central, tmp_path, "kept")
    assert _speak(lost, lost.make_context()) == "TLSv1.3"
    with watchful_central.writing() as connection:
        revoke_device(connection, watchful_central.books, lost.device, "lost")
    deadline = time.monotonic() + 60
    while not _is_told_revoked(lost):
        assert time.monotonic() < deadline, "a revoked certificate is refused within a minute"
        time.sleep(0.1)
    assert _speak(kept, kept.make_context()) == "TLSv1.3"


def _is_told_revoked(wire: Wire) -> bool:
    try:
        _speak(wire, wire.make_context())
    except ssl.SSLError as error:
        return "REVOKED" in str(error)
    except ConnectionError:  # it is just putting the new list in force
        return False
    return False
