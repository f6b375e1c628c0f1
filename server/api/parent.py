"""The worker's end when the process that started it is gone: killed, that one ends nobody itself.

A worker left behind would hold the port against the next ``serve``, and nobody would tell it of desks that are revoked.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from multiprocessing import parent_process
from threading import Thread

log = logging.getLogger(__name__)
_PATIENCE_S = 10
"""So long requests that are under way may take to end, as when the worker is told to by its parent."""


def end_with_parent() -> None:
    """Have this process end once its parent has; nothing where it was started by none, as in a test."""
    if parent_process() is not None:
        Thread(target=_wait, name="parent", daemon=True).start()


def _wait() -> None:
    parent = parent_process()
    if parent is None:
        return
    parent.join()
    log.error("the process that started this one is gone, and so this one ends")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE_S)
    os._exit(1)
