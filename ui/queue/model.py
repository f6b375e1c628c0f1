"""The queue as a list model: section lines and masked card lines over a listing, fetched a page at a time (D1).

A million rows cost four numbers here: a row's section and place are found by arithmetic, its line is asked for when
somebody looks at it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.cards import CardRow, Listing, Section
from protocol.cards import Disposition
from protocol.identifiers import Identifier
from ui.words import name_section, name_state, sign_waiting, write_due

PAGE = 64
KEPT_PAGES = 64
LINE_ROLE = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


class SectionLine(Struct, frozen=True):
    """The head of a part of the queue."""

    section: Section
    count: int
    is_open: bool


class CardLine(Struct, frozen=True):
    """A card in the list. ``row`` is None until its page has come."""

    row: CardRow | None
    is_shown: bool = False
    recorded: Disposition | None = None
    """An outcome recorded here that Central has not taken yet."""


Line = SectionLine | CardLine


class QueueModel(QAbstractListModel):
    """Lines of a :class:`Listing`. ``page_wanted(section, page)`` asks for lines; answer with :meth:`put_page`."""

    page_wanted = Signal(Section, int)

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._open = {Section.DUE, Section.TODAY}
        self._pages: OrderedDict[tuple[Section, int], Sequence[CardRow]] = OrderedDict()
        self._asked: set[tuple[Section, int]] = set()
        self._shown: Identifier | None = None
        self._recorded: Mapping[Identifier, Disposition] = {}

    @property
    def listing(self) -> Listing | None:
        """What is listed now."""
        return self._listing

    def show_listing(self, listing: Listing | None) -> None:
        """List these cards from now on."""
        self.beginResetModel()
        self._listing = listing
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def put_page(self, listing: Listing, section: Section, page: int, rows: Sequence[CardRow]) -> None:
        """The lines that were wanted; those of an older listing are dropped."""
        if listing is not self._listing:
            return
        self._asked.discard((section, page))
        self._pages[section, page] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if section in self._open:
            first = self._first_row(section) + 1 + page * PAGE
            self.dataChanged.emit(self.index(first), self.index(first + max(len(rows) - 1, 0)))

    @property
    def shown(self) -> Identifier | None:
        """The card that is open beside the queue, or was before it was covered."""
        return self._shown

    def set_shown(self, card_id: Identifier | None) -> None:
        """Which card is open beside the queue."""
        self._shown = card_id
        self._repaint()

    def set_recorded(self, recorded: Mapping[Identifier, Disposition]) -> None:
        """Which outcomes wait to be sent."""
        self._recorded = recorded
        self._repaint()

    def is_open(self, section: Section) -> bool:
        """Whether a section shows its cards."""
        return section in self._open

    def toggle(self, section: Section) -> None:
        """Fold or unfold a section."""
        size, first = self._size(section), self._first_row(section) + 1
        if section in self._open:
            if size:
                self.beginRemoveRows(QModelIndex(), first, first + size - 1)
            self._open.discard(section)
            if size:
                self.endRemoveRows()
        else:
            if size:
                self.beginInsertRows(QModelIndex(), first, first + size - 1)
            self._open.add(section)
            if size:
                self.endInsertRows()
        head = self.index(first - 1)
        self.dataChanged.emit(head, head)

    def place(self, row: int) -> tuple[Section, int]:
        """The section of a row and its place there; -1 for the section's head."""
        for section in Section:
            length = 1 + (self._size(section) if section in self._open else 0)
            if row < length:
                return section, row - 1
            row -= length
        raise IndexError(row)

    def find_row(self, section: Section, place: int) -> int | None:
        """The row of a card by its place in a section; None while the section is folded."""
        return self._first_row(section) + 1 + place if section in self._open else None

    def line(self, row: int) -> Line:
        """What stands in a row; asks for its page when that is not here."""
        section, place = self.place(row)
        if place < 0:
            return SectionLine(section, self._size(section), section in self._open)
        page, offset = divmod(place, PAGE)
        rows = self._pages.get((section, page))
        if rows is None:
            if (section, page) not in self._asked:
                self._asked.add((section, page))
                self.page_wanted.emit(section, page)
            return CardLine(None)
        self._pages.move_to_end((section, page))
        if offset >= len(rows):
            return CardLine(None)
        card = rows[offset]
        return CardLine(card, card.id == self._shown, self._recorded.get(card.id))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Every head, and the cards of open sections."""
        if parent.isValid() or self._listing is None:
            return 0
        return len(Section) + sum(self._size(section) for section in self._open)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line for the delegate; words for screen readers."""
        if not index.isValid():
            return None
        if role == LINE_ROLE:
            return self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return read_aloud(self.line(index.row()))
        return None

    def _size(self, section: Section) -> int:
        return self._listing.size(section) if self._listing is not None else 0

    def _first_row(self, section: Section) -> int:
        before = list(Section)[: list(Section).index(section)]
        return sum(1 + (self._size(one) if one in self._open else 0) for one in before)

    def _repaint(self) -> None:
        count = self.rowCount()
        if count:
            self.dataChanged.emit(self.index(0), self.index(count - 1))


def read_aloud(line: Line) -> str:
    """A line in words; masked, as on screen."""
    if isinstance(line, SectionLine):
        return f"{name_section(line.section)} ({line.count:,})"
    if line.row is None:
        return "…"
    state = sign_waiting().word if line.recorded else name_state(line.row.state).word
    due = write_due(line.row.state, line.row.due_at)
    return " ".join(part for part in (line.row.name, line.row.mobile, state, due) if part)
