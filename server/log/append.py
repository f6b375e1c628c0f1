"""Appending to the log: the one way by which an event gets its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select, text

from protocol.delivery import ChainHead
from protocol.events import GENESIS, MAX_EVENT_BYTES, Event, Hash, hash_event
from protocol.identifiers import Identifier
from protocol.merkle import hash_leaf
from protocol.times import now
from server.log.tree import Tree
from server.store.blobs import read_blob
from server.store.event_rows import insert_events, make_rows, read_event_bytes
from server.store.log_tables import pruned_events
from server.store.pipelines import together
from server.store.statements import Found, Question, Statement, ask_together
from server.store.tables import events

_FIRST = text("INSERT INTO chain_heads (device, next_seq, head) VALUES (:device, 1, :head) ON CONFLICT DO NOTHING")
_HEAD = Statement("SELECT next_seq, head FROM chain_heads WHERE device = :device")
_LOCK = Statement("SELECT next_seq, head FROM chain_heads WHERE device = :device", locks="chain_heads")
_ADVANCE = Statement(
    "INSERT INTO chain_heads (device, next_seq, head) VALUES (:device, :next_seq, :head) "
    "ON CONFLICT (device) DO UPDATE SET next_seq = excluded.next_seq, head = excluded.head"
)


def read_head(connection: Connection, device: Identifier) -> ChainHead:
    """How far ``device``'s chain is."""
    for next_seq, head in _HEAD.ask(connection, {"device": device}):
        return ChainHead(next_seq=next_seq, head=head)
    return ChainHead(next_seq=1, head=GENESIS)


def ask_heads(devices: Sequence[Identifier]) -> list[Question]:
    """What :func:`read_heads` is to be told, in the devices' order: how far their chains are. Nobody else takes their
    events from then on, until the transaction ends."""
    return [(_LOCK, {"device": device}) for device in devices]


def read_heads(
    connection: Connection, devices: Sequence[Identifier], told: Sequence[Sequence[Found]]
) -> dict[Identifier, ChainHead]:
    """How far the devices' chains are; those that begin just now are locked as well."""
    fresh = [device for device, found in zip(devices, told, strict=True) if not found]
    if fresh:
        connection.execute(_FIRST, [{"device": device, "head": GENESIS} for device in fresh])
        begun = dict(zip(fresh, ask_together(connection, ask_heads(fresh)), strict=True))
        told = [found or begun[device] for device, found in zip(devices, told, strict=True)]
    return {
        device: ChainHead(next_seq=next_seq, head=head)
        for device, found in zip(devices, told, strict=True)
        for next_seq, head in found
    }


def read_known(
    connection: Connection, device: Identifier, first_seq: int, last_seq: int
) -> dict[int, tuple[int, Hash]]:
    """By ``seq``, in its order: log index and hash of those of a device's events that are in the log; pruned too."""
    kept = connection.execute(
        select(events.c.seq, events.c.log_index, events.c.bytes).where(
            events.c.device == device, events.c.seq.between(first_seq, last_seq)
        )
    )
    known = {row.seq: (row.log_index, hash_event(read_event_bytes(row.bytes))) for row in kept}
    if len(known) <= last_seq - first_seq:
        gone = select(pruned_events).where(
            pruned_events.c.device == device, pruned_events.c.seq.between(first_seq, last_seq)
        )
        known |= {row.seq: (row.log_index, read_blob(row.hash).hex()) for row in connection.execute(gone)}
    return dict(sorted(known.items()))


class Inserted(Struct, frozen=True):
    """Events whose rows are in: the log indexes of each arrival's first, and how far their devices' chains are now."""

    firsts: list[int]
    heads: Sequence[dict[str, object]]


class Arrival(Struct, frozen=True):
    """A device's consecutive events with their bytes, whose chain was checked, and the address they came from."""

    placed: Sequence[tuple[Event, bytes]]
    received_from: str


def append_arrivals(connection: Connection, tree: Tree, arrivals: Sequence[Arrival]) -> list[int]:
    """Append the events of several devices, one after the other; the log index of each one's first. A device that comes
    more than once, as its events came from several addresses, goes on where it stopped.

    ``tree`` is locked, and grows by them. ValueError for an event that a tile's entry bundle could not hold, and for a
    device that does not go on.
    """
    inserted = insert_arrivals(connection, tree, arrivals, lambda: None)
    with together(connection):
        advance(connection, tree, inserted)
    return inserted.firsts


def insert_arrivals(
    connection: Connection, tree: Tree, arrivals: Sequence[Arrival], beside: Callable[[], None]
) -> Inserted:
    """The first half of :func:`append_arrivals`; :func:`advance` is the second.

    ``beside``, which must not use ``connection``, is called once the tree has grown, while the database inserts the
    events.
    """
    firsts: list[int] = []
    rows: list[tuple[object, ...]] = []
    heads: dict[Identifier, dict[str, object]] = {}
    moment = now()
    for one in arrivals:
        if max([len(data) for _, data in one.placed]) > MAX_EVENT_BYTES:
            raise ValueError("an event is too long for the log")
        first = tree.size + len(rows)
        firsts.append(first)
        rows += make_rows(first, one.placed, one.received_from, moment)
        begun, (last, data) = heads.get(one.placed[0][0].device), one.placed[-1]
        if begun and begun["next_seq"] != one.placed[0][0].seq:
            raise ValueError("a device's events come one behind the other")
        heads[last.device] = {"device": last.device, "next_seq": last.seq + 1, "head": hash_event(data)}

    def grow() -> None:
        tree.add([hash_leaf(data) for one in arrivals for _, data in one.placed])
        beside()

    if not arrivals:
        beside()
    else:
        tree.make_ready()
        insert_events(connection, rows, grow)
    return Inserted(firsts, list(heads.values()))


def advance(connection: Connection, tree: Tree, inserted: Inserted) -> None:
    """Put down how far chains and tree are; asks nothing."""
    _ADVANCE.do(connection, *inserted.heads)
    tree.write()
