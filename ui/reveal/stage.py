"""The place where a reveal is waited for, seen, and told to be over: always the same place."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from protocol.reveals import Reveal
from protocol.times import parse_instant
from ui.icons import IconName, icon
from ui.secret_view import SecretView
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

HEIGHT_PX = 148


class RevealStage(QStackedWidget):
    """Four faces: a hint, a wait that can be cancelled, the value, and the end in one sentence."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint_icon, self._hint = QLabel(), make_label(tone=Tone.MUTED, wrap=True)
        self._wait_title, self._wait_text = make_label(strong=True, wrap=True), make_label(tone=Tone.MUTED, wrap=True)
        self._clock = make_label(size="large")
        self._cancel = QPushButton()
        self._cancel.setAutoDefault(False)  # Enter, pressed once too often, withdraws nothing; Space does
        self._cancel.clicked.connect(self.cancelled)
        self.view = SecretView()
        self._deadline = QDateTime()
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._show_time_left)
        self._hint_page, self._wait_page = self._make_hint_page(), self._make_wait_page()
        for page in (self._hint_page, self._wait_page, self.view):
            self.addWidget(page)
        self.setFixedHeight(HEIGHT_PX)

    def say(self, text: str, tone: Tone = Tone.MUTED, name: IconName = IconName.EYE_OFF) -> None:
        """One sentence: before, while Central is asked, or at the end."""
        self._timer.stop()
        self._hint_icon.setPixmap(icon(name, tone).pixmap(QSize(28, 28)))
        self._hint.setText(text)
        set_look(self._hint, tone=tone.value)
        self.setAccessibleName(text)
        self.setCurrentWidget(self._hint_page)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._hint.text()

    @property
    def is_waiting(self) -> bool:
        """Whether a decision is waited for."""
        return self.currentWidget() is self._wait_page

    def wait(self, reveal: Reveal) -> None:
        """Show who can decide and how long the request still lives."""
        self._deadline = QDateTime.fromSecsSinceEpoch(round(parse_instant(reveal.expires_at).timestamp()))
        self._wait_title.setText(self.tr("{number} waits for approval").format(number=reveal.number))
        names = self.tr(", ").join(reveal.can_decide)
        self._wait_text.setText(
            self.tr("Can decide now: {names}").format(names=names)
            if names
            else self.tr("Nobody who could decide is signed in at the moment.")
        )
        self._cancel.setText(self.tr("Withdraw the request"))
        self._show_time_left()
        self._timer.start()
        if not self.is_waiting:
            self.setCurrentWidget(self._wait_page)
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def lose_sight(self) -> None:
        """Central cannot be asked at the moment; what was asked for still waits there."""
        self._wait_text.setText(self.tr("Central cannot be reached just now. The request still waits there."))

    def show_view(self) -> SecretView:
        """Bring the view to the front; the caller gives it the secret."""
        self._timer.stop()
        self.setCurrentWidget(self.view)
        return self.view

    def _make_hint_page(self) -> QWidget:
        page = QWidget()
        set_look(page, surface="panel")
        column = QVBoxLayout(page)
        column.setSpacing(GRID)
        column.addStretch()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._hint_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._hint)
        column.addStretch()
        return page

    def _make_wait_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setSpacing(GRID * 2)
        words = QVBoxLayout()
        words.addStretch()
        words.addWidget(self._wait_title)
        words.addWidget(self._wait_text)
        words.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch()
        row.addLayout(words, 1)
        row.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignVCenter)
        return page

    def _show_time_left(self) -> None:
        left = max(0, QDateTime.currentDateTime().secsTo(self._deadline))
        self._clock.setText(f"{left // 60}:{left % 60:02d}")
        self._clock.setAccessibleName(self.tr("%n second(s) left", "", left))
