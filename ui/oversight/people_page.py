"""People for administrators and security: accounts, unlocked or frozen with a reason (U1, U3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from protocol.oversight import AccountAct, PersonRow
from protocol.roles import Role
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.oversight.table_page import TablePage
from ui.oversight.words import name_account_state, show_moment
from ui.widgets.proof_dialog import ProofDialog
from ui.words import name_role

if TYPE_CHECKING:
    from app.desk import Desk


class PeoplePage(TablePage[PersonRow]):
    """Lists accounts."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.people, _show_cell, parent)
        self._desk = desk
        self._unlock = self.add_act(IconName.LOCK_OPEN, lambda: self._ask(AccountAct.UNLOCK))
        self._freeze = self.add_act(IconName.SNOWFLAKE, lambda: self._ask(AccountAct.FREEZE))
        self._unfreeze = self.add_act(IconName.SUN, lambda: self._ask(AccountAct.UNFREEZE))
        self.acts.addStretch()
        person = desk.keeper.person
        for button in (self._freeze, self._unfreeze):
            button.setVisible(person is not None and person.role is Role.SECURITY)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("People"))
        self.text.setText(self.tr("Who may sign in. What you change here is recorded with your reason."))
        self.model.set_heads(
            (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("State"), self.tr("Last sign-in"))
        )
        self._unlock.setText(self.tr("Unlock…"))
        self._freeze.setText(self.tr("Freeze…"))
        self._unfreeze.setText(self.tr("Unfreeze…"))
        self.empty.say(IconName.USERS, self.tr("There are no accounts"), "", self.tr("Look again"))

    def _ask(self, act: AccountAct) -> None:
        row = self.chosen()
        if row is None:
            return
        dialog = ProofDialog(
            f"{row.name} · {name_role(row.role)} · {row.team}",
            self.tr("Go on"),
            needs_reason=True,
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._change(dialog, row, act))
        dialog.open()

    def _change(self, dialog: ProofDialog, row: PersonRow, act: AccountAct) -> None:
        reason, password, code = dialog.reason.text().strip(), dialog.password.take(), dialog.code.take()
        self._runner.run(
            lambda: self._desk.oversight.change_account(row.id, act, reason, password, code),
            lambda _: self.refresh(),
            self.fail,
            owner=self,
        )


def _show_cell(row: PersonRow, column: int) -> str:
    cells = (row.name, name_role(row.role), row.team, name_account_state(row.state), show_moment(row.signed_in_at))
    return cells[column]
