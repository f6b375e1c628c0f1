"""The journal loses nothing, doubles nothing, changes nothing (D7, U2, A8)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import ValidationError

from protocol.errors import UnexpectedError
from protocol.events import GENESIS, Act, Deed, ObjectKind, decode_event
from protocol.following import Demand
from protocol.identifiers import make_identifier
from protocol.keeping import StoreUnwritable, VaultDamaged, VaultForeign, VaultInUse
from secure_store.database import KEY_BYTES
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.journal_file import KEYRING_NAME, OLD_KEYRING_NAME
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from tests.journals import make_old_file, read_recent
from tests.memory_log import MemoryLog


def opened(card: str = "") -> Deed:
    """A deed about a card."""
    return Deed(act=Act.CARD_OPENED, object_kind=ObjectKind.CARD, object_id=card)


def test_events_form_a_chain_of_verbatim_bytes(journal: Journal) -> None:
    events = [journal.append(opened()) for _ in range(5)]
    first, data = journal.undelivered()
    assert first == 1
    assert [decode_event(each) for each in data] == events
    assert [event.prev for event in events] == [GENESIS, *(sha256(each).hexdigest() for each in data[:-1])]
    assert journal.head().hash == sha256(data[-1]).hexdigest()
    assert journal.verify() == 5


def test_the_chain_goes_on_after_a_restart(
    journal: Journal, folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    before = journal.append(opened())
    journal.close()
    with Journal.open(folder, device, keyring) as again:
        assert again.append(opened()).seq == before.seq + 1
        assert again.verify() == 2


def test_room_is_there_before_events_are_and_changes_nothing_else(
    journal: Journal, folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    before = journal.append(opened())
    journal.make_room()
    log = folder.journal.with_name(folder.journal.name + "-wal")
    room = log.stat().st_size
    assert room >= 1_000 * 2_048
    events = [journal.append(opened()) for _ in range(30)]
    assert log.stat().st_size == room
    assert events[0].prev == sha256(journal.events_from(before.seq, 1)[0]).hexdigest()
    journal.close()
    assert folder.journal.stat().st_size < room
    with Journal.open(folder, device, keyring) as again:
        assert again.verify() == 31
        again.make_room()
        assert again.append(opened()).seq == 32


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            Deed,
            act=st.sampled_from(Act),
            actor=st.text(max_size=36),
            object_id=st.text(max_size=40),
            detail=st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=3),
        ),
        max_size=4,
    )
)
def test_whatever_is_done_the_chain_holds(journal: Journal, deeds: list[Deed]) -> None:
    start = journal.head()
    events = [journal.append(deed) for deed in deeds]
    assert [event.seq for event in events] == list(range(start.seq + 1, start.seq + 1 + len(deeds)))
    assert journal.verify() == start.seq + len(deeds)


def test_a_deed_outside_its_limits_is_refused_and_nothing_is_kept(journal: Journal) -> None:
    with pytest.raises(ValidationError):
        journal.append(opened("x" * 201))
    assert journal.head().seq == 0


def test_a_nul_is_written_as_its_sign_which_central_can_keep(journal: Journal) -> None:
    event = journal.append(Deed(act=Act.CARD_OPENED, object_id="a\x00b", detail={"reason": "\x00\\u0000"}))
    assert (event.object_id, event.detail) == ("a␀b", {"reason": "␀\\u0000"})
    assert [decode_event(data) for data in journal.undelivered()[1]] == [event]
    assert journal.pending_for("a␀b") == [event]


def test_many_threads_make_one_chain(journal: Journal) -> None:
    threads = [threading.Thread(target=lambda: [journal.append(opened()) for _ in range(10)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.verify() == 60


def _append_and_undo(journal: Journal) -> None:
    with journal._database.writing() as connection:
        journal._append(connection, opened())
        raise ZeroDivisionError


def test_an_act_follows_the_event_that_a_change_of_trust_made_and_none_that_was_undone(journal: Journal) -> None:
    journal.append(opened())
    journal.demand_cosignatures(Demand(1, ()))
    assert journal.append(opened()).seq == 3
    with pytest.raises(ZeroDivisionError):
        _append_and_undo(journal)
    assert journal.append(opened()).seq == 4
    assert journal.verify() == 4


def test_an_act_is_never_part_of_a_transaction_that_may_be_undone(journal: Journal) -> None:
    journal.append(opened())
    with journal._database.writing(), pytest.raises(RuntimeError, match="of its own"):
        journal.append(opened())
    assert journal.append(opened()).seq == 2
    assert journal.verify() == 2


_ROWS = {2: "x'00'", 5: "'i', '', x'00', 'h'"}
"""What follows ``seq``, by the number of columns."""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET bytes = x'00'",
        "UPDATE events SET seq = seq + 10",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events VALUES (1, {row})",
        "INSERT INTO events VALUES (9, {row})",
        "UPDATE delivery SET upto = 1",
        "INSERT OR REPLACE INTO delivery VALUES (1, 2)",
        "DELETE FROM delivery",
        "UPDATE desk SET device = 'other'",
    ],
)
def test_the_file_itself_refuses_to_change_an_event(journal: Journal, statement: str) -> None:
    journal.append(opened())
    journal.append(opened())
    with journal._database.reading() as connection:
        row = _ROWS[len(connection.execute("SELECT * FROM events").description)]
    with pytest.raises(UnexpectedError) as refused, journal._database.writing() as connection:
        connection.execute(statement.format(row=row))
    assert "columns" not in str(refused.value.__cause__)
    assert journal.verify() == 2
    assert journal.waiting() == 2


def test_a_card_shows_what_waits_for_it(journal: Journal) -> None:
    card, other = make_identifier(), make_identifier()
    delivered, others, waiting = (journal.append(opened(each)) for each in (card, other, card))
    journal.append(opened())
    log = MemoryLog()
    log.add(*journal.events_from(1, delivered.seq))
    journal.mark_delivered(log.receipt(1, range(delivered.seq)), log.public)
    about_it = journal.append(Deed(act=Act.CALL_ASKED, object_id=other, detail={"object_id": card}))
    assert journal.pending_for(card) == [waiting]
    assert journal.pending_for(other) == [others, about_it]
    assert journal.pending_for("") == []
    assert [event.seq for event in read_recent(journal, 2)] == [5, 4]


def test_one_process_at_a_time(journal: Journal, folder: DeskFolder, device: str, keyring: DeviceKeyring) -> None:
    with pytest.raises(VaultInUse):
        Journal.open(folder, device, keyring)


def test_another_desks_journal_is_foreign(
    journal: Journal, folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    journal.close()
    with pytest.raises(VaultForeign):
        Journal.open(folder, make_identifier(), keyring)
    with pytest.raises(VaultForeign):
        Journal.open(folder, device, DeviceKeyring(desk=make_identifier()))


@pytest.mark.parametrize("kept", [None, 0, 3000, 8192])
def test_a_damaged_or_missing_journal_is_never_started_over(
    journal: Journal, folder: DeskFolder, device: str, keyring: DeviceKeyring, kept: int | None
) -> None:
    journal.append(opened())
    journal.close()
    if kept is None:
        folder.journal.unlink()
    else:
        os.truncate(folder.journal, kept)
    with pytest.raises(VaultDamaged):
        Journal.open(folder, device, keyring)


def test_a_making_cut_short_is_finished(folder: DeskFolder, device: str, keyring: DeviceKeyring) -> None:
    Journal.open(folder, device, keyring).close()
    folder.journal.rename(folder.journal.with_suffix(".new"))  # as a kill before the rename leaves it
    with Journal.open(folder, device, keyring) as journal:
        assert journal.append(opened()).seq == 1


def test_the_raw_file_holds_no_text(journal: Journal, folder: DeskFolder) -> None:
    marker = make_identifier()
    journal.append(opened(marker))
    files = {file.name: file.read_bytes() for file in folder.path.glob("journal*")}
    assert {"journal.db", "journal.db-wal"} <= files.keys()
    assert not [name for name, data in files.items() if marker.encode() in data]


OPENING = """
import signal, sys
from pathlib import Path
from protocol.events import Act, Deed
from protocol.keeping import StoreUnwritable
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.memory_log import MemoryLog
path, device, desk = sys.argv[1:]
journal = Journal.open(DeskFolder(Path(path)), device, DeviceKeyring(desk=desk))
deed = Deed(act=Act.CARD_OPENED, detail={"fill": "x" * 1000})
"""


def run_desk(program: str, folder: DeskFolder, device: str, keyring: DeviceKeyring) -> subprocess.Popen[str]:
    """A desk process of its own, which runs ``program`` with ``journal`` open."""
    return subprocess.Popen(
        [sys.executable, "-c", OPENING + program, str(folder.path), device, keyring.desk],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_desk_loses_no_event_it_acknowledged(folder: DeskFolder, device: str, keyring: DeviceKeyring) -> None:
    acknowledged = 0
    for lines in (1, 40, 150):
        desk = run_desk("while True: print(journal.append(deed).seq, flush=True)", folder, device, keyring)
        assert desk.stdout
        for _ in range(lines):
            acknowledged = int(desk.stdout.readline())
        os.kill(desk.pid, signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in desk.stdout if line.endswith("\n"))])
        desk.wait()
        with Journal.open(folder, device, keyring) as journal:
            assert journal.verify() >= acknowledged


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE")
def test_a_full_disk_refuses_the_act_and_keeps_the_chain_whole(
    folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    program = """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
