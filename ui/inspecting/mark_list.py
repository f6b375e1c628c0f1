"""Marks at places of the recording: set where the playhead is, listed in order, gone to by Enter, dropped by Delete."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from protocol.inspection import MOST_MARKS, Criterion, Mark
from ui.clock_words import write_stopwatch
from ui.icons import IconName, icon
from ui.inspecting.words import name_criterion
from ui.style import GRID
from ui.widgets.masked_line import MaskedLine

_LONGEST = 200


class _List(QListWidget):
    """``gone_to`` and ``dropped`` by keys."""

    gone_to = Signal(QListWidgetItem)
    dropped = Signal(QListWidgetItem)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Delete act on the chosen mark; nothing is copied from here."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gone_to.emit(item)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(item)
        elif event.key() != Qt.Key.Key_C or not event.modifiers():
            super().keyPressEvent(event)


class MarkList(QWidget):
    """``wanted`` when a mark is to be set: whoever knows the playhead calls :meth:`add`. ``gone_to(seconds)``."""

    wanted = Signal()
    gone_to = Signal(int)
    changed = Signal()

    def __init__(self, criteria: tuple[Criterion, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {each.id: name_criterion(each) for each in criteria}
        self._marks: list[Mark] = []
        self.criterion, self.note, self.list = QComboBox(), MaskedLine(), _List()
        for each in criteria:
            self.criterion.addItem(name_criterion(each), each.id)
        self.criterion.setAccessibleName(self.tr("What the mark is about"))
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText(self.tr("What is heard there"))
        self.note.setAccessibleName(self.tr("What is heard there"))
        self.button = QPushButton(" " + self.tr("Mark here"))
        self.button.setIcon(icon(IconName.TAG))
        self.button.setAutoDefault(False)
        self.button.setEnabled(False)
        self.list.setAccessibleName(self.tr("Marks"))
        self.list.setMinimumHeight(GRID * 8)
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for column, widget in enumerate((self.criterion, self.note, self.button)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(1, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(GRID)
        column_.addLayout(grid)
        column_.addWidget(self.list)
        self.button.clicked.connect(self.wanted)
        self.note.returnPressed.connect(self._want)
        self.list.gone_to.connect(lambda item: self.gone_to.emit(item.data(Qt.ItemDataRole.UserRole).at_s))
        self.list.itemDoubleClicked.connect(self.list.gone_to)
        self.list.dropped.connect(self._drop)

    def add(self, at_s: int) -> None:
        """Set a mark there, about what is chosen, with what is written; none beyond as many as there may be."""
        if len(self._marks) >= MOST_MARKS:
            return
        mark = Mark(at_s=at_s, criterion=self.criterion.currentData(), note=self.note.text().strip())
        self.note.clear()
        self.show_marks((*self._marks, mark))
        self.changed.emit()

    def marks(self) -> tuple[Mark, ...]:
        """All of them, in the order of the recording."""
        return tuple(self._marks)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """List these."""
        self._marks = sorted(marks, key=lambda mark: mark.at_s)
        self.list.clear()
        for mark in self._marks:
            item = QListWidgetItem(tell_mark(mark, self._names.get(mark.criterion, mark.criterion)))
            item.setData(Qt.ItemDataRole.UserRole, mark)
            self.list.addItem(item)

    def choose(self, criterion: str) -> None:
        """The next mark is about this."""
        self.criterion.setCurrentIndex(max(0, self.criterion.findData(criterion)))

    def _want(self) -> None:
        if self.button.isEnabled():
            self.wanted.emit()

    def _drop(self, item: QListWidgetItem) -> None:
        place = self.list.row(item)
        self.show_marks(tuple(mark for number, mark in enumerate(self._marks) if number != place))
        self.list.setCurrentRow(min(place, self.list.count() - 1))
        self.changed.emit()


def tell_mark(mark: Mark, criterion: str) -> str:
    """A mark in a line."""
    return " · ".join(part for part in (write_stopwatch(mark.at_s), criterion, mark.note) if part)
