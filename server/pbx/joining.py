"""Who joins a call here: waits until Central lets him in, hears, perhaps speaks, and goes when Central says so (D1)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.joining import JoinEnd, JoinKind, JoinOrders, JoinOver, JoinRoute, JoinsState
from server.pbx.answers import NOBODY, OUT_OF_ORDER, Answer
from server.pbx.bridge import Bridge
from server.pbx.conference import Conference
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.mixer.mixer import Mixer
from server.pbx.overhearing import Overhearing
from server.pbx.voice import VoiceUnusable
from server.witness.road import Road

_SHOWN_WITHIN_S = 15.0
"""So long he waits for the desk of the person in the call to show him."""
_SOON_S = 0.1
"""How often it is looked whether the call that he may join talks already."""
_WAIT_S, _AGAIN_S = 5, 1.0
_TELLS = 3
"""So often Central is told that somebody is out."""
_DEAF_S = 15.0
"""Without a word of Central's for so long, nobody goes on listening: it could not put him out."""


@dataclass(eq=False)
class _Joiner:
    """Somebody, his own leg, the call that he wants to join, and, once he is in, what connects them."""

    route: JoinRoute
    leg: Bridge
    call: Bridge
    place: Conference | Overhearing | None = None
    is_let: bool = False
    """Whether Central lets him in."""
    is_out: bool = False


