"""Telling Central how well this machine is shut: with each sign-in, and whenever it changes (A3, A4, D5)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from types import NoneType
from typing import TYPE_CHECKING

from app.faults import name_fault
from app.posture.examine import examine, sum_up
from app.session_state import SessionState
from protocol.errors import VeildeskError

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.posture.finding import Subject
    from app.session import SessionKeeper
    from protocol.posture import Posture

LOOK_EVERY_S = 120.0
"""Between two looks; a person who signs in or wakes the desk makes it look sooner."""
_log = logging.getLogger(__name__)


class PostureWatch:
    """One thread that looks the machine over. What was found last goes with a sign-in; what is new is told at once."""

    def __init__(self, subject: Subject, central: CentralClient, keeper: SessionKeeper) -> None:
        self._subject, self._central, self._keeper = subject, central, keeper
        self._looking, self._woken, self._stopping = Lock(), Event(), Event()
        self._thread: Thread | None = None
        self._listeners: list[Callable[[], None]] = []
        self._latest: Posture | None = None
        self._offered: Posture | None = None
        self._told: Posture | None = None
        central.look_over = self.offer
        keeper.on_change(self._hear_state)

    def on_told(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` from the watch's thread when Central has heard something new."""
        self._listeners.append(listener)

    def offer(self) -> Posture:
        """What goes with a sign-in: the last look, or one now where there was none."""
        self._offered = self._latest or self.look()
        return self._offered

    def look(self) -> Posture:
        """Look now. Not for the GUI thread."""
        with self._looking:
            self._latest = sum_up(examine(self._subject))
            return self._latest

    def start(self) -> None:
        """Begin; nothing when it runs."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = Thread(target=self._run, name="posture", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """End after the look that runs."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            self._woken.set()
            thread.join(timeout_s)

    def wake(self) -> None:
        """Look now."""
        self._woken.set()

    def _hear_state(self, state: SessionState) -> None:
        if state is SessionState.ACTIVE:
            self._told = self._offered  # it went with the sign-in
            self.wake()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                self._tell(self.look())
            except Exception as error:  # a fault of our own must not end the watch
                _log.error("the machine could not be looked over: %s", name_fault(error))
            self._woken.wait(LOOK_EVERY_S)

    def _tell(self, posture: Posture) -> None:
        if not self._keeper.online or posture == self._told:
            return
        with suppress(VeildeskError):  # the next look tells it
            self._central.call("PUT", "/v1/device/posture", NoneType, posture)
            self._offered = self._told = posture
            for listener in tuple(self._listeners):
                listener()
