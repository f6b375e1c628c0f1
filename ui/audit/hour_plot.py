"""Acts by hour as bars: where a day was loud can be seen, and gone to by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.audit.bars import Bar
from ui.clock_words import write_moment
from ui.style import GRID, color, make_font

_HEIGHT = GRID * 14
_FOOT, _TOP, _SIDE = 20, 22, 8
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class HourPlot(QWidget):
    """``chosen(bar)`` follows Enter or a click on a bar; arrows move along the bars, Home and End to their ends."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._bars: tuple[Bar, ...] = ()
        self._place = -1
        self.show_bars(())

    @property
    def place(self) -> int:
        """Which bar the cursor is on; -1 for none."""
        return self._place

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Paint other bars."""
        self._bars, self._place = tuple(bars), -1
        self._describe()
        self.update()

    def describe_bar(self, bar: Bar) -> str:
        """A bar in words."""
        acts = self.tr("%n act(s)", "", bar.count)
        if bar.not_done:
            bad = self.tr("%n refused or failed", "", bar.not_done)
            return self.tr("{moment}: {acts}, {bad}").format(moment=write_moment(bar.since), acts=acts, bad=bad)
        return self.tr("{moment}: {acts}").format(moment=write_moment(bar.since), acts=acts)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(640, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never lower than its bars need."""
        return QSize(240, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows, Home, End, Enter."""
        key, last = event.key(), len(self._bars) - 1
        if last < 0:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._move(min(max(self._place + _STEPS[Qt.Key(key)], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._place >= 0:
            self.chosen.emit(self._bars[self._place])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        place = self._find_bar(event.position().x())
        if place != self._place:
            self._move(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the bar under the pointer."""
        place = self._find_bar(event.position().x())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._move(place)
            self.chosen.emit(self._bars[place])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the cursor is."""
        if self._place < 0 and self._bars:
            self._move(max(range(len(self._bars)), key=lambda place: self._bars[place].count))
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Ground, bars, the cursor's word, the ends of the time."""
        painter = QPainter(self)
        painter.setFont(make_font("small"))
        ground = QRectF(_SIDE, _TOP, self.width() - 2 * _SIDE, self.height() - _TOP - _FOOT)
        painter.setPen(color("border"))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        most = max((bar.count for bar in self._bars), default=0)
        if most:
            painter.drawLine(ground.topLeft(), ground.topRight())
            for place, bar in enumerate(self._bars):
                self._paint_bar(painter, ground, place, bar, most)
        self._paint_words(painter, ground, most)
        if self.hasFocus():
            painter.setPen(color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_bar(self, painter: QPainter, ground: QRectF, place: int, bar: Bar, most: int) -> None:
        step = ground.width() / len(self._bars)
        width = max(1.0, step - min(3.0, step * 0.25))
        left = ground.left() + place * step + (step - width) / 2
        if place == self._place:
            painter.fillRect(QRectF(ground.left() + place * step, ground.top(), step, ground.height()), color("raised"))
        if not bar.count:
            return
        height = max(2.0, ground.height() * bar.count / most)
        painter.fillRect(QRectF(left, ground.bottom() - height, width, height), color("accent"))
        if bar.not_done:  # from the ground up and hatched, so that colour is not the only sign
            part = max(2.0, ground.height() * bar.not_done / most)
            area = QRectF(left, ground.bottom() - part, width, part)
            painter.fillRect(area, color("stop"))
            painter.setBrush(color("surface"))
            painter.fillRect(area, Qt.BrushStyle.BDiagPattern)

    def _paint_words(self, painter: QPainter, ground: QRectF, most: int) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        above = QRectF(ground.left(), 0, ground.width(), _TOP - 2)
        below = QRectF(ground.left(), ground.bottom() + 3, ground.width(), _FOOT - 3)
        painter.setPen(color("muted"))
        if most:
            painter.drawText(above, right | Qt.AlignmentFlag.AlignVCenter, self.tr("most: {count}").format(count=most))
        if self._bars:
            painter.drawText(below, left, write_moment(self._bars[0].since))
            painter.drawText(below, right, write_moment(self._bars[-1].until))
        if self._place >= 0:
            painter.setPen(color("text"))
            painter.drawText(above, left | Qt.AlignmentFlag.AlignVCenter, self.describe_bar(self._bars[self._place]))

    def _find_bar(self, x: float) -> int:
        if not self._bars or not _SIDE <= x < self.width() - _SIDE:
            return -1
        return min(int((x - _SIDE) * len(self._bars) / (self.width() - 2 * _SIDE)), len(self._bars) - 1)

    def _move(self, place: int) -> None:
        self._place = place
        self._describe()
        self.update()

    def _describe(self) -> None:
        total, most = sum(bar.count for bar in self._bars), max(self._bars, key=lambda bar: bar.count, default=None)
        if most and most.count:
            name = self.tr("Acts by hour: {count} in all; most at {bar}")
            self.setAccessibleName(name.format(count=total, bar=self.describe_bar(most)))
        else:
            self.setAccessibleName(self.tr("Acts by hour: none"))
        self.setAccessibleDescription(self.describe_bar(self._bars[self._place]) if self._place >= 0 else "")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
