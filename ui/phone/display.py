"""The pad's display: how long, how it sounds, with whom, and one line that says how everything stands."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.settings import Scheme
from app.telephony.states import PhoneState
from ui.clock_words import write_stopwatch
from ui.icons import IconName, icon
from ui.phone.quality import QualityMark
from ui.phone.words import tell_phone
from ui.style import GRID, Tone, current_scheme, set_look
from ui.widgets.labels import make_label

_LINE_PX = 34
"""Two lines of small text, so that no sentence moves what stands below."""


class CallDisplay(QFrame):
    """Shows a :class:`PhoneState` and counts its seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="raised")
        self._state = PhoneState()
        self.since: float | None = None
        self._name = self._whom_called = ""
        self._drawn: tuple[IconName, Tone, Scheme] | None = None
        self.clock = make_label("00:00", size="large")
        self._meaning = make_label(size="small", tone=Tone.MUTED)
        self.quality = QualityMark()
        self._whom = make_label(tone=Tone.MUTED)
        self._mark, self.line = QLabel(), make_label(size="small", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.line.setMinimumHeight(_LINE_PX)
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID, GRID * 3 // 2, GRID)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self._meaning, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.quality, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(top, 0, 0, 1, 2)
        grid.addWidget(self._whom, 1, 0, 1, 2)
        grid.addWidget(self._mark, 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, 2, 1)
        grid.setColumnStretch(1, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.refresh)
        self.refresh()

    def show_customer(self, name: str, number: str = "", *, since: float | None = None) -> None:
        """Whose card is open, empty when none is; the clock counts from ``since``, a moment of ``monotonic``."""
        self._name = f"{name}  {number}".strip()
        self.since = since
        self.refresh()

    def show_phone(self, state: PhoneState, whom: str) -> None:
        """Take in how everything stands; ``whom`` is the masked customer at the ear, where it is not the open card."""
        self._state = state
        self._whom_called = whom
        self.refresh()

    def refresh(self) -> None:
        """Say what is true now."""
        state, present = self._state, monotonic()
        call, wraps_up = state.current, state.wrap_up_until is not None and state.wrap_up_until > present
        sign = tell_phone(state, wraps_up=wraps_up)
        drawn = (sign.icon, sign.tone, current_scheme())
        if drawn != self._drawn:
            self._drawn = drawn
            self._mark.setPixmap(icon(sign.icon, sign.tone).pixmap(QSize(14, 14)))
        if sign.word != self.line.text():
            self.line.setText(sign.word)
        set_look(self.line, tone=(Tone.PLAIN if sign.tone is Tone.MUTED else sign.tone).value)
        self._whom.setText(self._whom_called or self._name or self.tr("No customer open"))
        self.quality.setVisible(call is not None and call.answered_at is not None and not call.leg.at_table)
        if call is not None:
            self.quality.show_quality(call.leg.quality)
            seconds = call.talk_s(present) if call.answered_at is not None else present - call.begun_at
            self._show_time(seconds, self.tr("in call") if call.answered_at is not None else self.tr("calling"))
        elif wraps_up and state.wrap_up_until is not None:
            self._show_time(state.wrap_up_until - present, self.tr("left to wrap up"))
        elif self.since is not None:
            self._show_time(present - self.since, self.tr("with this card"))
        else:
            self._show_time(0, "")
        counts = call is not None or wraps_up or self.since is not None
        if counts != self._tick.isActive():
            (self._tick.start if counts else self._tick.stop)()

    def _show_time(self, seconds: float, meaning: str) -> None:
        text = write_stopwatch(max(0.0, seconds))
        if (text, meaning) == (self.clock.text(), self._meaning.text()):
            return
        self.clock.setText(text)
        self._meaning.setText(meaning)
        self.clock.setAccessibleName(f"{text} {meaning}".strip())
