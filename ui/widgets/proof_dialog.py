"""A small dialog that asks for the proof before an act that needs one: what will happen, password, code (D9)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from ui.style import GRID, Tone, set_look
from ui.widgets.code_field import CodeField
from ui.widgets.gaps import LEAST_REASON, Gap, tell_gap
from ui.widgets.labels import make_label
from ui.widgets.masked_line import MaskedLine
from ui.widgets.password_field import PasswordField


class ProofDialog(QDialog):
    """Says what will happen and asks: for a line of words (``asks`` labels it), the password, and a code where policy
    wants one. ``act`` is the word on the button, which warns where somebody is ``shut_out`` by it."""

    def __init__(
        self,
        sentence: str,
        act: str,
        *,
        asks: str,
        needs_code: bool,
        shut_out: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.answer = MaskedLine()
        self.answer.setMaxLength(200)
        self.password, self.code = PasswordField(), CodeField()
        self._needs_code = needs_code
        self._taken = bytearray(), ""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(GRID // 2)
        for wanted, text, field in (
            (True, asks, self.answer),
            (True, self.tr("Your password"), self.password),
            (needs_code, self.tr("Authenticator code"), self.code),
        ):
            field.setAccessibleName(text)
            if wanted:
                label = make_label(text, size="small", tone=Tone.MUTED)
                label.setBuddy(field)
                form.addRow(label, field)
        self.hint = make_label(size="small", tone=Tone.WARN, wrap=True)
        self.hint.setMinimumHeight(GRID * 2)
        buttons = QDialogButtonBox()
        self.button = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.button, kind="stop" if shut_out else "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.answer.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addWidget(make_label(sentence, wrap=True))
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(buttons)
        self.setWindowTitle(act)
        self.setMinimumWidth(GRID * 55)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_look(self, surface="panel")
        self.answer.setFocus()

    def words(self) -> str:
        """The line that was asked for."""
        return self.answer.text().strip()

    def take(self) -> tuple[bytearray, str]:
        """The password, for the caller to wipe, and the code; once, after it was accepted."""
        taken, self._taken = self._taken, (bytearray(), "")
        return taken

    def _accept(self) -> None:
        for field, gap, is_missing in (
            (self.answer, Gap.WORDS, len(self.words()) < LEAST_REASON),
            (self.password, Gap.PASSWORD, self.password.is_empty()),
            (self.code, Gap.CODE, self._needs_code and not self.code.is_complete()),
        ):
            if is_missing:
                field.setFocus()
                self.hint.setText(tell_gap(gap))
                return
        self._taken = self.password.take(), self.code.take()  # now: fields that are hidden hold nothing
        self.accept()
