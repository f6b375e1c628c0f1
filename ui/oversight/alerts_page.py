"""Alerts for security: what happened, to what, when; the newest on top (U3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.oversight import AlertRow
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.oversight.table_page import TablePage
from ui.oversight.words import show_moment

if TYPE_CHECKING:
    from app.desk import Desk


class AlertsPage(TablePage[AlertRow]):
    """Lists alerts; a new one appears by itself."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.alerts, _show_cell, parent)
        self.retranslate()

    def take_notice(self, item: InboxItem) -> None:
        """Look at once when there is a new one."""
        if item.kind is InboxKind.ALERT:
            self.refresh()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Alerts"))
        self.text.setText(self.tr("Each of these needs somebody's judgement."))
        self.model.set_heads((self.tr("When"), self.tr("What"), self.tr("About"), self.tr("Facts")))
        self.empty.say(
            IconName.SHIELD_CHECK,
            self.tr("Nothing needs you"),
            self.tr("Alerts appear here by themselves."),
            self.tr("Look again"),
        )


def _show_cell(row: AlertRow, column: int) -> str:
    facts = ", ".join(f"{name}: {value}" for name, value in row.facts.items())
    return (show_moment(row.at), row.kind, row.about, facts)[column]
