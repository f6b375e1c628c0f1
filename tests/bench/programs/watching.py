"""Telling the bench, by a line on the output, that a window was painted; uses nothing that a bare window does not."""

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

SETTLE_MS = 5_000


class Watcher(QObject):
    """Calls ``then`` once ``window`` has had its first paint event."""

    def __init__(self, window: QWidget, then) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._then()
        return False


def end_now() -> None:
    """Say when it is, by the clock that all processes share, and end without tidying up."""
    print(time.monotonic(), flush=True)  # noqa: T201
    os._exit(0)


def end_with_memory() -> None:
    """Say how many bytes of this process are in memory, and end."""
    with open("/proc/self/statm") as file:  # noqa: PTH123 - pathlib would count
        pages = int(file.read().split()[1])
    print(pages * os.sysconf("SC_PAGE_SIZE"), flush=True)  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


def end_with_idle_time(seconds: int) -> None:
    """Wait until what was begun is done, then say how much processor time the next ``seconds`` take, and end."""
    QTimer.singleShot(SETTLE_MS, lambda: _count_from_now(seconds))


def _count_from_now(seconds: int) -> None:
    before = time.process_time()

    def end() -> None:
        print(time.process_time() - before, flush=True)  # noqa: T201
        os._exit(0)

    QTimer.singleShot(seconds * 1000, end)
