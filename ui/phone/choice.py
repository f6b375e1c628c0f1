"""One outcome to choose: its key, its word, and a mark when it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.icons import IconName, draw_icon
from ui.style import GRID, color, make_font

_KEY_PX = 18


class Choice(QRadioButton):
    """A radio button as a cell: the key where the ring would be, a check mark once chosen."""

    def __init__(self, key: int, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._word = str(key), word
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(GRID * 4)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its word."""
        return QSize(QFontMetrics(make_font()).horizontalAdvance(self._word) + _KEY_PX + GRID * 2, GRID * 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Half of the pane may be less than the word."""
        return QSize(GRID * 12, GRID * 4)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802
        """The whole cell can be clicked."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Cell, key or mark, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, enabled, focused = self.isChecked(), self.isEnabled(), self.hasFocus()
        width = 2.0 if focused else 1.0
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        edge = "accent" if chosen or focused else "border"
        ground = "accent_soft" if chosen else "raised" if self.underMouse() or not enabled else "surface"
        painter.setPen(QPen(color(edge), width))
        painter.setBrush(color(ground))
        painter.drawRoundedRect(box, 6, 6)
        key = QRectF(6, 0, _KEY_PX, self.height())
        if chosen:
            draw_icon(painter, QRectF(key.left() + 1, key.center().y() - 7, 14, 14), IconName.CHECK, "accent")
        else:
            painter.setFont(make_font("small"))
            painter.setPen(color("muted"))
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key)
        font = make_font(strong=chosen)
        painter.setFont(font)
        painter.setPen(color("text" if enabled else "muted"))
        words = QRectF(key.right() + 4, 0, self.width() - key.right() - 8, self.height())
        shown = QFontMetrics(font).elidedText(self._word, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
