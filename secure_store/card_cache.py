"""The masked cards in a person's vault (D2, D6): fed by sync, read by the queue."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from protocol.cards import Campaign, Card, CardPage
from protocol.identifiers import Identifier
from secure_store.card_listing import Listing
from secure_store.card_query import (
    TIMED,
    UNTIMED,
    CardQuery,
    CardRow,
    QueueClock,
    Section,
    Span,
    cut_sections,
    fold_text,
    mark_pairs,
    place_card,
    summarise_card,
    write_search_text,
)
from secure_store.card_search import CardSearch, build_search
from secure_store.idle_memory import give_back
from secure_store.vault import Vault

if TYPE_CHECKING:
    from sqlite3 import Connection

_CURSOR = "cards.cursor"
_CHUNK = 4_000
"""Keys read at a time, so that other threads get their turn at a million."""

_encode = msgspec.json.Encoder().encode
_decode_card = msgspec.json.Decoder(Card).decode
_decode_row = msgspec.json.Decoder(CardRow).decode
_decode_campaign = msgspec.json.Decoder(Campaign).decode

_UPSERT = """
INSERT INTO cards (id, version, lane, sort_at, state, campaign, search, pairs, row, json)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, lane = excluded.lane, sort_at = excluded.sort_at,
    state = excluded.state, campaign = excluded.campaign, search = excluded.search, pairs = excluded.pairs,
    row = excluded.row, json = excluded.json
"""

_CARD_WITH_CAMPAIGN = """
SELECT cards.json, campaigns.json FROM cards LEFT JOIN campaigns ON campaigns.number = cards.campaign WHERE cards.id = ?
"""

_ROWS = "SELECT key, row FROM cards WHERE key IN (SELECT value FROM json_each(?))"

_NEXT_DUE = "SELECT min(sort_at) FROM cards INDEXED BY cards_in_queue WHERE lane = ? AND sort_at > ?"


class CardCache:
    """The cards of ``vault``. Cards change only by :meth:`apply_page`: Central wins.

    Safe from any thread. Raises VaultDamaged or StoreUnwritable when the disk fails.
    """

    def __init__(self, vault: Vault) -> None:
        self._writer = vault.writer
        self._reader = vault.reader
        self._searcher = vault.searcher
        self._counted = (0, 0)
        """By SQLite's version of the data, which is above 0 and another one after each commit of the writer's."""
        self._has_searched = False

    def apply_page(self, page: CardPage) -> None:
        """Take in a page of changes and its cursor, all or nothing. The same page again changes nothing."""
        with self._writer.writing() as connection:
            tags: Counter[str] = Counter()
            for card in page.cards:
                _put_card(connection, card, tags)
            for tombstone in page.gone:
                _drop_card(connection, tombstone.id, tombstone.version, tags)
            _count_tags(connection, tags)
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (_CURSOR, str(page.cursor).encode()))

    def put_campaigns(self, campaigns: Sequence[Campaign]) -> None:
        """Keep these campaigns; those that cards still name stay, the others go."""
        with self._writer.writing() as connection:
            connection.execute("UPDATE campaigns SET json = NULL, search = ''")
            for campaign in campaigns:
                number = _number_campaign(connection, campaign.id)
                connection.execute(
                    "UPDATE campaigns SET search = ?, json = ? WHERE number = ?",
                    (fold_text(campaign.title), _encode(campaign), number),
                )
            connection.execute(
                "DELETE FROM campaigns WHERE json IS NULL AND number NOT IN (SELECT campaign FROM cards)"
            )

    def cursor(self) -> int:
        """What to ask Central for changes after; 0 before the first page."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT value FROM notes WHERE name = ?", (_CURSOR,)).fetchone()
        return int(found[0]) if found else 0

    def get(self, card_id: Identifier) -> Card | None:
        """One whole card, or None when it is not ours."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT json FROM cards WHERE id = ?", (card_id,)).fetchone()
        return _decode_card(found[0]) if found else None

    def get_with_campaign(self, card_id: Identifier) -> tuple[Card | None, Campaign | None]:
        """A card as :meth:`get` gives it, and its campaign as far as Central sent that."""
        with self._reader.reading() as connection:
            found = connection.execute(_CARD_WITH_CAMPAIGN, (card_id,)).fetchone()
        if found is None:
            return None, None
        card, campaign = found
        return _decode_card(card), _decode_campaign(campaign) if campaign is not None else None

    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns as Central last sent them."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT json FROM campaigns WHERE json IS NOT NULL ORDER BY number").fetchall()
        return tuple(_decode_campaign(json) for (json,) in found)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag with the number of cards that carry it, most used first."""
        with self._reader.reading() as connection:
            return tuple(connection.execute("SELECT tag, cards FROM tags ORDER BY cards DESC, tag").fetchall())

    def count(self, query: CardQuery = CardQuery()) -> int:  # noqa: B008 - frozen
        """How many cards the query finds."""
        with self._searcher.reading() as connection:
            search = self._search(connection, query)
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if search.is_all and self._counted[0] == version:
                return self._counted[1]
            found = connection.execute(f"SELECT count(*) FROM cards WHERE {search.where}", search.values)  # noqa: S608
            count = int(found.fetchone()[0])
            if search.is_all:
                self._counted = (version, count)
                self._let_go(connection)
            return count

    def first_rows(self, query: CardQuery, section: Section, clock: QueueClock, limit: int = 50) -> list[CardRow]:
        """The first page of a section, within one frame at 100,000 cards; for the whole, :meth:`list_cards`."""
        keys: list[int] = []
        with self._searcher.reading() as connection:
            search = self._search(connection, query)
            for span in cut_sections(clock)[section]:
                keys += (key for chunk in _walk_keys(connection, search, span, limit - len(keys)) for key in chunk)
                if len(keys) >= limit:
                    break
        return self.rows(keys)

    def list_cards(self, query: CardQuery, clock: QueueClock) -> Listing:
        """The whole queue in order, as keys: 8 bytes a card, some 30 ms at 100,000. Call it off the GUI thread."""
        sections: dict[Section, array[int]] = {}
        with self._searcher.reading() as connection:
            search = self._search(connection, query)
            for section, spans in cut_sections(clock).items():
                keys = array("q")
                for span in spans:
                    for chunk in _walk_keys(connection, search, span, -1):
                        keys.extend(chunk)
                sections[section] = keys
            (next_due,) = connection.execute(_NEXT_DUE, (TIMED, clock.now)).fetchone()
            self._let_go(connection)
        return Listing(sections, clock, next_due)

    def rows(self, keys: Sequence[int]) -> list[CardRow]:
        """The lines for ``keys`` (from a Listing), in their order; a card that has gone is left out."""
        with self._reader.reading() as connection:
            found = dict(connection.execute(_ROWS, (_encode(list(keys)).decode(),)).fetchall())
        return [_decode_row(found[key]) for key in keys if key in found]

    def find_key(self, card_id: Identifier) -> int | None:
        """The key by which a Listing knows a card, or None when it is not ours."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT key FROM cards WHERE id = ?", (card_id,)).fetchone()
        return int(found[0]) if found else None

    def _search(self, connection: Connection, query: CardQuery) -> CardSearch:
        search = build_search(connection, query)
        self._has_searched = self._has_searched or not search.is_all
        return search

    def _let_go(self, connection: Connection) -> None:
        """The queue's index is walked seldom: what was read of it stays only for who searches as well."""
        if not self._has_searched:
            connection.execute("PRAGMA shrink_memory")
            give_back()


