"""The log as C2SP tlog-tiles serves it: names of tiles, their bytes, and the bundles of entries beside them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from protocol.merkle import HASH_BYTES
from protocol.refusals import NotFound
from protocol.tiles import MAX_LEVEL, TILE_WIDTH, find_width, read_path
from protocol.trail import EventsPruned
from server.log.pruning import read_minimum
from server.log.tree import Tree
from server.store.tables import events


def serve_tile(connection: Connection, level: int, path: str) -> bytes:
    """The hashes of a tile; NotFound for one, or a width, that the log has not reached."""
    tile = read_path(path)
    if not 0 <= level <= MAX_LEVEL or tile.width > TILE_WIDTH:
        raise NotFound
    tree = Tree.read(connection)
    if tile.width > find_width((level, tile.place), tree.size):
        raise NotFound
    return tree.read_tile(level, tile.place)[: tile.width * HASH_BYTES]


def serve_entries(connection: Connection, path: str) -> bytes:
    """The entries of a leaf tile, each after its length in two bytes; NotFound where the log has not reached,
    EventsPruned below its minimum index.

    They name people and cards: who may read them, the route says.
    """
    tile = read_path(path)
    start = tile.place * TILE_WIDTH
    if tile.width > TILE_WIDTH or start + tile.width > Tree.read(connection).size:
        raise NotFound
    if start < (minimum := read_minimum(connection)):
        raise EventsPruned(minimum=str(minimum))
    stored = connection.execute(
        select(events.c.bytes)
        .where(events.c.log_index >= start, events.c.log_index < start + tile.width)
        .order_by(events.c.log_index)
    ).scalars()
    entries = [bytes(data) for data in stored]
    if len(entries) != tile.width:
        raise NotFound
    return b"".join(len(data).to_bytes(2, "big") + data for data in entries)
