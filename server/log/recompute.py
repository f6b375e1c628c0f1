"""The tree that the rows make, compared with the tiles, the head and the checkpoints beside them (U2, A7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from protocol.checkpoints import open_checkpoint
from protocol.merkle import Edge
from protocol.notes import VerifierKey
from protocol.tiles import TILE_BYTES, TILE_WIDTH, cut_hashes, fold_hashes
from protocol.trail import CheckpointInvalid
from server.log.faults import Fault, Faults
from server.log.publication import Published
from server.store.blobs import read_blob, read_text
from server.store.log_tables import checkpoints, log_head, tiles


@dataclass(kw_only=True, slots=True)
class _TileFault(Fault):
    """Hashes of the level ``what`` that are not those of the log's events ``first`` to ``last``."""

    touching = True
    what: int

    def say(self) -> str:
        events = f"the log's events {self.first} to {self.last}"
        start, end = (place // TILE_WIDTH ** (self.what + 1) for place in (self.first, self.last))
        if start == end:
            return f"tile {self.what}/{start}: it does not hold {events}"
        return f"tiles {self.what}/{start} to {self.what}/{end}: they do not hold {events}"


@dataclass(kw_only=True, slots=True)
class _CheckpointFault(Fault):
    """Checkpoints one after the other, by their sizes."""

    def say(self) -> str:
        if self.count == 1:
            return f"checkpoint {self.first}: {self.what}"
        return f"the {self.count:,} checkpoints from {self.first} to {self.last}, each: {self.what}"


class Recomputation:
    """Goes through the leaves once, in order; memory stays flat. ``faults`` gets what is found."""

    def __init__(self, connection: Connection, log: VerifierKey, faults: Faults) -> None:
        self._connection, self._log, self._faults = connection, log, faults
        self._edge = Edge()
        self._rows: list[list[bytes]] = []
        """By level, the hashes of the tile that is not full yet."""
        self._places: list[int] = []
        self.checkpoints = 0
        """How many published checkpoints were found to be those of the rows."""
        self._due = self._next_checkpoint(-1)

    def take(self, leaves: Sequence[bytes]) -> None:
        """Go on by leaf hashes."""
        while self._due is not None and self._due.size <= self._edge.size + len(leaves):
            here = self._due.size - self._edge.size
            self._advance(leaves[:here])
            leaves = leaves[here:]
            self._check_checkpoint(self._due)
            self._due = self._next_checkpoint(self._due.size)
        self._advance(leaves)

    def finish(self) -> None:
        """Compare what only the end can show."""
        for level, row in enumerate(self._rows):
            if row:
                self._check_tile(level, self._places[level], row)
        if self._due is not None:
            later = select(func.count()).where(checkpoints.c.size > self._due.size)
            more = self._connection.execute(later).scalar_one()
            which = f"checkpoint {self._due.size}" + (f", and {more:,} after it" if more else "")
            self._faults.say(f"{which}: it was published, but the log ends at {self._edge.size}")
        head = self._connection.execute(select(log_head.c.size, log_head.c.edge)).one_or_none()
        if head is None or (head.size, read_blob(head.edge)) != (self._edge.size, b"".join(self._edge.nodes)):
            self._faults.say(f"the log's head is not that of its {self._edge.size} events")

    def _advance(self, leaves: Sequence[bytes]) -> None:
        self._edge.extend(leaves)
        self._fill(0, leaves)

    def _fill(self, level: int, hashes: Sequence[bytes]) -> None:
        if level == len(self._rows):
            self._rows.append([])
            self._places.append(0)
        row = self._rows[level]
        row.extend(hashes)
        roots = []
        while len(row) >= TILE_WIDTH:
            full = row[:TILE_WIDTH]
            del row[:TILE_WIDTH]
            self._check_tile(level, self._places[level], full)
            self._places[level] += 1
            roots.append(fold_hashes(full))
        if roots:
            self._fill(level + 1, roots)

    def _check_tile(self, level: int, place: int, hashes: Sequence[bytes]) -> None:
        stored = self._connection.execute(
            select(tiles.c.hashes).where(tiles.c.level == level, tiles.c.place == place)
        ).scalar_one_or_none()
        differences = list(_find_differences(hashes, cut_hashes(read_blob(stored or b"")[:TILE_BYTES])))
        if not differences:
            self._faults.note(("tiles", level), ())
        for start, end in differences:
            span, first = TILE_WIDTH**level, (place * TILE_WIDTH + start) * TILE_WIDTH**level
            last = first + (end - start) * span - 1
            self._faults.note(("tiles", level), [_TileFault(what=level, first=first, last=last)])

    def _check_checkpoint(self, row: Published) -> None:
        reason = self._judge_checkpoint(row)
        wrong = [_CheckpointFault(first=row.size, last=row.size, what=reason)] if reason else []
        self._faults.note("checkpoints", wrong)
        self.checkpoints += not wrong

    def _judge_checkpoint(self, row: Published) -> str:
        """What is wrong with it; empty where nothing is."""
        try:
            published, _ = open_checkpoint(row.note, self._log)
        except CheckpointInvalid as error:
            return error.facts["reason"]
        if (published.size, published.root) != (row.size, row.root):
            return "its note says something else than its row"
        if published.root != self._edge.root():
            return "the log's events up to there are not those that were published"
        return ""

    def _next_checkpoint(self, after: int) -> Published | None:
        row = self._connection.execute(
            select(checkpoints.c.size, checkpoints.c.root, checkpoints.c.note)
            .where(checkpoints.c.size > after)
            .order_by(checkpoints.c.size)
            .limit(1)
        ).one_or_none()
        return Published(row.size, read_blob(row.root), read_text(row.note)) if row else None


def _find_differences(hashes: Sequence[bytes], stored: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """The stretches in which two tiles differ."""
    length, start = max(len(hashes), len(stored)), None
    for place in range(length + 1):
        same = place == length or hashes[place : place + 1] == stored[place : place + 1]
        if not same and start is None:
            start = place
        elif same and start is not None:
            yield start, place
            start = None
