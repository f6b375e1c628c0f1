"""What a desk remembers, against a database that somebody has rewritten: each difference is named (U2, A7)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app.desk import Desk, close_desk
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.events import Act, ObjectKind
from protocol.identifiers import make_identifier
from protocol.remembering import LogMemory, SignedMemory, read_memory
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.cli import main
from server.services.desk_memory import compare_memory
from tests.real_central import RealCentral
from ui.main import join_desk
from ui.terminal import REFUSED, write_memory_at_terminal


class Witnessed:
    """A desk that has delivered 1 + 3 + 2 events, and the file with what it remembers."""

    def __init__(self, central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring, file: Path) -> None:
        self.folder, self.keyring, self.file = folder, keyring, file
        enrol_desk(central.make_ticket("desk-31"), "desk-31", folder, keyring)
        desk = self.wake(folder.path)
        for acts in (3, 2):
            for _ in range(acts):
                desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())
            push_events(desk.identity, desk.central, desk.trail.journal)
        self.device = desk.identity.card.id
        close_desk(desk)

    def wake(self, place: Path) -> Desk:
        return join_desk(self.folder, load_identity(self.folder, self.keyring), self.keyring)

    def read(self) -> tuple[LogMemory, SignedMemory]:
        return read_memory(self.file.read_bytes())


@pytest.fixture(scope="module")
def desk(
    central: RealCentral, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Witnessed:
    """One for all tests, which leave it as it is."""
    place = tmp_path_factory.mktemp("desk")
    folder = DeskFolder(place / "desk").make()
    made = Witnessed(central, folder, DeviceKeyring(desk=make_identifier()), place / "memory.json")
    assert write_memory_at_terminal(folder.path, made.file, made.wake, language="en") == 0
    return made


def verify(central: RealCentral, *words: str) -> tuple[int, str]:
    told = CliRunner().invoke(main, ["audit", "verify", "--data", str(central.folder), *words])
    return told.exit_code, told.output


def test_a_desks_memory_is_that_of_an_honest_central(central: RealCentral, desk: Witnessed) -> None:
    code, said = verify(central, "--from-desk", str(desk.file))
    assert code == 0, said
    assert "desk-31 saw 2 checkpoints, and delivered 6 events: same." in said
    code, said = verify(central, "--json", "--from-desk", str(desk.file))
    assert code == 0
    assert msgspec.json.decode(said)["compared"] == [{"name": "desk-31", "events": 6, "checkpoints": 2}]


def test_the_file_names_no_person_and_no_card(desk: Witnessed) -> None:
    memory, _ = desk.read()
    assert (memory.device, memory.name, len(memory.hashes)) == (desk.device, "desk-31", 6)
    assert b'"actor"' not in desk.file.read_bytes()
    assert b'"object_id"' not in desk.file.read_bytes()


def test_a_file_that_is_none_is_refused(central: RealCentral, desk: Witnessed, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(desk.file.read_bytes().replace(b'"signature"', b'"signed"'))
    code, said = verify(central, "--from-desk", str(other))
    assert code == 1
    assert "it is not what a desk writes" in said


def test_a_desk_that_is_open_is_not_asked(desk: Witnessed, capsys: pytest.CaptureFixture[str]) -> None:
    opened = desk.wake(desk.folder.path)
    assert write_memory_at_terminal(desk.folder.path, desk.file, desk.wake, language="en") == REFUSED
    close_desk(opened)
    assert "Another Veildesk has this vault open." in capsys.readouterr().err


EDITS = {
    "nothing": ("SELECT 1", None),
    "an event changed": (
        "UPDATE events SET bytes = CAST(replace(bytes, 'card', 'cart') AS BLOB) WHERE device = :desk AND seq = 3",
        "event 3: it is not the event that the desk delivered",
    ),
    "events dropped": (
        "DELETE FROM events WHERE device = :desk AND seq IN (3, 4)",
        "events 3 to 4: delivered, and gone",
    ),
    "an event moved": (
        "UPDATE events SET log_index = 1000000 WHERE device = :desk AND seq = 6",
        "event 6: it does not stand where the desk's receipt says",
    ),
    "the desk exchanged": (
        "UPDATE devices SET public_key = zeroblob(32) WHERE id = :desk",
        "its memory is not signed by the key that the database has for it",
    ),
    "the tree rewritten": (
        "UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE level = 0",
        "they are not the events that it saw",
    ),
    "the tree cut": ("UPDATE log_head SET size = 0, edge = ''", ": gone"),
}


@pytest.mark.parametrize(("edit", "said"), EDITS.values(), ids=EDITS)
def test_each_difference_is_named(central: RealCentral, desk: Witnessed, edit: str, said: str | None) -> None:
    faults: list[str] = []
    log = central.books.log_key.public
    with central.books.engine.connect() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.execute(text(edit), {"desk": desk.device} if ":desk" in edit else {})
        compare_memory(connection, log, *desk.read(), faults)
        connection.rollback()
    assert len(faults) == (said is not None), faults
    assert all(said and said in fault and f"desk desk-31 ({desk.device})" in fault for fault in faults)
