"""Everybody's average as a bar, lowest first: where to look can be seen before it is read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from protocol.inspection import Average
from ui.icons import icon
from ui.inspecting.words import sign_score
from ui.style import GRID, color, make_font

_ROW, _NAME, _SCORE, _COUNT = GRID * 3, GRID * 22, GRID * 12, GRID * 14


class AverageBars(QWidget):
    """A row a person: name, bar, score, how many calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._averages: tuple[Average, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_averages(self, averages: tuple[Average, ...]) -> None:
        """Paint these."""
        self._averages = averages
        self.setAccessibleName(self.tr("Averages"))
        self.setAccessibleDescription("; ".join(self._tell(each) for each in averages))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A row for each."""
        return QSize(GRID * 80, max(1, len(self._averages)) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, each in enumerate(self._averages):
            self._paint_row(painter, QRectF(0, place * _ROW, self.width(), _ROW), each)

    def _paint_row(self, painter: QPainter, row: QRectF, each: Average) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(make_font("body"))
        painter.setPen(color("text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(f"{each.person} · {each.team}", Qt.TextElideMode.ElideRight, _NAME - GRID)
        painter.drawText(QRectF(row.left(), row.top(), _NAME, row.height()), middle, name)
        line = QRectF(row.left() + _NAME, row.center().y() - 4, row.width() - _NAME - _SCORE - _COUNT - GRID * 2, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(line, 4, 4)
        sign = sign_score(each.score, 0)
        painter.setBrush(color(sign.tone.value))
        painter.drawRoundedRect(QRectF(line.left(), line.top(), line.width() * each.score / 100, 8), 4, 4)
        shape = QRectF(line.right() + GRID, row.center().y() - 8, 16, 16)
        icon(sign.icon, sign.tone).paint(painter, shape.toRect())
        painter.setPen(color("text"))
        score = QRectF(shape.right() + GRID // 2, row.top(), _SCORE, row.height())
        painter.drawText(score, middle, sign.word)
        painter.setPen(color("muted"))
        painter.setFont(make_font("small"))
        count = QRectF(row.right() - _COUNT, row.top(), _COUNT, row.height())
        painter.drawText(count, middle | Qt.AlignmentFlag.AlignRight, self._count(each))

    def _count(self, each: Average) -> str:
        calls = self.tr("%n call(s)", "", each.count)
        return self.tr("{calls}, {count} failed").format(calls=calls, count=each.unmet) if each.unmet else calls

    def _tell(self, each: Average) -> str:
        return f"{each.person}: {each.score}, {self._count(each)}"
