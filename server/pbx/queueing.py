"""Calls that wait in a queue: Central names one desk after another until somebody takes the call (D1)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from protocol.identifiers import Identifier
from protocol.incoming import CallQueued, IncomingRoute
from server.pbx.bridge import Bridge
from server.pbx.doorman import ROAD_FAULTS, Doorman
from server.pbx.plan import Plan

_AGAIN_S = 2.0
"""How often Central is asked for somebody who is free."""
SOON_S = 0.1
"""How often it is looked whether who is to wait has taken the voice for it."""
_RING_S = 20.0
"""How long one desk rings before another one does."""
_TELLS = 3


@dataclass(eq=False)
class _Waiting:
    """A call in a queue. ``call``: as which it was handed on; ``rung``: as which it rings at a desk now."""

    bridge: Bridge
    call: Identifier
    queue: str
    until: float
    rung: Identifier | None = None

    @property
    def is_late(self) -> bool:
        """Whether it has waited for as long as anybody is to wait."""
        return monotonic() >= self.until


class Queueing:
    """Of sippy's thread; Central is asked by ``askers``. ``ring`` rings a desk for so many seconds."""

    def __init__(
        self,
        plan: Plan,
        doorman: Doorman,
        askers: Executor,
        ring: Callable[[Bridge, IncomingRoute, float], None],
    ) -> None:
        self._plan, self._doorman, self._askers, self._ring = plan, doorman, askers, ring

    def wait(self, bridge: Bridge, queue: str) -> None:
        """Have the far end of ``bridge``, which nobody talks to any more, wait until somebody takes it."""
        call = bridge.name
        bridge.leave_waiting(self._plan.announcement)
        self._ask(_Waiting(bridge, call, queue, monotonic() + self._plan.queue_s))

    def _ask(self, waiting: _Waiting) -> None:
        if waiting.bridge.is_settling:
            Timeout(self._ask, SOON_S, 1, waiting)
            return
        rung, waiting.rung = waiting.rung, None
        if waiting.is_late or waiting.bridge.is_over:
            self._give_up(waiting, rung)
            return
        queued = CallQueued(call=waiting.call, queue=waiting.queue, unmet=rung)

        def ask() -> None:
            try:
                route = self._doorman.find_in_queue(queued)
            except ROAD_FAULTS:  # it is asked again
                waiting.rung = rung
                ED2.callFromThread(self._go_on, waiting, IncomingRoute())
            except Exception:  # a no of Central's, or whatever it is
                ED2.callFromThread(self._give_up, waiting, rung)
            else:
                ED2.callFromThread(self._go_on, waiting, route)

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(ask)

    def _go_on(self, waiting: _Waiting, route: IncomingRoute) -> None:
        if waiting.bridge.is_over:  # the far end hung up while Central was asked
            self._give_up(waiting, route.call)
        elif route.call is None or route.desk is None:
            Timeout(self._ask, _AGAIN_S, 1, waiting)
        else:
            waiting.rung = route.call
            waiting.bridge.on_untaken = lambda _: self._ask(waiting)
            self._ring(waiting.bridge, route, min(_RING_S, self._plan.ring_s))

    def _give_up(self, waiting: _Waiting, rung: Identifier | None) -> None:
        """Nobody took it."""
        waiting.bridge.hang_up()
        queued = CallQueued(call=waiting.call, queue=waiting.queue, unmet=rung, is_over=True)

        def tell() -> None:
            for _ in range(_TELLS):
                with suppress(Exception):  # the call's own record says that it was handed on
                    self._doorman.find_in_queue(queued)
                    return

        with suppress(RuntimeError):
            self._askers.submit(tell)
