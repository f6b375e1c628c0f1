"""What a PBX asks or tells Central again, and what not: a lost answer is no answer, and a full disk is no no (A8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier, make_identifier
from protocol.incoming import IncomingRoute
from protocol.refusals import ClockWrong, InvalidRequest, NotFound, TooManyRequests
from protocol.road import CentralSlow, CentralUnreachable, RecordsUnavailable
from protocol.table_calls import TableStage, TableTold
from server.pbx.doorman import Doorman
from server.pbx.handing import find_route
from server.pbx.table_words import is_taken
from server.witness.road import Road


class Central:
    """Answers with what it has ready, in order: as the road or the doorman before it."""

    def __init__(self, *ready: VeildeskError | IncomingRoute) -> None:
        self._ready, self.asked = list(ready), 0

    def post(self, *_: object) -> bytes:
        """Hear a word."""
        self._answer()
        return b""

    def hand_on(self, *_: Identifier) -> IncomingRoute:
        """Name a route."""
        return cast(IncomingRoute, self._answer())

    def _answer(self) -> object:
        self.asked += 1
        answer = self._ready.pop(0) if self._ready else None
        if isinstance(answer, VeildeskError):
            raise answer
        return answer


def test_a_call_that_is_handed_on_is_asked_for_again_when_its_answer_is_lost() -> None:
    route = IncomingRoute(call=make_identifier(), desk=make_identifier(), card=make_identifier())
    central = Central(CentralSlow(seconds=10), CentralUnreachable(), route)
    assert find_route(cast(Doorman, central), make_identifier(), make_identifier()) == route
    refusing = Central(NotFound())
    with pytest.raises(NotFound):
        find_route(cast(Doorman, refusing), make_identifier(), make_identifier())
    assert refusing.asked == 1, "a no is a no"
    gone = Central(*(CentralUnreachable() for _ in range(3)))
    with pytest.raises(CentralUnreachable):
        find_route(cast(Doorman, gone), make_identifier(), make_identifier())


@pytest.mark.parametrize(
    ("refusal", "heard"),
    [
        (NotFound, True),
        (lambda: InvalidRequest(reason="it is none"), True),
        (lambda: RecordsUnavailable(reason="the disk is full"), False),
        (lambda: ClockWrong(seconds=400, central="2026-11-27T12:00:00.000Z"), False),
        (lambda: TooManyRequests(seconds=2), False),
        (CentralUnreachable, False),
    ],
)
def test_what_central_cannot_take_now_is_told_again_and_what_it_never_takes_is_not(
    refusal: Callable[[], VeildeskError], heard: bool
) -> None:
    word = TableTold(call=make_identifier(), stage=TableStage.ENDED)
    assert is_taken(cast(Road, Central(refusal())), word) is heard
    assert is_taken(cast(Road, Central()), word)
