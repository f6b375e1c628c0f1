"""Recompute the whole trail from its rows (U2, A7): every chain, every place in the log, the tree, what was published.

What was changed together with tiles, head and checkpoints shows only to those who kept a checkpoint: desks, witnesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, func, select

from protocol.events import GENESIS, Act, Event, decode_event, hash_event, show_nul
from protocol.merkle import hash_leaf
from protocol.notes import VerifierKey
from server.log.faults import Fault, Faults, Tell
from server.log.pruning import read_leaves, read_minimum, read_pruned
from server.log.recompute import Recomputation
from server.services.attestations import verify_attestations
from server.services.counting import say_count
from server.services.desk_memory import Comparison
from server.services.sought_by import SoughtBy
from server.store.event_rows import read_event_bytes
from server.store.log_tables import pruned_events
from server.store.tables import chain_heads, devices, events, forks

PAGE = 5_000
_SEARCHED = ("at", "actor", "act", "object_kind", "object_id", "outcome")
"""Columns beside an event's bytes by which it is found, listed and exported: they have to say what the bytes say."""
_COLUMNS = [events.c.received_from, *(events.c[name] for name in _SEARCHED)]


class Verification(Struct, kw_only=True):
    """What a verification found. ``fault_count``: of faults, each event's counted; 0 means whole.

    ``pruned``: of how many ``events`` the hash alone is kept. ``checkpoints``: how many published ones were found to
    be those of the rows. ``signed_heads``, ``cosignatures``: how many signatures of desks over their chains, and of
    witnesses, hold. ``compared``: with whose memories, where any was given. ``forked``: a sentence for each of the
    ``forks``.
    """

    events: int = 0
    pruned: int = 0
    devices: int = 0
    forks: int = 0
    checkpoints: int = 0
    signed_heads: int = 0
    cosignatures: int = 0
    fault_count: int = 0
    compared: list[Comparison] = field(default_factory=list)
    forked: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every chain holds and nobody forked."""
        return not self.fault_count and not self.forks


@dataclass(kw_only=True, slots=True)
class _EventFault(Fault):
    """What is wrong with a device's events ``first`` to ``last``, which stand between two places of the log. ``what``
    ends with their bytes' own numbers where those are ``shift`` from their rows'."""

    touching = True
    device: str
    first_index: int
    last_index: int
    shift: int | None

    @property
    def kind(self) -> Hashable:
        return self.what, self.shift

    def take(self, later: Self) -> bool:
        taken = Fault.take(self, later)
        if taken:
            self.last_index = later.last_index
        return taken

    def say(self) -> str:
        named = "" if self.shift is None else f" {_name_events(self.first + self.shift, self.last + self.shift)}"
        places = _name_range(self.first_index, self.last_index)
        each = "" if self.count == 1 else ", each"
        where = f"log index {places}, device {self.device}, {_name_events(self.first, self.last)}{each}"
        return f"{where}: {self.what}{named}"


class _Row(NamedTuple):
    """Where an event stands, and what beside its bytes it is searched by. ``address``: None where it is not an event's
    of Central's own, which say where a request came from: of a desk's the row alone says so."""

    place: int
    device: str
    seq: int
    shown: list[str]
    address: str | None


class _Chain(Struct):
    next_seq: int = 1
    head: str = GENESIS


class _Retention(Struct):
    """Which prunings Central's own events declare; ``desks`` cannot."""

    desks: frozenset[str]
    declared: set[str] = field(default_factory=set)

    def note(self, event: Event) -> None:
        if event.act is Act.EVENTS_PRUNED and event.device not in self.desks:
            self.declared.add(event.detail.get("upto", ""))


def verify_trail(connection: Connection, log: VerifierKey, tell: Tell) -> Verification:
    """Walk all events in the log's order, one page at a time; memory grows with devices, not with events or faults.

    ``tell`` gets a sentence for each fault with its device and place, or for a range of neighbours with the same fault,
    soon after it ends.
    """
    found, faults = Verification(), Faults(tell)
    chains: dict[str, _Chain] = defaultdict(_Chain)
    tree = Recomputation(connection, log, faults)
    retention = _Retention(frozenset(connection.execute(select(devices.c.id)).scalars()))
    sought = SoughtBy(connection, faults)
    last = _verify_pruned(connection, tree, chains, found, faults)
    while True:
        page = connection.execute(
            select(events.c.log_index, events.c.device, events.c.seq, events.c.bytes, *_COLUMNS)
            .where(events.c.log_index > last)
            .order_by(events.c.log_index)
            .limit(PAGE)
        ).all()
        leaves, others = [], []
        for row in page:
            index, device, seq, stored, address, *shown = row
            own = device not in retention.desks
            data = read_event_bytes(stored)
            if index != last + 1:
                faults.say(f"log index {_name_range(last + 1, index - 1)}: missing")
            last = index
            leaves.append(hash_leaf(data))
            event = _verify_event(
                chains[device], _Row(index, device, seq, shown, address if own else None), data, faults
            )
            if event:
                retention.note(event)
                if own:
                    others.append((index, event))
        sought.check(others)
        tree.take(leaves)
        faults.settle()
        found.events += len(page)
        if len(page) < PAGE:
            break
    tree.finish()
    sought.finish()
    faults.end()
    found.devices, found.checkpoints = len(chains), tree.checkpoints
    _verify_heads(connection, chains, faults)
    _verify_retention(connection, retention, faults)
    signed = verify_attestations(connection, faults)
    found.fault_count = faults.count
    found.signed_heads, found.cosignatures = signed.signed_heads, signed.cosignatures
    _list_forks(connection, found)
    return found


