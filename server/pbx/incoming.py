"""Calls from the trunk: Central names a desk, the desk rings with the card, and everybody else hears the same no.

Whoever calls in vain learns nothing from it: a number that is no customer's, a customer whom nobody can take and a desk
that is not there are one answer, at one moment after the call came in.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from sippy.CCEvents import CCEventFail
from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from protocol.identifiers import Identifier
from protocol.incoming import IncomingRoute
from server.pbx.answers import NOBODY, NOT_LIKE_THIS, Answer
from server.pbx.bridge import Bridge, Leg
from server.pbx.doorman import Doorman, read_caller
from server.pbx.media import MediaRelay
from server.pbx.plan import Plan
from server.pbx.voice import VoiceUnusable, read_voice

CARD_HEADER = "X-Veildesk-Card"
"""In which a desk that is called learns whose card it is about."""
CALL_HEADER = "X-Veildesk-Call"
"""In which it learns which call of Central's it is."""
NO_AFTER_S = 2.0
"""When a caller hears no at the earliest: by then Central has answered, whatever it had to look at."""
_TELLS = 3
"""So often Central is told of a call that nobody took."""


class IncomingBridge(Bridge):
    """A call that the trunk began. Once it is taken the desk stands where a desk stands in every other call."""

    def __init__(
        self, config: dict[str, Any], relay: MediaRelay, trunk: tuple[str, int], ended: Callable[[Bridge], None]
    ) -> None:
        super().__init__(config, relay, ended, sealed=False)
        self.caller.agent.outbound_proxy = trunk  # wherever its Contact points to
        self._no_at = monotonic() + NO_AFTER_S
        self.known_as: Identifier | None = None
        """Which call of Central's it is, once a desk was named."""
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
        plan: Plan,
        doorman: Doorman,
        askers: Executor,
        bridges: set[Bridge],
        hand_over: Callable[[Bridge, str, Identifier], None],
    ) -> None:
        self._config, self._relay, self._plan = config, relay, plan
        self._doorman, self._askers, self._bridges, self._hand_over = doorman, askers, bridges, hand_over

    def take(self, request: Any, transaction: Any) -> Any:
        """A trunk's INVITE, by sippy's convention. What it says of voice is looked at before anybody is asked."""
        try:
            read_voice(str(request.getBody()))
        except VoiceUnusable:
            return (request.genResponse(*NOT_LIKE_THIS), None, None)
        caller = read_caller(request)
        bridge = IncomingBridge(self._config, self._relay, self._plan.trunk, self._note_end)
        bridge.on_try = lambda _: self._ask(bridge, caller)
        self._bridges.add(bridge)
        return bridge.caller.agent.recvRequest(request, transaction)

    def _ask(self, bridge: IncomingBridge, caller: bytearray) -> None:
        def ask() -> None:
            try:
                route = self._doorman.ask(caller)
            except Exception:  # whatever it is, the trunk hears the one no, and no trace of it is written
                route = IncomingRoute()
            ED2.callFromThread(self._ring, bridge, route)

        self._askers.submit(ask)

    def _ring(self, bridge: IncomingBridge, route: IncomingRoute) -> None:
        if route.call is None or route.desk is None or route.card is None:
            bridge.refuse(NOBODY)
            return
        plan, card = self._plan, route.card
        if bridge.is_over:  # he hung up while Central was asked
            self._tell_unmet(route.call)
            return
        bridge.known_as = route.call
        bridge.on_handed_over = lambda made, desk: self._hand_over(made, desk, card)
        headers = {CARD_HEADER: card, CALL_HEADER: route.call}
        bridge.call_desk(plan.desks, plan.caller, route.desk, plan.ring_s, headers)

    def _note_end(self, bridge: Bridge) -> None:
        self._bridges.discard(bridge)
        if isinstance(bridge, IncomingBridge) and bridge.known_as is not None and not bridge.is_met:
            self._tell_unmet(bridge.known_as)

    def _tell_unmet(self, call: Identifier) -> None:
        def tell() -> None:
            for _ in range(_TELLS):
                with suppress(Exception):  # the desk's own events say it as well, where it rang
                    self._doorman.tell_unmet(call)
                    return

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(tell)
