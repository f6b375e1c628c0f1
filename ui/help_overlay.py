"""'?' lays the list of keys over the window; Esc, '?' or a click takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.keys import KeyGroup
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1)
_VEIL = QColor(10, 14, 20, 120)


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
        for side in _share_out(groups):
            columns.addLayout(_make_side(side))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._under = parent
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Lay the list over the window."""
        window = self.window()
        self._before = window.focusWidget()
        self.setGeometry(self._under.rect())
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
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Any closing key closes; the rest goes nowhere."""
        if event.key() in _CLOSING:
            self.close_list()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """A click closes."""
        self.close_list()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A veil over the window."""
        QPainter(self).fillRect(event.rect(), _VEIL)


def _share_out(groups: tuple[KeyGroup, ...]) -> list[tuple[KeyGroup, ...]]:
    """Two columns of about the same length, read down and then across; one where there is little to list."""
    if len(groups) < 2:
        return [groups]
    sizes = [len(group.lines) + 2 for group in groups]
    cut = min(range(1, len(groups)), key=lambda place: max(sum(sizes[:place]), sum(sizes[place:])))
    return [groups[:cut], groups[cut:]]


def _make_side(groups: tuple[KeyGroup, ...]) -> QVBoxLayout:
    side, grid = QVBoxLayout(), QGridLayout()
    grid.setHorizontalSpacing(GRID * 3)
    grid.setVerticalSpacing(GRID)
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
