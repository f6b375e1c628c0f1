"""The calls, for inspectors and supervisors: who called whom, when, how it ended; masked (U1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from protocol.call_search import CallLine, CallQuery
from protocol.roles import Role
from ui.clock_words import write_moment, write_stopwatch
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.call_filters import CallFilters
from ui.oversight.call_words import name_way, sign_ending
from ui.oversight.row_model import Cell
from ui.oversight.search_page import SearchPage
from ui.widgets.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.desk import Desk
    from app.listening.service import Heard
    from ui.listening.dialog import ListenDialog


class CallsPage(SearchPage[CallLine, CallQuery]):
    """Looks when it is opened and when the person asks; every search is on record at Central."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        self.filters = CallFilters()
        super().__init__(
            runner,
            self.filters.query(),
            self._fetch_page,
            self.filters.person,
            _show_cell,
            lambda line: line.id,
            parent,
        )
        self.column.insertWidget(self.column.indexOf(self.banner), self.filters)
        self._desk = desk
        self.filters.searched.connect(self.refresh)
        self.add_older()
        person = desk.keeper.person
        self._may_listen = person is not None and person.role is Role.INSPECTOR
        self._dialog: ListenDialog | None = None
        if self._may_listen:
            self._listen = self.add_act(
                IconName.HEADPHONES, self._ask_to_listen, Key.LISTEN, lambda line: bool(line.recorded_s)
            )
        self.end_acts()
        QWidget.setTabOrder(self.older, self.table)
        self.retranslate()

    def refresh(self) -> None:
        """Look for what the filters say."""
        self.query = self.filters.query()
        super().refresh()

    def stop(self) -> None:
        """Show and play nothing, e.g. because the desk is locked."""
        if self._dialog is not None:
            self._dialog.close_for("locked")
        super().stop()

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("Calls"))
        self.text.setText(self.tr("Who called whom, when, and how it ended. Every search is itself on record."))
        self.model.set_heads(
            (
                self.tr("When"),
                self.tr("Call"),
                self.tr("Agent"),
                self.tr("Customer"),
                self.tr("How it ended"),
                self.tr("Talked"),
                self.tr("On hold"),
                self.tr("Recorded"),
                self.tr("Desk"),
                self.tr("PBX"),
            )
        )
        self.older.setText(" " + self.tr("Older calls"))
        if self._may_listen:
            self._listen.setText(" " + self.tr("Listen"))

    def word_empty(self) -> None:
        """Say that nothing was found."""
        self.empty.say(
            IconName.PHONE,
            self.tr("No call was found"),
            self.tr("Widen the time, or clear a filter."),
            self.tr("Look again"),
        )

    def _fetch_page(self, query: CallQuery) -> tuple[Sequence[CallLine], str]:
        page = self._desk.searches.calls(query)
        return page.lines, page.next

    def _ask_to_listen(self) -> None:
        line = self.chosen()
        if line is None or not line.recorded_s or self._dialog is not None:
            return
        sentence = self.tr("You hear {number} of {who}. Reason, time and how far you listen are recorded.")
        dialog = ProofDialog(
            sentence.format(number=line.number, who=line.person),
            self.tr("Listen"),
            asks=self.tr("Why you listen, for the record"),
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._open(dialog, line))
        dialog.open()

    def _open(self, dialog: ProofDialog, line: CallLine) -> None:
        reason, (password, code) = dialog.words(), dialog.take()
        self._runner.run(
            lambda: self._desk.listening.ask(line.id, reason, password, code), self._play, self.fail, owner=self
        )

    def _play(self, heard: Heard) -> None:
        from ui.listening.dialog import ListenDialog

        self._dialog = dialog = ListenDialog(self._desk, self._runner, heard, self)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self) -> None:
        self._dialog = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _show_cell(line: CallLine, column: int) -> Cell:
    cells: tuple[Cell, ...] = (
        write_moment(line.begun_at),
        name_way(line),
        f"{line.person} · {line.team}",
        f"{line.customer}  {line.masked}".strip(),
        sign_ending(line),
        write_stopwatch(line.talk_s) if line.answered_at else "",
        write_stopwatch(line.held_s) if line.held_s else "",
        write_stopwatch(line.recorded_s) if line.recorded_s else "",
        line.device,
        line.pbx,
    )
    return cells[column]
