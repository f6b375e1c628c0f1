"""Missed calls at the desk: Central's list of them from the sign-in on, whenever and wherever they came in (D1)."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING

from app.session_state import SessionState
from app.telephony.phone_line import CALLERS
from app.telephony.states import Cut, Missed
from protocol.errors import VeildeskError
from protocol.events import Act, ObjectKind
from protocol.incoming import MissedCall, MissedSeen

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.telephony.switchboard import Switchboard
    from app.trail import Trail
    from protocol.identifiers import Identifier


class MissedCalls:
    """Brings them to the switchboard's list, which has those that rang here already."""

    def __init__(self, central: CentralClient, keeper: SessionKeeper, trail: Trail, board: Switchboard) -> None:
        self._central, self._keeper, self._trail, self._board = central, keeper, trail, board
        self._listed_for: Identifier | None = None

    def want(self) -> None:
        """There is one more, or somebody else sits here."""
        self._listed_for = None

    def look(self) -> None:
        """List what Central has, where that was not done since it changed; of the sync loop's thread, after each round,
        so that a Central that was away is asked again."""
        person = self._keeper.person
        if person is None or person.role not in CALLERS or person.id == self._listed_for:
            return
        if self._keeper.state is not SessionState.ACTIVE or not self._keeper.online:
            return
        self._listed_for = person.id
        try:
            found = self._central.call("GET", "/v1/calls/missed", tuple[MissedCall, ...])
        except VeildeskError:  # the loop shows how the road stands
            self._listed_for = None
            return
        with self._board.mutex:
            if self._keeper.person is person:
                for one in reversed(found):
                    self._board.note_missed(Missed(one.at, one.card, Cut.NONE, one.call))

    def clear(self) -> None:
        """They were seen to: MISSED_SEEN durable, then said to Central, then they are gone. What Central raises; the
        list stays then."""
        calls = tuple(one.call for one in self._board.state.missed if one.call and one.card)
        with self._trail.asking(Act.MISSED_SEEN, ObjectKind.NONE, "", calls=str(len(calls))):
            if calls:
                self._central.call("POST", "/v1/calls/missed/seen", NoneType, MissedSeen(calls=calls))
        with self._board.mutex:
            left = tuple(one for one in self._board.state.missed if one.call not in calls and one.card)
            self._board.publish(missed=left)
