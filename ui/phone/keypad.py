"""The keypad, for the far end's menus: twelve keys, by click or by the keyboard's own (RFC 4733)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from app.telephony.port import TONES
from ui.style import GRID, set_look

_ROWS = ("123", "456", "789", "*0#")


class Keypad(QFrame):
    """A pop-up; ``pressed(tone)`` for each key. Esc closes it."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, surface="card")
        self.setAccessibleName(self.tr("Keypad"))
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, GRID, GRID, GRID)
        grid.setSpacing(GRID // 2)
        self.keys: dict[str, QPushButton] = {}
        for row, tones in enumerate(_ROWS):
            for column, tone in enumerate(tones):
                key = QPushButton(tone)
                set_look(key, kind="pad")
                key.setMinimumSize(GRID * 7, GRID * 5)
                key.setAccessibleName(self.tr("Key {tone}").format(tone=tone))
                key.clicked.connect(lambda _=False, tone=tone: self.pressed.emit(tone))
                grid.addWidget(key, row, column)
                self.keys[tone] = key

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits, star and hash press their key."""
        tone = event.text()
        if tone and tone in TONES:
            self.keys[tone].animateClick()
        else:
            super().keyPressEvent(event)
