"""A password of one's own: at first sign-in, or whenever it is changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.passwords import PasswordFault, find_fault
from secure_store.wiping import wipe_bytes
from ui.sign_in.page import EntryPage
from ui.style import Tone
from ui.widgets.password_field import PasswordField


class PasswordPage(EntryPage):
    """Asks for the old password and, twice, the new one. ``submitted`` says that :meth:`take` has something to give."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.old, self.new, self.again = PasswordField(), PasswordField(), PasswordField()
        self._old_label, self._new_label, self._again_label = map(self.add_row, (self.old, self.new, self.again))
        self._username = ""
        self._taken: tuple[bytearray, bytearray] | None = None
        self.old.submitted.connect(self.new.setFocus)
        self.new.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self.retranslate()

    def start(self, username: str) -> None:
        """Make ready for ``username``, whose name no password may hold."""
        self._username = username
        self.set_busy(False)
        self.banner.hide()
        self.old.setFocus()

    def take(self) -> tuple[bytearray, bytearray]:
        """Old and new password; whoever takes them wipes them."""
        taken, self._taken = self._taken, None
        if taken is None:
            raise RuntimeError("nothing was submitted")
        return taken

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Choose your password"))
        self.text.setText(
            self.tr("At least 12 characters. A sentence that only you would say is easier to keep than a riddle.")
        )
        for label, field, text in (
            (self._old_label, self.old, self.tr("The password you have now")),
            (self._new_label, self.new, self.tr("New password")),
            (self._again_label, self.again, self.tr("New password, once more")),
        ):
            label.setText(text)
            field.setAccessibleName(text)
        self.button.setText(self.tr("Set password"))

    def _submit(self) -> None:
        old, new, again = self.old.take(), self.new.take(), self.again.take()
        same = new == again
        wipe_bytes(again)
        fault = find_fault(new, self._username, old)
        if same and fault is None:
            self.banner.hide()
            self._taken = (old, new)
            self.submitted.emit()
            return
        wipe_bytes(old)
        wipe_bytes(new)
        self.banner.say(Tone.WARN, self._word_fault(fault) if fault else self.tr("The two new passwords differ."))
        self.old.setFocus()

    def _word_fault(self, fault: PasswordFault) -> str:
        return {
            PasswordFault.TOO_SHORT: self.tr("The new password is too short. Use at least 12 characters."),
            PasswordFault.TOO_LONG: self.tr("The new password is too long. Use at most 128 characters."),
        }.get(fault, self.tr("The new password is too easy to guess, or the same as before. Choose another one."))
