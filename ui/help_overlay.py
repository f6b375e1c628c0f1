"""'?' lays the list of keys over the window; Esc, '?' or a click takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.keys import KeyGroup
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

_ACT = QAbstractSlider.SliderAction
_SCROLLING = {
    Qt.Key.Key_Up: _ACT.SliderSingleStepSub,
    Qt.Key.Key_Down: _ACT.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _ACT.SliderPageStepSub,
    Qt.Key.Key_PageDown: _ACT.SliderPageStepAdd,
}
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1)
_VEIL = QColor(10, 14, 20, 120)
_LONG = 30
"""Lines in one column, from which on they stand closer."""


class HelpOverlay(QWidget):
    """Covers ``parent`` while it is open."""

    def __init__(self, groups: tuple[KeyGroup, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys"))
        sheet = QFrame()
        set_look(sheet, surface="card")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(GRID * 4, GRID * 3, GRID * 4, GRID * 3)
        columns.setSpacing(GRID * 6)
        sides = _share_out(groups)
        gap = GRID // 2 if max(map(_count_lines, sides)) > _LONG else GRID
        for side in sides:
            columns.addLayout(_make_side(side, gap))
        self._sheet = sheet
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(sheet)
        self._under = parent
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Lay the list over the window."""
        window = self.window()
        self._before = window.focusWidget()
        self._lay_over()
        self.show()
        self.raise_()
        self.setFocus()

    def close_list(self) -> None:
        """Take it away and give the keyboard back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._lay_over()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Its own keys are its own, whatever they do in the window below."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in (*_CLOSING, *_SCROLLING):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Any closing key closes, arrows and pages scroll; the rest goes nowhere."""
        bar = self._scroll.verticalScrollBar()
        if event.key() in _CLOSING:
            self.close_list()
        elif event.key() in _SCROLLING:
            bar.triggerAction(_SCROLLING[Qt.Key(event.key())])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """A click closes."""
        self.close_list()

    def _lay_over(self) -> None:
        """The veil as large as the window; the list as large as it is, and scrolled where the window is smaller."""
        self.setGeometry(self._under.rect())
        room, whole = self.size() - QSize(GRID * 4, GRID * 4), self._sheet.sizeHint()
        size = whole.boundedTo(room)
        if size.height() < whole.height():
            size.setWidth(min(whole.width() + self._scroll.verticalScrollBar().sizeHint().width(), room.width()))
        spare = self.size() - size
        self._scroll.setGeometry(spare.width() // 2, spare.height() // 3, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A veil over the window."""
        QPainter(self).fillRect(event.rect(), _VEIL)


def _share_out(groups: tuple[KeyGroup, ...]) -> list[tuple[KeyGroup, ...]]:
    """Two columns of about the same length, read down and then across; one where there is little to list."""
    if len(groups) < 2:
        return [groups]
    cut = min(range(1, len(groups)), key=lambda place: max(map(_count_lines, (groups[:place], groups[place:]))))
    return [groups[:cut], groups[cut:]]


def _count_lines(groups: tuple[KeyGroup, ...]) -> int:
    return sum(len(group.lines) + 2 for group in groups)


def _make_side(groups: tuple[KeyGroup, ...], gap: int) -> QVBoxLayout:
    side, grid = QVBoxLayout(), QGridLayout()
    grid.setHorizontalSpacing(GRID * 3)
    grid.setVerticalSpacing(gap)
    for group in groups:
        _add_group(grid, group)
    side.addLayout(grid)
    side.addStretch(1)
    return side


def _add_group(grid: QGridLayout, group: KeyGroup) -> None:
    row = grid.rowCount()
    title = make_label(group.title, strong=True)
    title.setContentsMargins(0, GRID if row > 1 else 0, 0, 0)
    grid.addWidget(title, row, 0, 1, 2)
    for place, line in enumerate(group.lines, row + 1):
        key: QLabel = make_label(line.keys, tone=Tone.ACCENT)
        grid.addWidget(key, place, 0)
        does = make_label(line.does)
        does.setAccessibleName(f"{line.keys}: {line.does}")
        grid.addWidget(does, place, 1)
