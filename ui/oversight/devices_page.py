"""Desks for administrators: which there are, tickets for new ones, revocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from protocol.oversight import DeviceRow, DeviceState
from protocol.roles import Role
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.oversight.ticket_panel import TicketPanel
from ui.oversight.words import name_device_state, name_posture, show_moment
from ui.widgets.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from app.desk import Desk


class DevicesPage(TablePage[DeviceRow]):
    """Lists desks. A ticket is shown once, in a panel to copy it from."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.devices, _show_cell, lambda row: row.id, parent)
        self._desk = desk
        self.ticket = TicketPanel()
        person = desk.keeper.person
        self._is_admin = person is not None and person.role is Role.ADMIN
        if self._is_admin:
            self._enrol = self.add_act(IconName.MONITOR_SMARTPHONE, self._ask_name, Key.NEW)
        self._revoke = self.add_act(
            IconName.CIRCLE_X, self._ask_revocation, Key.REVOKE, lambda row: row.state is not DeviceState.REVOKED
        )
        self.end_acts()
        self.wrap_rows()
        self.column.insertWidget(self.column.indexOf(self.banner) + 1, self.ticket)
        self.retranslate()

    def stop(self) -> None:
        """Show nothing, a ticket least of all."""
        self.ticket.forget()
        super().stop()

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("Desks"))
        self.text.setText(self.tr("Every desk that may speak to Central, and those that may no more."))
        self.model.set_heads(
            (
                *(self.tr("Desk"), self.tr("State"), self.tr("System"), self.tr("Last seen"), self.tr("Events")),
                self.tr("Protection"),
            )
        )
        if self._is_admin:
            self._enrol.setText(" " + self.tr("Ticket for a new desk…"))
        self._revoke.setText(" " + self.tr("Revoke…"))

    def word_empty(self) -> None:
        """Say that there is none."""
        self.empty.say(IconName.MONITOR_SMARTPHONE, self.tr("No desk is enrolled yet"), "", self.tr("Look again"))

    def _ask_name(self) -> None:
        dialog = ProofDialog(
            self.tr("The ticket enrols one desk, once, within 15 minutes."),
            self.tr("Make the ticket"),
            asks=self.tr("What is the new desk called?"),
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.answer.setMaxLength(64)
        dialog.accepted.connect(lambda: self._make_ticket(dialog))
        dialog.open()

    def _make_ticket(self, dialog: ProofDialog) -> None:
        name, (password, code) = dialog.words(), dialog.take()
        self._runner.run(
            lambda: self._desk.oversight.make_ticket(name, password, code),
            lambda answer: self.ticket.show_ticket(name, answer),
            self.fail,
            owner=self,
        )

    def _ask_revocation(self) -> None:
        row = self.chosen()
        if row is None:
            return
        dialog = ProofDialog(
            self.tr("{name} is shut out at once, for good. To work again it must be enrolled anew.").format(
                name=row.name
            ),
            self.tr("Revoke"),
            asks=self.tr("Reason, for the record"),
            needs_code=self._desk.keeper.policy.step_up_code,
            shut_out=True,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._revoke_desk(dialog, row))
        dialog.open()

    def _revoke_desk(self, dialog: ProofDialog, row: DeviceRow) -> None:
        reason, (password, code) = dialog.words(), dialog.take()
        self._runner.run(
            lambda: self._desk.oversight.revoke_device(row.id, reason, password, code),
            lambda _: self.say_done(self.tr("{name} is shut out. It is on record.").format(name=row.name)),
            self.fail,
            owner=self,
        )


def _show_cell(row: DeviceRow, column: int) -> Cell:
    state, seen = name_device_state(row.state), show_moment(row.seen_at)
    return (row.name, state, row.platform, seen, f"{row.events:,}", name_posture(row))[column]
