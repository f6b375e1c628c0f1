"""Asking for part of the queue: words, tags, state, and the queue's sections (D1)."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from protocol.cards import Card, CardState
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.times import Instant

TAG_MARK = "\x1f"
_GAPS = frozenset(f" *{TAG_MARK}")
_PAIR_BITS = 63
"""As many as a number in SQLite has, its sign aside."""
TIMED, UNTIMED, FINISHED = range(3)
"""Lanes of the queue: open with a time, open without one or new, finished."""

_FINISHED_STATES = frozenset({CardState.DONE, CardState.STOPPED})
_SEARCHED = frozenset(FieldKind) - {FieldKind.FREE_TEXT}
_TELEPHONES = (FieldKind.MOBILE, FieldKind.LANDLINE)


class Section(StrEnum):
    """The parts of the queue, as they stand on screen."""

    DUE = "due"
    """Callbacks and retries whose time has come, oldest first, then whom nobody called yet."""
    TODAY = "today"
    """What becomes due later today."""
    LATER = "later"
    """What becomes due after today."""
    DONE = "done"
    """Finished or stopped, newest first."""


class CardQuery(Struct, frozen=True, kw_only=True):
    """Which cards. Every word of ``text`` must be found in the masked fields, tags or campaign title; every tag of
    ``tags`` must be on the card; ``states``, when not empty, must hold its state."""

    text: str = ""
    tags: tuple[str, ...] = ()
    states: tuple[CardState, ...] = ()


class QueueClock(Struct, frozen=True, kw_only=True):
    """The moments that cut the queue into sections: the present and the end of the user's day."""

    now: Instant
    day_end: Instant


class CardRow(Struct, frozen=True, array_like=True):
    """A card as one line of the queue; all masked. ``mobile`` is the first telephone of any kind."""

    id: Identifier
    name: str
    mobile: str
    state: CardState
    due_at: Instant | None
    tags: tuple[str, ...]
    campaign: str


def summarise_card(card: Card) -> CardRow:
    """The card's line in the queue."""
    by_kind = {field.kind: field.masked for field in reversed(card.fields)}
    telephone = next((by_kind[kind] for kind in _TELEPHONES if kind in by_kind), "")
    return CardRow(
        card.id, by_kind.get(FieldKind.NAME, ""), telephone, card.state, card.due_at, card.tags, card.campaign
    )


def place_card(card: Card) -> tuple[int, str]:
    """The card's lane and its place within: by due time, or by when it was last touched once finished.

    A new card's time is that of its import, and no promise: however old, it stands behind whoever waits for a call.
    """
    if card.state in _FINISHED_STATES:
        return FINISHED, max((entry.at for entry in card.history), default="")
    if card.due_at and card.state is not CardState.NEW:
        return TIMED, card.due_at
    return UNTIMED, card.due_at or ""


def fold_text(text: str) -> str:
    """Text as it is searched: NFKC, case folded, so that full-width digits and capitals match."""
    return unicodedata.normalize("NFKC", text).casefold().replace(TAG_MARK, " ")


def write_search_text(card: Card) -> str:
    """All that a search looks at, tags marked off so that a tag filter matches whole tags only."""
    values = " ".join(fold_text(field.masked) for field in card.fields if field.kind in _SEARCHED)
    return TAG_MARK.join((values, *(fold_text(tag) for tag in card.tags), ""))


def mark_pairs(text: str) -> int:
    """A bit for each pair of neighbouring characters, masks and gaps left out: a text has all the bits of every text
    that stands in it, so that most of those that lack one need not be read (a Bloom filter). 0 where there is no pair.
    """
    marks = 0
    for one, other in pairwise(text):
        if one not in _GAPS and other not in _GAPS:
            marks |= 1 << (ord(one) * 31 + ord(other)) % _PAIR_BITS
    return marks


class Span(Struct, frozen=True):
    """A stretch of the queue's order: one lane, ``sort_at`` above ``after`` up to and including ``until``."""

    lane: int
    after: str = ""
    until: str = "~"
    newest_first: bool = False


def cut_sections(clock: QueueClock) -> dict[Section, tuple[Span, ...]]:
    """The spans that make up each section, in their order on screen."""
    return {
        Section.DUE: (Span(TIMED, "", clock.now), Span(UNTIMED)),
        Section.TODAY: (Span(TIMED, clock.now, max(clock.now, clock.day_end)),),
        Section.LATER: (Span(TIMED, max(clock.now, clock.day_end)),),
        Section.DONE: (Span(FINISHED, newest_first=True),),
    }
