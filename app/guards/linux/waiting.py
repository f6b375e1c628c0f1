"""Waiting for descriptors at no cost: poll(2) with a pipe that ends the wait."""

from __future__ import annotations

import os
import select
import sys

if sys.platform != "win32":
    CHANGED = select.POLLPRI | select.POLLERR
    """How the kernel marks a changed /proc/self/mountinfo (proc(5))."""
    READABLE = select.POLLIN

    class Wait:
        """Waits for any of some descriptors, or for :meth:`end` from another thread."""

        def __init__(self, events: int, *descriptors: int) -> None:
            self._reader, self._writer = os.pipe2(os.O_CLOEXEC)
            self._poll = select.poll()
            self._poll.register(self._reader, select.POLLIN)
            for descriptor in descriptors:
                self._poll.register(descriptor, events)

        def __call__(self) -> bool:
            """Whether to go on: something happened, and nobody has ended it."""
            return all(descriptor != self._reader for descriptor, _ in self._poll.poll())

        def end(self) -> None:
            """No more waiting."""
            os.write(self._writer, b"x")

        def close(self) -> None:
            """Give the pipe back."""
            os.close(self._reader)
            os.close(self._writer)
