"""A recorded call as it is heard: the painted player, its buttons, and a line of words (U1, D4)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.listening.player import Player, PlayState
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
    from app.listening.sound import Speaker


class ListenPane(QWidget):
    """Plays one call from its beginning, until :meth:`end`; whoever shows it ends it, in whatever way it goes."""

    _said = Signal(object)

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        heard: Heard,
        open_speaker: Callable[[], Speaker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.player = Player(desk.listening, heard, open_speaker, self._tell)
        self.view = PlayerView(self._watermark())
        self.words = make_label(tone=Tone.MUTED, wrap=True)
        self._play, self._back, self._on = QPushButton(), QPushButton(), QPushButton()
        set_look(self._play, kind="primary")
        self._back.setText(self.tr("{count} s back").format(count=SKIP_S))
        self._on.setText(self.tr("{count} s on").format(count=SKIP_S))
        self.acts = QHBoxLayout()
        for button in (self._play, self._back, self._on):
            button.setAutoDefault(False)
            self.acts.addWidget(button)
        self.acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        column.addWidget(self.view)
        column.addLayout(self.acts)
        column.addWidget(self.words)
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._play.clicked.connect(self.player.toggle)
        self._back.clicked.connect(lambda: self.player.skip(-SKIP_S))
        self._on.clicked.connect(lambda: self.player.skip(SKIP_S))
        self.view.toggled.connect(self.player.toggle)
        self.view.skipped.connect(self.player.skip)
        whole = "" if heard.is_whole else self.tr("Parts of this call are missing: the recording broke off.")
        self.words.setText(whole or self.tr("Space: play, stop.  ← →: back, on.  Home: to the beginning."))
        self._show(self.player.state)
        self.setFocusProxy(self.view)
        runner.run(self.player.start, lambda _: self._show(self.player.state), self._fail, owner=runner)

    def at_s(self) -> int:
        """Where the playhead is, in seconds from the beginning."""
        return int(self.player.state.at_s)

    def jump(self, at_s: int) -> None:
        """Go on from there."""
        self.player.skip(at_s - self.at_s())

    def end(self, why: str) -> None:
        """Stop, wipe, and record how much was heard. Safe to call twice."""
        self.player.close(why)
        for button in (self._play, self._back, self._on):
            button.setEnabled(False)

    def stop_showing(self, words: str) -> None:
        """A guard saw a way out: it stops, and ``words`` say why."""
        self.end("export-blocked")
        self._say(words, Tone.STOP)

    def _tell(self, state: PlayState) -> None:
        """Of the player's thread."""
        with suppress(RuntimeError):  # it is gone
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
            self.end(error.problem.value)
            self._say(tell_error(error).as_line(), Tone.STOP)

    def _say(self, words: str, tone: Tone) -> None:
        self.words.setText(words)
        set_look(self.words, tone=tone.value)

    def _watermark(self) -> str:
        person = self._desk.keeper.person
        clock = QLocale().toString(QDateTime.currentDateTime(), "yyyy-MM-dd HH:mm")
        return f"{person.name if person else ''} · {self._desk.identity.card.name} · {clock}"
