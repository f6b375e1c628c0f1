"""A table that Central fills page by page, by what the fields over it say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct, structs
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.widgets.text_field import TextField

Row = TypeVar("Row")
Query = TypeVar("Query", bound=Struct)


class SearchFilters(QWidget):
    """``searched`` by the button, or Enter in a field. ``person`` looks for somebody; subclasses place both, add
    fields and word them."""

    searched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person, self.button = TextField(), QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self.searched)
        self.take_words(self.person)

    def take_words(self, *fields: TextField) -> None:
        """Fields for a name, a number: Enter in them searches."""
        for field in fields:
            field.setMaxLength(200)
            field.setClearButtonEnabled(True)
            field.returnPressed.connect(self.searched)

    def retranslate(self) -> None:
        """Word everything anew; what is chosen stays. Subclasses do it."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class SearchPage(TablePage[Row], Generic[Row, Query]):
    """Shows a page of rows and, below it, the next one when the person asks for it.

    Subclasses word it, set ``query`` (which has a field ``after``: where a page begins) and add the act that turns the
    page, by :meth:`add_older`. ``fetch`` asks Central, off the window's thread: the rows, and where the next page
    begins ("" for nowhere). The keyboard begins in ``first_field`` while nothing is found.
    """

    def __init__(
        self,
        runner: JobRunner,
        query: Query,
        fetch: Callable[[Query], tuple[Sequence[Row], str]],
        first_field: QWidget,
        cell: Callable[[Row, int], Cell],
        key: Callable[[Row], object],
        parent: QWidget | None = None,
    ) -> None:
        self.query, self._next, self._found = query, "", ""
        self._ask_central, self._first_field = fetch, first_field
        super().__init__(runner, lambda: self._fetch(self.query), cell, key, parent)

    def add_older(self) -> None:
        """Add the act that fetches the next page; subclasses word it."""
        self.older = self.add_act(IconName.HISTORY, self.fetch_older, Key.OLDER)

    def ask(self, query: Query) -> None:
        """Show what Central finds for ``query``, in place of what is there."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.run(lambda: self._fetch(query), self._show_rows, self._miss, owner=self)

    def fetch_older(self) -> None:
        """The next page, below what is there."""
        if not self._next or self._job is not None:
            return
        query = structs.replace(self.query, after=self._next)
        self._job = self._runner.run(lambda: self._fetch(query), self._append, self._miss, owner=self)

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self.model.rowCount() else self._first_field

    def _fetch(self, query: Query) -> Sequence[Row]:
        rows, self._found = self._ask_central(query)
        return rows

    def _show_rows(self, rows: Sequence[Row]) -> None:
        self._next = self._found
        super()._show_rows(rows)
        self.older.setEnabled(bool(self._next))

    def _append(self, rows: Sequence[Row]) -> None:
        before = [self.model.row_at(place) for place in range(self.model.rowCount())]
        self._show_rows((*before, *rows))
        if before:
            self.table.scrollTo(self.model.index(len(before) - 1, 0), self.table.ScrollHint.PositionAtTop)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
