"""Desks for administrators: which there are, tickets for new ones, revocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QPlainTextEdit, QWidget

from protocol.oversight import DeviceRow, TicketAnswer
from protocol.roles import Role
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.oversight.table_page import TablePage
from ui.oversight.words import name_device_state, show_moment
from ui.style import Tone
from ui.widgets.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from app.desk import Desk


class DevicesPage(TablePage[DeviceRow]):
    """Lists desks. A ticket is shown once, in a field to copy it from."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.devices, _show_cell, parent)
        self._desk = desk
        self._ticket = QPlainTextEdit()
        self._ticket.setReadOnly(True)
        self._ticket.setMaximumHeight(96)
        self._ticket.hide()
        self._enrol = self.add_act(IconName.MONITOR_SMARTPHONE, self._ask_name)
        self._revoke = self.add_act(IconName.CIRCLE_X, self._ask_revocation)
        self.acts.addStretch()
        person = desk.keeper.person
        self._enrol.setVisible(person is not None and person.role is Role.ADMIN)
        column = self.layout()
        if column is not None:
            column.addWidget(self._ticket)
        self.retranslate()

    def stop(self) -> None:
        """Show nothing, a ticket least of all."""
        self._ticket.clear()
        self._ticket.hide()
        super().stop()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Desks"))
        self.text.setText(self.tr("Every desk that may speak to Central, and those that may no more."))
        self.model.set_heads(
            (self.tr("Desk"), self.tr("State"), self.tr("System"), self.tr("Last seen"), self.tr("Events"))
        )
        self._enrol.setText(self.tr("Ticket for a new desk…"))
        self._revoke.setText(self.tr("Revoke…"))
        self._ticket.setAccessibleName(self.tr("Enrolment ticket"))
        self.empty.say(IconName.MONITOR_SMARTPHONE, self.tr("No desk is enrolled yet"), "", self.tr("Look again"))

    def _ask_name(self) -> None:
        name, given = QInputDialog.getText(self, self.tr("New desk"), self.tr("What is the desk called?"))
        if not given or not name.strip():
            return
        dialog = self._prove(self.tr("A ticket for {name}, 15 minutes, one use.").format(name=name), reason=False)
        dialog.accepted.connect(lambda: self._make_ticket(dialog, name.strip()))

    def _make_ticket(self, dialog: ProofDialog, name: str) -> None:
        password, code = dialog.password.take(), dialog.code.take()
        self._runner.run(
            lambda: self._desk.oversight.make_ticket(name, password, code), self._show_ticket, self.fail, owner=self
        )

    def _show_ticket(self, answer: TicketAnswer) -> None:
        self._ticket.setPlainText(answer.ticket)
        self._ticket.show()
        self.banner.say(Tone.OK, self.tr("Copy the ticket below to the new desk; it is shown once."))

    def _ask_revocation(self) -> None:
        row = self.chosen()
        if row is None:
            return
        dialog = self._prove(self.tr("{name} is shut out at once.").format(name=row.name), reason=True)
        dialog.accepted.connect(lambda: self._revoke_desk(dialog, row))

    def _revoke_desk(self, dialog: ProofDialog, row: DeviceRow) -> None:
        reason, password, code = dialog.reason.text().strip(), dialog.password.take(), dialog.code.take()
        self._runner.run(
            lambda: self._desk.oversight.revoke_device(row.id, reason, password, code),
            lambda _: self.refresh(),
            self.fail,
            owner=self,
        )

    def _prove(self, sentence: str, *, reason: bool) -> ProofDialog:
        dialog = ProofDialog(
            sentence,
            self.tr("Go on"),
            needs_reason=reason,
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.open()
        return dialog


def _show_cell(row: DeviceRow, column: int) -> str:
    return (row.name, name_device_state(row.state), row.platform, show_moment(row.seen_at), str(row.events))[column]
