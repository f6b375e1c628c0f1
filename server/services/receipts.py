"""What a desk gets for its events: the proof that the log holds them, and that it is the log of before (D7, A7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from protocol.delivery import LogView, Receipt, Run
from protocol.following import Demand
from protocol.merkle import Interval, prove_consistency, prove_run
from protocol.notes import name_key
from server.keys.log_key import LogKey
from server.log.publication import find_cosigned, read_note
from server.log.tree import Tree
from server.services.policy import load_policy
from server.services.witnesses import read_demand


class Aim(Struct, frozen=True):
    """The head that an answer is to prove by: the tree's of ``size``, for a desk that holds a checkpoint of
    ``log_size``. ``note`` is empty where the checkpoint is signed for this answer."""

    log_size: int
    size: int
    note: str

    def list_proofs(self) -> list[Interval]:
        """What the log's own part of the answer is made of."""
        going_on = prove_consistency(self.log_size, self.size) if self.log_size <= self.size else []
        return [*going_on, (0, self.size)] if self.note else going_on


class Head(Struct, frozen=True):
    """The head that an answer proves by. ``note`` is empty where the checkpoint is signed for this answer, after the
    transaction that makes it is committed."""

    size: int
    root: bytes
    note: str
    consistency: tuple[bytes, ...]


class Plan(Struct, frozen=True):
    """What a receipt is to prove: that the events ``seqs`` (first and last) stand in ``runs``, each its first index and
    how many."""

    seqs: tuple[int, int]
    runs: tuple[tuple[int, int], ...]
    aim: Aim

    def list_proofs(self) -> list[Interval]:
        """What the receipt is made of."""
        around = [prove_run(first, count, self.aim.size) for first, count in self.runs]
        return [*self.aim.list_proofs(), *(part for before, after in around for part in (*before, *after))]


class Draft(Struct, frozen=True):
    """A receipt without its checkpoint's signature."""

    first_seq: int
    last_seq: int
    runs: tuple[Run, ...]
    head: Head


def plan_receipt(
    connection: Connection, size: int, seqs: tuple[int, int], indexes: Sequence[int], log_size: int, demand: Demand
) -> Plan:
    """The receipt for the events ``seqs`` (first and last), which stand at ``indexes`` of the tree of ``size``, for a
    desk that holds a checkpoint of ``log_size``."""
    aim = _take_aim(connection, size, log_size, max(log_size, indexes[-1] + 1), demand)
    return Plan(seqs, tuple(_find_runs(indexes)), aim)


def draft_receipt(tree: Tree, plan: Plan) -> Draft:
    """What ``plan`` is to prove, proved by ``tree``, which has grown so far."""
    head = _prove_head(tree, plan.aim)
    return Draft(*plan.seqs, tuple(tree.prove_run(first, count, head.size) for first, count in plan.runs), head)


def sign_receipt(key: LogKey, draft: Draft) -> Receipt:
    """The receipt, once the transaction that drafted it is committed."""
    return Receipt(first_seq=draft.first_seq, last_seq=draft.last_seq, runs=draft.runs, log=sign_head(key, draft.head))


def choose_head(connection: Connection, tree: Tree, log_size: int) -> Head:
    """The present head; or, where policy demands cosignatures, the newest with enough of them that will do, or else
    with as many as there are.

    A desk that gets too few waits: it takes the same events to the log again, which changes nothing.
    """
    demand = read_demand(load_policy(connection).desk)
    return _prove_head(tree, _take_aim(connection, tree.size, log_size, log_size, demand))


def sign_head(key: LogKey, head: Head) -> LogView:
    """The log as a desk sees it; ``head`` is committed."""
    return LogView(checkpoint=head.note or key.sign(head.size, head.root), consistency=head.consistency)


def _take_aim(connection: Connection, size: int, log_size: int, at_least: int, demand: Demand) -> Aim:
    for enough in range(demand.needed, 0, -1):  # with too few, the desk can still say how many there are
        cosigned = find_cosigned(connection, at_least, enough, map(name_key, demand.witnesses))
        if cosigned is not None:
            return Aim(log_size, cosigned, read_note(connection, cosigned))
    return Aim(log_size, size, "")


def _prove_head(tree: Tree, aim: Aim) -> Head:
    root = tree.root_at(aim.size) if aim.note else tree.root()
    return Head(aim.size, root, aim.note, tree.prove_consistency(aim.log_size, aim.size))


def _find_runs(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(indexes) + 1):
        if place == len(indexes) or indexes[place] != indexes[place - 1] + 1:
            yield indexes[start], place - start
            start = place
