"""Tiles of the log (C2SP tlog-tiles): 256 hashes of one level of every eight; their names, and where a hash is (A7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from protocol.merkle import HASH_BYTES, Interval, hash_children, hash_row, split_perfect
from protocol.refusals import NotFound

TILE_LEVELS = 8
TILE_WIDTH = 1 << TILE_LEVELS
TILE_BYTES = TILE_WIDTH * HASH_BYTES
MAX_LEVEL = 63
TileName = tuple[int, int]
"""A tile's level and its place in it."""
_PLACE = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class TilePath(Struct, frozen=True):
    """Which tile of a level is asked for, and how much of it: ``width`` is 256 for a full one."""

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


def find_width(name: TileName, size: int) -> int:
    """How many hashes a tile has in the tree of ``size`` leaves; 0 where the tree has not reached it."""
    level, place = name
    return max(0, min(TILE_WIDTH, (size >> (level * TILE_LEVELS)) - place * TILE_WIDTH))


def locate(interval: Interval) -> tuple[TileName, int, int]:
    """Where a perfect interval's hash comes from: a tile, the first of its hashes, and how many of them."""
    begin, end = interval
    level, inner = divmod((end - begin).bit_length() - 1, TILE_LEVELS)
    place, start = divmod(begin >> (level * TILE_LEVELS), TILE_WIDTH)
    return (level, place), start, 1 << inner


def cut_hashes(joined: bytes) -> list[bytes]:
    """Hashes that stand side by side, one by one."""
    return [joined[start : start + HASH_BYTES] for start in range(0, len(joined), HASH_BYTES)]


def fold_hashes(nodes: Sequence[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    while len(nodes) > 1:
        nodes = hash_row(nodes)
    return nodes[0]


def list_tiles(intervals: Iterable[Interval]) -> set[TileName]:
    """The tiles from which the hashes of ``intervals`` follow."""
    return {locate(part)[0] for interval in intervals for part in split_perfect(*interval)}


def read_hash(interval: Interval, tiles: Mapping[TileName, bytes], known: Mapping[Interval, bytes]) -> bytes:
    """An interval's hash out of tiles and of perfect intervals that are ``known``; ValueError where they do not hold
    it."""
    return join_parts(split_perfect(*interval), tiles, known)


def join_parts(parts: Sequence[Interval], tiles: Mapping[TileName, bytes], known: Mapping[Interval, bytes]) -> bytes:
    """As :func:`read_hash`, of an interval that is split into its perfect ``parts``."""
    *left, node = [known.get(part) or _read_perfect(part, tiles) for part in parts]
    for sibling in reversed(left):
        node = hash_children(sibling, node)
    return node


def _read_perfect(interval: Interval, tiles: Mapping[TileName, bytes]) -> bytes:
    name, start, count = locate(interval)
    tile = tiles.get(name, b"")
    part = tile[start * HASH_BYTES : (start + count) * HASH_BYTES]
    if len(part) != count * HASH_BYTES:
        raise ValueError(f"tile {name[0]}/{name[1]} has no hashes at {start}")
    if name[0] and count > 1:
        at = start // count * HASH_BYTES
        return _raise_rows(tile)[count.bit_length() - 2][at : at + HASH_BYTES]
    return fold_hashes(cut_hashes(part))


@lru_cache(256)
def _raise_rows(tile: bytes) -> tuple[bytes, ...]:
    """The rows above a tile's hashes, lowest first, as far as they are perfect.

    Kept by the tile's bytes, for tiles above the leaves': proofs about all parts of the log go through the same few.
    """
    rows, nodes = [], cut_hashes(tile)
    while len(nodes) > 1:
        nodes = hash_row(nodes[: len(nodes) // 2 * 2])
        rows.append(b"".join(nodes))
    return tuple(rows)
