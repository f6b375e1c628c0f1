"""Once a second, for as long as somebody is signed in: the words that change with time, and the lock when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import JobRunner

if TYPE_CHECKING:
    from app.session import SessionKeeper

_BEAT_MS = 1000


class SessionBeat(QObject):
    """Emits ``struck`` each second from :meth:`start` to :meth:`stop`; the keeper looks after the session by its side,
    off the window's thread and one look at a time."""

    struck = Signal()

    def __init__(self, keeper: SessionKeeper, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._jobs = keeper, jobs
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._strike)

    def start(self) -> None:
        """Begin with the first beat, at once."""
        self._timer.start(_BEAT_MS)
        self._strike()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()

    def _strike(self) -> None:
        self.struck.emit()
        if self._keeper.is_due and not self._is_looking:
            self._is_looking = True
            self._jobs.run(self._keeper.tick, self._have_looked, self._have_looked, owner=self, at_once=True)

    def _have_looked(self, _: object) -> None:
        self._is_looking = False
