"""The queue and the open card, from the masked cards cached in the person's vault (D1, D2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from protocol.cards import Campaign, Card
from protocol.events import Act, Event, ObjectKind
from protocol.identifiers import Identifier
from protocol.refusals import NotFound
from protocol.times import format_instant
from secure_store.card_listing import Listing
from secure_store.card_query import CardQuery as CardFilter
from secure_store.card_query import CardRow, QueueClock, Section

if TYPE_CHECKING:
    from app.session import SessionKeeper
    from app.trail import Trail

__all__ = ["CardFilter", "CardRow", "CardService", "Listing", "OpenCard", "Section", "SectionCount", "read_clock"]

EVERYTHING = CardFilter()


class SectionCount(Struct, frozen=True):
    """How many cards stand in a part of the queue."""

    section: Section
    count: int


class OpenCard(Struct, frozen=True):
    """A card as it is shown. ``campaign`` is None while Central has not sent it; ``pending`` are the outcomes recorded
    here that Central has not taken yet, oldest first (decision 004)."""

    card: Card
    campaign: Campaign | None
    pending: tuple[Event, ...]


class CardService:
    """Reads cards. SessionLocked when nobody is at work; VaultDamaged or StoreUnwritable when the disk fails."""

    def __init__(self, keeper: SessionKeeper, trail: Trail) -> None:
        self._keeper = keeper
        self._trail = trail

    def first_rows(self, filter_: CardFilter, section: Section, limit: int = 50) -> list[CardRow]:
        """The first page of a section, within a frame at 100,000 cards."""
        with self._keeper.cards() as cards:
            return cards.first_rows(filter_, section, read_clock(), limit)

    def listing(self, filter_: CardFilter = EVERYTHING) -> Listing:
        """The whole queue in order as keys, 8 bytes a card; some 30 ms at 100,000: off the GUI thread."""
        with self._keeper.cards() as cards:
            return cards.list_cards(filter_, read_clock())

    def sections(self, listing: Listing) -> list[SectionCount]:
        """The parts of the queue in their order on screen."""
        return [SectionCount(section, listing.size(section)) for section in Section]

    def page(self, listing: Listing, section: Section, offset: int, limit: int) -> list[CardRow]:
        """``limit`` lines of a section from ``offset``; those that have gone since are left out."""
        return self.rows(listing.keys(section, offset, limit))

    def rows(self, keys: Sequence[int]) -> list[CardRow]:
        """The lines for a listing's keys."""
        with self._keeper.cards() as cards:
            return cards.rows(keys)

    def find_key(self, card_id: Identifier) -> int | None:
        """By which key a listing knows a card."""
        with self._keeper.cards() as cards:
            return cards.find_key(card_id)

    def count(self, filter_: CardFilter = EVERYTHING) -> int:
        """How many cards the filter finds."""
        with self._keeper.cards() as cards:
            return cards.count(filter_)

    def tags(self) -> list[str]:
        """Every tag, most used first."""
        with self._keeper.cards() as cards:
            return [tag for tag, _ in cards.tags()]

    def open_card(self, card_id: Identifier) -> OpenCard:
        """A card to show; CARD_OPENED is durable first. NotFound when it is not among ours."""
        with self._keeper.cards() as cards:
            if cards.find_key(card_id) is None:
                raise NotFound
            self._trail.record(Act.CARD_OPENED, ObjectKind.CARD, card_id)
        return self.look_again(card_id)

    def look_again(self, card_id: Identifier) -> OpenCard:
        """The card that is on screen already, as it is now, without another event."""
        with self._keeper.cards() as cards:
            card, campaign = cards.get_with_campaign(card_id)
        if card is None:
            raise NotFound
        waiting = self._trail.journal.pending_for(card_id)
        return OpenCard(card, campaign, tuple(event for event in waiting if event.act is Act.OUTCOME_RECORDED))


def read_clock() -> QueueClock:
    """The present and the end of the user's day, by this machine's clock and time zone."""
    present = datetime.now(UTC)
    tomorrow = (present.astimezone() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return QueueClock(now=format_instant(present), day_end=format_instant(tomorrow))
