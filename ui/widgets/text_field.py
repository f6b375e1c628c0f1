"""Fields for words: what is copied from them is masked; nothing is dragged out, nothing dropped in; input methods are
asked to learn nothing of it (D4)."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QPlainTextEdit, QWidget

from ui.guards.clipboard import copy_masked, make_masked


class TextField(QLineEdit):
    """A line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy and cut what may leave."""
        cuts = event.matches(QKeySequence.StandardKey.Cut)
        if not cuts and not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        if self.hasSelectedText() and self.echoMode() is QLineEdit.EchoMode.Normal:
            copy_masked(self.selectedText())
            if cuts and not self.isReadOnly():
                self.del_()


class TextArea(QPlainTextEdit):
    """Several lines; Tab leaves them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)  # Qt tells the viewport
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhSensitiveData)
        self._hint = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """The hint makes room for what is being composed; Qt would paint one over the other."""
        super().inputMethodEvent(event)
        if event.preeditString() and self.placeholderText():
            self._hint = self.placeholderText()
            self.setPlaceholderText("")
        elif not event.preeditString() and self._hint:
            self.setPlaceholderText(self._hint)
            self._hint = ""

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """What a copy, a cut or a selection by the mouse hands out."""
        return make_masked(self.textCursor().selectedText().replace("\u2029", "\n"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A press on a selection lets go of it, so that it is not dragged away."""
        cursor = self.textCursor()
        place = self.cursorForPosition(event.position().toPoint()).position()
        if cursor.selectionStart() <= place <= cursor.selectionEnd():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)


class MomentField(QDateTimeEdit):
    """A date and a time, to the minute, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.setCalendarPopup(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        line = self.lineEdit()
        line.setAcceptDrops(False)
        line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
