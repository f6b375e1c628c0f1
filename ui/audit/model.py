"""The timeline as a table model: acts newest first, older ones fetched as somebody scrolls to them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from protocol.trail_search import TrailLine, TrailPage
from ui.audit.words import name_act, name_outcome
from ui.clock_words import write_clock, write_day
from ui.icons import icon
from ui.style import Tone, color

Index = QModelIndex | QPersistentModelIndex
_TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
OUTCOME = 6
"""The column of how an act ended."""


class TimelineModel(QAbstractTableModel):
    """Lines of pages. ``more_wanted(place)`` asks for the page after ``place``; answer with :meth:`add_page`."""

    more_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TrailLine] = []
        self._next, self._asked = "", ""
        self._heads: tuple[str, ...] = ()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        """Name the columns: when, who, what, about, desk, address, outcome."""
        self.beginResetModel()
        self._heads = heads
        self.endResetModel()

    def show_page(self, page: TrailPage | None) -> None:
        """Begin anew with a first page, or with nothing."""
        self.beginResetModel()
        self._lines = list(page.lines) if page else []
        self._next, self._asked = page.next if page else "", ""
        self.endResetModel()

    def add_page(self, page: TrailPage) -> None:
        """The page that was wanted."""
        if page.lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(page.lines) - 1)
            self._lines += page.lines
            self.endInsertRows()
        self._next, self._asked = page.next, ""

    def forget_wish(self) -> None:
        """The page that was wanted did not come; it may be asked for again."""
        self._asked = ""

    @property
    def is_whole(self) -> bool:
        """Whether there are no older lines."""
        return not self._next

    def line_at(self, row: int) -> TrailLine:
        """The act in a row."""
        return self._lines[row]

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether older lines are there and not on their way."""
        return not parent.isValid() and bool(self._next) and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for older lines."""
        if self.canFetchMore(parent):
            self._asked = self._next
            self.more_wanted.emit(self._next)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many lines are here."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | QColor | None:
        """A cell; the outcome by shape, word and colour."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in _TEXT:
            return _write_cell(line, index.column())
        if index.column() == OUTCOME:
            sign = name_outcome(line.outcome)
            if role == Qt.ItemDataRole.DecorationRole:
                return icon(sign.icon, sign.tone)
            if role == Qt.ItemDataRole.ForegroundRole and sign.tone is not Tone.OK:
                return color(sign.tone.value)
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """A column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


def write_object(line: TrailLine) -> str:
    """What an act was done to: its name, or the end of its identifier."""
    return line.object_name or (f"…{line.object_id[-8:]}" if len(line.object_id) > 12 else line.object_id)


def _write_cell(line: TrailLine, column: int) -> str:
    return (
        f"{write_day(line.at)} {write_clock(line.at)}",
        line.actor_name or line.actor or line.device_name,
        name_act(line.act),
        write_object(line),
        line.device_name,
        line.ip,
        name_outcome(line.outcome).word,
    )[column]
