"""A desk that was set back or copied does not go on unseen: it refuses, Central freezes it, both are kept (A7)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.desk import Desk, close_desk, start_desk
from app.enrolment import enrol_desk
from app.eventpush import push_events
from app.sync import Connection
from protocol.events import Act, ObjectKind, decode_event
from protocol.identifiers import Identifier, make_identifier
from protocol.oversight import DeviceState
from protocol.refusals import DeviceFrozen
from protocol.road import CentralUnreachable
from protocol.trail import ChainForked, JournalSetBack
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal_file import KEYRING_NAME
from secure_store.keyring_store import DeviceKeyring
from server.store.tables import alerts, devices, events, forks
from tests.journals import read_recent
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.main import join_desk

KEYRING_NAMES = ("device-key", KEYRING_NAME, "journal-anchor", "vpn-rule")


@pytest.fixture
def enrolled(real_central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring) -> DeskFolder:
    enrol_desk(real_central.make_ticket("desk-9"), "desk-9", folder, keyring)
    return folder


def work(desk: Desk, acts: int) -> None:
    """Do something, and deliver it."""
    for _ in range(acts):
        desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())
    push_events(desk.identity, desk.central, desk.trail.journal)


def wake(folder: DeskFolder, keyring: DeviceKeyring) -> Desk:
    return join_desk(folder, load_identity(folder, keyring), keyring)


@contextmanager
def cut_off(desk: Desk) -> Iterator[None]:
    """Central is not there for ``desk``, as for one whose line is unplugged."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.central, "call", _hang_up)
        yield


def _hang_up(*_: object, **__: object) -> object:
    raise CentralUnreachable


def take_backup(folder: DeskFolder, to: Path) -> DeskFolder:
    shutil.copytree(folder.path, to)
    return DeskFolder(to)


def copy_keyring(keyring: DeviceKeyring) -> DeviceKeyring:
    """What a copied machine brings along."""
    copied = DeviceKeyring(desk=make_identifier())
    for name in KEYRING_NAMES:
        secret = keyring.get(name)
        assert secret, name
        copied.put(name, secret)
    return copied


def begin(enrolled: DeskFolder, keyring: DeviceKeyring, place: Path) -> tuple[Identifier, DeskFolder]:
    """A desk has worked; its identifier, and a backup of what it is now."""
    desk = wake(enrolled, keyring)
    work(desk, 2)
    close_desk(desk)
    return desk.identity.card.id, take_backup(enrolled, place / "backup")


def put_back(backup: DeskFolder, enrolled: DeskFolder, keyring: DeviceKeyring) -> Desk:
    """The desk, started on its backup."""
    shutil.rmtree(enrolled.path)
    backup.path.rename(enrolled.path)
    return wake(enrolled, keyring)


def check_frozen(real_central: RealCentral, device: str) -> None:
    """Central has frozen the desk, alerted security, and has both events of the same place, each decodable."""
    assert real_central.look_up(select(devices.c.state).where(devices.c.id == device)) == [(DeviceState.FROZEN.value,)]
    assert real_central.look_up(select(alerts.c.kind).where(alerts.c.about == device)) == [("events-forked",)]
    ((seq, other),) = real_central.look_up(select(forks.c.seq, forks.c.bytes).where(forks.c.device == device))
    ((kept,),) = real_central.look_up(select(events.c.bytes).where(events.c.device == device, events.c.seq == seq))
    versions = [decode_event(bytes(data)) for data in (kept, other)]  # type: ignore[call-overload]
    assert [version.seq for version in versions] == [seq, seq]
    assert versions[0] != versions[1]


def test_a_restored_backup_is_noticed_by_both_sides(
    real_central: RealCentral, enrolled: DeskFolder, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    device, backup = begin(enrolled, keyring, tmp_path)
    desk = wake(enrolled, keyring)
    work(desk, 3)
    close_desk(desk)
    desk = put_back(backup, enrolled, keyring)
    with pytest.raises(JournalSetBack):
        start_desk(desk, "1")
    assert read_recent(desk.trail.journal, 1)[0].act is Act.JOURNAL_SET_BACK
    check_frozen(real_central, device)
    with pytest.raises(DeviceFrozen):
        push_events(desk.identity, desk.central, desk.trail.journal)
    close_desk(desk)


def test_a_backup_that_lacks_what_nobody_else_has_is_noticed_by_both_sides(
    real_central: RealCentral, enrolled: DeskFolder, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    device, backup = begin(enrolled, keyring, tmp_path)
    desk = wake(enrolled, keyring)
    with cut_off(desk):
        desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())
        desk.sync.start()
        wait_for(lambda: desk.sync.status.connection is Connection.OFFLINE)
        desk.sync.stop()
    close_desk(desk)
    desk = put_back(backup, enrolled, keyring)
    with pytest.raises(JournalSetBack) as told:
        start_desk(desk, "1")
    assert int(told.value.facts["known"]) - int(told.value.facts["present"]) == 1
    assert real_central.look_up(select(devices.c.state).where(devices.c.id == device)) == [(DeviceState.FROZEN.value,)]
    ((facts,),) = real_central.look_up(select(alerts.c.facts).where(alerts.c.kind == "journal-set-back"))
    assert facts == {"desk": device, **told.value.facts}
    with pytest.raises(DeviceFrozen):
        work(desk, 1)
    close_desk(desk)


def test_a_copied_machine_is_noticed_when_both_have_worked(
    real_central: RealCentral, enrolled: DeskFolder, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    desk = wake(enrolled, keyring)
    work(desk, 2)
    close_desk(desk)
    copy, copied_keyring = take_backup(enrolled, tmp_path / "copy"), copy_keyring(keyring)
    clone, desk = wake(copy, copied_keyring), wake(enrolled, keyring)
    assert clone.trail.journal.set_back() is None, "the copy of the keyring knows no better"
    work(desk, 1)
    with pytest.raises(ChainForked):
        work(clone, 1)
    check_frozen(real_central, desk.identity.card.id)
    for one in (clone, desk):
        with pytest.raises(DeviceFrozen):
            work(one, 1)
        close_desk(one)


def test_a_copy_with_nothing_to_deliver_is_noticed_by_looking(
    real_central: RealCentral, enrolled: DeskFolder, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    desk = wake(enrolled, keyring)
    work(desk, 1)
    close_desk(desk)
    copy, copied_keyring = take_backup(enrolled, tmp_path / "copy"), copy_keyring(keyring)
    desk = wake(enrolled, keyring)
    work(desk, 4)
    close_desk(desk)
    clone = wake(copy, copied_keyring)
    with pytest.raises(JournalSetBack) as told:
        push_events(clone.identity, clone.central, clone.trail.journal)
    assert int(told.value.facts["known"]) - int(told.value.facts["present"]) == 4
    with pytest.raises(ChainForked):
        push_events(clone.identity, clone.central, clone.trail.journal)
    check_frozen(real_central, clone.identity.card.id)
    close_desk(clone)