def _verify_pruned(
    connection: Connection, tree: Recomputation, chains: dict[str, _Chain], found: Verification, faults: Faults
) -> int:
    """What is left of pruned events: their chains by hash, their leaves from the tiles; the last one's index."""
    last = -1
    for page in read_pruned(connection, PAGE):
        first = last + 1
        for each in page:
            if each.log_index != last + 1:
                places = _name_range(last + 1, each.log_index - 1)
                faults.say(f"log index {places}: no hash is kept, though {each.log_index} is pruned")
            last = each.log_index
            chain = chains[each.device]
            if each.seq != chain.next_seq:
                where = f"log index {last}, device {each.device}, event {each.seq}, pruned"
                faults.say(f"{where}: event {chain.next_seq} was due")
            chain.next_seq, chain.head = each.seq + 1, each.hash.hex()
        tree.take(read_leaves(connection, first, last + 1))
        faults.settle()
        found.pruned += len(page)
        found.events += len(page)
    return last


def _verify_retention(connection: Connection, retention: _Retention, faults: Faults) -> None:
    """What is gone was declared, and what was declared is on record; nothing is kept twice."""
    minimum = read_minimum(connection)
    if minimum and str(minimum) not in retention.declared:
        faults.say(f"events before log index {minimum} are pruned, but no event of Central's says so")
    pruned = select(func.max(pruned_events.c.log_index)).scalar_subquery()
    there = select(func.min(events.c.log_index), func.max(events.c.log_index), func.count())
    first, end, count = connection.execute(there.where(events.c.log_index <= pruned)).one()
    if count:
        faults.say(f"log index {_name_range(first, end)}: {say_count(count, 'event')} among those that are pruned")
    if (last := connection.execute(select(pruned)).scalar_one()) is not None and last >= minimum:
        faults.say(f"log index {_name_range(minimum, last)}: pruned, but that was never declared")


def _verify_event(chain: _Chain, row: _Row, data: bytes, faults: Faults) -> Event | None:
    """The event, if it is one, judged by what came before it in its chain and by its row."""
    device, seq = row.device, row.seq
    try:
        event = decode_event(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        event = None
    if event is not None and (event.device, event.seq, seq, event.prev) == (device, seq, chain.next_seq, chain.head):
        hidden = _compare_columns(row, event, data)
        faults.note(device, [_make_fault(row, f"searches see another {hidden} than its bytes say")] if hidden else ())
    else:
        faults.note(device, _name_faults(chain, row, event, data))
    chain.next_seq, chain.head = seq + 1, hash_event(data)
    return event


def _name_faults(chain: _Chain, row: _Row, event: Event | None, data: bytes) -> Iterator[_EventFault]:
    if event is None:
        yield _make_fault(row, "its bytes are not an event")
        return
    if (event.device, event.seq) != (row.device, row.seq):
        yield _make_fault(row, f"its bytes name device {event.device},", event.seq - row.seq)
    if row.seq != chain.next_seq:
        yield _make_fault(row, f"event {chain.next_seq} was due")
    if event.prev != chain.head:
        yield _make_fault(row, "it does not follow the event before it")
    if hidden := _compare_columns(row, event, data):
        yield _make_fault(row, f"searches see another {hidden} than its bytes say")


def _make_fault(row: _Row, what: str, shift: int | None = None) -> _EventFault:
    index, device, seq = row[:3]
    return _EventFault(device=device, first=seq, last=seq, first_index=index, last_index=index, what=what, shift=shift)


def _compare_columns(row: _Row, event: Event, data: bytes) -> str:
    """Which columns do not say what an event's bytes say; empty where all do."""
    names = [] if row.address in (None, event.ip) else ["address"]
    if row.shown != _read_searched(event) and row.shown != (said := _read_searched(show_nul(event, data))):
        names += [name for name, here, there in zip(_SEARCHED, row.shown, said, strict=True) if here != there]
    return ", ".join(names)


def _read_searched(event: Event) -> list[str]:
    return [event.at, event.actor, event.act, event.object_kind, event.object_id, event.outcome]


def _name_range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _name_events(first: int, last: int) -> str:
    return f"event {first}" if first == last else f"events {first} to {last}"


def _list_forks(connection: Connection, found: Verification) -> None:
    first = select(forks.c.device, func.min(forks.c.seq), func.min(forks.c.received_at)).group_by(forks.c.device)
    for device, seq, at in connection.execute(first.order_by(forks.c.device)):
        found.forks += 1
        found.forked.append(f"device {device}, event {seq}: another version of it came too, at {at}, and is kept")


def _verify_heads(connection: Connection, chains: dict[str, _Chain], faults: Faults) -> None:
    heads = connection.execute(select(chain_heads.c.device, chain_heads.c.next_seq, chain_heads.c.head)).all()
    for device, next_seq, head in heads:
        chain = chains.get(device, _Chain())
        if (chain.next_seq, chain.head) != (next_seq, head):
            faults.say(f"device {device}: its chain ends before event {chain.next_seq}, but {next_seq} was promised")
    for device in chains.keys() - {device for device, _, _ in heads}:
        faults.say(f"device {device}: it has events, but no head on record")
