"""Calls from the trunk: Central names a desk, the desk rings with the card, and everybody else hears the same no.

Whoever calls in vain learns nothing from it: a number that is no customer's, a customer whom nobody can take and a desk
that is not there are one answer, at one moment after the call came in.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from time import monotonic
from typing import Any

from sippy.CCEvents import CCEventFail
from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from protocol.incoming import IncomingRoute
from server.pbx.answers import NOBODY, NOT_LIKE_THIS, Answer
from server.pbx.bridge import Bridge
from server.pbx.doorman import Doorman, read_caller
from server.pbx.handing import Handing
from server.pbx.leg import Leg
from server.pbx.media import MediaRelay, Side
from server.pbx.plan import Plan
from server.pbx.ringing import choose_ringing
from server.pbx.table_words import TableWords
from server.pbx.voice import VoiceUnusable, read_voice
from server.pbx.watch import VoiceWatch

NO_AFTER_S = 2.0
"""When a caller hears no at the earliest: by then Central has answered, whatever it had to look at."""


class IncomingBridge(Bridge):
    """A call that the trunk began. Once it is taken the desk stands where a desk stands in every other call."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        trunk: tuple[str, int],
        ended: Callable[[Bridge], None],
    ) -> None:
        super().__init__(config, relay, watch, ended, sealed=False)
        self.caller.agent.outbound_proxy = trunk  # wherever its Contact points to
        self._no_at = monotonic() + NO_AFTER_S
        self.is_met = False
        """Whether a desk took it."""

    def _say_no(self, answer: Answer) -> None:  # noqa: ARG002 - none but the one is said
        """No, and never why."""
        wait_s = max(0.0, self._no_at - monotonic())
        Timeout(partial(self.caller.agent.recvEvent, CCEventFail(NOBODY)), wait_s)

    def _take_answer(self, event: Any, leg: Leg) -> None:
        super()._take_answer(event, leg)
        if not self.is_met and self.caller.is_taken and self.called is not None:
            self.is_met = True
            self.caller, self.called = self.called, self.caller


class TrunkCalls:
    """Takes what the trunk begins. Of sippy's thread; Central is asked by ``askers``."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        plan: Plan,
        doorman: Doorman,
        askers: Executor,
        bridges: set[Bridge],
        handing: Handing,
        words: TableWords,
    ) -> None:
        self._config, self._relay, self._watch, self._plan = config, relay, watch, plan
        self._doorman, self._askers, self._bridges = doorman, askers, bridges
        self._handing, self._words = handing, words

    def take(self, request: Any, transaction: Any) -> Any:
        """A trunk's INVITE, by sippy's convention. What it says of voice is looked at before anybody is asked."""
        try:
            read_voice(str(request.getBody()))
        except VoiceUnusable:
            return (request.genResponse(*NOT_LIKE_THIS), None, None)
        caller = read_caller(request)
        bridge = IncomingBridge(self._config, self._relay, self._watch, self._plan.trunk, self._handing.note_end)
        bridge.on_try = lambda _: self._ask(bridge, caller)
        self._bridges.add(bridge)
        return bridge.begin(request, transaction)

    def _ask(self, bridge: IncomingBridge, caller: bytearray) -> None:
        def ask() -> None:
            try:
                route = self._doorman.ask(caller)
            except Exception:  # whatever it is, the trunk hears the one no, and no trace of it is written
                route = IncomingRoute()
            ED2.callFromThread(self._ring, bridge, route)

        self._askers.submit(ask)

    def _ring(self, bridge: IncomingBridge, route: IncomingRoute) -> None:
        ringing, card = choose_ringing(self._plan, route, self._plan.ring_s), route.card
        if route.call is None or card is None:
            bridge.refuse(NOBODY)
            return
        if ringing is None or bridge.is_over:  # no telephone on a table is here, or he hung up while Central was asked
            self._handing.tell_unmet(route.call)
            bridge.refuse(NOBODY)
            return
        bridge.awaited = route.call
        bridge.on_handed_over = lambda made, desk: self._handing.hand_over(made, desk, card)
        if ringing.side is Side.TABLE:
            self._words.watch(bridge, route.call)
        bridge.call_desk(ringing, name=route.call)
