"""Somebody with full access to Central's database rewrites the record. Who notices? (U2, A7)

``TABLE`` says it for each act, once done by hand with a tool for databases, and once done thoroughly: every chain, row,
tile, head and checkpoint made anew and signed with Central's own key. The acts are carried out, and everybody who could
notice looks for himself.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.desk import close_desk
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.events import Act, Deed, Event, ObjectKind
from protocol.identifiers import make_identifier
from protocol.remembering import read_memory, write_memory
from protocol.trail import LogDamaged, LogInconsistent
from secure_store.device import DeviceIdentity, load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.log.publication import check_log
from server.services.callers import Device
from server.services.central import Central, open_central
from server.services.desk_memory import compare_memory
from server.services.trail import record
from server.store.database import read
from server.witness.watch import Alarm
from tests.faults.attacker import AttackersCentral, drop_guards, forge_desk, read_history, rebuild
from tests.faults.outside import Outside
from tests.journals import read_recent
from tests.real_central import RealCentral
from tests.verified import find_faults
from ui.main import join_desk

START, VERIFY, COMPARE, DESK, WITNESS = "start", "verify", "from desk", "desk", "witness"
"""Central's look at itself as it starts; ``audit verify``; the same with ``--from-desk``; a desk that was there before,
as it delivers its next event; a witness that was there before, as it looks again."""
ROWS = {VERIFY, COMPARE}
MEMORIES = {COMPARE, DESK, WITNESS}

TABLE = {
    # the act: who notices
    "nothing": set[str](),
    "change an event, by hand": ROWS,
    "change an event, thoroughly": {VERIFY, *MEMORIES},
    "delete an event, by hand": ROWS,
    "delete an event, thoroughly": {VERIFY, *MEMORIES},
    "insert an event, by hand": {START, VERIFY},
    "insert an event of Central's, thoroughly": MEMORIES,
    "reorder two events, by hand": ROWS,
    "reorder two events, thoroughly": {VERIFY, *MEMORIES},
    "truncate, by hand": {START, *ROWS},
    "truncate, thoroughly": {VERIFY, *MEMORIES},
    "restore yesterday's backup": MEMORIES,
    "rebuild all with a new history, and a desk's key": MEMORIES,
    "the same, and let it grow past what anybody saw": MEMORIES,
}


@dataclass
class Past:
    """A desk and a witness who saw the log, and copies of all three as they were then."""

    place: Path
    central: Path
    backup: Path
    identity: DeviceIdentity
    device: Device
    keyring: DeviceKeyring

    def open_central(self, folder: Path) -> Central:
        """A copy of Central's data folder with the database of today."""
        shutil.copytree(self.central, folder)
        return open_central(folder)


@pytest.fixture(scope="module")
def past(central: RealCentral, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory) -> Past:
    place = tmp_path_factory.mktemp("past")
    folder, keyring = DeskFolder(place / "desk").make(), DeviceKeyring(desk=make_identifier())
    desk = join_desk(folder, enrol_desk(central.make_ticket("desk-40"), "desk-40", folder, keyring), keyring)

    def work(acts: int) -> None:
        for _ in range(acts):
            desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())

    work(3)
    push_events(desk.identity, desk.central, desk.trail.journal)
    copy_database(central, place / "yesterday.db")
    work(2)
    push_events(desk.identity, desk.central, desk.trail.journal)
    present = place / "central"
    shutil.copytree(central.folder, present, ignore=shutil.ignore_patterns("central.db*"))
    copy_database(central, present / "central.db")
    identity = desk.identity
    memory = desk.trail.journal.recall(identity.card.name, identity.card.log_key)
    (place / "memory.json").write_bytes(write_memory(memory, identity.key.sign))
    work(1)
    close_desk(desk)
    device = Device(identity.card.id, identity.card.name, identity.key.public_key().public_bytes_raw())
    past = Past(place, present, place / "yesterday.db", load_identity(folder, keyring), device, keyring)
    books = open_central(present)
    with books.engine.begin() as connection:  # Central's start looks at the last tile alone: what follows is beyond it
        for _ in range(300):
            record(connection, books.node, Deed(act=Act.CUSTOMER_SOUGHT))
    outside = Outside(place / "witness", AttackersCentral(books, device), identity.card.log_key)
    outside.watch.look()
    outside.memory.close()
    books.engine.dispose()
    return past


def copy_database(central: RealCentral, to: Path) -> None:
    with sqlite3.connect(central.folder / "central.db") as present, sqlite3.connect(to) as copy:
        present.backup(copy)
    present.close()
    copy.close()


Forgery = Callable[[Connection, Central, Past], None]


def by_hand(*statements: str) -> Forgery:
    """What somebody types into a tool for databases; ``:desk`` is the desk that was there."""

    def forge(connection: Connection, _central: Central, past: Past) -> None:
        for statement in statements:
            done = connection.exec_driver_sql(statement, {"desk": past.device.id} if ":desk" in statement else {})
            assert done.rowcount > 0

    return forge


def thoroughly(rewrite: Callable[[list[Event], list[int]], None], *, key: bool = False, grow: int = 0) -> Forgery:
    """All made anew from another history. ``rewrite`` gets the events and where the desk's stand; ``key`` puts another
    key in the desk's place; ``grow`` adds so many events of Central's own."""

    def forge(connection: Connection, central: Central, past: Past) -> None:
        history = read_history(connection)
        rewrite(history, [place for place, event in enumerate(history) if event.device == past.device.id])
        rebuild(connection, central, [*history, *make_up(central, history, grow)])
        if key:
            forge_desk(connection, past.device.id)

    return forge


