"""People for administrators and security: accounts, unlocked or frozen with a reason (U1, U3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from protocol.oversight import AccountAct, AccountState, PersonRow
from protocol.roles import Role
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.oversight.words import name_account_state, show_moment
from ui.widgets.proof_dialog import ProofDialog
from ui.words import name_role

if TYPE_CHECKING:
    from app.desk import Desk


class PeoplePage(TablePage[PersonRow]):
    """Lists accounts."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, desk.oversight.people, _show_cell, lambda row: row.id, parent)
        self._desk = desk
        person = desk.keeper.person
        own = person.id if person else ""
        self._unlock = self.add_act(
            IconName.LOCK_OPEN,
            lambda: self._ask(AccountAct.UNLOCK),
            Key.UNLOCK_ACCOUNT,
            lambda row: row.state is AccountState.LOCKED and row.id != own,
        )
        self._is_security = person is not None and person.role is Role.SECURITY
        if self._is_security:
            self._freeze = self.add_act(
                IconName.SNOWFLAKE,
                lambda: self._ask(AccountAct.FREEZE),
                Key.FREEZE_ACCOUNT,
                lambda row: row.state in (AccountState.ACTIVE, AccountState.LOCKED) and row.id != own,
            )
            self._unfreeze = self.add_act(
                IconName.SUN,
                lambda: self._ask(AccountAct.UNFREEZE),
                Key.UNFREEZE_ACCOUNT,
                lambda row: row.state is AccountState.FROZEN and row.id != own,
            )
        self.end_acts()
        self.retranslate()

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("People"))
        self.text.setText(self.tr("Who may sign in. What you change here is recorded with your reason."))
        self.model.set_heads(
            (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("State"), self.tr("Last sign-in"))
        )
        self._unlock.setText(" " + self.tr("Unlock…"))
        if self._is_security:
            self._freeze.setText(" " + self.tr("Freeze…"))
            self._unfreeze.setText(" " + self.tr("Unfreeze…"))

    def word_empty(self) -> None:
        """Say that there is nobody."""
        self.empty.say(IconName.USERS, self.tr("There are no accounts"), "", self.tr("Look again"))

    def _ask(self, act: AccountAct) -> None:
        row = self.chosen()
        if row is None:
            return
        who = f"{row.name} · {name_role(row.role)} · {row.team}"
        sentence, button = {
            AccountAct.UNLOCK: (self.tr("{who} may sign in again."), self.tr("Unlock")),
            AccountAct.FREEZE: (
                self.tr("{who} is signed out everywhere at once, and cannot sign in until unfrozen."),
                self.tr("Freeze"),
            ),
            AccountAct.UNFREEZE: (self.tr("{who} may sign in again."), self.tr("Unfreeze")),
        }[act]
        dialog = ProofDialog(
            sentence.format(who=who),
            button,
            asks=self.tr("Reason, for the record"),
            needs_code=self._desk.keeper.policy.step_up_code,
            shut_out=act is AccountAct.FREEZE,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._change(dialog, row, act))
        dialog.open()

    def _change(self, dialog: ProofDialog, row: PersonRow, act: AccountAct) -> None:
        reason, (password, code) = dialog.words(), dialog.take()
        self._runner.run(
            lambda: self._desk.oversight.change_account(row.id, act, reason, password, code),
            lambda _: self._say_done(row, act),
            self.fail,
            owner=self,
        )

    def _say_done(self, row: PersonRow, act: AccountAct) -> None:
        done = {
            AccountAct.UNLOCK: self.tr("{who} may sign in again. It is on record."),
            AccountAct.FREEZE: self.tr("{who} is frozen, and signed out everywhere. It is on record."),
            AccountAct.UNFREEZE: self.tr("{who} may sign in again. It is on record."),
        }
        self.say_done(done[act].format(who=row.name))


def _show_cell(row: PersonRow, column: int) -> Cell:
    cells: tuple[Cell, ...] = (
        f"{row.name} ({row.username})",
        name_role(row.role),
        row.team,
        name_account_state(row.state),
        show_moment(row.signed_in_at),
    )
    return cells[column]
