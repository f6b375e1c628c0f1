"""A line for words, in which a number does not stay: what looks like one is masked once it is finished (M2)."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from protocol.masking import mask_free_text
from ui.widgets.text_field import TextField

BREATH_MS = 900
"""A pause in typing after which a number counts as finished."""
_GOES_ON = frozenset("0123456789 -.,/()+xX*@")
_DONE = (QKeySequence.StandardKey.InsertParagraphSeparator, QKeySequence.StandardKey.InsertLineSeparator)


def may_go_on(sign: str) -> bool:
    """Whether a number or an address may go on after this sign, so that it is not finished yet."""
    return sign in _GOES_ON or sign.isalnum()


class MaskedLine(TextField):
    """``masked`` follows each time something was masked. However words come in, by keys, an input method or a paste:
    nobody reads a number from it that :func:`protocol.masking.mask_free_text` knows."""

    masked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self.mask_now)
        self.textEdited.connect(self._follow)

    def mask_now(self) -> None:
        """Put the mask in place of what looks like a number; undo does not bring it back."""
        self._breath.stop()
        text = super().text()
        masked = mask_free_text(text)
        if masked == text:
            return
        from_end = len(text) - self.cursorPosition()
        self.setText(masked)  # forgets what could be undone
        self.setCursorPosition(max(0, len(masked) - from_end))
        self.masked.emit()
        self.textEdited.emit(masked)

    def text(self) -> str:
        """What stands here, masked already."""
        return mask_free_text(super().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter finishes a number; what is pasted is masked before it appears."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert(mask_free_text(QApplication.clipboard().text()))
            return
        if any(event.matches(key) for key in _DONE):
            self.mask_now()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Whoever leaves the field has finished his number."""
        self.mask_now()
        super().focusOutEvent(event)

    def _follow(self) -> None:
        text = super().text()
        place = self.cursorPosition()
        if place and not may_go_on(text[place - 1]):
            self.mask_now()
        else:
            self._breath.start()
