"""A page with a table that Central fills: title, banner, rows, and acts on the chosen row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.jobs import JobRunner
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner, EmptyState

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows of frozen values, a function for each cell's text."""

    def __init__(self, cell: Callable[[Row, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self._rows: Sequence[Row] = ()
        self._heads: tuple[str, ...] = ()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        """Name the columns."""
        self.beginResetModel()
        self._heads = heads
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> Row:
        """The value behind a row."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A cell's text, for eyes and for screen readers."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        return self._cell(self._rows[index.row()], index.column())

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """A column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class TablePage(QWidget, Generic[Row]):
    """Subclasses word it, load rows and put acts into ``acts``."""

    def __init__(
        self,
        runner: JobRunner,
        load: Callable[[], Sequence[Row]],
        cell: Callable[[Row, int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._load = runner, load
        self.title, self.text = make_label(size="large"), make_label(tone=Tone.MUTED, wrap=True)
        self.banner, self.empty = Banner(), EmptyState()
        self.model: RowModel[Row] = RowModel(cell, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(GRID * 4)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (self.title, self.text, self.banner):
            column.addWidget(widget)
        column.addLayout(self.acts)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        self.empty.acted.connect(self.refresh)
        self.banner.acted.connect(self.refresh)
        self._show_rows(())

    def start(self) -> None:
        """Load what there is."""
        self.refresh()

    def stop(self) -> None:
        """Show nothing, e.g. because the desk is locked."""
        self._show_rows(())

    def refresh(self) -> None:
        """Ask Central anew."""
        self._runner.run(self._load, self._show_rows, self.fail, owner=self)

    def add_act(self, name: IconName, act: Callable[[], None]) -> QPushButton:
        """A button over the table; the caller words it."""
        button = QPushButton()
        button.setIcon(icon(name))
        button.clicked.connect(act)
        self.acts.addWidget(button)
        return button

    def chosen(self) -> Row | None:
        """The row that is selected."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def fail(self, error: VeildeskError) -> None:
        """Say what went wrong; the rows that are there stay."""
        self.banner.say(Tone.WARN, tell_error(error).as_line(), self.tr("Look again"))

    def retranslate(self) -> None:
        """Word everything anew; subclasses do it."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_rows(self, rows: Sequence[Row]) -> None:
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
