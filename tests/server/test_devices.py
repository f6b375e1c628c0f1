"""Desks: enrolled by ticket, renewed, revoked; what the revocation list names (decision 001, RFC 5280, A6)."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from protocol.enrolment import DeviceCertificate, EnrolmentTicket, EnrolRequest, read_ticket
from protocol.oversight import DeviceKind, DeviceState
from protocol.refusals import DeviceFrozen, DeviceRefused, EnrolmentRefused, InvalidRequest, NotFound
from protocol.roles import Role
from protocol.times import after, now
from server.services.callers import Device, find_device
from server.services.certificates import list_revoked, publish_revocations
from server.services.devices import check_revocation, enrol_device, freeze_device, renew_device, revoke_device
from server.services.tickets import hash_code, make_ticket
from server.store.tables import certificates, devices, enrolment_codes
from tests.server.house import House, run_at_once
from tests.server.seats import Desk, write_key


def issue(house: House, name: str = "front desk", kind: DeviceKind = DeviceKind.DESK) -> EnrolmentTicket:
    """A ticket, read."""
    central, where = house.central, "https://c:1"
    with house.writing() as connection:
        made = make_ticket(
            connection, central.authority, central.node, url=where, device_name=name, made_by="admin", kind=kind
        )
    return read_ticket(made.ticket)


def write_csr(key) -> str:
    """A certificate request."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "any")])
    algorithm = None if isinstance(key, Ed25519PrivateKey) else hashes.SHA256()
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, algorithm)
    return request.public_bytes(Encoding.PEM).decode()


def enrol(house: House, code: str, key=None, csr: str | None = None) -> DeviceCertificate:
    """Redeem a code."""
    request = EnrolRequest(
        code=code,
        device_name="mine",
        platform="linux",
        csr=write_csr(key or Ed25519PrivateKey.generate()) if csr is None else csr,
    )
    with house.writing() as connection:
        return enrol_device(connection, house.central, request, "10.8.0.9")


def read_serial(pem: str) -> str:
    """A certificate's serial as the list knows it."""
    return f"{x509.load_pem_x509_certificate(pem.encode()).serial_number:x}"


def publish(house: House) -> set[str]:
    """The serials that the published list names."""
    with house.reading() as connection:
        publish_revocations(connection, house.central.authority)
    revoked = x509.load_pem_x509_crl(house.central.place.crl.read_bytes())
    authority = x509.load_pem_x509_certificate(house.central.place.ca_certificate.read_bytes())
    assert revoked.is_signature_valid(authority.public_key())
    return {f"{entry.serial_number:x}" for entry in revoked}


def test_a_ticket_makes_one_desk_under_the_administrators_name(house):
    ticket, key = issue(house), Ed25519PrivateKey.generate()
    given = enrol(house, ticket.code, key)
    certificate = x509.load_pem_x509_certificate(given.certificate.encode())
    assert given.device_name == "front desk"
    assert certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == given.device
    assert certificate.public_key() == key.public_key()
    assert after(now(), days=89) < given.expires_at < after(now(), days=91)
    certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(given.ca.encode()))
    with house.reading() as connection:
        assert find_device(connection, given.device).public_key == write_key(key)
    assert house.last_event("device.enrolled", object_id=given.device).ip == "10.8.0.9"


def test_a_ticket_works_once_and_its_certificate_goes_with_it(house):
    ticket = issue(house)
    enrol(house, ticket.code)
    with pytest.raises(EnrolmentRefused):
        enrol(house, ticket.code)
    serial = read_serial(ticket.certificate)
    assert serial in publish(house)
    with house.reading() as connection:
        assert serial not in list_revoked(connection, tickets=False)


def test_of_two_who_redeem_a_ticket_at_once_one_is_enrolled(house):
    ticket = issue(house)
    answers = run_at_once(*[lambda: enrol(house, ticket.code)] * 4)
    assert sorted(type(item).__name__ for item in answers) == ["DeviceCertificate"] + ["EnrolmentRefused"] * 3


def test_a_ticket_ends_after_a_quarter_of_an_hour(house):
    ticket = issue(house)
    assert after(now(), minutes=14) < ticket.expires_at < after(now(), minutes=16)
    with house.writing() as connection:
        mine = enrolment_codes.c.code_hash == hash_code(ticket.code)
        connection.execute(enrolment_codes.update().where(mine).values(expires_at=now()))
    with pytest.raises(EnrolmentRefused):
        enrol(house, ticket.code)


def test_a_key_is_one_desks_which_a_ticket_gives_a_new_certificate(house):
    key = Ed25519PrivateKey.generate()
    old, ticket = enrol(house, issue(house).code, key), issue(house, "another name")
    new = enrol(house, ticket.code, key)
    assert (new.device, new.device_name) == (old.device, "front desk")
    assert read_serial(new.certificate) != read_serial(old.certificate)
    assert read_serial(ticket.certificate) in publish(house)
    assert house.last_event("device.renewed", object_id=old.device).detail == {"by": "ticket", "ticket": "another name"}
    with pytest.raises(EnrolmentRefused):
        enrol(house, ticket.code, key)


