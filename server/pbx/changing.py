"""A change of a leg's voice that nobody but we asked for, said again while it is not the time for one (RFC 3261, 14.1).

Two who change a call at once hear 491 from each other, and whoever was answered and has not acknowledged it yet may not
be asked at all. Neither is a no.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from sippy.CCEvents import CCEventConnect, CCEventFail, CCEventRedirect, CCEventUpdate
from sippy.Time.Timeout import Timeout

from server.pbx.leg import Leg
from server.pbx.voice import Voice

ACK = "ACK"
NOT_NOW = frozenset({491, 500, 503, 504})
"""Answers to a change that may be a yes another time."""
GONE = frozenset({408, 481})
"""Answers after which sippy ends the leg by itself."""
_TRIES = 6
_SOON_S = 0.1
"""How often it is looked whether a leg may be asked."""


class Change:
    """``wished`` is what the leg is to be told, and may be replaced until it is ``taken``; that hears of its answer's
    body, ``refused`` of a no. Of sippy's thread."""

    def __init__(self, leg: Leg, wished: Voice, taken: Callable[[Any], None], refused: Callable[[], None]) -> None:
        self._leg, self.wished, self._taken, self._refused = leg, wished, taken, refused
        self._left = _TRIES
        self._asked: Voice | None = None

    def begin(self) -> None:
        """Ask, in the place of whatever else the leg was to be told."""
        self._leg.change = self
        self._ask()

    def hear(self, event: Any) -> bool:
        """Whether what comes from the leg is the answer. VoiceUnusable, MediaUnavailable, OSError."""
        match event:
            case CCEventConnect() if self._asked is not None and event.getData()[0] != ACK:
                self._take_yes(event.getData()[2])
                return True
            case CCEventFail() | CCEventRedirect() if self._asked is not None:
                self._take_no(event.getData()[0])
                return True
        return False

    def _ask(self) -> None:
        leg = self._leg
        if leg.change is not self or not leg.agent.isConnected():
            return
        if leg.agent.is_free:
            self._asked = self.wished
            leg.agent.recvEvent(CCEventUpdate(leg.describe(self.wished)))
        else:
            Timeout(self._ask, _SOON_S)

    def _take_yes(self, body: Any) -> None:
        is_latest, self._asked = self._asked == self.wished, None
        self._leg.change = None
        self._taken(body)
        if not is_latest and self._leg.change is None:  # something else was wished for meanwhile
            Change(self._leg, self.wished, self._taken, self._refused).begin()

    def _take_no(self, code: int) -> None:
        self._asked = None
        if code in GONE:
            return
        self._leg.withdraw()
        self._left -= 1
        if code in NOT_NOW and self._left:
            Timeout(self._ask, _draw_pause(owns_call=self._leg.agent.owns_call))
        else:
            self._leg.change = None
            self._refused()


def _draw_pause(*, owns_call: bool) -> float:
    """Seconds until it is asked again: other ones for who began the call than for who took it."""
    return (210 + secrets.randbelow(191) if owns_call else secrets.randbelow(201)) / 100
