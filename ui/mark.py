"""The invisible watermark: a reveal's number over the whole window, too faint to see, that photographs keep (A1)."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from protocol.marking import CELL_PX, SIDE, make_mark
from ui.style import color

STRENGTH = 4
"""Levels of 255 between a light and a dark cell."""


class MarkOverlay(QWidget):
    """Lies over a whole window and lets everything through: mouse, keys and, to the eye, what is beneath."""

    def __init__(self, window: QWidget, number: int) -> None:
        super().__init__(window)
        self._tile = make_tile(number, dark=color("surface").lightness() < 128)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cover()
        window.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The window grows or shrinks, and the mark with it."""
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize:
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Lay the mark over everything."""
        painter = QPainter(self)
        painter.drawTiledPixmap(self.rect(), self._tile)

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.raise_()


def make_tile(number: int, *, dark: bool) -> QPixmap:
    """One square of the mark: dark cells shade a light ground, light cells lift a dark one."""
    ink = QColor(Qt.GlobalColor.white if dark else Qt.GlobalColor.black)
    ink.setAlpha(STRENGTH)
    drawn, pixel = 1 if dark else -1, ink.rgba()
    cells = array("I", [pixel if cell == drawn else 0 for cell in make_mark(number)]).tobytes()
    image = QImage(cells, SIDE, SIDE, QImage.Format.Format_ARGB32)
    return QPixmap.fromImage(image.scaled(SIDE * CELL_PX, SIDE * CELL_PX))