def _walk_keys(connection: Connection, search: CardSearch, span: Span, limit: int) -> Iterator[list[int]]:
    bounds = "lane = ?" if span.lane == UNTIMED else "lane = ? AND sort_at > ? AND sort_at <= ?"
    if span.newest_first:
        bounds = "lane = ?"
    values: tuple[object, ...] = (span.lane,) if bounds == "lane = ?" else (span.lane, span.after, span.until)
    way = "DESC" if span.newest_first else "ASC"
    statement = (
        f"SELECT key FROM cards INDEXED BY {search.index} WHERE {bounds} AND {search.where} "  # noqa: S608 - no user text
        f"ORDER BY sort_at {way}, key {way} LIMIT ?"
    )
    found = connection.execute(statement, (*values, *search.values, limit))
    while chunk := found.fetchmany(_CHUNK):
        yield [key for (key,) in chunk]


def _put_card(connection: Connection, card: Card, tags: Counter[str]) -> None:
    known = connection.execute("SELECT version, row FROM cards WHERE id = ?", (card.id,)).fetchone()
    if known and known[0] >= card.version:
        return
    if known:
        tags.subtract(set(_decode_row(known[1]).tags))
    tags.update(set(card.tags))
    lane, sort_at = place_card(card)
    search = write_search_text(card)
    connection.execute(
        _UPSERT,
        (
            card.id,
            card.version,
            lane,
            sort_at,
            card.state.value,
            _number_campaign(connection, card.campaign),
            search,
            mark_pairs(search),
            _encode(summarise_card(card)),
            _encode(card),
        ),
    )


def _drop_card(connection: Connection, card_id: Identifier, version: int, tags: Counter[str]) -> None:
    known = connection.execute("SELECT version, row FROM cards WHERE id = ?", (card_id,)).fetchone()
    if not known or known[0] > version:
        return
    tags.subtract(set(_decode_row(known[1]).tags))
    connection.execute("DELETE FROM cards WHERE id = ?", (card_id,))


def _count_tags(connection: Connection, changes: Counter[str]) -> None:
    connection.executemany(
        "INSERT INTO tags VALUES (?, ?) ON CONFLICT (tag) DO UPDATE SET cards = cards + excluded.cards",
        [(tag, change) for tag, change in changes.items() if change],
    )
    connection.execute("DELETE FROM tags WHERE cards <= 0")


def _number_campaign(connection: Connection, campaign_id: str) -> int:
    found = connection.execute("SELECT number FROM campaigns WHERE id = ?", (campaign_id,)).fetchone()
    if found:
        return int(found[0])
    made = connection.execute("INSERT INTO campaigns (id) VALUES (?) RETURNING number", (campaign_id,)).fetchone()
    return int(made[0])
