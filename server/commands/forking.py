"""Keeps a process that starts others by fork from leaving them its database's locks.

A child takes over what SQLite knows of its parent's open files: a lock that a thread of the parent holds at that moment
is held for ever in the child, which then waits for nobody (https://sqlite.org/howtocorrupt.html, 2.6).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

_PAUSE_S = 0.001
"""For whoever waits to fork: a lock that is taken again at once is not handed over."""
_using = threading.Lock()

if sys.platform != "win32":
    os.register_at_fork(before=_using.acquire, after_in_parent=_using.release, after_in_child=_using.release)


@contextmanager
def using(engine: Engine) -> Iterator[Callable[[], None]]:
    """One thread at a time uses the database, this process does not fork meanwhile, and nothing stays open behind it.

    What is given lets a fork happen now, between two transactions. A thread that is inside must not fork itself.
    """

    def let_fork() -> None:
        engine.dispose()
        _using.release()
        time.sleep(_PAUSE_S)
        _using.acquire()

    with _using:
        try:
            yield let_fork
        finally:
            engine.dispose()
