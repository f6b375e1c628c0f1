"""What a PBX asks or tells Central again, and what not: a lost answer is no answer, and a full disk is no no (A8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier, make_identifier
from protocol.incoming import IncomingRoute
from protocol.refusals import ClockWrong, InvalidRequest, NotFound, TooManyRequests
from protocol.road import CentralSlow, CentralUnreachable, OutsideVpn, RecordsUnavailable
from protocol.table_calls import TableOrder, TableOrders, TablesState, TableStage, TableTold
from server.pbx import tables
from server.pbx.doorman import Doorman
from server.pbx.handing import find_route
from server.pbx.plan import Plan
from server.pbx.table_words import is_taken
from server.witness.road import Road
from tests.waiting import wait_for

_HERE = ("127.0.0.1", 5070)


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


class OfferingCentral:
    """Offers calls to a PBX at once, however often it asks, and answers its claims as it has them ready."""

    def __init__(self, offered: tuple[Identifier, ...], claims: dict[Identifier, VeildeskError]) -> None:
        self._offered, self._claims = offered, claims
        self.claimed: list[tuple[float, Identifier]] = []

    def post(self, path: str, body: bytes, _: str) -> bytes:
        """Hear a question."""
        if path == "/v1/tables/orders":
            return msgspec.json.encode(TableOrders(ring=self._offered))
        call = msgspec.json.decode(body)["call"]
        self.claimed.append((monotonic(), call))
        if call in self._claims:
            raise self._claims[call]
        return msgspec.json.encode(TableOrder(call=call, extension="8012"))

    def close(self) -> None:
        """Nothing is open."""


class Words:
    """Has nothing on."""

    def describe(self, wait_s: int) -> TablesState:
        """Nothing."""
        return TablesState(wait_s=wait_s)

    def expect(self, calls: Iterable[Identifier]) -> None:
        """Take it in."""
        list(calls)

    def start(self) -> None:
        """Nothing is told."""

    stop = start


def test_a_pbx_that_is_not_given_a_call_which_waits_does_not_ask_for_it_without_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is outside the VPN, say: Central offers the call to whoever may place it, and so to it as well, at once."""
    monkeypatch.setattr(tables, "ED2", SimpleNamespace(callFromThread=lambda call, *words: call(*words)))
    call = make_identifier()
    central = OfferingCentral((call,), {call: OutsideVpn(address="192.0.2.9")})
    plan = Plan(here=_HERE, desks=_HERE, trunk=_HERE, media=_HERE, caller="1", tables=_HERE)
    place = SimpleNamespace(open_road=lambda: central)
    made = tables.Tables({}, *cast(Any, (None, None, plan, place, None, set(), None, None, Words())))
    made.start()
    wait_for(lambda: len(central.claimed) > 2)
    made.stop()
    (first, _), (second, _), (third, _), *_ = central.claimed
    assert min(second - first, third - second) >= 1.0


def test_a_call_that_another_pbx_places_keeps_nobody_waiting() -> None:
    mine, others, kept = (make_identifier() for _ in range(3))
    road = cast(Road, OfferingCentral((), {others: NotFound()}))
    claimed, is_barred = tables._claim(road, (others, mine))
    assert ([order.call for order in claimed], is_barred) == ([mine], False)
    barring = cast(Road, OfferingCentral((), {kept: OutsideVpn(address="192.0.2.9")}))
    claimed, is_barred = tables._claim(barring, (kept, mine))
    assert ([order.call for order in claimed], is_barred) == ([mine], True)
