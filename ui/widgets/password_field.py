"""A password field that leaves no copies: bytes in, dots on screen (A4).

``QLineEdit`` keeps copies of its text after ``clear()``. This one keeps UTF-8 bytes in a bytearray that is wiped, and
paints dots. Pasting is refused, since a pasted password would stay on the clipboard for everybody.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_store.wiping import wipe_bytes
from ui.style import color, make_font

LONGEST = 256
"""Bytes of a password at most."""
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""As Windows tells of the key that types a third sign."""


class PasswordField(QWidget):
    """Takes a password. ``changed(characters)`` follows every change; ``submitted`` follows Enter."""

    changed = Signal(int)
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self._bytes = bytearray(LONGEST)
        self._ends: list[int] = []
        self._placeholder = placeholder
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def take(self) -> bytearray:
        """Hand the password over as UTF-8 and forget it; the caller wipes it."""
        taken = self._bytes[: self._length]  # a copy already; another could not be wiped
        self.clear()
        return taken

    def clear(self) -> None:
        """Wipe what was typed."""
        wipe_bytes(self._bytes)
        self._ends.clear()
        self.update()
        self.changed.emit(0)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self._ends

    def count(self) -> int:
        """Characters typed."""
        return len(self._ends)

    def set_placeholder(self, text: str) -> None:
        """The hint shown while empty."""
        self._placeholder = text
        self.update()

    @property
    def _length(self) -> int:
        return self._ends[-1] if self._ends else 0

    def event(self, event: QEvent) -> bool:
        """Whatever can be typed is the field's, though it be a key of the window's: 1 to 7 choose an outcome there."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Type, delete, submit; everything else goes on to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self._drop_last(everything=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Tab:
            event.ignore()
        elif event.text() and event.text().isprintable():
            self._append(event.text().encode())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A field that is not seen holds nothing."""
        self.clear()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as a line edit."""
        return QSize(200, 32)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for some dots."""
        return QSize(120, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """A frame like a line edit's, and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        width = 2 if focused else 1
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(color("accent" if focused else "strong_border"), width))
        painter.setBrush(color("surface" if self.isEnabled() else "raised"))
        painter.drawRoundedRect(frame, 6, 6)
        if not self._ends and not focused:
            painter.setPen(color("muted"))
            painter.setFont(make_font())
            text_area = frame.adjusted(8, 0, -8, 0)
            painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._placeholder)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("text"))
        shown = min(len(self._ends), int((frame.width() - 20) // 12))
        for place in range(shown):
            painter.drawEllipse(QRectF(10 + place * 12, frame.center().y() - 3.5, 7, 7))
        if focused:
            painter.setBrush(color("accent"))
            painter.drawRect(QRectF(10 + shown * 12, frame.center().y() - 9, 1.5, 18))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.tr("Password, shown as dots"))

    def _append(self, typed: bytes) -> None:
        end = self._length + len(typed)
        if end > LONGEST:
            return
        self._bytes[self._length : end] = typed
        self._ends.append(end)
        self.update()
        self.changed.emit(len(self._ends))

    def _drop_last(self, *, everything: bool) -> None:
        if everything:
            self.clear()
            return
        if not self._ends:
            return
        end = self._ends.pop()
        self._bytes[self._length : end] = bytes(end - self._length)
        self.update()
        self.changed.emit(len(self._ends))


def _is_typing(event: QKeyEvent) -> bool:
    if not event.text() or not event.text().isprintable():
        return False
    chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return chord in (Qt.KeyboardModifier.NoModifier, _ALT_GR)
