"""Recompute the whole trail from its rows (U2, A7): every chain, every place in the log, the tree, what was published.

What was changed together with tiles, head and checkpoints shows only to those who kept a checkpoint: desks, witnesses.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, Row, func, select

from protocol.events import GENESIS, Act, Event, decode_event, hash_event, show_nul
from protocol.merkle import hash_leaf
from protocol.notes import VerifierKey
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
    """What a verification found. ``faults`` name the device and place, one sentence each; empty means whole.

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
    faults: list[str] = field(default_factory=list)
    compared: list[Comparison] = field(default_factory=list)
    forked: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every chain holds and nobody forked."""
        return not self.faults and not self.forks


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


def verify_trail(connection: Connection, log: VerifierKey) -> Verification:
    """Walk all events in the log's order, one page at a time; memory grows with devices, not with events."""
    found = Verification()
    chains: dict[str, _Chain] = {}
    tree = Recomputation(connection, log, found.faults)
    retention = _Retention(frozenset(connection.execute(select(devices.c.id)).scalars()))
    sought = SoughtBy(connection, found.faults)
    last = _verify_pruned(connection, tree, chains, found)
    while True:
        page = connection.execute(
            select(events.c.log_index, events.c.device, events.c.seq, events.c.bytes, *_COLUMNS)
            .where(events.c.log_index > last)
            .order_by(events.c.log_index)
            .limit(PAGE)
        ).all()
        leaves, own = [], []
        for row in page:
            index, device, seq, stored, *_ = row
            data = read_event_bytes(stored)
            if index != last + 1:
                found.faults.append(f"log index {last + 1} to {index - 1}: missing")
            last = index
            leaves.append(hash_leaf(data))
            event = _verify_link(chains.setdefault(device, _Chain()), found, index, device, seq, data)
            if event:
                retention.note(event)
                _verify_columns(row, event, data, found)
                if device not in retention.desks:
                    own.append((index, event))
                    _verify_address(row, event, found)
        sought.check(own)
        tree.take(leaves)
        found.events += len(page)
        if len(page) < PAGE:
            break
    tree.finish()
    sought.finish()
    _verify_heads(connection, chains, found)
    _verify_retention(connection, retention, found)
    found.devices, found.checkpoints = len(chains), tree.checkpoints
    signed = verify_attestations(connection, found.faults)
    found.signed_heads, found.cosignatures = signed.signed_heads, signed.cosignatures
    _list_forks(connection, found)
    return found


def _verify_pruned(connection: Connection, tree: Recomputation, chains: dict[str, _Chain], found: Verification) -> int:
    """What is left of pruned events: their chains by hash, their leaves from the tiles; the last one's index."""
    last = -1
    for page in read_pruned(connection, PAGE):
        first = last + 1
        for each in page:
            if each.log_index != last + 1:
                found.faults.append(
                    f"log index {last + 1} to {each.log_index - 1}: no hash is kept, though {each.log_index} is pruned"
                )
            last = each.log_index
            chain = chains.setdefault(each.device, _Chain())
            if each.seq != chain.next_seq:
                where = f"log index {last}, device {each.device}, event {each.seq}, pruned"
                found.faults.append(f"{where}: event {chain.next_seq} was due")
            chain.next_seq, chain.head = each.seq + 1, each.hash.hex()
        tree.take(read_leaves(connection, first, last + 1))
        found.pruned += len(page)
        found.events += len(page)
    return last


def _verify_retention(connection: Connection, retention: _Retention, found: Verification) -> None:
    """What is gone was declared, and what was declared is on record; nothing is kept twice."""
    minimum = read_minimum(connection)
    if minimum and str(minimum) not in retention.declared:
        found.faults.append(f"events before log index {minimum} are pruned, but no event of Central's says so")
    pruned = select(func.max(pruned_events.c.log_index)).scalar_subquery()
    there = select(func.min(events.c.log_index), func.max(events.c.log_index), func.count())
    first, end, count = connection.execute(there.where(events.c.log_index <= pruned)).one()
    if count:
        found.faults.append(f"log index {first} to {end}: {say_count(count, 'event')} among those that are pruned")
    if (last := connection.execute(select(pruned)).scalar_one()) is not None and last >= minimum:
        found.faults.append(f"log index {minimum} to {last}: pruned, but that was never declared")


def _verify_link(chain: _Chain, found: Verification, index: int, device: str, seq: int, data: bytes) -> Event | None:
    where, event = f"log index {index}, device {device}, event {seq}", None
    try:
        event = decode_event(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found.faults.append(f"{where}: its bytes are not an event")
    else:
        if (event.device, event.seq) != (device, seq):
            found.faults.append(f"{where}: its bytes name device {event.device}, event {event.seq}")
        if seq != chain.next_seq:
            found.faults.append(f"{where}: event {chain.next_seq} was due")
        if event.prev != chain.head:
            found.faults.append(f"{where}: it does not follow the event before it")
    chain.next_seq, chain.head = seq + 1, hash_event(data)
    return event


def _verify_columns(row: Row[Any], event: Event, data: bytes, found: Verification) -> None:
    shown = row[-len(_SEARCHED) :]
    if shown not in (_read_searched(event), _read_searched(show_nul(event, data))):
        pairs = zip(_SEARCHED, shown, _read_searched(show_nul(event, data)), strict=True)
        names = ", ".join(name for name, here, there in pairs if here != there)
        where = f"log index {row.log_index}, device {event.device}, event {event.seq}"
        found.faults.append(f"{where}: searches see another {names} than its bytes say")


def _verify_address(row: Row[Any], event: Event, found: Verification) -> None:
    """Central's own events say where the request came from; of a desk's only the row says so."""
    if row.received_from != event.ip:
        where = f"log index {row.log_index}, device {event.device}, event {event.seq}"
        found.faults.append(f"{where}: searches see another address than its bytes say")


def _read_searched(event: Event) -> tuple[str, ...]:
    return (event.at, event.actor, event.act, event.object_kind, event.object_id, event.outcome)


def _list_forks(connection: Connection, found: Verification) -> None:
    first = select(forks.c.device, func.min(forks.c.seq), func.min(forks.c.received_at)).group_by(forks.c.device)
    for device, seq, at in connection.execute(first.order_by(forks.c.device)):
        found.forks += 1
        found.forked.append(f"device {device}, event {seq}: another version of it came too, at {at}, and is kept")


def _verify_heads(connection: Connection, chains: dict[str, _Chain], found: Verification) -> None:
    heads = connection.execute(select(chain_heads.c.device, chain_heads.c.next_seq, chain_heads.c.head)).all()
    for device, next_seq, head in heads:
        chain = chains.get(device, _Chain())
        if (chain.next_seq, chain.head) != (next_seq, head):
            found.faults.append(
                f"device {device}: its chain ends before event {chain.next_seq}, but {next_seq} was promised"
            )
    for device in chains.keys() - {device for device, _, _ in heads}:
        found.faults.append(f"device {device}: it has events, but no head on record")
