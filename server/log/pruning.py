"""Letting the bodies of old events go, and keeping their hashes, so that every proof still verifies (U2, X1).

As C2SP tlog-tiles has it: the log keeps a minimum index, in whole bundles of entries; what stands before it is not
served any longer, while tiles, checkpoints and indexes stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, text

from protocol.identifiers import Identifier
from protocol.tiles import TILE_BYTES, TILE_WIDTH, cut_hashes
from protocol.times import Instant, now
from server.store.blobs import read_blob
from server.store.bulk import insert_rows
from server.store.event_rows import read_event_bytes
from server.store.log_tables import log_head, pruned_events, prunings, tiles
from server.store.tables import events

_COLUMNS = ("log_index", "device", "seq", "hash")
_DROP = text("SELECT drop_pruned_events(:first, :last)")


class PrunedEvent(Struct, frozen=True):
    """What is kept of an event: its place in the log and in its device's chain, and the SHA-256 over its bytes."""

    log_index: int
    device: Identifier
    seq: int
    hash: bytes


def read_minimum(connection: Connection) -> int:
    """The index before which events are pruned, or about to be; 0 where none was."""
    return int(connection.execute(select(func.max(prunings.c.upto))).scalar_one() or 0)


def find_limit(connection: Connection, received_before: Instant) -> int:
    """Up to which index, in whole bundles, Central received every event before an instant."""
    kept = connection.execute(
        select(events.c.log_index).where(events.c.received_at >= received_before).order_by(events.c.log_index).limit(1)
    ).scalar_one_or_none()
    if kept is None:
        kept = connection.execute(select(log_head.c.size)).scalar_one()
    return int(kept) // TILE_WIDTH * TILE_WIDTH


def declare_pruning(connection: Connection, upto: int, received_before: Instant) -> None:
    """Let the minimum index be ``upto``; the caller puts it on record in the same transaction."""
    values = {"upto": upto, "received_before": received_before, "begun_at": now()}
    connection.execute(insert(prunings).values(values))


def count_waiting(connection: Connection) -> int:
    """How many events are declared as pruned and still there."""
    return connection.execute(
        select(func.count()).select_from(events).where(events.c.log_index < read_minimum(connection))
    ).scalar_one()


def prune_batch(connection: Connection, most: int) -> int:
    """Keep the hashes of the next events that are declared as pruned, and drop the events; how many went."""
    due = connection.execute(
        select(events.c.log_index, events.c.device, events.c.seq, events.c.bytes)
        .where(events.c.log_index < read_minimum(connection))
        .order_by(events.c.log_index)
        .limit(most)
    ).all()
    if not due:
        return 0
    kept = [(index, device, seq, sha256(read_event_bytes(stored)).digest()) for index, device, seq, stored in due]
    insert_rows(connection, pruned_events, _COLUMNS, kept)
    _drop(connection, due[0].log_index, due[-1].log_index)
    return len(due)


def read_pruned(connection: Connection, page: int) -> Iterator[Sequence[PrunedEvent]]:
    """What is kept of pruned events, in the log's order, ``page`` at a time."""
    last = -1
    while True:
        rows = connection.execute(
            select(pruned_events)
            .where(pruned_events.c.log_index > last)
            .order_by(pruned_events.c.log_index)
            .limit(page)
        ).all()
        if not rows:
            return
        last = rows[-1].log_index
        yield [PrunedEvent(row.log_index, row.device, row.seq, read_blob(row.hash)) for row in rows]


def read_leaves(connection: Connection, first: int, end: int) -> list[bytes]:
    """The leaf hashes from index ``first`` to before ``end``, as their tiles keep them; zeros where one does not."""
    places = range(first // TILE_WIDTH, -(-end // TILE_WIDTH))
    rows = connection.execute(
        select(tiles.c.place, tiles.c.hashes).where(tiles.c.level == 0, tiles.c.place.between(places[0], places[-1]))
    )
    known = {row.place: read_blob(row.hashes) for row in rows}
    joined = b"".join(known.get(place, b"")[:TILE_BYTES].ljust(TILE_BYTES, b"\0") for place in places)
    return cut_hashes(joined)[first - places[0] * TILE_WIDTH : end - places[0] * TILE_WIDTH]


def _drop(connection: Connection, first: int, last: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # overwrite what was there
        connection.execute(delete(events).where(events.c.log_index.between(first, last)))
        return
    connection.execute(_DROP, {"first": first, "last": last})
