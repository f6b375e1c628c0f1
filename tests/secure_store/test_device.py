"""The desk's identity is bound to its keyring and to its own key (decision 001, A5, A6)."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from protocol.enrolment import DeviceCertificate
from protocol.identifiers import make_identifier
from protocol.keeping import NotEnrolled, VaultDamaged, VaultForeign
from protocol.road import CentralNonsense
from secure_store.device import (
    DeviceIdentity,
    finish_enrolment,
    is_enrolled,
    load_identity,
    make_device_key,
    make_request,
    read_device_card,
)
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.memory_log import MemoryLog

CENTRAL = "https://central.example:8443"
LOG = MemoryLog()
CA_KEY = Ed25519PrivateKey.generate()


def issue(key: Ed25519PublicKey) -> DeviceCertificate:
    """What Central answers to a request for ``key``."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment)
        .not_valid_after(moment + timedelta(days=90))
        .sign(CA_KEY, None)
    )
    pem = certificate.public_bytes(Encoding.PEM).decode()
    return DeviceCertificate(
        device=make_identifier(),
        device_name="前台一",
        certificate=pem,
        ca=pem,
        log_key=LOG.vkey,
        expires_at="2027-02-22T00:00:00.000Z",
    )


@pytest.fixture
def identity(folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """An enrolled desk."""
    key = make_device_key(folder, keyring)
    return finish_enrolment(folder, keyring, issue(key.public_key()), CENTRAL)


def test_an_enrolled_desk_loads_what_it_was_given(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    loaded = load_identity(folder, keyring)
    assert loaded.card == identity.card == read_device_card(folder)
    assert loaded.card.central == CENTRAL
    assert loaded.key.public_key() == identity.key.public_key()


def test_the_files_serve_a_tls_client(identity: DeviceIdentity) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_cert_chain(identity.certificate_path, identity.key_path, password=identity.ssl_password())


def test_the_key_file_alone_is_useless(identity: DeviceIdentity, folder: DeskFolder) -> None:
    assert b"ENCRYPTED PRIVATE KEY" in identity.key_path.read_bytes()
    assert identity.key_path.stat().st_mode & 0o077 == 0
    with pytest.raises(VaultForeign):
        load_identity(folder, DeviceKeyring(desk=make_identifier()))


def test_the_request_proves_the_key(folder: DeskFolder, keyring: DeviceKeyring) -> None:
    key = make_device_key(folder, keyring)
    request = x509.load_pem_x509_csr(make_request(key, "前台一").encode())
    assert request.is_signature_valid
    assert request.public_key() == key.public_key()


def test_an_unfinished_enrolment_starts_again(folder: DeskFolder, keyring: DeviceKeyring) -> None:
    first, second = make_device_key(folder, keyring), make_device_key(folder, keyring)
    assert not is_enrolled(folder)
    with pytest.raises(NotEnrolled):
        load_identity(folder, keyring)
    with pytest.raises(CentralNonsense):
        finish_enrolment(folder, keyring, issue(first.public_key()), CENTRAL)
    assert not is_enrolled(folder)
    finish_enrolment(folder, keyring, issue(second.public_key()), CENTRAL)
    assert is_enrolled(folder)


def test_an_enrolled_desks_key_is_not_replaced(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    with pytest.raises(FileExistsError):
        make_device_key(folder, keyring)


def test_a_renewal_keeps_the_key_and_refuses_another(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    renewed = issue(identity.key.public_key())
    identity.renew(renewed)
    assert load_identity(folder, keyring).certificate_path.read_text() == renewed.certificate
    with pytest.raises(CentralNonsense):
        identity.renew(issue(Ed25519PrivateKey.generate().public_key()))
    assert identity.certificate_path.read_text() == renewed.certificate


@pytest.mark.parametrize("name", ["device.key", "device.json", "device.crt"])
def test_a_damaged_identity_says_so(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring, name: str
) -> None:
    if name == "device.crt":
        (folder.device / name).unlink()
    else:
        os.truncate(folder.device / name, 30)
    with pytest.raises(VaultDamaged):
        load_identity(folder, keyring)
