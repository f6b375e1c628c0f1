"""A journal's start may go, its head never; an older copy of its file is noticed (D7, A7, A8)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from protocol.errors import UnexpectedError
from protocol.events import Act, Deed, decode_event
from protocol.times import after, now
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.journal_anchor import Anchor, JournalAnchor
from secure_store.keyring_store import DeviceKeyring
from tests.memory_log import MemoryLog

OPENED = Deed(act=Act.CARD_OPENED)


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


def deliver(journal: Journal, log: MemoryLog) -> None:
    """What the sync loop does."""
    first, waiting = journal.undelivered()
    indexes = [log.add(data) for data in waiting]
    journal.mark_delivered(log.receipt(first, indexes, journal.log_size()), log.public)


def fill(journal: Journal, count: int) -> None:
    for _ in range(count):
        journal.append(OPENED)


def copy_file(folder: DeskFolder, to: Path) -> None:
    """A backup of the closed journal's file."""
    shutil.copytree(folder.path, to)


def restore(folder: DeskFolder, backup: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{folder.journal}{suffix}").unlink(missing_ok=True)
    shutil.copy(backup / folder.journal.name, folder.journal)


def test_old_delivered_events_go_and_the_chain_goes_on(journal: Journal, log: MemoryLog) -> None:
    fill(journal, 5)
    deliver(journal, log)
    fill(journal, 2)
    assert journal.prune(after(now(), days=1)) == 5
    assert journal.verify() == 2
    assert decode_event(journal.events_from(6)[0]).seq == 6
    deliver(journal, log)
    assert journal.prune(after(now(), days=1)) == 1
    fill(journal, 1)
    assert (journal.verify(), journal.head().seq, journal.waiting()) == (2, 8, 1)


def test_what_waits_and_what_is_young_stays(journal: Journal, log: MemoryLog) -> None:
    fill(journal, 3)
    assert journal.prune(after(now(), days=1)) == 0
    deliver(journal, log)
    assert journal.prune(after(now(), days=-1)) == 0
    assert journal.verify() == 3


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE seq = 1",
        "DELETE FROM receipts",
        "DELETE FROM pruned",
        "UPDATE pruned SET seq = 2, hash = 'another'",
        "INSERT INTO pruned VALUES (2, 1, '')",
    ],
)
def test_nothing_goes_but_by_a_cut_on_record(journal: Journal, log: MemoryLog, statement: str) -> None:
    fill(journal, 3)
    deliver(journal, log)
    with pytest.raises(UnexpectedError), journal._database.writing() as connection:
        connection.execute(statement)
    assert journal.verify() == 3


@pytest.mark.parametrize("pruned", [False, True], ids=["whole", "pruned"])
def test_an_older_copy_is_noticed(
    folder: DeskFolder, device: str, keyring: DeviceKeyring, log: MemoryLog, tmp_path: Path, pruned: bool
) -> None:
    with Journal.open(folder, device, keyring) as journal:
        fill(journal, 3)
        deliver(journal, log)
        assert journal.set_back() is None
    copy_file(folder, tmp_path / "backup")
    with Journal.open(folder, device, keyring) as journal:
        fill(journal, 4)
        deliver(journal, log)
        if pruned:
            journal.prune(after(now(), days=1))
        fill(journal, 1)
        assert journal.set_back() is None
    with Journal.open(folder, device, keyring) as journal:
        assert journal.set_back() is None
    restore(folder, tmp_path / "backup")
    with Journal.open(folder, device, keyring) as journal:
        error = journal.set_back()
        assert error
        assert error.facts == {"present": "3", "known": "7"}
        fill(journal, 9)
        assert journal.set_back(), "going on from the older copy does not hide it"


def test_an_older_copy_is_noticed_though_nobody_has_seen_what_it_lacks(
    folder: DeskFolder, device: str, keyring: DeviceKeyring, log: MemoryLog, tmp_path: Path
) -> None:
    with Journal.open(folder, device, keyring) as journal:
        fill(journal, 3)
        deliver(journal, log)
    copy_file(folder, tmp_path / "backup")
    with Journal.open(folder, device, keyring) as journal:
        fill(journal, 2)
        journal.hold_head()
        fill(journal, 1)
        assert journal.set_back() is None
    restore(folder, tmp_path / "backup")
    with Journal.open(folder, device, keyring) as journal:
        error = journal.set_back()
        assert error
        assert error.facts == {"present": "3", "known": "5"}
        fill(journal, 5)
        journal.hold_head()
        deliver(journal, log)
    with Journal.open(folder, device, keyring) as journal:
        assert journal.set_back(), "neither going on nor delivering hides it"


def test_what_is_held_is_never_less_than_before(
    folder: DeskFolder, device: str, keyring: DeviceKeyring, log: MemoryLog
) -> None:
    with Journal.open(folder, device, keyring) as journal:
        fill(journal, 2)
        first, waiting = journal.undelivered()
        receipt = log.receipt(first, [log.add(data) for data in waiting], journal.log_size())
        fill(journal, 4)
        journal.hold_head()
        journal.mark_delivered(receipt, log.public)
    anchor = JournalAnchor(keyring, device).read()
    assert anchor
    assert anchor.seq == 6


def test_another_device_s_anchor_says_nothing(device: str, keyring: DeviceKeyring) -> None:
    JournalAnchor(keyring, "another").write(Anchor(9, "ab" * 32))
    assert JournalAnchor(keyring, device).read() is None
    JournalAnchor(keyring, device).write(Anchor(2, "cd" * 32))
    assert JournalAnchor(keyring, device).read() == Anchor(2, "cd" * 32)
