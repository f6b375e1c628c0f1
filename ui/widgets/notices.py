"""Notices: a banner over a page, and a page that is empty. One sentence and one action each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from ui.icons import IconName


class Banner(QFrame):
    """One sentence over a page, and at most one action. ``said`` when it says something; screen readers speak it."""

    acted = Signal()
    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = make_label(wrap=True)
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(self, tone: Tone, sentence: str, action: str = "") -> None:
        """Show ``sentence``; a button only where there is an ``action``."""
        from ui.icons import IconName, icon  # the first window has a banner, and mostly nothing to say in it

        shapes = {
            Tone.OK: IconName.CIRCLE_CHECK,
            Tone.WAIT: IconName.CLOCK,
            Tone.WARN: IconName.TRIANGLE_ALERT,
            Tone.STOP: IconName.SHIELD_ALERT,
        }
        is_grave = tone is Tone.STOP and sentence != self.sentence
        is_news = self.isHidden() or is_grave  # a sentence that counts seconds is spoken once
        set_look(self, banner=tone.value)
        self._icon.setPixmap(icon(shapes.get(tone, IconName.BELL), tone).pixmap(QSize(18, 18)))
        self._text.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.show()
        if is_news and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self.said.emit()

    @property
    def sentence(self) -> str:
        """What it says, empty while hidden."""
        return self._text.text() if not self.isHidden() else ""


class EmptyState(QWidget):
    """A page with nothing on it yet: an icon, a sentence, what it means, and one action."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._title = make_label(strong=True, wrap=True)
        self._text = make_label(tone=Tone.MUTED, wrap=True)
        self.button = QPushButton()
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addStretch(2)
        for widget in (self._icon, self._title, self._text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, name: IconName, title: str, text: str = "", action: str = "", tone: Tone = Tone.MUTED) -> None:
        """Show a state of the page."""
        from ui.icons import icon

        self._icon.setPixmap(icon(name, tone).pixmap(QSize(40, 40)))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(f"{title} {text}".strip())
