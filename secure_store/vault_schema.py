"""The tables of a vault. Everything in them is masked, and the file is ciphertext all the same (D2, D6)."""

from __future__ import annotations

SCHEMA_VERSION = 4

_QUEUE_INDEX = "CREATE INDEX cards_in_queue ON cards (lane, sort_at)"
_SEARCH_INDEX = "CREATE INDEX cards_in_order ON cards (lane, sort_at, key, pairs, state, campaign, search)"

SCHEMA = f"""
CREATE TABLE campaigns (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    search TEXT NOT NULL DEFAULT '',
    json BLOB
) STRICT;

CREATE TABLE cards (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    sort_at TEXT NOT NULL,
    state TEXT NOT NULL,
    campaign INTEGER NOT NULL REFERENCES campaigns (number),
    search TEXT NOT NULL,
    row BLOB NOT NULL,
    json BLOB NOT NULL,
    pairs INTEGER NOT NULL DEFAULT -1
) STRICT;

-- The whole queue in its order: a fifth of the next one's size, which waits until somebody searches.
{_QUEUE_INDEX};

-- Covers a search and every filter, in the queue's order, so that the first page reads no card.
{_SEARCH_INDEX};

CREATE TABLE tags (tag TEXT PRIMARY KEY, cards INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""
"""``cards.lane``: 0 open with a time, 1 open without or new, 2 finished. ``row`` is the JSON of the list's CardRow.
``pairs`` are the marks of ``search``; -1, which has every mark, on a card that an older version wrote."""

UPGRADES = {
    1: (_QUEUE_INDEX,),
    2: (
        "ALTER TABLE cards ADD COLUMN pairs INTEGER NOT NULL DEFAULT -1",
        "DROP INDEX cards_in_order",
        _SEARCH_INDEX,
    ),
    3: ("UPDATE cards SET lane = 1 WHERE lane = 0 AND state = 'new'",),
}
"""By an older version: the statements that lead to the next one."""
