"""A team at work: the wall that supervisors look at, help that is asked for and given, who is called next (D1)."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING

from app.session_state import SessionState
from protocol.calls import NextCall
from protocol.events import Act, ObjectKind
from protocol.team import HelpRequest, HelpWanted, TeamWall

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.trail import Trail
    from protocol.identifiers import Identifier


class TeamService:
    """Speaks to Central; what a person asks for is recorded first."""

    def __init__(self, central: CentralClient, trail: Trail) -> None:
        self._central, self._trail = central, trail
        self.waiting: HelpRequest | None = None
        """The request of who is at work here that nobody has answered yet."""

    def hear_state(self, state: SessionState) -> None:
        """Whoever signs out waits for nobody; who sits down next has asked for nothing."""
        if state is SessionState.SIGNED_OUT:
            self.waiting = None

    def wall(self) -> TeamWall:
        """A supervisor's people, what they do now and did today. For a minute after it the inbox tells of changes."""
        return self._central.call("GET", "/v1/team", TeamWall)

    def ask_help(self, call: Identifier = "") -> HelpRequest:
        """Ask the supervisors for help, in ``call`` if one is on; the same request again while one waits.

        A notice HELP_TAKEN says who comes.
        """
        with self._trail.asking(Act.HELP_ASKED, ObjectKind.CALL if call else ObjectKind.NONE, call):
            self.waiting = self._central.call("POST", "/v1/help", HelpRequest, HelpWanted(call=call))
        return self.waiting

    def withdraw_help(self) -> None:
        """Help is wanted no longer."""
        with self._trail.asking(Act.HELP_WITHDRAWN, ObjectKind.NONE, ""):
            self._central.call("DELETE", "/v1/help", NoneType)
        self.waiting = None

    def take_help(self, request: Identifier) -> HelpRequest:
        """Come to help; NotFound when it is wanted no longer, Conflict when somebody else comes already."""
        with self._trail.asking(Act.HELP_TAKEN, ObjectKind.NONE, request):
            return self._central.call("POST", f"/v1/help/{request}/take", HelpRequest)

    def next_card(self) -> NextCall:
        """The card that the person is to call next. One that was nobody's is his from now on, and is on this desk after
        the next round of the sync loop, which Central's notice starts."""
        return self._central.call("POST", "/v1/calls/next", NextCall)
