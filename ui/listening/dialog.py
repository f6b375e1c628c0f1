"""The dialog in which a recorded call is heard: nothing of it can be saved, copied or left running (U1, D4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.listening.sound import PortAudioSpeaker
from ui.jobs import JobRunner
from ui.listening.pane import ListenPane
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.desk import Desk
    from app.listening.service import Heard
    from app.listening.sound import Speaker


class ListenDialog(QDialog):
    """Plays one call from its beginning; closing it, in whatever way, stops it, wipes it and records how far it was
    heard."""

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        heard: Heard,
        parent: QWidget | None = None,
        open_speaker: Callable[[], Speaker] | None = None,
    ) -> None:
        super().__init__(parent)
        self.pane = ListenPane(desk, runner, heard, open_speaker or PortAudioSpeaker)
        self.player, self.view, self.words = self.pane.player, self.pane.view, self.pane.words
        shut = QPushButton(self.tr("Close"))
        shut.setAutoDefault(False)
        shut.clicked.connect(self.reject)
        self.pane.acts.addWidget(shut)
        title = self.tr("Recording of {number}").format(number=heard.listening.number)
        promise = self.tr("Only you hear it, here and now. That you listen, and how far, is recorded.")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (make_label(title, size="large"), make_label(promise, tone=Tone.MUTED, wrap=True), self.pane):
            column.addWidget(widget)
        self.setWindowTitle(title)
        self.setMinimumWidth(GRID * 65)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_look(self, surface="panel")
        self.view.setFocus()

    def stop_showing(self, words: str) -> None:
        """A guard saw a way out: it stops, and ``words`` say why."""
        self.pane.stop_showing(words)

    def close_for(self, why: str) -> None:
        """Close from outside, e.g. because the desk locks."""
        self.pane.end(why)
        self.close()

    def done(self, result: int) -> None:
        """However it is closed, nothing goes on playing."""
        self.pane.end("asked")
        super().done(result)
        self.deleteLater()
