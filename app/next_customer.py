"""Whom to call next: what Central says, once it knows what became of the last call (D1, U1)."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from protocol.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cards import CardService
    from app.sync import SyncLoop
    from app.team import TeamService
    from app.trail import Trail
    from protocol.calls import NextCall
    from protocol.identifiers import Identifier

_DELIVERY_S, _ARRIVAL_S = 5.0, 10.0
_LOOK_EVERY_S = 0.05


class NextCustomer:
    """Asks Central. Blocks for some seconds at most: off the GUI thread."""

    def __init__(self, team: TeamService, cards: CardService, sync: SyncLoop, trail: Trail) -> None:
        self._team, self._cards, self._sync, self._trail = team, cards, sync, trail

    def ask(self) -> NextCall:
        """The next card, which is on this desk now; or none, and when one is due.

        NotFound when a card that Central has just given has not come yet; what Central refuses with; its absence. An
        outcome travels as an event, so what waits is delivered first: else the customer just called would be the next.
        """
        if not self._wait(lambda: not self._trail.journal.waiting(), _DELIVERY_S):
            self._sync.wake()
        answer = self._team.next_card()
        card = answer.card
        if card is not None and not self._wait(lambda: self._has(card), _ARRIVAL_S):
            raise NotFound
        return answer

    def _has(self, card: Identifier) -> bool:
        with suppress(NotFound):
            self._cards.look_again(card)
            return True
        return False

    def _wait(self, has_come: Callable[[], bool], limit_s: float) -> bool:
        if has_come():
            return True
        self._sync.wake()
        limit = time.monotonic() + limit_s
        while not has_come():
            if time.monotonic() > limit:
                return False
            time.sleep(_LOOK_EVERY_S)
        return True
