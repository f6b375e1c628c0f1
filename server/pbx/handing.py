"""Calls that go on at another desk or in a queue, and calls that no desk took: Central is told of all (D1, U2)."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress

from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from protocol.identifiers import Identifier
from protocol.incoming import IncomingRoute
from server.pbx.bridge import Bridge
from server.pbx.doorman import ROAD_FAULTS, Doorman
from server.pbx.joining import Joins
from server.pbx.leg import DESK
from server.pbx.media import Side
from server.pbx.plan import Plan
from server.pbx.queueing import SOON_S, Queueing
from server.pbx.ringing import choose_ringing
from server.pbx.table_words import TableWords

_TELLS, _AGAIN_S = 3, 0.5
"""So often Central is told of a call that nobody took, or that is over."""


class Handing:
    """Of sippy's thread; Central is asked and told by ``askers``."""

    def __init__(
        self, plan: Plan, doorman: Doorman, askers: Executor, bridges: set[Bridge], joins: Joins, words: TableWords
    ) -> None:
        self._plan, self._doorman, self._askers, self._bridges = plan, doorman, askers, bridges
        self._queueing = Queueing(plan, doorman, askers, self._ring)
        self._joins, self._words = joins, words

    def hand_over(self, bridge: Bridge, place: str, card: Identifier) -> None:
        """Give the far end of ``bridge`` to a desk or to a queue, by its name here. Whatever is none, and a queue for a
        call that Central has no name for, ends it."""
        self._joins.end_call(bridge)
        bridge.on_unmoved = self._joins.keep_together
        if DESK.match(place):
            self._hand_to_desk(bridge, place, card)
        elif DESK.match(bridge.name):
            self._queueing.wait(bridge, place)
        else:
            bridge.hang_up()

    def _hand_to_desk(self, bridge: Bridge, desk: Identifier, card: Identifier) -> None:
        """Give the far end of ``bridge`` to ``desk``, which learns the card, under the name that Central has for what
        is said there. Where Central does not answer the call goes on all the same, without a name: the desk's own
        events are its record, and nothing of it is recorded. Where Central says no, it ends."""
        call = bridge.name
        bridge.leave_waiting("")

        def ask() -> None:
            try:
                nameless = IncomingRoute(desk=desk, card=card)
                route = find_route(self._doorman, call, desk) if DESK.match(call) else nameless
            except ROAD_FAULTS:
                route = nameless
            except Exception:  # a no of Central's, or whatever it is
                route = IncomingRoute()
            ED2.callFromThread(self._ring, bridge, route, self._plan.ring_s)

        self._askers.submit(ask)

    def note_end(self, bridge: Bridge) -> None:
        """A call is over; Central hears of one that no desk took."""
        self._bridges.discard(bridge)
        self._joins.note_end(bridge)
        if bridge.awaited is not None:
            self.tell_unmet(bridge.awaited)
        elif bridge.is_lent:
            self._tell(self._doorman.tell_over, bridge.name)

    def tell_unmet(self, call: Identifier) -> None:
        """No desk took a call of Central's."""
        self._tell(self._doorman.tell_unmet, call)

    def _tell(self, word: Callable[[Identifier], None], call: Identifier) -> None:
        def tell() -> None:
            for _ in range(_TELLS):
                with suppress(Exception):  # the desk's own events say it as well, where it rang
                    word(call)
                    return

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(tell)

    def _ring(self, bridge: Bridge, route: IncomingRoute, ring_s: float) -> None:
        if bridge.is_settling:
            Timeout(self._ring, SOON_S, 1, bridge, route, ring_s)
            return
        ringing = choose_ringing(self._plan, route, ring_s)
        if ringing is None or bridge.is_over:  # nobody is to ring, or the far end hung up while Central was asked
            if route.call is not None:
                self.tell_unmet(route.call)
            bridge.hang_up()
            return
        bridge.awaited, bridge.is_lent = route.call, route.call is not None
        if route.call is not None and ringing.side is Side.TABLE:
            self._words.watch(bridge, route.call)
        bridge.call_for_far_end(ringing, name=route.call)


def find_route(doorman: Doorman, call: Identifier, desk: Identifier) -> IncomingRoute:
    """As which call one goes on at a desk; asked for again where the answer may be lost, it is the same. Raises as
    :meth:`~server.pbx.doorman.Doorman.hand_on` does, after a second."""
    for _ in range(_TELLS - 1):
        with suppress(*ROAD_FAULTS):
            return doorman.hand_on(call, desk)
        time.sleep(_AGAIN_S)
    return doorman.hand_on(call, desk)