def make_up(central: Central, history: list[Event], count: int) -> list[Event]:
    """Events of Central's own that never happened."""
    (model, *_) = [event for event in history if event.device == central.node]
    return [msgspec.structs.replace(model, id=make_identifier(), detail={"made": "up"}) for _ in range(count)]


def restore_backup(connection: Connection, _central: Central, past: Past) -> None:
    copied = sqlite3.connect(past.backup)
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    connection.exec_driver_sql("COMMIT")
    copied.backup(driver)
    connection.exec_driver_sql("BEGIN")
    copied.close()


def change(history: list[Event], own: list[int]) -> None:
    history[own[2]] = msgspec.structs.replace(history[own[2]], object_id=make_identifier())


def delete(history: list[Event], own: list[int]) -> None:
    del history[own[2]]


def swap(history: list[Event], own: list[int]) -> None:
    one, two = own[1], own[2]
    history[one], history[two] = history[two], history[one]


def cut(history: list[Event], own: list[int]) -> None:
    del history[own[-1] :]


def insert_in_the_middle(history: list[Event], own: list[int]) -> None:
    (model, *_) = [event for event in history if event.device != history[own[0]].device]
    history.insert(own[2], msgspec.structs.replace(model, id=make_identifier()))


FORGERIES: dict[str, Forgery] = {
    "nothing": by_hand(),
    "change an event, by hand": by_hand(
        "UPDATE events SET bytes = CAST(replace(bytes, 'card', 'cart') AS BLOB) WHERE device = :desk AND seq = 3"
    ),
    "change an event, thoroughly": thoroughly(change),
    "delete an event, by hand": by_hand("DELETE FROM events WHERE device = :desk AND seq = 3"),
    "delete an event, thoroughly": thoroughly(delete),
    "insert an event, by hand": by_hand(
        "INSERT INTO events SELECT (SELECT max(log_index) + 1 FROM events), device, 7, at, received_at, received_from, "
        "actor, act, object_kind, object_id, outcome, bytes FROM events WHERE device = :desk AND seq = 6"
    ),
    "insert an event of Central's, thoroughly": thoroughly(insert_in_the_middle),
    "reorder two events, by hand": by_hand(
        "UPDATE events SET log_index = -log_index WHERE device = :desk AND seq IN (3, 4)",
        "UPDATE events SET log_index = -log_index + CASE seq WHEN 3 THEN 1 ELSE -1 END WHERE log_index < 0",
    ),
    "reorder two events, thoroughly": thoroughly(swap),
    "truncate, by hand": by_hand(
        "DELETE FROM events WHERE log_index >= (SELECT max(log_index) FROM events WHERE device = :desk)"
    ),
    "truncate, thoroughly": thoroughly(cut),
    "restore yesterday's backup": restore_backup,
    "rebuild all with a new history, and a desk's key": thoroughly(change, key=True),
    "the same, and let it grow past what anybody saw": thoroughly(change, key=True, grow=300),
}


def test_every_act_of_the_table_is_carried_out() -> None:
    assert list(TABLE) == list(FORGERIES)


@pytest.mark.parametrize("act", TABLE)
def test_who_notices(past: Past, tmp_path: Path, act: str) -> None:
    central = past.open_central(tmp_path / "central")
    with central.engine.begin() as connection:
        drop_guards(connection)
        FORGERIES[act](connection, central, past)
    found = {place for place, notices in LOOKS.items() if notices(past, central, tmp_path)}
    central.engine.dispose()
    print(f"{act:50}", *(f"{place:10}" if place in found else " " * 10 for place in LOOKS))  # noqa: T201
    assert found == TABLE[act]


def starts_not(_past: Past, central: Central, _place: Path) -> bool:
    with central.engine.begin() as connection:
        try:
            check_log(connection)
        except LogDamaged:
            return True
    return False


def is_not_whole(_past: Past, central: Central, _place: Path) -> bool:
    with read(central.engine) as connection:
        return bool(find_faults(connection, central.log_key.public))


def is_not_the_desks(past: Past, central: Central, _place: Path) -> bool:
    faults: list[str] = []
    memory = read_memory((past.place / "memory.json").read_bytes())
    with read(central.engine) as connection:
        compare_memory(connection, central.log_key.public, *memory, faults)
    return bool(faults)


def alarms_the_witness(past: Past, central: Central, place: Path) -> bool:
    shutil.copytree(past.place / "witness", place / "witness")
    outside = Outside(place / "witness", AttackersCentral(central, past.device), past.identity.card.log_key)
    try:
        outside.watch.look()
    except Alarm as alarm:
        return alarm.file.exists()
    finally:
        outside.memory.close()
    return False


def alarms_the_desk(past: Past, central: Central, place: Path) -> bool:
    shutil.copytree(past.place / "desk", place / "desk")
    journal = Journal.open(DeskFolder(place / "desk"), past.device.id, past.keyring)
    try:
        push_events(past.identity, AttackersCentral(central, past.device), journal)  # type: ignore[arg-type]
    except LogInconsistent:
        return len(journal.evidence()) == 1 and read_recent(journal, 1)[0].act is Act.LOG_REFUSED
    except DBAPIError:  # the edited rows are in the way of its event: it goes on waiting, and knows nothing
        return False
    finally:
        journal.close()
    return False


LOOKS = {
    START: starts_not,
    VERIFY: is_not_whole,
    COMPARE: is_not_the_desks,
    WITNESS: alarms_the_witness,
    DESK: alarms_the_desk,
}
"""In this order, since the desk's delivery adds to the log."""
