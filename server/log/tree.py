"""The Merkle tree beside the events: tiles, the head, and proofs from them, within one transaction (U2).

A tile is 256 hashes of one level of every eight, as C2SP tlog-tiles has it. The last tile of a level is partial and
grows; a full one never changes. ``log_head`` holds the tree's size and edge; its row is the one lock under which the
log grows, and whoever takes it has the writer's turn, so that it is in no circle (decision 008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

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
    find_width,
    fold_hashes,
    join_parts,
    locate,
)
from protocol.trail import LogDamaged
from server.store.blobs import read_blob
from server.store.statements import Found, Question, Statement, ask_together

_UPSERT = Statement(
    "INSERT INTO tiles (level, place, hashes) VALUES (:level, :place, :hashes) "
    "ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes"
)


_HEAD = Statement("SELECT size, edge FROM log_head")
LOCKED_HEAD = Statement(
    "SELECT log_head.size, log_head.edge, levels.level, tiles.hashes FROM log_head "
    "JOIN (SELECT 0 AS level UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 "
    "UNION ALL SELECT 5 UNION ALL SELECT 6) AS levels ON levels.level = 0 OR log_head.size >> (8 * levels.level) > 0 "
    "LEFT JOIN tiles ON tiles.level = levels.level AND tiles.place = log_head.size >> (8 * (levels.level + 1))",
    locks="log_head",
)
"""With the last tile of every level, which grows next: for 2^56 leaves."""
_ADVANCE = Statement("UPDATE log_head SET size = :size, edge = :edge")
_TILE = Statement("SELECT hashes FROM tiles WHERE level = :level AND place = :place")


def ask_tile(name: TileName) -> Question:
    """A tile's hashes."""
    level, place = name
    return _TILE, {"level": level, "place": place}


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
        return cls.read_found(connection, (LOCKED_HEAD if lock else _HEAD).ask(connection))

    @classmethod
    def read_found(
        cls, connection: Connection, found: Sequence[Found], tiles: Mapping[TileName, Sequence[Found]] | None = None
    ) -> Tree:
        """The tree by what ``LOCKED_HEAD``, and :func:`ask_tile` of ``tiles``, found in this transaction; LogDamaged
        when the head is no head."""
        if not found:
            raise LogDamaged(reason="its head is gone")
        size, edge = found[0][:2]
        tree = cls(connection, read_edge(size, read_blob(edge)))
        for _, _, *tail in found:
            tree._note_tail(*tail)
        for name, rows in (tiles or {}).items():
            tree._note_tile(name, rows)
        return tree

    @property
    def size(self) -> int:
        """How many leaves."""
        return self._edge.size

    def root(self) -> bytes:
        """The root over them."""
        return self._edge.root()

    def make_ready(self, proofs: Iterable[Interval] = ()) -> None:
        """Read all that :meth:`add` needs, and afterwards whoever proves by the hashes of ``proofs``, so that they use
        no connection."""
        split = [split_perfect(*proof) for proof in proofs]
        here = {name for name in self._name_tiles(split) if find_width(name, self.size)}
        self._fetch(_name_tails(self.size) | here)

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
            _UPSERT.do(self._connection, *rows)
            _ADVANCE.do(self._connection, {"size": self.size, "edge": b"".join(self._edge.nodes)})
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

    def _note_tail(self, level: int | None = None, hashes: bytes | None = None) -> None:
        if level is not None:
            place = self.size >> TILE_LEVELS * (level + 1)
            self._tiles[level, place] = b"" if hashes is None else read_blob(hashes)

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
        missing = {interval: split_perfect(*interval) for interval in intervals if interval not in self._hashes}
        self._fetch(self._name_tiles(missing.values()))
        try:
            for interval, parts in missing.items():
                self._hashes[interval] = join_parts(parts, self._tiles, self._perfect)
        except ValueError as error:
            raise LogDamaged(reason=str(error)) from error
        return tuple(self._hashes[interval] for interval in intervals)

    def _name_tiles(self, split: Iterable[Sequence[Interval]]) -> set[TileName]:
        """The tiles from which hashes of perfect intervals follow, as far as they are not of an edge."""
        return {locate(part)[0] for parts in split for part in parts if part not in self._perfect}

    def _fetch(self, names: set[TileName]) -> None:
        missing = sorted(names - self._tiles.keys())
        if not missing:
            return  # maybe beside the insert, where the connection is not to be touched
        rows = ask_together(self._connection, [ask_tile(name) for name in missing])
        for name, found in zip(missing, rows, strict=True):
            self._note_tile(name, found)

    def _note_tile(self, name: TileName, found: Sequence[Found]) -> None:
        self._tiles[name] = read_blob(found[0][0]) if found else b""


def _name_tails(size: int) -> set[TileName]:
    """The partial tiles of a tree of ``size``, at the end of every level."""
    names = set()
    level, count = 0, size
    while count:
        if count % TILE_WIDTH:
            names.add((level, count // TILE_WIDTH))
        level, count = level + 1, count // TILE_WIDTH
    return names


def read_edge(size: int, joined: bytes) -> Edge:
    """The edge as ``log_head`` keeps it; LogDamaged when it is none."""
    try:
        return Edge(size, cut_hashes(joined))
    except ValueError as error:
        raise LogDamaged(reason="its head is not one of a tree") from error
