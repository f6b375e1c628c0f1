"""A desk meets its Central once, with a ticket (decision 001)."""

from __future__ import annotations

import base64
import shutil

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.desk import Desk
from app.enrolment import enrol_again, enrol_desk, renew_if_due
from app.eventpush import push_events
from protocol.delivery import ChainHead
from protocol.enrolment import DeviceCertificate, read_ticket, write_ticket
from protocol.events import Act, ObjectKind
from protocol.keeping import NotEnrolled, TicketUnreadable, VaultDamaged, VaultForeign
from protocol.refusals import CertificateOutdated, ClockWrong, EnrolmentRefused, InvalidRequest
from protocol.road import CentralNonsense, CentralUnreachable, CentralUntrusted
from protocol.times import after, now
from secure_store.device import DeviceIdentity, is_enrolled, load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.app.authority import Authority, write_key
from tests.app.loopback import LoopbackCentral
from tests.journals import read_recent


def test_an_enrolled_desk_knows_itself_again(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring, central: LoopbackCentral
) -> None:
    again = load_identity(folder, keyring)
    assert again.card == identity.card
    assert again.card.central == central.url


def test_enrolment_is_the_journals_first_event(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    with Journal.open(folder, identity.card.id, keyring) as journal:
        assert [event.act for event in read_recent(journal)] == [Act.DEVICE_ENROLLED]


def test_nothing_of_the_ticket_stays_on_disk(identity: DeviceIdentity, folder: DeskFolder) -> None:
    assert sorted(file.name for file in folder.path.rglob("*ticket*")) == []


@pytest.mark.parametrize("text", ["", "VEILDESK1.", "VEILDESK1.%%%", "hello", "VEILDESK1." + "QUJD" * 50])
def test_what_is_no_ticket_is_said_to_be_none(text: str, folder: DeskFolder, keyring: DeviceKeyring) -> None:
    with pytest.raises(TicketUnreadable):
        enrol_desk(text, "desk", folder, keyring)
    assert not is_enrolled(folder)


@pytest.mark.parametrize("authority", ["ours", "another"])
def test_a_ticket_that_central_takes_no_more_is_refused_as_a_ticket(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring, authority: str
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = central.authority if authority == "ours" else Authority()
    late = msgspec.structs.replace(
        read_ticket(central.make_ticket()),
        certificate=issuer.issue(key.public_key(), days=-1 if authority == "ours" else 1),
        key=write_key(key).decode(),
        expires_at=after(now(), minutes=-1),
    )
    with pytest.raises(EnrolmentRefused):
        enrol_desk(write_ticket(late), "desk", folder, keyring)
    assert central.asked == []


def test_a_desk_whose_clock_is_a_day_ahead_is_told_so_and_not_that_its_ticket_is_old(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    def refuse(*_: object) -> DeviceCertificate:
        raise ClockWrong(seconds="86400", central=now())

    central.enrol = refuse  # type: ignore[method-assign]
    ticket = msgspec.structs.replace(read_ticket(central.make_ticket()), expires_at=after(now(), days=-1))
    with pytest.raises(ClockWrong):
        enrol_desk(write_ticket(ticket), "desk", folder, keyring)


def test_a_ticket_for_another_authority_trusts_no_other(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    foreign = msgspec.structs.replace(read_ticket(central.make_ticket()), ca=Authority().pem)
    with pytest.raises(CentralUntrusted):
        enrol_desk(write_ticket(foreign), "desk", folder, keyring)
    assert not is_enrolled(folder)


def test_a_ticket_with_broken_insides_is_unreadable(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    broken = msgspec.structs.replace(read_ticket(central.make_ticket()), key="no key")
    with pytest.raises(TicketUnreadable):
        enrol_desk(write_ticket(broken), "desk", folder, keyring)


def test_an_address_that_is_not_https_is_refused(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    plain = msgspec.structs.replace(read_ticket(central.make_ticket()), url="http://127.0.0.1:1")
    with pytest.raises(InvalidRequest):
        enrol_desk(write_ticket(plain), "desk", folder, keyring)


def test_a_failed_enrolment_can_be_tried_again(
    central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    away = msgspec.structs.replace(read_ticket(central.make_ticket()), url="https://127.0.0.1:9")
    with pytest.raises(CentralUnreachable):
        enrol_desk(write_ticket(away), "desk", folder, keyring)
    with pytest.raises(NotEnrolled):
        load_identity(folder, keyring)
    assert enrol_desk(central.make_ticket(), "desk", folder, keyring).card.name == "desk"


def test_the_device_key_is_ciphertext_on_disk(identity: DeviceIdentity) -> None:
    text = identity.key_path.read_text()
    assert "ENCRYPTED" in text
    secret = base64.b64encode(identity.key.private_bytes_raw()).decode()
    assert secret not in text


def test_a_certificate_is_not_renewed_too_early(desk: Desk) -> None:
    assert not renew_if_due(desk.identity, desk.central, desk.trail)


def test_a_desk_whose_certificate_has_ended_is_enrolled_again_as_the_one_that_it_is(
    desk: Desk, central: LoopbackCentral
) -> None:
    identity, before = desk.identity, desk.identity.card
    identity.certificate_path.write_text(central.authority.issue(identity.key.public_key(), days=-1))
    desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, "somebody's")
    with pytest.raises(CertificateOutdated):
        desk.central.call("GET", "/v1/events/head", ChainHead)
    enrol_again(central.make_ticket(), identity, desk.folder, desk.trail)
    desk.central.reload()
    assert msgspec.structs.replace(load_identity(desk.folder, desk.keyring).card, expires_at="") == (
        msgspec.structs.replace(before, expires_at="")
    )
    assert push_events(identity, desk.central, desk.trail.journal) == 3
    assert desk.trail.journal.waiting() == 0


def test_a_ticket_of_another_central_or_another_desk_changes_nothing(desk: Desk, central: LoopbackCentral) -> None:
    foreign = msgspec.structs.replace(read_ticket(central.make_ticket()), ca=Authority().pem)
    with pytest.raises(InvalidRequest):
        enrol_again(write_ticket(foreign), desk.identity, desk.folder, desk.trail)
    before = desk.identity.certificate_path.read_bytes()
    central.devices.clear()
    with pytest.raises(CentralNonsense):
        enrol_again(central.make_ticket(), desk.identity, desk.folder, desk.trail)
    assert desk.identity.certificate_path.read_bytes() == before


def test_a_desks_new_address_of_central_comes_with_a_ticket(desk: Desk, central: LoopbackCentral) -> None:
    desk.identity.card = msgspec.structs.replace(desk.identity.card, central="https://gone.example:1")
    enrol_again(central.make_ticket(), desk.identity, desk.folder, desk.trail)
    assert load_identity(desk.folder, desk.keyring).card.central == central.url


@pytest.mark.parametrize("left", ["a journal", "its key"])
def test_where_a_desk_was_enrolled_before_no_ticket_is_used_up(
    identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring, central: LoopbackCentral, left: str
) -> None:
    shutil.rmtree(folder.device)
    if left == "its key":
        folder.journal.unlink()
    asked = len(central.asked)
    with pytest.raises(VaultForeign if left == "a journal" else VaultDamaged):
        enrol_desk(central.make_ticket(), "desk", folder, keyring)
    assert len(central.asked) == asked
    assert not is_enrolled(folder)
