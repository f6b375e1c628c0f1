"""What a desk gets for its events: the proof that the log holds them, and that it is the log of before (D7, A7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from protocol.delivery import LogView, Receipt, Run
from protocol.following import Demand
from protocol.notes import name_key
from server.keys.log_key import LogKey
from server.log.publication import find_cosigned, read_note
from server.log.tree import Tree
from server.services.policy import load_policy
from server.services.witnesses import read_demand


class Head(Struct, frozen=True):
    """The head that an answer proves by. ``note`` is empty where the checkpoint is signed for this answer, after the
    transaction that makes it is committed."""

    size: int
    root: bytes
    note: str
    consistency: tuple[bytes, ...]


class Draft(Struct, frozen=True):
    """A receipt without its checkpoint's signature."""

    first_seq: int
    last_seq: int
    runs: tuple[Run, ...]
    head: Head


def draft_receipt(
    connection: Connection, tree: Tree, seqs: tuple[int, int], indexes: Sequence[int], log_size: int, demand: Demand
) -> Draft:
    """The receipt for the events ``seqs`` (first and last), which stand at ``indexes``, for a desk that holds a
    checkpoint of ``log_size``."""
    head = choose_head(connection, tree, log_size, indexes[-1] + 1, demand)
    runs = tuple(tree.prove_run(first, count, head.size) for first, count in _find_runs(indexes))
    return Draft(*seqs, runs, head)


def sign_receipt(key: LogKey, draft: Draft) -> Receipt:
    """The receipt, once the transaction that drafted it is committed."""
    return Receipt(first_seq=draft.first_seq, last_seq=draft.last_seq, runs=draft.runs, log=sign_head(key, draft.head))


def choose_head(
    connection: Connection, tree: Tree, log_size: int, at_least: int = 0, demand: Demand | None = None
) -> Head:
    """The present head; or, where policy demands cosignatures, the newest with enough of them that will do.

    A desk that gets too few waits: it takes the same events to the log again, which changes nothing.
    """
    demand = demand or read_demand(load_policy(connection).desk)
    least, named = max(log_size, at_least), map(name_key, demand.witnesses)
    size = find_cosigned(connection, least, demand.needed, named) if demand.needed else None
    if size is None:
        return Head(tree.size, tree.root(), "", tree.prove_consistency(log_size, tree.size))
    return Head(size, tree.root_at(size), read_note(connection, size), tree.prove_consistency(log_size, size))


def sign_head(key: LogKey, head: Head) -> LogView:
    """The log as a desk sees it; ``head`` is committed."""
    return LogView(checkpoint=head.note or key.sign(head.size, head.root), consistency=head.consistency)


def _find_runs(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(indexes) + 1):
        if place == len(indexes) or indexes[place] != indexes[place - 1] + 1:
            yield indexes[start], place - start
            start = place
