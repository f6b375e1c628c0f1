"""A guard's one thread. A guard that cannot stand, or falls, says so: then its way out counts as tried."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from threading import Thread
from typing import TYPE_CHECKING

from app.faults import name_fault
from app.guards.sighting import Kind, Sighting

if TYPE_CHECKING:
    from app.guards.sighting import Lookout
    from protocol.guarding import Channel

log = logging.getLogger(__name__)


class ThreadedGuard(ABC):
    """``prepare`` opens what is watched and reports what is there; ``watch`` waits and reports until ``wake``."""

    channel: Channel

    def __init__(self) -> None:
        self._thread: Thread | None = None

    def start(self, lookout: Lookout) -> None:
        """As :class:`app.guards.sighting.Guard` says. Nothing the second time."""
        if self._thread is not None:
            return
        try:
            self.prepare(lookout)
        except Exception as error:
            self._fall(lookout, error)
            return
        self._thread = Thread(target=self._run, args=(lookout,), name=f"guard-{self.channel.value}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self.wake()
            thread.join()

    @abstractmethod
    def prepare(self, lookout: Lookout) -> None:
        """Open what is watched."""

    @abstractmethod
    def watch(self, lookout: Lookout) -> None:
        """Report until woken, then close what was opened."""

    @abstractmethod
    def wake(self) -> None:
        """Let ``watch`` return, from another thread."""

    def _run(self, lookout: Lookout) -> None:
        try:
            self.watch(lookout)
        except Exception as error:
            self._fall(lookout, error)

    def _fall(self, lookout: Lookout, error: Exception) -> None:
        log.error("the %s guard fell: %s", self.channel.value, name_fault(error))
        lookout.see(Sighting(self.channel, Kind.GUARD_DOWN, "guard-down"))
