"""A desk believes Central's log while it is the one of before and proves to hold this desk's own bytes (D7, A7)."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.delivery import Receipt
from protocol.errors import UnexpectedError
from protocol.events import Act, Deed, decode_event
from protocol.following import Demand
from protocol.notes import KeyKind, make_key
from protocol.trail import CheckpointInvalid, CosignaturesMissing, LogInconsistent, ReceiptInvalid
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.memory_log import MemoryLog

OPENED = Deed(act=Act.CARD_OPENED)


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


def take(log: MemoryLog, journal: Journal, first: int, last: int) -> Receipt:
    """What Central does with a batch."""
    indexes = [log.add(data) for data in journal.events_from(first, last - first + 1)]
    return log.receipt(first, indexes, journal.log_size())


def test_a_proven_receipt_ends_the_waiting(journal: Journal, log: MemoryLog) -> None:
    for _ in range(5):
        journal.append(OPENED)
    log.add(b"another desk's", b"and one more")
    journal.mark_delivered(take(log, journal, 1, 3), log.public)
    assert (journal.waiting(), journal.delivered_upto(), journal.log_size()) == (2, 3, 5)
    assert journal.undelivered()[0] == 4
    log.add(b"in between")
    journal.mark_delivered(take(log, journal, 4, 5), log.public)
    assert journal.undelivered() == (6, [])
    assert journal.log_size() == 8


def test_the_same_receipt_again_changes_nothing(journal: Journal, log: MemoryLog) -> None:
    for _ in range(3):
        journal.append(OPENED)
    same = take(log, journal, 1, 2)
    journal.mark_delivered(same, log.public)
    again = log.receipt(1, (0, 1), journal.log_size())
    journal.mark_delivered(again, log.public)
    assert journal.waiting() == 1


@pytest.mark.parametrize(
    "changes", [{"first_seq": 2}, {"first_seq": 0}, {"last_seq": 9}, {"last_seq": 2}, {"first_seq": 3, "last_seq": 1}]
)
def test_a_receipt_for_other_events_does_not_hold(journal: Journal, log: MemoryLog, changes: dict[str, int]) -> None:
    for _ in range(3):
        journal.append(OPENED)
    with pytest.raises(ReceiptInvalid):
        journal.mark_delivered(msgspec.structs.replace(take(log, journal, 1, 3), **changes), log.public)
    assert journal.waiting() == 3
    assert journal.log_size() == 0


def test_a_receipt_for_changed_bytes_does_not_hold(journal: Journal, log: MemoryLog) -> None:
    journal.append(OPENED)
    log.add(journal.events_from(1)[0].replace(b"card.opened", b"card.closed"))
    with pytest.raises(ReceiptInvalid):
        journal.mark_delivered(log.receipt(1, (0,)), log.public)


def test_one_place_in_the_log_is_not_two_events(journal: Journal, log: MemoryLog) -> None:
    journal.append(OPENED)
    journal.append(OPENED)
    log.add(*journal.events_from(1))
    receipt = log.receipt(1, (0, 1))
    doubled = msgspec.structs.replace(receipt, runs=(receipt.runs[0], receipt.runs[0]))
    with pytest.raises(ReceiptInvalid):
        journal.mark_delivered(doubled, log.public)


def test_a_checkpoint_by_another_key_does_not_hold(journal: Journal, log: MemoryLog) -> None:
    journal.append(OPENED)
    with pytest.raises(CheckpointInvalid, match="not signed by the log"):
        journal.mark_delivered(take(log, journal, 1, 1), MemoryLog().public)
    assert journal.waiting() == 1


@pytest.mark.parametrize("rewritten", [lambda leaves: leaves[:1], lambda leaves: [leaves[1], leaves[0], *leaves[2:]]])
def test_another_history_is_never_accepted_and_kept_as_evidence(
    journal: Journal, log: MemoryLog, rewritten: object, folder: DeskFolder, device: str, keyring: DeviceKeyring
) -> None:
    for _ in range(3):
        journal.append(OPENED)
    log.add(b"earlier")
    journal.mark_delivered(take(log, journal, 1, 2), log.public)
    held, truth = journal.log_size(), list(log.leaves)
    log.leaves = rewritten(truth)  # type: ignore[operator]
    lie = take(log, journal, 3, 3)
    for _ in range(2):
        with pytest.raises(LogInconsistent):
            journal.mark_delivered(lie, log.public)
        with pytest.raises(LogInconsistent):
            journal.follow_log(lie.log, log.public)
    assert (journal.delivered_upto(), journal.log_size()) == (2, held)
    journal.close()
    with Journal.open(folder, device, keyring) as again:
        (evidence,) = again.evidence()
        assert evidence.offered == lie.log
        assert evidence.held != lie.log.checkpoint
        acts = [decode_event(data).act for data in again.events_from(4)]
        assert acts == [Act.LOG_REFUSED], "reported once"
        log.leaves = truth
        again.mark_delivered(take(log, again, 3, 4), log.public)
        assert again.waiting() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_view SET size = 0, note = ''",
        "UPDATE log_view SET note = 'another'",
        "DELETE FROM log_view",
        "INSERT OR REPLACE INTO log_view VALUES (1, 0, '')",
        "DELETE FROM log_evidence",
        "UPDATE log_evidence SET offered = ''",
    ],
)
def test_the_file_itself_holds_to_checkpoint_and_evidence(journal: Journal, log: MemoryLog, statement: str) -> None:
    journal.append(OPENED)
    journal.mark_delivered(take(log, journal, 1, 1), log.public)
    log.leaves = [bytes(32)]
    with pytest.raises(LogInconsistent):
        journal.follow_log(log.view(), log.public)
    with pytest.raises(UnexpectedError), journal._database.writing() as connection:
        connection.execute(statement)
    assert journal.log_size() == 1
    assert len(journal.evidence()) == 1


def test_a_desk_waits_until_enough_witnesses_have_signed(journal: Journal, log: MemoryLog) -> None:
    journal.append(OPENED)
    witnesses = [Ed25519PrivateKey.generate() for _ in range(3)]
    keys = tuple(make_key(f"witness.example/{n}", KeyKind.COSIGNATURE, one) for n, one in enumerate(witnesses))
    journal.demand_cosignatures(Demand(2, keys))
    log.witnesses = witnesses[:1]
    with pytest.raises(CosignaturesMissing, match="1 of 2"):
        journal.mark_delivered(take(log, journal, 1, 2), log.public)
    assert journal.waiting() == 2
    log.witnesses = witnesses[:2]
    journal.mark_delivered(log.receipt(1, (0, 1)), log.public)
    assert journal.waiting() == 0


def test_a_changed_demand_is_on_record(journal: Journal) -> None:
    key = make_key("witness.example/0", KeyKind.COSIGNATURE, Ed25519PrivateKey.generate())
    journal.demand_cosignatures(Demand())
    assert journal.head().seq == 0
    for demand in (Demand(1, (key,)), Demand(1, (key,)), Demand()):
        journal.demand_cosignatures(demand)
    changes = [decode_event(data).detail for data in journal.events_from(1)]
    assert [(one["from"], one["to"], one["witnesses"]) for one in changes] == [
        ("0", "1", "witness.example/0"),
        ("1", "0", ""),
    ]
