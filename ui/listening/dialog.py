"""The dialog in which a recorded call is heard: nothing of it can be saved, copied or left running (U1, D4)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.listening.player import Player, PlayState
from app.listening.sound import PortAudioSpeaker, Speaker
from protocol.errors import VeildeskError
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.jobs import JobRunner
from ui.listening.view import SKIP_S, PlayerView
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.desk import Desk
    from app.listening.service import Heard


class ListenDialog(QDialog):
    """Plays one call from its beginning; closing it, in whatever way, stops it, wipes it and records how far it was
    heard."""

    _said = Signal(object)

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        heard: Heard,
        parent: QWidget | None = None,
        open_speaker: Callable[[], Speaker] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.player = Player(desk.listening, heard, open_speaker or PortAudioSpeaker, self._tell)
        self.view = PlayerView(self._watermark())
        self.words = make_label(tone=Tone.MUTED, wrap=True)
        self._play, self._back, self._on = QPushButton(), QPushButton(), QPushButton()
        set_look(self._play, kind="primary")
        self._back.setText(self.tr("{count} s back").format(count=SKIP_S))
        self._on.setText(self.tr("{count} s on").format(count=SKIP_S))
        shut = QPushButton(self.tr("Close"))
        acts = QHBoxLayout()
        for button in (self._play, self._back, self._on):
            button.setAutoDefault(False)
            acts.addWidget(button)
        acts.addStretch(1)
        shut.setAutoDefault(False)
        acts.addWidget(shut)
        title = self.tr("Recording of {number}").format(number=heard.listening.number)
        promise = self.tr("Only you hear it, here and now. That you listen, and how far, is recorded.")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (make_label(title, size="large"), make_label(promise, tone=Tone.MUTED, wrap=True), self.view):
            column.addWidget(widget)
        column.addLayout(acts)
        column.addWidget(self.words)
        self.setWindowTitle(title)
        self.setMinimumWidth(GRID * 65)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_look(self, surface="panel")
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._play.clicked.connect(self.player.toggle)
        self._back.clicked.connect(lambda: self.player.skip(-SKIP_S))
        self._on.clicked.connect(lambda: self.player.skip(SKIP_S))
        shut.clicked.connect(self.reject)
        self.view.toggled.connect(self.player.toggle)
        self.view.skipped.connect(self.player.skip)
        self._whole = "" if heard.is_whole else self.tr("Parts of this call are missing: the recording broke off.")
        self.words.setText(self._whole or self.tr("Space: play, stop.  ← →: back, on.  Home: to the beginning."))
        self._show(self.player.state)
        self.view.setFocus()
        runner.run(self.player.start, lambda _: self._show(self.player.state), self._fail, owner=runner)

    def stop_showing(self, words: str) -> None:
        """A guard saw a way out: it stops, and ``words`` say why."""
        self._end("export-blocked")
        self._say(words, Tone.STOP)

    def close_for(self, why: str) -> None:
        """Close from outside, e.g. because the desk locks."""
        self._end(why)
        self.close()

    def done(self, result: int) -> None:
        """However it is closed, nothing goes on playing."""
        self._end("asked")
        super().done(result)
        self.deleteLater()

    def _end(self, why: str) -> None:
        self.player.close(why)
        for button in (self._play, self._back, self._on):
            button.setEnabled(False)

    def _tell(self, state: PlayState) -> None:
        """Of the player's thread."""
        with suppress(RuntimeError):  # the dialog is gone
            self._said.emit(state)

    def _show(self, state: PlayState) -> None:
        with suppress(RuntimeError):  # it was closed meanwhile
            self.view.show_state(state)
            self._play.setIcon(icon(IconName.PAUSE if state.is_playing else IconName.PLAY, "on_accent"))
            self._play.setText(" " + (self.tr("Stop") if state.is_playing else self.tr("Play")))
            if state.error is not None:
                self._fail(state.error)

    def _fail(self, error: VeildeskError) -> None:
        with suppress(RuntimeError):  # it was closed meanwhile
            self._end(error.problem.value)
            self._say(tell_error(error).as_line(), Tone.STOP)

    def _say(self, words: str, tone: Tone) -> None:
        self.words.setText(words)
        set_look(self.words, tone=tone.value)

    def _watermark(self) -> str:
        person = self._desk.keeper.person
        clock = QLocale().toString(QDateTime.currentDateTime(), "yyyy-MM-dd HH:mm")
        return f"{person.name if person else ''} · {self._desk.identity.card.name} · {clock}"
