"""A state as shape, word and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName, draw_icon
from ui.style import Tone, color, make_font


class StatusPill(QWidget):
    """A state: icon, word and colour together, so that none has to be understood alone."""

    def __init__(self, parent: QWidget | None = None, *, filled: bool = True) -> None:
        super().__init__(parent)
        self._icon, self._text, self._tone, self._filled = IconName.CIRCLE_DOT, "", Tone.MUTED, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, icon: IconName, text: str, tone: Tone, *, hint: str = "") -> None:
        """Say a new state; ``hint`` appears on hovering."""
        if (icon, text, tone) == (self._icon, self._text, self._tone) and hint == self.toolTip():
            return
        self._icon, self._text, self._tone = icon, text, tone
        self.setToolTip(hint)
        self.setAccessibleName(f"{text}. {hint}" if hint else text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its word."""
        font = make_font("small")
        return QSize(QFontMetrics(font).horizontalAdvance(self._text) + (34 if self._filled else 24), 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw ground, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._filled:
            soft = {Tone.MUTED: "raised", Tone.PLAIN: "raised"}.get(self._tone, f"{self._tone.value}_soft")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(soft))
            painter.drawRoundedRect(area, 11, 11)
        left = 8.0 if self._filled else 2.0
        draw_icon(painter, QRectF(left, area.center().y() - 7, 14, 14), self._icon, self._tone)
        painter.setPen(color(self._tone.value))
        painter.setFont(make_font("small"))
        painter.drawText(area.adjusted(left + 18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
