"""The softphone pad: with whom, for how long, and the call controls, shut until calls arrive (D1)."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.clock_words import write_stopwatch
from ui.icons import IconName, icon
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class PhonePad(QFrame):
    """Counts the time with the customer at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since: float | None = None
        self._whom = make_label(tone=Tone.MUTED)
        self._timer_label = make_label("00:00", size="large")
        self._timer_label.setAccessibleName(self.tr("Time with this customer"))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._make_display())
        column.addLayout(self._make_controls())
        self.show_customer("")

    def show_customer(self, name: str, number: str = "") -> None:
        """With whom; empty when no card is open. The clock starts anew."""
        self._whom.setText(f"{name}  {number}".strip() or self.tr("No customer open"))
        self._since = monotonic() if name else None
        self._tick.start() if name else self._tick.stop()
        self._show_time()

    def shorten(self, *, short: bool) -> None:
        """Leave the sentence about calls to the tips of the buttons, where there is no room for it."""
        self._why.setVisible(not short)

    def _show_time(self) -> None:
        self._timer_label.setText(write_stopwatch(monotonic() - self._since) if self._since else "00:00")

    def _make_display(self) -> QWidget:
        display = QFrame()
        set_look(display, surface="raised")
        row = QGridLayout(display)
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        row.setHorizontalSpacing(GRID)
        row.setVerticalSpacing(0)
        row.addWidget(self._timer_label, 0, 0)
        row.setColumnStretch(1, 1)
        state = QHBoxLayout()
        state.setSpacing(GRID // 2)
        mark = QLabel()
        mark.setPixmap(icon(IconName.PHONE_OFF, Tone.MUTED).pixmap(QSize(14, 14)))
        state.addWidget(mark)
        state.addWidget(make_label(self.tr("No calls yet"), size="small", tone=Tone.MUTED))
        row.addLayout(state, 0, 2)
        row.addWidget(self._whom, 1, 0, 1, 3)
        return display

    def _make_controls(self) -> QVBoxLayout:
        controls = (
            (IconName.MIC_OFF, self.tr("Mute")),
            (IconName.PAUSE, self.tr("Hold")),
            (IconName.KEYPAD, self.tr("Keys")),
            (IconName.ARROW_LEFT_RIGHT, self.tr("Transfer")),
        )
        why = self.tr("Calls arrive with the telephony release. Dial from your phone system for now.")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for name, word in controls:
            button = QToolButton()
            button.setIcon(icon(name, Tone.MUTED))
            button.setIconSize(QSize(18, 18))
            button.setProperty("kind", "pad")
            button.setMinimumSize(40, 36)
            button.setSizePolicy(button.sizePolicy().horizontalPolicy().Expanding, button.sizePolicy().verticalPolicy())
            _shut(button, word, why)
            row.addWidget(button)
        hang_up = QPushButton(" " + self.tr("Hang up  F4"))
        hang_up.setIcon(icon(IconName.PHONE_OFF, Tone.MUTED))
        _shut(hang_up, self.tr("Hang up"), why)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(hang_up)
        self._why = make_label(why, size="small", tone=Tone.MUTED, wrap=True)
        column.addWidget(self._why)
        return column


def _shut(button: QPushButton | QToolButton, word: str, why: str) -> None:
    button.setEnabled(False)
    button.setAccessibleName(word)
    button.setToolTip(f"{word}. {why}")