class Joins:
    """All of them. Of sippy's thread, but for what asks Central."""

    def __init__(self, relay: MediaRelay, road: Callable[[], Road], askers: Executor, bridges: set[Bridge]) -> None:
        self._relay, self._open_road, self._askers, self._bridges = relay, road, askers, bridges
        self._mixer = Mixer()
        self._joiners: dict[Identifier, _Joiner] = {}
        self._conferences: dict[Bridge, Conference] = {}
        self._changed, self._stopped = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._silence: Any = None

    def take(self, leg: Bridge, route: JoinRoute) -> None:
        """Somebody dialled a token that joins."""
        call = next((one for one in self._bridges if one.name == route.call and one.is_joinable), None)
        if leg.is_over or call is None:
            leg.send_away(NOBODY)
            self._tell_over(route.id, JoinEnd.LEFT if leg.is_over else JoinEnd.CALL_OVER)
            return
        joiner = self._joiners[route.id] = _Joiner(route, leg, call)
        leg.ring()
        Timeout(partial(self._give_up, joiner), _SHOWN_WITHIN_S)
        self._changed.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._ask, name="joins", daemon=True)
            self._thread.start()

    def note_end(self, bridge: Bridge) -> None:
        """A call, or somebody's own leg, is over."""
        joiner = next((one for one in self._joiners.values() if one.leg is bridge), None)
        if joiner is not None:
            self._leave(joiner, JoinEnd.LEFT)
        self.end_call(bridge)

    def end_call(self, call: Bridge) -> None:
        """A call is over, or is handed on: whoever joined it is out."""
        for joiner in tuple(self._joiners.values()):
            if joiner.call is call:
                self._put_out(joiner, JoinEnd.CALL_OVER)
        conference = self._conferences.pop(call, None)
        if conference is not None:
            conference.close()

    def keep_together(self, call: Bridge, name: str, opposite: Side) -> None:
        """A call's far end, which cannot be led elsewhere, and its desk hear each other by the mixer. Arguments as for
        :meth:`~server.pbx.conference.Conference.keep_together`; the call ends where it cannot."""
        made = self._conferences[call] = Conference(self._mixer, self._relay, call)
        try:
            made.keep_together(name, opposite)
        except (VoiceUnusable, MediaUnavailable, OSError):
            call.hang_up()

    def stop(self) -> None:
        """Ask nobody any more."""
        self._stopped.set()
        self._changed.set()

    def _ask(self) -> None:
        """Ask Central what it wants of them; of a thread of its own."""
        road = self._open_road()
        while not self._stopped.is_set():
            self._changed.clear()
            joiners = tuple(self._joiners.values())
            if not joiners:
                self._changed.wait()
                continue
            waiting = tuple(one.route.id for one in joiners if not one.is_let)
            state = JoinsState(
                waiting=waiting,
                joined=tuple(one.route.id for one in joiners if one.is_let),
                wait_s=1 if waiting else _WAIT_S,
            )
            try:
                answer = road.post("/v1/joins/orders", msgspec.json.encode(state), "application/json")
                orders = msgspec.json.decode(answer, type=JoinOrders)
            except (VeildeskError, msgspec.MsgspecError):
                self._stopped.wait(_AGAIN_S)
                continue
            done = threading.Event()
            ED2.callFromThread(self._obey, orders, done)
            done.wait(_AGAIN_S)
        road.close()

    def _obey(self, orders: JoinOrders, done: threading.Event) -> None:
        self._hear_central()
        for join in orders.stop:
            if (joiner := self._joiners.get(join)) is not None:
                self._put_out(joiner, JoinEnd.PUT_OUT)
        for join in orders.begin:
            if (joiner := self._joiners.get(join)) is not None and not joiner.is_let:
                joiner.is_let = True
                self._let_in(joiner)
        done.set()

    def _hear_central(self) -> None:
        """It is there; if it falls silent, nobody stays in whom it could not put out."""
        if self._silence is not None:
            self._silence.cancel()
        self._silence = Timeout(self._end_all, _DEAF_S) if self._joiners else None

    def _end_all(self) -> None:
        for joiner in tuple(self._joiners.values()):
            if joiner.route.kind is JoinKind.LISTEN:
                self._put_out(joiner, JoinEnd.FAILED)

    def _let_in(self, joiner: _Joiner) -> None:
        if joiner.is_out:
            return
        if not joiner.call.is_joinable:
            self._put_out(joiner, JoinEnd.CALL_OVER)
            return
        if not joiner.call.is_talking:
            Timeout(partial(self._let_in, joiner), _SOON_S)
            return
        if joiner.route.kind is JoinKind.LISTEN:
            joiner.place = Overhearing(self._mixer, self._relay, joiner.call)
        else:
            joiner.place = self._find_conference(joiner.call)
        try:
            joiner.place.let_in(joiner.leg)
        except (VoiceUnusable, MediaUnavailable, OSError):
            self._put_out(joiner, JoinEnd.FAILED, OUT_OF_ORDER)

    def _find_conference(self, call: Bridge) -> Conference:
        if call not in self._conferences:
            made = self._conferences[call] = Conference(self._mixer, self._relay, call)
            made.on_refused = partial(self._put_out_all, call)
        return self._conferences[call]

    def _put_out_all(self, call: Bridge) -> None:
        """The call's far end refuses to be led to where they are, and goes on with the agent alone."""
        for joiner in tuple(self._joiners.values()):
            if joiner.call is call:
                self._put_out(joiner, JoinEnd.FAILED, OUT_OF_ORDER)
        if (conference := self._conferences.pop(call, None)) is not None:
            conference.close()

    def _give_up(self, joiner: _Joiner) -> None:
        if joiner.place is None:
            self._put_out(joiner, JoinEnd.FAILED if joiner.is_let else JoinEnd.NOT_SHOWN)

    def _put_out(self, joiner: _Joiner, why: JoinEnd, answer: Answer = NOBODY) -> None:
        self._leave(joiner, why)
        joiner.leg.send_away(answer)

    def _leave(self, joiner: _Joiner, why: JoinEnd) -> None:
        if joiner.is_out:
            return
        joiner.is_out = True
        self._joiners.pop(joiner.route.id, None)
        if joiner.place is not None:
            joiner.place.let_out(joiner.leg)
        self._tell_over(joiner.route.id, why)
        self._changed.set()

    def _tell_over(self, join: Identifier, why: JoinEnd) -> None:
        def tell() -> None:
            road = self._open_road()
            for _ in range(_TELLS):
                with suppress(VeildeskError):  # the end of the call says it as well
                    road.post("/v1/joins/over", msgspec.json.encode(JoinOver(join=join, why=why)), "application/json")
                    break
            road.close()

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(tell)
