"""The note of an outcome: what looks like a number is masked on the spot, before anybody saves it (M2)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.keys import Key
from ui.widgets.masked_line import BREATH_MS, may_go_on
from ui.widgets.text_field import TextArea


def _is_search(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(Key.SEARCH)


class NoteField(TextArea):
    """``masked`` follows each time something was masked. ``preview`` gives what would be stored of a text."""

    masked = Signal()

    def __init__(self, preview: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._is_masking = False
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self.mask_now)
        self.textChanged.connect(self._follow)

    def stored(self) -> str:
        """What will be stored of what stands here."""
        return self._preview(self.toPlainText())

    def needs_masking(self) -> bool:
        """Whether something here will be masked."""
        return self.stored() != self.toPlainText().strip()

    def mask_now(self) -> None:
        """Put the mask in place of what looks like a number; what was typed cannot be brought back by undo."""
        text = self.toPlainText()
        core = text.strip()
        stored = self._preview(core)
        if stored == core:
            return
        start = text.index(core)
        from_end = len(text) - self.textCursor().position()
        self._is_masking = True
        self.setPlainText(text[:start] + stored + text[start + len(core) :])
        self._is_masking = False
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(max(0, len(self.toPlainText()) - from_end))
        self.setTextCursor(cursor)
        self.masked.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain text only, masked before it appears."""
        if source.hasText():
            self.textCursor().insertText(self._preview(source.text()))

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+K to the window; Qt would delete to the end of the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_search(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Whoever leaves the field has finished his number."""
        self.mask_now()
        super().focusOutEvent(event)

    def _follow(self) -> None:
        if self._is_masking:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
        typed = cursor.selectedText()
        if typed and not may_go_on(typed):
            self.mask_now()
        self._breath.start()
