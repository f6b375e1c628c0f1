"""A thread that delivers for ever while something is done to Central."""

from __future__ import annotations

from abc import ABC, abstractmethod
from threading import Event, Thread

PATIENCE_S = 90


class Worker(Thread, ABC):
    """Takes one turn after another until it is stopped; what it did not expect ends it, and fails the test."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over, self.delivered = Event(), Event()
        self.failed: list[BaseException] = []

    @abstractmethod
    def take_turn(self) -> None:
        """Deliver something; set ``delivered`` when it is taken."""

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.take_turn()
        except BaseException as error:
            self.failed.append(error)
            raise

    def wait_for_delivery(self) -> None:
        """Until it has delivered once more."""
        self.delivered.clear()
        assert self.delivered.wait(PATIENCE_S), self.failed

    def stop(self) -> None:
        """End, with something left undelivered or not."""
        self.over.set()
        self.join(PATIENCE_S)
        assert not self.is_alive()
        assert self.failed == []
