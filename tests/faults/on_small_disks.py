"""What is done on a small disk. Each function runs in a process of its own, which alone sees the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import select

from app.central import CentralClient
from app.desk import Desk, close_desk
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.fields import FieldKind
from protocol.keeping import StoreUnwritable
from protocol.road import RecordsUnavailable
from secure_store.device import DeviceIdentity, load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.services.central import make_central
from server.settings import write_private
from server.store.database import read
from server.store.tables import events
from tests.faults.small_disk import SmallDisk
from tests.journals import read_recent
from tests.real_central import RealCentral, start_bare_central
from tests.verified import find_faults
from ui.demo.central import DemoCentral, DemoPerson
from ui.main import join_desk
from ui.totp import make_code

MANY = 20_000
"""More acts than a small disk takes."""
REASON = "客户要求回电"


def fill_a_desks_disk(place: Path, keyring: DeviceKeyring, ticket: str, person: DemoPerson, cards: list[str]) -> int:
    """An agent at work when the disk fills up; how many events Central has in the end."""
    disk = SmallDisk(place, 8)
    folder = DeskFolder(place / "desk").make()
    desk = join_desk(folder, enrol_desk(ticket, "desk-full", folder, keyring), keyring)
    desk.keeper.sign_in(person.username, spell(person), make_code(person.totp_secret))
    handle = desk.reveals.request(cards[0], FieldKind.MOBILE, "marketing", REASON, spell(person))
    disk.fill(leave_kib=64)
    recorded = record_until_full(desk, cards[1])
    with pytest.raises(StoreUnwritable, match="cannot write to its disk: the disk is full"):
        desk.reveals.collect(handle)
    assert handle.spent
    with pytest.raises(StoreUnwritable, match="could not be recorded first"):
        desk.reveals.request(cards[1], FieldKind.MOBILE, "marketing", REASON, spell(person))
    disk.free()
    desk.trail.record(Act.CARD_REFUSED, ObjectKind.CARD, cards[1])
    acts = [event.act for event in read_recent(desk.trail.journal, recorded + 100)]
    assert acts.count(Act.CARD_OPENED) == recorded
    assert acts.count(Act.REVEAL_REQUESTED) == 1
    assert Act.REVEAL_OPENED not in acts
    assert push_events(desk.identity, desk.central, desk.trail.journal) == desk.trail.journal.verify()
    desk.keeper.sign_out()
    kept = desk.trail.journal.verify()
    push_events(desk.identity, desk.central, desk.trail.journal)
    close_desk(desk)
    return kept


def record_until_full(desk: Desk, card: str) -> int:
    """How many acts could be recorded before the disk was full."""
    for recorded in range(MANY):
        try:
            desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, card)
        except StoreUnwritable:
            return recorded
    raise AssertionError("the disk never filled up")


def start_a_desk_on_a_read_only_disk(place: Path, keyring: DeviceKeyring, ticket: str) -> str:
    """A desk whose disk became read-only since yesterday; what it says."""
    disk = SmallDisk(place, 8)
    folder = DeskFolder(place / "desk").make()
    identity = enrol_desk(ticket, "desk-read-only", folder, keyring)
    desk = join_desk(folder, identity, keyring)
    desk.trail.record(Act.DESK_STARTED)
    close_desk(desk)
    disk.make_read_only()
    with pytest.raises(StoreUnwritable) as told:
        join_desk(folder, load_identity(folder, keyring), keyring)
    disk.make_writable()
    desk = join_desk(folder, load_identity(folder, keyring), keyring)
    desk.trail.record(Act.DESK_STARTED)
    assert push_events(desk.identity, desk.central, desk.trail.journal) == desk.trail.journal.verify()
    close_desk(desk)
    return told.value.say()


def fill_centrals_disk(place: Path, desk_place: Path, keyring: DeviceKeyring) -> tuple[int, str]:
    """A Central whose disk fills up while a desk delivers; how many events it has in the end, and what it said."""
    disk = SmallDisk(place, 16)
    central = start_bare_central(place / "central")
    try:
        folder = DeskFolder(desk_place).make()
        identity = enrol_desk(central.make_ticket("desk-1"), "desk-1", folder, keyring)
        with Journal.open(folder, identity.card.id, keyring) as journal:
            client = CentralClient(identity)
            push_something(identity, client, journal)
            disk.fill()
            said = push_until_full(identity, client, journal)
            waiting = journal.waiting()
            assert waiting
            disk.free()
            assert push_events(identity, client, journal) == waiting
            kept = journal.events_from(1, MANY)
            client.close()
        compare(central, identity, kept)
        return len(kept), said
    finally:
        central.close()


def push_something(identity: DeviceIdentity, client: CentralClient, journal: Journal) -> None:
    """Record some acts and deliver them."""
    for _ in range(20):
        journal.append(Deed(act=Act.CARD_OPENED, detail={"fill": "x" * 1000}))
    push_events(identity, client, journal)


def push_until_full(identity: DeviceIdentity, client: CentralClient, journal: Journal) -> str:
    """Deliver until Central cannot take any more; what it says."""
    for _ in range(MANY // 20):
        try:
            push_something(identity, client, journal)
        except RecordsUnavailable as error:
            return error.say()
    raise AssertionError("the disk never filled up")


def compare(central: RealCentral, identity: DeviceIdentity, kept: list[bytes]) -> None:
    """Central has exactly what the desk kept, and its whole trail verifies."""
    query = select(events.c.bytes).where(events.c.device == identity.card.id).order_by(events.c.log_index)
    with read(central.books.engine) as connection:
        assert [bytes(row.bytes) for row in connection.execute(query)] == kept
        assert find_faults(connection, central.books.log_key.public) == []


def give_commands_on_a_full_disk(place: Path) -> tuple[str, str | None, bool]:
    """What Central's commands say where its disk is full, which file one says that it could not write, and whether
    anything of that file is left."""
    disk = SmallDisk(place, 16)
    folder = place / "central"
    made = make_central(folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="", database="")
    made.engine.dispose()
    disk.fill()
    with pytest.raises(ConfigurationWrong) as told:
        DemoCentral(folder).run("doctor")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as written:
        write_private(folder / "keys.json", b"x")
    return told.value.facts["reason"], written.value.filename, (folder / "keys.json.new").exists()


def serve_from_a_read_only_disk(place: Path) -> str:
    """What Central says when its disk is read-only."""
    disk = SmallDisk(place, 16)
    folder = place / "central"
    made = make_central(folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="", database="")
    made.engine.dispose()
    disk.make_read_only()
    with pytest.raises(ConfigurationWrong) as told:
        DemoCentral(folder).run("serve")
    return told.value.facts["reason"]


def spell(person: DemoPerson) -> bytearray:
    """A person's password as typed."""
    return bytearray(person.password.encode())
