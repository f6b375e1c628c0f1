"""The log as C2SP tlog-tiles serves it: names of tiles, their bytes, and the bundles of entries beside them."""

from __future__ import annotations

import re

from msgspec import Struct
from sqlalchemy import Connection, select

from protocol.merkle import HASH_BYTES
from protocol.refusals import NotFound
from server.log.tree import TILE_LEVELS, TILE_WIDTH, Tree
from server.store.tables import events

MAX_LEVEL = 63
_PLACE = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class TilePath(Struct, frozen=True):
    """Which tile is asked for, and how much of it: ``width`` is 256 for a full one."""

    place: int
    width: int

    @property
    def is_full(self) -> bool:
        """Whether the tile is asked for whole, and so never changes."""
        return self.width == TILE_WIDTH


def read_path(path: str) -> TilePath:
    """``x001/x234/067`` or ``x001/x234/067.p/8``; NotFound for anything else."""
    found = _PLACE.fullmatch(path)
    if not found:
        raise NotFound
    above, last, width = found.groups()
    tile = TilePath(int(above.replace("x", "").replace("/", "") + last), int(width or TILE_WIDTH))
    if write_path(tile) != path:
        raise NotFound
    return tile


def write_path(tile: TilePath) -> str:
    """A tile's path, in groups of three digits, as few as there can be."""
    digits = str(tile.place)
    groups = f"{digits:0>{-(-len(digits) // 3) * 3}}"
    parts = [groups[start : start + 3] for start in range(0, len(groups), 3)]
    path = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return path if tile.is_full else f"{path}.p/{tile.width}"


def serve_tile(connection: Connection, level: int, path: str) -> bytes:
    """The hashes of a tile; NotFound for one, or a width, that the log has not reached."""
    tile = read_path(path)
    if not 0 <= level <= MAX_LEVEL or tile.width > TILE_WIDTH:
        raise NotFound
    tree = Tree.read(connection)
    if tile.place * TILE_WIDTH + tile.width > tree.size >> (level * TILE_LEVELS):
        raise NotFound
    return tree.read_tile(level, tile.place)[: tile.width * HASH_BYTES]


def serve_entries(connection: Connection, path: str) -> bytes:
    """The entries of a leaf tile, each after its length in two bytes; NotFound where the log has not reached.

    They name people and cards: who may read them, the route says.
    """
    tile = read_path(path)
    start = tile.place * TILE_WIDTH
    if tile.width > TILE_WIDTH or start + tile.width > Tree.read(connection).size:
        raise NotFound
    stored = connection.execute(
        select(events.c.bytes)
        .where(events.c.log_index >= start, events.c.log_index < start + tile.width)
        .order_by(events.c.log_index)
    ).scalars()
    entries = [bytes(data) for data in stored]
    if len(entries) != tile.width:
        raise NotFound
    return b"".join(len(data).to_bytes(2, "big") + data for data in entries)
