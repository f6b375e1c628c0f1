"""Letting go of what Central has long had: the start of a journal is cut off, and the cut stays on record (D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from protocol.events import Hash, decode_event, hash_event
from protocol.keeping import VaultDamaged
from protocol.times import Instant

if TYPE_CHECKING:
    from sqlite3 import Connection

_STEP = 500


class Cut(Struct, frozen=True):
    """The last event that was cut off: its ``seq`` (0 when none was) and its hash, the ``prev`` of the first kept."""

    seq: int
    hash: Hash


def read_cut(connection: Connection) -> Cut:
    """Where the journal begins."""
    return Cut(*connection.execute("SELECT seq, hash FROM pruned").fetchone())


def prune_events(connection: Connection, before: Instant, upto: int) -> int:
    """Cut off events up to ``upto`` that happened before ``before``, oldest first, and their receipts; how many.

    The newest event stays, because the next one follows it. An event later than its successors (the clock went back)
    keeps those after it, until it is old itself.
    """
    start = read_cut(connection).seq
    newest = int(connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])
    last = _find_last(connection, start, min(upto, newest - 1), before)
    if last == start:
        return 0
    (data,) = connection.execute("SELECT bytes FROM events WHERE seq = ?", (last,)).fetchone()
    connection.execute("UPDATE pruned SET seq = ?, hash = ?", (last, hash_event(data)))
    connection.execute("DELETE FROM events WHERE seq <= ?", (last,))
    connection.execute("DELETE FROM receipts WHERE last_seq <= ?", (last,))
    return last - start


def _find_last(connection: Connection, start: int, end: int, before: Instant) -> int:
    """The last event, from the one after ``start`` to ``end``, with none before it that is younger than ``before``."""
    last = start
    while last < end:
        rows = connection.execute(
            "SELECT seq, bytes FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?", (last, end, _STEP)
        ).fetchall()
        for seq, data in rows:
            if _read_moment(data) >= before:
                return last
            last = seq
        if not rows:
            break
    return last


def _read_moment(data: bytes) -> Instant:
    try:
        return decode_event(data).at
    except msgspec.MsgspecError as error:
        raise VaultDamaged(reason="an event in the journal cannot be read") from error
