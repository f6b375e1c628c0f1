"""The visible watermark: who looks, on which desk, when (A1). A photograph of the screen names its maker."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTransform

from ui.style import color, make_font

ANGLE = -12.0
"""Flat enough that a name stands whole even in a low view."""
_STEP_X, _STEP_Y = 32, 30
_OPACITY = 0.16


def draw_watermark(painter: QPainter, area: QRectF, text: str) -> None:
    """Repeat ``text`` over ``area`` at a slant."""
    if not text or area.isEmpty():
        return
    painter.save()
    painter.setClipRect(area)
    painter.setOpacity(_OPACITY)
    painter.setPen(color("text"))
    painter.setFont(make_font("small"))
    word = QStaticText(text)  # laid out once, drawn a hundred times, twenty times a second
    word.setTextFormat(Qt.TextFormat.PlainText)
    word.prepare(font=painter.font())
    width = round(word.size().width()) + _STEP_X
    painter.translate(area.center())
    painter.rotate(ANGLE)
    seen = QTransform().rotate(-ANGLE).mapRect(area.translated(-area.center())).toAlignedRect()
    for row, y in enumerate(range(seen.top() - _STEP_Y, seen.bottom(), _STEP_Y)):
        for x in range(seen.left() - width - (row % 2) * width // 2, seen.right(), width):
            painter.drawStaticText(QPointF(x, y), word)
    painter.restore()
