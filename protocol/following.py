"""Following the log from outside, as a desk or a witness does: what must hold before it is believed (A7)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from protocol.checkpoints import Checkpoint, find_cosignatures, open_checkpoint
from protocol.delivery import LogView, Receipt
from protocol.merkle import find_run_root, hash_leaf, verify_consistency
from protocol.notes import VerifierKey
from protocol.times import Instant
from protocol.trail import CosignaturesMissing, LogInconsistent, ReceiptInvalid


class Demand(Struct, frozen=True):
    """How many of which witnesses must have cosigned a checkpoint before a desk believes it."""

    needed: int = 0
    witnesses: tuple[VerifierKey, ...] = ()


class Evidence(Struct, frozen=True, kw_only=True):
    """A view of the log that Central signed and that could not be believed, and the checkpoint (a note) that was
    believed then."""

    at: Instant
    reason: str
    held: str
    offered: LogView


def follow(held: Checkpoint | None, view: LogView, log: VerifierKey, demand: Demand | None = None) -> Checkpoint:
    """The checkpoint of ``view``, once it is signed by ``log`` and goes on from ``held``.

    CheckpointInvalid when a signature or the note does not hold; LogInconsistent when it is another history, or an
    older state, than ``held``: keep both as evidence; CosignaturesMissing when too few of the witnesses signed.
    """
    fresh, signed = open_checkpoint(view.checkpoint, log)
    if held is not None:
        if fresh.size < held.size:
            raise LogInconsistent(reason=f"it has shrunk from {held.size} to {fresh.size} events")
        if not verify_consistency(held.size, held.root, fresh.size, fresh.root, view.consistency):
            raise LogInconsistent(reason=f"its first {held.size} events are not those of before")
    if demand is not None and demand.needed:
        found = len(find_cosignatures(signed, demand.witnesses))
        if found < demand.needed:
            raise CosignaturesMissing(found=str(found), needed=str(demand.needed))
    return fresh


def check_inclusion(receipt: Receipt, events: Sequence[bytes], checkpoint: Checkpoint) -> None:
    """ReceiptInvalid unless ``receipt`` proves that each of ``events``, as these very bytes, is in the log."""
    leaves = [hash_leaf(event) for event in events]
    if sum(run.count for run in receipt.runs) != len(leaves):
        raise ReceiptInvalid
    start, last = 0, -1
    for run in receipt.runs:
        own = leaves[start : start + run.count]
        try:
            root = find_run_root(run.first, own, checkpoint.size, run.before, run.after)
        except ValueError as error:
            raise ReceiptInvalid from error
        if root != checkpoint.root or run.first <= last:
            raise ReceiptInvalid
        start, last = start + run.count, run.first + run.count - 1