@pytest.mark.parametrize("stop", [revoke_device, freeze_device])
def test_no_ticket_lets_a_stopped_desk_in_again(house, stop):
    key = Ed25519PrivateKey.generate()
    given, ticket = enrol(house, issue(house).code, key), issue(house)
    with house.writing() as connection:
        stop(connection, house.central, given.device, "stolen")
    with pytest.raises(EnrolmentRefused):
        enrol(house, ticket.code, key)
    assert enrol(house, ticket.code).device != given.device


def test_a_witness_does_not_become_a_desk_by_a_ticket(house):
    key = Ed25519PrivateKey.generate()
    enrol(house, issue(house, kind=DeviceKind.WITNESS).code, key)
    with pytest.raises(EnrolmentRefused):
        enrol(house, issue(house).code, key)


@pytest.mark.parametrize("csr", ["", "nonsense", "é", write_csr(ec.generate_private_key(ec.SECP256R1()))])
def test_a_request_that_is_not_of_an_ed25519_key_is_refused_and_leaves_the_ticket_good(house, csr):
    ticket = issue(house)
    with pytest.raises(InvalidRequest):
        enrol(house, ticket.code, csr=csr)
    enrol(house, ticket.code)


def renew(house: House, device: str, key) -> DeviceCertificate:
    """Ask for a new certificate."""
    with house.writing() as connection:
        return renew_device(connection, house.central, device, write_csr(key), "10.8.0.9")


def test_a_renewed_certificate_is_for_the_same_key_alone(house):
    key = Ed25519PrivateKey.generate()
    old = enrol(house, issue(house).code, key)
    new = renew(house, old.device, key)
    assert read_serial(new.certificate) != read_serial(old.certificate)
    assert x509.load_pem_x509_certificate(new.certificate.encode()).public_key() == key.public_key()
    assert not {read_serial(old.certificate), read_serial(new.certificate)} & publish(house)
    with pytest.raises(DeviceRefused):
        renew(house, old.device, Ed25519PrivateKey.generate())


@pytest.mark.parametrize("state", [DeviceState.REVOKED, DeviceState.FROZEN])
def test_a_desk_that_was_shut_out_while_it_waited_gets_no_new_certificate(house, state):
    desk = house.place_desk()
    house.age(devices, desk.id, state=state.value)
    with pytest.raises(DeviceRefused), house.writing() as connection:
        renew_device(connection, house.central, desk.id, write_csr(desk.key), "10.8.0.7")


def test_a_revoked_desk_is_refused_at_once_and_all_its_certificates_are_listed(house):
    key = Ed25519PrivateKey.generate()
    old = enrol(house, issue(house).code, key)
    new = renew(house, old.device, key)
    account = house.enlist()
    seat = house.sign_in(account, Desk(Device(old.device, "front desk", write_key(key)), key))
    with house.writing() as connection:
        revoke_device(connection, house.central, old.device, "stolen")
    with pytest.raises(DeviceRefused), house.reading() as connection:
        find_device(connection, old.device)
    with pytest.raises(DeviceRefused):
        house.find(seat)
    assert {read_serial(old.certificate), read_serial(new.certificate)} <= publish(house)
    assert house.notices(account) == [("device-revoked", old.device)]
    assert house.last_event("device.revoked", object_id=old.device).detail["reason"] == "stolen"


def test_who_revoked_a_desk_is_on_record(house):
    guard, desk = house.seat(Role.SECURITY), house.place_desk()
    house.act(guard, lambda connection, central, caller: revoke_device(connection, central, desk.id, "lost", caller))
    assert house.last_event("device.revoked", object_id=desk.id).actor == guard.account.id


def test_a_desk_that_is_not_there_or_is_shut_out_already_is_not_revoked(house):
    desk = house.place_desk()
    with house.writing() as connection:
        check_revocation(connection, desk.id)
        revoke_device(connection, house.central, desk.id, "lost")
        for gone in (desk.id, "nothing"):
            with pytest.raises(NotFound):
                check_revocation(connection, gone)


def test_a_frozen_desk_serves_nobody_and_can_still_be_revoked(house):
    seat = house.seat()
    with house.writing() as connection:
        freeze_device(connection, house.central, seat.desk.id, "its chain forked")
    with pytest.raises(DeviceFrozen), house.reading() as connection:
        find_device(connection, seat.desk.id)
    with pytest.raises(DeviceFrozen):
        house.find(seat)
    with house.writing() as connection:
        revoke_device(connection, house.central, seat.desk.id, "looked at")
    with pytest.raises(DeviceRefused):
        house.find(seat)


def test_an_unknown_desk_is_refused_like_a_revoked_one(house):
    with pytest.raises(DeviceRefused), house.reading() as connection:
        find_device(connection, "nothing")


def test_a_certificate_that_has_ended_leaves_the_list(house):
    given = enrol(house, issue(house).code)
    with house.writing() as connection:
        revoke_device(connection, house.central, given.device, "lost")
    serial = read_serial(given.certificate)
    assert serial in publish(house)
    with house.writing() as connection:
        connection.execute(certificates.update().where(certificates.c.serial == serial).values(until=now()))
        assert serial not in list_revoked(connection)
