"""Alerts for security: what happened, to what, when; the newest on top (U3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.oversight import ALERTS_PAGE, AlertRow
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.alert_words import name_alert, name_subject, tell_facts
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.oversight.words import show_moment

if TYPE_CHECKING:
    from app.desk import Desk


class AlertsPage(TablePage[AlertRow]):
    """Lists alerts, and older ones when asked; a new one appears by itself. ``counted(n)``: how many came while another
    page was in front."""

    counted = Signal(int)

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.alerts, _show_cell, lambda row: row.seq, parent)
        self._desk, self._unseen = desk, 0
        self.older = self.add_act(IconName.HISTORY, self.fetch_older, Key.OLDER)
        self.older.hide()
        self.end_acts()
        self.wrap_rows()
        self.retranslate()

    def take_notice(self, item: InboxItem) -> None:
        """Look at once when there is a new one."""
        if item.kind is not InboxKind.ALERT:
            return
        self.refresh()
        if not self.isVisible():
            self._unseen += 1
            self.counted.emit(self._unseen)

    def fetch_older(self) -> None:
        """The next page, below what is there."""
        rows = self._listed()
        if not rows or self.older.isHidden() or self._job is not None:
            return
        before = rows[-1].seq
        self._job = self._runner.run(lambda: self._desk.oversight.alerts(before), self._append, self._miss, owner=self)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Whoever sees the list sees the new ones."""
        super().showEvent(event)
        self._unseen = 0
        self.counted.emit(0)

    def stop(self) -> None:
        """Show nothing, e.g. because the desk is locked."""
        super().stop()
        self.older.hide()

    def word(self) -> None:
        """Word title and heads."""
        self.title.setText(self.tr("Alerts"))
        self.text.setText(self.tr("Each of these needs somebody's judgement."))
        self.older.setText(" " + self.tr("Older alerts"))
        self.model.set_heads((self.tr("When"), self.tr("What"), self.tr("Whom"), self.tr("Facts")))

    def word_empty(self) -> None:
        """Say that all is quiet."""
        self.empty.say(
            IconName.SHIELD_CHECK,
            self.tr("Nothing needs you"),
            self.tr("Alerts appear here by themselves."),
            self.tr("Look again"),
        )

    def _show_rows(self, rows: Sequence[AlertRow]) -> None:
        """The newest page; what was fetched below it stays, unless more came meanwhile than a page holds."""
        listed = self._listed()
        meets = bool(rows and listed) and listed[0].seq >= rows[-1].seq
        older = [row for row in listed if row.seq < rows[-1].seq] if meets else []
        if not older:
            self.older.setVisible(len(rows) == ALERTS_PAGE)
        super()._show_rows((*rows, *older))

    def _append(self, rows: Sequence[AlertRow]) -> None:
        listed = self._listed()
        self.older.setVisible(len(rows) == ALERTS_PAGE)
        super()._show_rows((*listed, *rows))
        self.table.scrollTo(self.model.index(len(listed) - 1, 0), self.table.ScrollHint.PositionAtTop)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self) -> list[AlertRow]:
        return [self.model.row_at(place) for place in range(self.model.rowCount())]


def _show_cell(row: AlertRow, column: int) -> Cell:
    return (show_moment(row.at), name_alert(row.kind), name_subject(row), tell_facts(row))[column]
