"""What a desk remembers, compared with what Central's database says now (U2, A7).

Rows, tiles, checkpoints and signatures can be made anew by whoever has database and keys; a desk's memory cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from sqlalchemy import Connection, select

from protocol.checkpoints import Checkpoint, open_checkpoint
from protocol.ed25519 import check_signature
from protocol.events import Hash
from protocol.notes import VerifierKey, write_key
from protocol.remembering import LogMemory, SignedMemory
from protocol.trail import CheckpointInvalid, LogDamaged
from server.log.append import read_known
from server.log.tree import Tree
from server.store.blobs import read_blob
from server.store.tables import devices

_PAGE = 500


class Comparison(Struct, frozen=True):
    """With what the trail was compared: whose memory, and how much of it was found here."""

    name: str
    events: int
    checkpoints: int


def compare_memory(
    connection: Connection, log: VerifierKey, memory: LogMemory, signed: SignedMemory, faults: list[str]
) -> Comparison:
    """Compare a desk's memory with the rows and the tree; ``faults`` gets a sentence for each difference."""
    key = connection.execute(select(devices.c.public_key).where(devices.c.id == memory.device)).scalar_one_or_none()
    who = f"desk {memory.name} ({memory.device})"
    if key is None:
        faults.append(f"{who}: the database does not know it, though it holds Central's receipts")
    elif not check_signature(read_blob(key), signed.signature, signed.message):
        faults.append(f"{who}: its memory is not signed by the key that the database has for it")
    if memory.log_key != write_key(log):
        faults.append(f"{who}: it was enrolled with another key of the log")
    faults += [f"{who}: at {each.at} it could not believe what it was shown: {each.reason}" for each in memory.evidence]
    notes = [receipt.log.checkpoint for receipt in memory.receipts]
    held = compare_checkpoints(connection, log, [*notes, *filter(None, [memory.held])], who, faults)
    return Comparison(memory.name, _compare_events(connection, memory, who, faults), held)


def compare_checkpoints(
    connection: Connection, log: VerifierKey, notes: Iterable[str], who: str, faults: list[str]
) -> int:
    """How many different checkpoints that ``who`` saw belong to the tree as it is now; what does not is named, with
    the first of the log's events among which the difference lies."""
    seen: dict[Checkpoint, None] = {}
    for note in notes:
        try:
            seen[open_checkpoint(note, log)[0]] = None
        except CheckpointInvalid as error:
            faults.append(f"{who}: a checkpoint that it saw does not hold: {error.facts['reason']}")
    tree, good, found = Tree.read(connection), 0, 0
    sizes = sorted(seen, key=lambda one: one.size)
    for checkpoint in sizes:
        if checkpoint.size > tree.size:
            faults.append(f"{who}: it saw {sizes[-1].size} events; log index {tree.size} and after: gone")
            break
        try:
            root = tree.root_at(checkpoint.size)
        except LogDamaged as error:
            faults.append(f"{who}: the tree of {checkpoint.size} events cannot be computed: {error.facts['reason']}")
            continue
        if root != checkpoint.root:
            faults.append(f"{who}: log index {good} to {checkpoint.size - 1}: they are not the events that it saw")
            break  # the later ones differ by the same events
        good, found = checkpoint.size, found + 1
    return found


def _compare_events(connection: Connection, memory: LogMemory, who: str, faults: list[str]) -> int:
    """How many of the desk's delivered events stand where it was told, as what it wrote."""
    promised = _list_promises(memory)
    last, good, wrong = memory.first_seq + len(memory.hashes) - 1, 0, []
    for first in range(memory.first_seq, last + 1, _PAGE):
        upto = min(first + _PAGE - 1, last)
        known = read_known(connection, memory.device, first, upto)
        for seq in range(first, upto + 1):
            reason = _judge(known.get(seq), memory.hashes[seq - memory.first_seq], promised.get(seq))
            if reason:
                wrong.append((seq, reason))
            else:
                good += 1
    faults.extend(f"{who}, {where}: {reason}" for where, reason in _join(wrong))
    return good


def _judge(known: tuple[int, Hash] | None, own: Hash, promised: int | None) -> str:
    if known is None:
        return "delivered, and gone"
    index, present = known
    if present != own:
        return "it is not the event that the desk delivered"
    if promised is not None and index != promised:
        return "it does not stand where the desk's receipt says"
    return ""


def _list_promises(memory: LogMemory) -> dict[int, int]:
    """By ``seq``, the log index that a receipt names."""
    promised: dict[int, int] = {}
    for receipt in memory.receipts:
        indexes = (index for run in receipt.runs for index in range(run.first, run.first + run.count))
        promised.update(zip(range(receipt.first_seq, receipt.last_seq + 1), indexes, strict=False))
    return promised


def _join(wrong: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of which the same is to be said, as one range."""
    starts = [0, *(place for place, (one, two) in enumerate(pairwise(wrong), 1) if _is_break(one, two)), len(wrong)]
    for start, end in pairwise(starts):
        if start < end:
            first, last = wrong[start][0], wrong[end - 1][0]
            yield f"event {first}" if first == last else f"events {first} to {last}", wrong[start][1]


def _is_break(one: tuple[int, str], two: tuple[int, str]) -> bool:
    return two[0] != one[0] + 1 or two[1] != one[1]
