"""How a contact ended: recorded on disk first, delivered with the trail (D1, M2; decision 004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.masked_text import mask_typed
from protocol.call_refusals import CardLent
from protocol.cards import CardState, Disposition
from protocol.events import Act, Event, ObjectKind
from protocol.identifiers import Identifier
from protocol.refusals import InvalidRequest, NotFound
from protocol.times import Instant, now, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.session import SessionKeeper
    from app.trail import Trail

MAX_NOTE = 2000
"""Characters of a note, once masked."""


class OutcomeService:
    """Records outcomes, with Central or without it."""

    def __init__(self, keeper: SessionKeeper, trail: Trail) -> None:
        self._keeper = keeper
        self._trail = trail
        self._checks: list[Callable[[Identifier, Disposition, str], None]] = []

    def before_recording(self, check: Callable[[Identifier, Disposition, str], None]) -> None:
        """Call ``check`` with card, disposition and masked note before each outcome; what it raises refuses it."""
        self._checks.append(check)

    def record(
        self, card_id: Identifier, disposition: Disposition, callback_at: Instant | None = None, note: str = ""
    ) -> Event:
        """Keep an outcome; it is on disk when this returns, and the sync loop is awake.

        NotFound when the card is not ours, CardLent when it is ours for a call alone; InvalidRequest when a callback
        has no future time, another disposition has one, the customer must not be called, or the note is too long. What
        :meth:`before_recording` was given may refuse.
        """
        with self._keeper.cards() as cards:
            card = cards.get(card_id)
        if card is None:
            raise NotFound
        if card.call is not None:
            raise CardLent
        if card.state is CardState.STOPPED:
            raise InvalidRequest(reason="this customer must not be called")
        _check_callback(disposition, callback_at)
        masked = self.preview_note(note)
        if len(masked) > MAX_NOTE:
            raise InvalidRequest(reason=f"the note is longer than {MAX_NOTE} characters")
        for check in self._checks:
            check(card_id, disposition, masked)
        return self._trail.record(
            Act.OUTCOME_RECORDED,
            ObjectKind.CARD,
            card_id,
            disposition=disposition.value,
            callback_at=callback_at or "",
            note=masked,
        )

    def preview_note(self, note: str) -> str:
        """What will be stored: the note with every number or address in it masked."""
        return mask_typed(note)


def _check_callback(disposition: Disposition, callback_at: Instant | None) -> None:
    if (disposition is Disposition.CALLBACK) != bool(callback_at):
        raise InvalidRequest(reason="a callback needs a time, and only a callback has one")
    if not callback_at:
        return
    try:
        parse_instant(callback_at)
    except ValueError as error:
        raise InvalidRequest(reason="the callback's time is not one") from error
    if callback_at <= now():
        raise InvalidRequest(reason="the callback's time is over already")
