"""The inspector's page: calls to inspect, found or drawn by lot, and how the inspection of each stands (U1)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.inspection import CallFile, InspectedCall, InspectionChoices, InspectionQuery
from ui.clock_words import write_moment, write_stopwatch
from ui.icons import IconName
from ui.inspecting.draft import Draft
from ui.inspecting.file_dialog import FileDialog
from ui.inspecting.filters import InspectionFilters
from ui.inspecting.words import sign_consent, sign_score, sign_stage
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.call_words import name_way
from ui.oversight.row_model import Cell
from ui.oversight.search_page import SearchPage
from ui.widgets.labels import make_label
from ui.words import name_disposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.desk import Desk


class InspectionPage(SearchPage[InspectedCall, InspectionQuery]):
    """Looks when it is opened and when the person asks; every search and every lot is on record at Central. What was
    begun and not recorded waits here, in memory, until the person leaves."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        self.filters = InspectionFilters()
        self._drawn_from = 0
        self._drafts: dict[str, Draft] = {}
        query, first = self.filters.query(), self.filters.person
        super().__init__(runner, query, self._fetch_page, first, _show_cell, lambda line: line.call.id, parent)
        self.column.insertWidget(self.column.indexOf(self.banner), self.filters)
        self._desk = desk
        self.dialog: FileDialog | None = None
        self._lot_words = make_label(size="small")
        self.filters.searched.connect(self.look)
        self.filters.drawn.connect(self.draw)
        self._inspect = self.add_act(IconName.FILE_TEXT, self.open_chosen, Key.INSPECT, lambda _: True)
        self.add_older()
        self.acts.addWidget(self._lot_words)
        self.end_acts()
        self.table.doubleClicked.connect(lambda _: self.open_chosen())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.open_chosen)
        order = (self.filters.button, self._inspect, self.older, self.empty.button, self.table)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.retranslate()

    def start(self) -> None:
        """Look, and ask what there is to choose from."""
        self._runner.run(self._desk.inspections.choices, self._offer, lambda _: None, owner=self)
        super().start()

    def stop(self) -> None:
        """Show and play nothing, e.g. because the desk is locked; what was begun waits."""
        if self.dialog is not None:
            self.dialog.close_for("locked")
        super().stop()

    def look(self) -> None:
        """Look for what the filters say."""
        self.query = self.filters.query()
        self.refresh()

    def draw(self) -> None:
        """Have Central draw by lot among the calls that nobody inspected; looking again shows all of them anew."""
        self.ask(self.filters.query(by_lot=True))

    def open_chosen(self) -> None:
        """Open the chosen call's file; that it was opened is on record."""
        line = self.chosen()
        if line is None or self.dialog is not None:
            return
        call = line.call.id
        self._runner.run(lambda: self._desk.inspections.open(call), self._show_file, self.fail, owner=self)

    def take_notice(self, item: InboxItem) -> None:
        """An agent answered: what is on screen says so."""
        if item.kind is InboxKind.INSPECTION_ANSWERED and self.isVisible() and self.dialog is None:
            self.look()

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("Inspection"))
        self.text.setText(
            self.tr("Calls that were answered and are over. Every search, lot and opened call is itself on record.")
        )
        self.model.set_heads(
            (
                self.tr("When"),
                self.tr("Call"),
                self.tr("Agent"),
                self.tr("Customer"),
                self.tr("Campaign"),
                self.tr("Outcome"),
                self.tr("Customer's answer"),
                self.tr("Talked"),
                self.tr("Recorded"),
                self.tr("Inspection"),
                self.tr("Score"),
            )
        )
        self._inspect.setText(" " + self.tr("Inspect"))
        self.older.setText(" " + self.tr("Older calls"))

    def word_empty(self) -> None:
        """Say that nothing was found."""
        self.empty.say(
            IconName.FILE_TEXT,
            self.tr("No call was found"),
            self.tr("Widen the time, or clear a filter."),
            self.tr("Look again"),
        )

    def _fetch_page(self, query: InspectionQuery) -> tuple[Sequence[InspectedCall], str]:
        """A page of calls, or a lot."""
        page = self._desk.inspections.find(query)
        self._drawn_from = page.drawn_from
        return page.lines, page.next

    def _offer(self, choices: InspectionChoices) -> None:
        self.filters.show_choices(choices)

    def _show_file(self, file: CallFile) -> None:
        self.dialog = dialog = FileDialog(
            self._desk, self._runner, file, self._drafts.pop(file.line.call.id, None), self
        )
        dialog.finished.connect(lambda _: self._leave_file(dialog, file.line.call.id))
        dialog.open()

    def _leave_file(self, dialog: FileDialog, call: str) -> None:
        self.dialog = None
        if dialog.made is None:
            if dialog.form.is_changed():
                self._drafts[call] = dialog.form.draft()
        else:
            self.look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, rows: Sequence[InspectedCall]) -> None:
        super()._show_rows(rows)
        words = self.tr("Drawn by lot: {count} of {all}. The lot is on record.")
        self._lot_words.setText(words.format(count=len(rows), all=self._drawn_from) if self._drawn_from else "")


def _show_cell(line: InspectedCall, column: int) -> Cell:
    call = line.call
    cells: tuple[Cell, ...] = (
        write_moment(call.begun_at),
        name_way(call),
        f"{call.person} · {call.team}",
        f"{call.customer}  {call.masked}".strip(),
        call.campaign,
        name_disposition(line.disposition) if line.disposition else "",
        sign_consent(line.consent),
        write_stopwatch(call.talk_s),
        write_stopwatch(call.recorded_s) if call.recorded_s else "",
        sign_stage(line.stage),
        sign_score(line.score, line.unmet) if line.score is not None else "",
    )
    return cells[column]
