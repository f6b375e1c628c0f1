"""Paints the queue's lines: shape, masked name, number in tabular digits, word (D1, D2)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.cards import Section
from protocol.cards import CardState
from ui.icons import IconName, draw_icon
from ui.queue.model import LINE_ROLE, CardLine, SectionLine
from ui.queue.view import ROW_HEIGHT
from ui.style import GRID, Tone, color, make_font
from ui.words import Sign, name_section, name_state, sign_waiting, write_due

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_ICON = 16


class QueueDelegate(QStyledItemDelegate):
    """One line each: ``● 陈**  138****5678      New``."""

    def __init__(self) -> None:
        super().__init__()
        self._body, self._strong, self._small = make_font(), make_font(strong=True), make_font("small")
        self._name_width = QFontMetrics(self._body).horizontalAdvance("欧阳**") + GRID
        self._mobile_width = QFontMetrics(self._body).horizontalAdvance("138****5678")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a section's head or a card."""
        line, area = index.data(LINE_ROLE), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, area, shown=isinstance(line, CardLine) and line.is_shown)
        if isinstance(line, SectionLine):
            self._paint_section(painter, area, line)
        elif isinstance(line, CardLine) and line.row is not None:
            self._paint_card(painter, area, line)
        else:
            _paint_absent(painter, area)
        painter.restore()

    def sizeHint(  # noqa: N802
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Every line is as high."""
        return QSize(240, ROW_HEIGHT)

    def _paint_section(self, painter: QPainter, area: QRect, line: SectionLine) -> None:
        chevron = IconName.CHEVRON_DOWN if line.is_open else IconName.CHEVRON_RIGHT
        draw_icon(painter, _icon_box(area, GRID), chevron, Tone.MUTED)
        left = area.adjusted(GRID * 2 + _ICON, 0, -GRID * 2, 0)
        _write(painter, left, self._strong, "text", name_section(line.section))
        tone = "accent" if line.section is Section.DUE and line.count else "muted"
        _write(painter, left, self._small, tone, f"{line.count:,}", _RIGHT)

    def _paint_card(self, painter: QPainter, area: QRect, line: CardLine) -> None:
        row = line.row
        if row is None:
            return
        finished = row.state in (CardState.DONE, CardState.STOPPED)
        sign = sign_waiting() if line.recorded else name_state(row.state)
        draw_icon(painter, _icon_box(area, GRID * 2), sign.icon, sign.tone)
        name, mobile, words = self.divide(area, row.name)
        ink = "muted" if finished else "text"
        _write(painter, name, self._body, ink, row.name)
        _write(painter, mobile, self._body, ink, row.mobile)
        _write(painter, words, self._small, sign.tone.value, self._say(sign, line, words.width()), _RIGHT)

    def divide(self, area: QRect, name: str) -> tuple[QRect, QRect, QRect]:
        """Where name, number and word stand. A name longer than most takes the room from the word, whose sense the
        shape before the name has as well; names and numbers are read in full."""
        left, right = area.left() + GRID * 3 + _ICON, area.right() - GRID * 2
        needed = QFontMetrics(self._body).horizontalAdvance(name) + GRID
        most = right - left - self._mobile_width - GRID * 2
        first = QRect(left, area.top(), max(self._name_width, min(needed, most)), area.height())
        second = QRect(first.right() + GRID // 2, area.top(), self._mobile_width + GRID, area.height())
        third = QRect(second.right() + 4, area.top(), max(0, right - second.right() - 4), area.height())
        return first, second, third

    def _say(self, sign: Sign, line: CardLine, width: int) -> str:
        """The state's word, with the time where there is room for both; half a time is none. The shape says the state
        again."""
        moment = write_due(line.row.state, line.row.due_at) if line.row and not line.recorded else ""
        if not moment:
            return sign.word if width >= GRID * 3 else ""
        metrics = QFontMetrics(self._small)
        fitting = (words for words in (f"{sign.word} {moment}", moment) if metrics.horizontalAdvance(words) <= width)
        return next(fitting, "")


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect, *, shown: bool) -> None:
    state = option.state
    box = QRectF(area).adjusted(GRID / 2, 1, -GRID / 2, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if shown:
        painter.setBrush(color("accent_soft"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5)
    elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(box, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)


def _paint_absent(painter: QPainter, area: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("raised"))
    middle = area.center().y() - 4
    for left, width in ((GRID * 2, 16), (GRID * 5, 48), (GRID * 14, 88)):
        painter.drawRoundedRect(QRectF(area.left() + left, middle, width, 8), 4, 4)


def _icon_box(area: QRect, left: int) -> QRectF:
    return QRectF(area.left() + left, area.center().y() - _ICON / 2 + 0.5, _ICON, _ICON)


def _write(painter: QPainter, area: QRect, font: QFont, ink: str, text: str, align: int = _MIDDLE) -> None:
    painter.setFont(font)
    painter.setPen(color(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align, shown)
