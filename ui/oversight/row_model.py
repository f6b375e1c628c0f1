"""The table of an oversight page: frozen values as rows, texts and states as cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.icons import icon
from ui.style import color
from ui.words import Sign

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Cell = str | Sign
"""A text, or a state: shape, word and colour."""


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows of frozen values, a function for each cell."""

    def __init__(self, cell: Callable[[Row, int], Cell], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self._rows: Sequence[Row] = ()
        self._heads: tuple[str, ...] = ()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        """Name the columns."""
        if len(heads) != len(self._heads):
            self.beginResetModel()
            self._heads = heads
            self.endResetModel()
        self._heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def renew(self, rows: Sequence[Row]) -> None:
        """Show the same rows with other values; what is chosen, and where the view stands, stays."""
        self._rows = rows
        self.repaint()

    def repaint(self) -> None:
        """Show every cell anew, where what a cell shows depends on the clock."""
        if self._rows and self._heads:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._heads) - 1))

    def keys(self, key: Callable[[Row], object]) -> list[object]:
        """What tells the rows apart, in their order."""
        return [key(row) for row in self._rows]

    def row_at(self, place: int) -> Row:
        """The value behind a row."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, for eyes, for screen readers and on hovering; a state's shape and colour."""
        if not index.isValid():
            return None
        cell = self._cell(self._rows[index.row()], index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.word if isinstance(cell, Sign) else cell
        if isinstance(cell, Sign) and role == Qt.ItemDataRole.DecorationRole:
            return icon(cell.icon, cell.tone)
        if isinstance(cell, Sign) and role == Qt.ItemDataRole.ForegroundRole:
            return color(cell.tone.value)
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """A column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None
