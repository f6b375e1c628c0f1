"""A small dialog that asks for the proof before an act that needs one: what will happen, password, code (D9)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ui.style import GRID, Tone, set_look
from ui.widgets.code_field import CodeField
from ui.widgets.labels import make_label
from ui.widgets.password_field import PasswordField


class ProofDialog(QDialog):
    """Asks for a reason where one is wanted, the password, and a code where policy asks for one."""

    def __init__(
        self, sentence: str, act: str, *, needs_reason: bool, needs_code: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.password, self.code = PasswordField(), CodeField()
        self._needs_reason, self._needs_code = needs_reason, needs_code
        form = QFormLayout()
        form.setVerticalSpacing(GRID)
        for wanted, label, field in (
            (needs_reason, self.tr("Reason, for the record"), self.reason),
            (True, self.tr("Your password"), self.password),
            (needs_code, self.tr("Authenticator code"), self.code),
        ):
            field.setAccessibleName(label)
            if wanted:
                form.addRow(make_label(label, tone=Tone.MUTED), field)
        buttons = QDialogButtonBox()
        self.button = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.button, kind="primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.password.submitted.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        column.setSpacing(GRID * 2)
        column.addWidget(make_label(sentence, wrap=True))
        column.addLayout(form)
        column.addWidget(buttons)
        self.setWindowTitle(act)
        self.setMinimumWidth(420)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_look(self, surface="panel")

    def _accept(self) -> None:
        for field, empty in (
            (self.reason, self._needs_reason and len(self.reason.text().strip()) < 2),
            (self.password, self.password.is_empty()),
            (self.code, self._needs_code and not self.code.is_complete()),
        ):
            if empty:
                field.setFocus()
                return
        self.accept()
