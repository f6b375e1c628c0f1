"""A signal from outside (logging off, Ctrl+C, a service stopping) ends the program as closing its window does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_ENDING = frozenset({signal.SIGINT, signal.SIGTERM})


class LeavingOnSignal(QObject):
    """Ends ``app``'s event loop on SIGINT and SIGTERM, so that what follows it still runs: events are delivered."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        # Python's own handlers wait for Python to run, and an idle window runs none; Qt hears a socket at once.
        signal.set_wakeup_fd(self._writer.fileno())
        for number in _ENDING:
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._leave)

    def _leave(self) -> None:
        if not _ENDING.isdisjoint(self._reader.recv(64)):  # every signal that Python handles writes its number here
            self._app.quit()
