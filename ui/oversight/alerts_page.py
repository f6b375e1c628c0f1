"""Alerts for security: what happened, to what, when; the newest on top (U3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.oversight import AlertRow
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.oversight.alert_words import name_alert, name_subject, tell_facts
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.oversight.words import show_moment

if TYPE_CHECKING:
    from app.desk import Desk


class AlertsPage(TablePage[AlertRow]):
    """Lists alerts; a new one appears by itself. ``counted(n)``: how many came while another page was in front."""

    counted = Signal(int)

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.alerts, _show_cell, lambda row: row.seq, parent)
        self._unseen = 0
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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Whoever sees the list sees the new ones."""
        super().showEvent(event)
        self._unseen = 0
        self.counted.emit(0)

    def word(self) -> None:
        """Word title and heads."""
        self.title.setText(self.tr("Alerts"))
        self.text.setText(self.tr("Each of these needs somebody's judgement."))
        self.model.set_heads((self.tr("When"), self.tr("What"), self.tr("Whom"), self.tr("Facts")))

    def word_empty(self) -> None:
        """Say that all is quiet."""
        self.empty.say(
            IconName.SHIELD_CHECK,
            self.tr("Nothing needs you"),
            self.tr("Alerts appear here by themselves."),
            self.tr("Look again"),
        )


def _show_cell(row: AlertRow, column: int) -> Cell:
    return (show_moment(row.at), name_alert(row.kind), name_subject(row), tell_facts(row))[column]