done = 0
try:
    while done < 5000:
        done = journal.append(deed).seq
except StoreUnwritable:
    print(done)
assert journal.head().seq == done
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(journal.append(deed).seq)
"""
    desk = run_desk(program, folder, device, keyring)
    out, _ = desk.communicate(timeout=120)
    done, after = map(int, out.split())
    assert after == done + 1
    assert done > 0
    with Journal.open(folder, device, keyring) as journal:
        assert journal.verify() == after


def test_a_journal_with_larger_pages_goes_on_as_it_was_after_a_kill_too(
    folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    make_old_file(folder.journal, device, keyring)
    with Journal.open(folder, device, keyring) as journal:
        journal.append(opened())
    desk = run_desk("while True: print(journal.append(deed).seq, flush=True)", folder, device, keyring)
    assert desk.stdout
    acknowledged = int([desk.stdout.readline() for _ in range(30)][-1])
    os.kill(desk.pid, signal.SIGKILL)
    desk.communicate()
    with Journal.open(folder, device, keyring) as journal:
        journal.make_room()
        assert journal.append(opened()).seq > acknowledged
        assert journal.verify() > acknowledged
    assert keyring.get(KEYRING_NAME) is None


def test_one_with_larger_pages_that_a_kill_left_half_made_is_finished(
    folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    make_old_file(folder.journal.with_suffix(".new"), device, keyring)
    with Journal.open(folder, device, keyring) as journal:
        assert journal.append(opened()).seq == 1
    with Journal.open(folder, device, keyring) as journal:
        assert journal.verify() == 1


@pytest.mark.parametrize("name", [KEYRING_NAME, OLD_KEYRING_NAME])
def test_a_journal_that_is_gone_is_not_made_again(
    folder: DeskFolder, device: str, keyring: DeviceKeyring, name: str
) -> None:
    with Secret.random(KEY_BYTES) as key:
        keyring.put(name, key)
    with pytest.raises(VaultDamaged, match="gone"):
        Journal.open(folder, device, keyring)


def test_a_folder_that_is_gone_is_unwritable(tmp_path: Path, device: str, keyring: DeviceKeyring) -> None:
    with pytest.raises(StoreUnwritable):
        Journal.open(DeskFolder(tmp_path / "nowhere"), device, keyring)
