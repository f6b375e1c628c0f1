"""Sign-in: who, password, code."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.sign_in.page import EntryPage
from ui.widgets.code_field import CodeField
from ui.widgets.password_field import PasswordField
from ui.widgets.text_field import TextField


@dataclass(frozen=True, repr=False)
class Credentials:
    """What was typed; whoever takes it wipes ``password``."""

    username: str
    password: bytearray
    code: str
    offline: bool


class SignInPage(EntryPage):
    """Asks for name, password and code. ``submitted`` says that :meth:`take` has something to give."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.username = TextField()
        self.username.setMaxLength(64)
        self.password = PasswordField()
        self.code = CodeField()
        self._username_label = self.add_row(self.username)
        self._password_label = self.add_row(self.password)
        self._code_label = self.add_row(self.code)
        self.offline = QCheckBox()
        self.below.addWidget(self.offline, 0, Qt.AlignmentFlag.AlignLeft)
        self.offline.toggled.connect(self._toggle_offline)
        self.button.clicked.connect(self._submit)
        self.username.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self._leave_password)
        self.code.returnPressed.connect(self._submit)
        self.retranslate()

    def start(self, username: str, *, has_vault: bool) -> None:
        """Make ready for a sign-in; offline is offered only where somebody has a vault here."""
        self.username.setText(username)
        self.password.clear()
        self.code.clear()
        self.offline.setChecked(False)
        self.offline.setVisible(has_vault)
        self.set_busy(False)
        (self.password if username else self.username).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While Central is asked: the way of signing in stays as it is, too."""
        super().set_busy(busy)
        self.offline.setEnabled(not busy)

    def take(self) -> Credentials:
        """What was typed; the fields are empty afterwards."""
        return Credentials(
            self.username.text().strip(), self.password.take(), self.code.take(), self.offline.isChecked()
        )

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Sign in"))
        self.text.setText(self.tr("Every act at this desk is recorded under your name."))
        self._username_label.setText(self.tr("User name"))
        self.username.setAccessibleName(self.tr("User name"))
        self._password_label.setText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self._code_label.setText(self.tr("Code from your authenticator"))
        self.code.setAccessibleName(self.tr("Code from your authenticator"))
        self.offline.setText(self.tr("Work offline, with the cards of the last sync"))
        self.button.setText(self.tr("Sign in"))

    def _toggle_offline(self, offline: bool) -> None:
        self.code.setVisible(not offline)
        self._code_label.setVisible(not offline)

    def _leave_password(self) -> None:
        if self.offline.isChecked() or self.code.is_complete():
            self._submit()
        else:
            self.code.setFocus()

    def _submit(self) -> None:
        for field, empty in (
            (self.username, not self.username.text().strip()),
            (self.password, self.password.is_empty()),
            (self.code, not self.offline.isChecked() and not self.code.is_complete()),
        ):
            if empty:
                field.setFocus()
                return
        self.banner.hide()
        self.submitted.emit()
