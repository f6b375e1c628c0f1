"""Below the call's buttons: pause with its reason, the next card by itself, missed calls, sound."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from app.telephony.states import PauseReason, PhoneState, Standing
from ui.icons import IconName, icon
from ui.phone.phone_keys import PhoneKey, PhoneKeys, name_key
from ui.phone.wishes import Wish
from ui.phone.words import name_pause
from ui.style import GRID, Tone, set_look

_ICON = QSize(16, 16)
_ALONE, _WITH_COUNT = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
"""An icon beside no text would stand at the left edge."""


class Availability(QWidget):
    """``wanted(Wish, value)``."""

    wanted = Signal(Wish, object)

    def __init__(self, keys: PhoneKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._state = keys, PhoneState()
        self.pause = QPushButton()
        set_look(self.pause, kind="chip")
        self.pause.setIconSize(_ICON)
        self.pause.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pause.clicked.connect(self.turn)
        self.reasons = QMenu(self)
        for reason in PauseReason:
            act = self.reasons.addAction(name_pause(reason))
            act.triggered.connect(lambda _=False, reason=reason: self.wanted.emit(Wish.PAUSE, reason))
        self.next = _make_tool(IconName.SKIP_FORWARD)
        self.next.clicked.connect(self.go_on)
        self.auto_next = _make_tool(IconName.FAST_FORWARD)
        self.auto_next.setCheckable(True)
        self.auto_next.clicked.connect(lambda: self.wanted.emit(Wish.AUTO_NEXT, self.auto_next.isChecked()))
        self.missed = _make_tool(IconName.PHONE_MISSED)
        self.missed.clicked.connect(lambda: self.wanted.emit(Wish.MISSED, None))
        self.sound = _make_tool(IconName.HEADPHONES)
        self.sound.clicked.connect(lambda: self.wanted.emit(Wish.SOUND, None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.pause, 1)
        for button in (self.next, self.auto_next, self.missed, self.sound):
            row.addWidget(button)
        self.show_auto_next(on=False)
        self.show_phone(PhoneState())

    def show_phone(self, state: PhoneState) -> None:
        """Follow how everything stands."""
        self._state = state
        works = state.standing.carries
        paused = state.pause is not None
        word = self.tr("Take calls") if paused else self.tr("Pause…")
        self.pause.setText(f" {word}")
        self.pause.setIcon(icon(IconName.PLAY if paused else IconName.COFFEE, Tone.ACCENT if paused else Tone.PLAIN))
        self.pause.setAccessibleName(word)
        self.pause.setToolTip(f"{word}  ({name_key(self._keys, PhoneKey.PAUSE)})")
        self.pause.setEnabled(works)
        is_free = not paused and not state.is_busy
        self.next.setEnabled(is_free)
        self.next.setIcon(icon(IconName.SKIP_FORWARD, Tone.PLAIN if is_free else Tone.MUTED))
        self.next.setAccessibleName(self.tr("Next customer"))
        self.next.setToolTip(f"{self.tr('Next customer')}  ({name_key(self._keys, PhoneKey.NEXT)})")
        count = len(state.missed)
        self.missed.setIcon(icon(IconName.PHONE_MISSED, Tone.WARN if count else Tone.MUTED))
        self.missed.setText(str(count) if count else "")
        self.missed.setToolButtonStyle(_WITH_COUNT if count else _ALONE)
        words = self.tr("%n missed call(s)", "", count) if count else self.tr("No missed calls")
        self.missed.setToolTip(words)
        self.missed.setAccessibleName(words)
        self.missed.setEnabled(bool(count))
        silent = state.sound is not None and not state.sound.microphones
        self.sound.setIcon(icon(IconName.HEADPHONES, Tone.WARN if silent else Tone.PLAIN))
        self.sound.setEnabled(works or state.standing is Standing.NO_ENGINE)  # a telephone on the table is chosen there
        sound = self.tr("Sound: no microphone found") if silent else self.tr("Sound: devices and test")
        self.sound.setToolTip(sound)
        self.sound.setAccessibleName(sound)

    def show_auto_next(self, *, on: bool) -> None:
        """Say whether the next card opens by itself once an outcome is saved."""
        self.auto_next.setChecked(on)
        self.auto_next.setIcon(icon(IconName.FAST_FORWARD, Tone.ACCENT if on else Tone.MUTED))
        word = self.tr("The next card opens by itself: on") if on else self.tr("The next card opens by itself: off")
        self.auto_next.setToolTip(word)
        self.auto_next.setAccessibleName(word)

    def go_on(self) -> None:
        """The next customer; not in a pause, nor in a call."""
        if self.next.isEnabled():
            self.wanted.emit(Wish.NEXT, None)

    def turn(self) -> None:
        """Choose a reason for a pause, or end the one that is on."""
        if not self.pause.isEnabled():
            return
        if self._state.pause is not None:
            self.wanted.emit(Wish.PAUSE, None)
        else:
            self.reasons.popup(self.pause.mapToGlobal(self.pause.rect().bottomLeft()))


def _make_tool(name: IconName) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, Tone.MUTED))
    button.setIconSize(_ICON)
    button.setProperty("kind", "pad")
    button.setToolButtonStyle(_ALONE)
    button.setMinimumSize(34, 28)
    return button
