"""A log of millions of events within a minute or two: its rows are filled in by SQLite, and its tree grows by blocks.

The rows have every column and index that Central's own have, but two bytes where an event's would be; leaf hashes are
random. Tiles and head are made by Central's own code. Nothing is durable before all rows are there, and nobody else
uses the database meanwhile. Such a log grows and proves like any other; its events are none, so ``audit verify`` would
refuse it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from protocol.merkle import HASH_BYTES
from protocol.tiles import TILE_WIDTH, cut_hashes
from server.log.tree import Tree
from server.services.central import Central

_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -262144")
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql NOT NULL"
_ROWS = """
WITH RECURSIVE places(place) AS (SELECT :first UNION ALL SELECT place + 1 FROM places WHERE place + 1 < :size)
INSERT INTO events SELECT
    place, printf('%08x-0000-7000-8000-000000000000', place / 5000), place % 5000 + 1,
    strftime('%Y-%m-%dT%H:%M:%S.000Z', 1700000000 + place, 'unixepoch'), '2026-01-01T00:00:00.000Z', '127.0.0.1',
    printf('%08x-0000-7000-8000-000000000001', place / 5000), 'card.opened', 'card',
    printf('00000000-0000-7000-8000-%012x', place % 100000), 'done', x'7b7d'
FROM places
"""
"""Devices of 5,000 events each."""
_BLOCK = TILE_WIDTH * TILE_WIDTH


def fill_log(central: Central, size: int) -> None:
    """Let the log in ``central``'s SQLite database go on to ``size`` events."""
    with central.engine.connect() as connection:
        first = Tree.read(connection).size
    central.engine.dispose()
    _fill_rows(str(central.engine.url.database), first, size)
    while first < size:
        count = min(_BLOCK, size - first)
        with central.engine.begin() as connection:
            tree = Tree.read(connection, lock=True)
            tree.add(cut_hashes(os.urandom(count * HASH_BYTES)))
            tree.write()
        first += count


def _fill_rows(file: str, first: int, size: int) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        indexes = connection.execute(_INDEXES).fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute(_ROWS, {"first": first, "size": size})
        for _, statement in indexes:  # in one go each, which is sorting, and not a million places to find
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    with open(file, "rb+") as written:  # noqa: PTH123
        os.fsync(written.fileno())
