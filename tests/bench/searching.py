"""``search``: the first page of a search over 100,000 cards in the vault, against the same query on plain SQLite.

The plain database has the same rows, under an index in the same order that holds what is asked for, and is read by the
statement that a plain program would write. ``search-frame`` holds the slowest of the searches against one frame of the
screen, 16 ms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.cards import read_clock
from secure_store.card_cache import CardCache
from secure_store.card_query import CardQuery, CardRow, Section, fold_text
from secure_store.vault import Vault
from tests.bench.score import Score, clock, interleave
from tests.bench.workshop import Workshop

FRAME_S = 0.016
PAGE = 50
ROUNDS = 15
_WORDS = {"common": "装修", "rare": "138****0021", "absent": "nobody has this"}
_PLAIN_INDEX = "CREATE INDEX cards_in_order ON cards (lane, sort_at, key, state, campaign, search)"
_PLAIN = """
SELECT cards.row FROM (
    SELECT key FROM cards INDEXED BY cards_in_order
    WHERE lane < 2 AND instr(search, ?) AND sort_at <= ?
    ORDER BY lane, sort_at, key LIMIT ?
) AS found CROSS JOIN cards USING (key)
"""


def measure(workshop: Workshop) -> Sequence[Score]:
    """Words that many cards have, few, and none: the last walks the whole queue."""
    with workshop.desk.open() as vault:
        plain = _copy(vault, workshop.make_folder("plain") / "cards.db")
        worst = max((_measure_word(vault, plain, word) for word in _WORDS.values()), key=lambda pair: pair[0] / pair[1])
        slowest = max(worst[0], *(_time(vault, word) for word in _WORDS.values()))
        plain.close()
    raw = f"{worst[0] * 1000:.2f} ms, plain SQLite {worst[1] * 1000:.2f} ms"
    frame = f"{slowest * 1000:.2f} ms of a frame's {FRAME_S * 1000:.0f}"
    return [Score("search", worst[0] / worst[1], 1.8, raw), Score("search-frame", slowest / FRAME_S, 1, frame)]


def _measure_word(vault: Vault, plain: sqlite3.Connection, word: str) -> tuple[float, float]:
    cards, now = CardCache(vault), read_clock()
    decode, folded = msgspec.json.Decoder(CardRow).decode, fold_text(word)

    def search() -> list[CardRow]:
        return cards.first_rows(CardQuery(text=word), Section.DUE, now, PAGE)

    def search_plainly() -> list[CardRow]:
        return [decode(row) for (row,) in plain.execute(_PLAIN, (folded, now.now, PAGE))]

    if search() != search_plainly():
        raise RuntimeError(f"the two searches for {word!r} do not find the same")
    return interleave(lambda: clock(search), lambda: clock(search_plainly), ROUNDS)


def _time(vault: Vault, word: str) -> float:
    cards, now = CardCache(vault), read_clock()
    search = CardQuery(text=word)
    return interleave(lambda: clock(lambda: cards.first_rows(search, Section.DUE, now, PAGE)), lambda: 1.0, ROUNDS)[0]


def _copy(vault: Vault, path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA cache_size = -24576")  # as much as the vault's
    with vault.reader.reading() as connection:
        for (statement,) in connection.execute(
            "SELECT sql FROM sqlite_master WHERE name IN ('cards', 'cards_in_queue') ORDER BY type DESC"
        ).fetchall():
            plain.execute(statement)
        plain.execute(_PLAIN_INDEX)
        plain.executemany(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", connection.execute("SELECT * FROM cards")
        )
    plain.commit()
    plain.execute("ANALYZE")
    return plain
