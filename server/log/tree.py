"""The Merkle tree beside the events: tiles, the head, and proofs from them, within one transaction (U2).

A tile is 256 hashes of one level of every eight, as C2SP tlog-tiles has it. The last tile of a level is partial and
grows; a full one never changes. ``log_head`` holds the tree's size and edge; its row is the one lock under which the
log grows, and whoever takes it has the writer's turn, so that it is in no circle (decision 008).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection, TextClause, select, text

from protocol.delivery import Run
from protocol.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    Edge,
    Interval,
    prove_consistency,
    prove_inclusion,
    prove_run,
    split_perfect,
)
from protocol.tiles import (
    TILE_BYTES,
    TILE_LEVELS,
    TILE_WIDTH,
    TileName,
    cut_hashes,
    fold_hashes,
    list_tiles,
    read_hash,
)
from protocol.trail import LogDamaged
from server.store.blobs import read_blob
from server.store.log_tables import log_head

_UPSERT = text(
    "INSERT INTO tiles (level, place, hashes) VALUES (:level, :place, :hashes) "
    "ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes"
)


_HEAD = select(log_head.c.size, log_head.c.edge)
_LOCKED_HEAD = _HEAD.with_for_update()
_ADVANCE = text("UPDATE log_head SET size = :size, edge = :edge")


class Tree:
    """The tree as a transaction sees it, and as it makes it grow."""

    def __init__(self, connection: Connection, edge: Edge) -> None:
        self._connection, self._edge = connection, edge
        self._tiles: dict[TileName, bytes] = {}
        self._grown: set[TileName] = set()
        self._hashes: dict[Interval, bytes] = {}
        self._perfect: dict[Interval, bytes] = {}
        """The edges' nodes, of this transaction's beginning and since: a desk that was here last holds to the first."""
        self._note_edge()

    @classmethod
    def read(cls, connection: Connection, *, lock: bool = False) -> Tree:
        """The tree as it stands; with ``lock`` nobody else makes it grow until the transaction ends.

        LogDamaged when the head is no head.
        """
        row = connection.execute(_LOCKED_HEAD if lock else _HEAD).one_or_none()
        if row is None:
            raise LogDamaged(reason="its head is gone")
        return cls(connection, read_edge(row.size, read_blob(row.edge)))

    @property
    def size(self) -> int:
        """How many leaves."""
        return self._edge.size

    def root(self) -> bytes:
        """The root over them."""
        return self._edge.root()

    def make_ready(self) -> None:
        """Read all that :meth:`add` needs, so that it uses no connection."""
        self._fetch(_name_tails(self.size))

    def add(self, leaves: Sequence[bytes]) -> None:
        """Let the tree grow by leaf hashes; :meth:`write` puts it down."""
        filled, rest = self._add_to_tiles(leaves)
        if filled:
            whole = self.size - self.size % TILE_WIDTH
            kept = self._edge.nodes[: whole.bit_count()]
            self._edge = Edge(whole, kept)
            for node in filled:
                self._edge.append(node, TILE_LEVELS)
        self._edge.extend(rest)
        self._note_edge()

    def write(self) -> None:
        """Put what has grown into the transaction."""
        if self._grown:
            rows = [
                {"level": level, "place": place, "hashes": self._tiles[level, place]} for level, place in self._grown
            ]
            self._connection.execute(_UPSERT, rows)
            self._connection.execute(_ADVANCE, {"size": self.size, "edge": b"".join(self._edge.nodes)})
            self._grown.clear()

    def root_at(self, size: int) -> bytes:
        """The root that the tree had at an earlier size."""
        return self._hash_all([(0, size)])[0] if size else EMPTY_ROOT

    def prove_inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The audit path of a leaf in the tree of ``size``."""
        return self._hash_all(prove_inclusion(index, size))

    def prove_consistency(self, old: int, size: int) -> tuple[bytes, ...]:
        """That the tree of ``old`` leaves begins the one of ``size``; nothing where it cannot."""
        return self._hash_all(prove_consistency(old, size)) if old <= size else ()

    def prove_run(self, first: int, count: int, size: int) -> Run:
        """That ``count`` leaves stand at ``first`` in the tree of ``size``."""
        before, after = prove_run(first, count, size)
        return Run(first=first, count=count, before=self._hash_all(before), after=self._hash_all(after))

    def read_tile(self, level: int, place: int) -> bytes:
        """A tile's hashes, as far as it is filled; empty when it is not there."""
        self._fetch({(level, place)})
        return self._tiles.get((level, place), b"")

    def hash_below(self, level: int, index: int) -> bytes:
        """What the ``index``-th hash of ``level`` has to be, by the full tile below it; empty when that is not full."""
        below = self.read_tile(level - 1, index)
        return fold_hashes(cut_hashes(below)) if len(below) == TILE_BYTES else b""

    def _note_edge(self) -> None:
        self._perfect |= zip(split_perfect(0, self.size), self._edge.nodes, strict=True)

    def _add_to_tiles(self, leaves: Sequence[bytes]) -> tuple[list[bytes], Sequence[bytes]]:
        """The roots of the leaf tiles that became full, and the leaves after them."""
        full_before = self.size // TILE_WIDTH
        self.make_ready()
        row, level, size = leaves, 0, self.size
        first_filled: list[bytes] = []
        while row:
            filled = self._add_row(level, size, row)
            if level == 0:
                first_filled = filled
            row, level, size = filled, level + 1, size // TILE_WIDTH
        rest_from = (full_before + len(first_filled)) * TILE_WIDTH - self.size
        return first_filled, leaves[rest_from:] if first_filled else leaves

    def _add_row(self, level: int, size: int, row: Sequence[bytes]) -> list[bytes]:
        place, width = divmod(size, TILE_WIDTH)
        data = self._read_tail(level, place, width) + b"".join(row)
        filled = []
        for start in range(0, len(data), TILE_BYTES):
            name, hashes = (level, place + start // TILE_BYTES), data[start : start + TILE_BYTES]
            self._tiles[name] = hashes
            self._grown.add(name)
            if len(hashes) == TILE_BYTES:
                filled.append(fold_hashes(cut_hashes(hashes)))
        return filled

    def _read_tail(self, level: int, place: int, width: int) -> bytes:
        if not width:
            return b""
        tail = self._tiles.get((level, place), b"")
        if len(tail) != width * HASH_BYTES:
            raise LogDamaged(reason=f"tile {level}/{place} has {len(tail) // HASH_BYTES} hashes instead of {width}")
        return tail

    def _hash_all(self, intervals: Sequence[Interval]) -> tuple[bytes, ...]:
        """The hashes of intervals that the tree has; once read they stay what they are, however it grows."""
        missing = [interval for interval in intervals if interval not in self._hashes]
        self._fetch(list_tiles(missing))
        try:
            self._hashes |= {interval: read_hash(interval, self._tiles, self._perfect) for interval in missing}
        except ValueError as error:
            raise LogDamaged(reason=str(error)) from error
        return tuple(self._hashes[interval] for interval in intervals)

    def _fetch(self, names: set[TileName]) -> None:
        missing = names - self._tiles.keys()
        if missing:
            found = self._connection.execute(_ask_for_tiles(len(missing)), _name_parts(missing))
            self._tiles |= {(level, place): read_blob(hashes) for level, place, hashes in found}


def _name_tails(size: int) -> set[TileName]:
    """The partial tiles of a tree of ``size``, at the end of every level."""
    names = set()
    level, count = 0, size
    while count:
        if count % TILE_WIDTH:
            names.add((level, count // TILE_WIDTH))
        level, count = level + 1, count // TILE_WIDTH
    return names


@lru_cache(64)
def _ask_for_tiles(count: int) -> TextClause:
    """Written once for each number of tiles: it is asked in every transaction that appends."""
    each = " OR ".join(f"(level = :level{place} AND place = :place{place})" for place in range(count))
    return text(f"SELECT level, place, hashes FROM tiles WHERE {each}")  # noqa: S608


def _name_parts(names: Iterable[TileName]) -> dict[str, int]:
    parts: dict[str, int] = {}
    for number, (level, place) in enumerate(names):
        parts |= {f"level{number}": level, f"place{number}": place}
    return parts


def read_edge(size: int, joined: bytes) -> Edge:
    """The edge as ``log_head`` keeps it; LogDamaged when it is none."""
    try:
        return Edge(size, cut_hashes(joined))
    except ValueError as error:
        raise LogDamaged(reason="its head is not one of a tree") from error
