"""The lock: nothing of any customer on screen, and one field to come back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.session import LockReason
from ui.icons import IconName, icon
from ui.sign_in.page import EntryPage
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.password_field import PasswordField


class LockPage(EntryPage):
    """Covers the desk while it is locked. ``submitted`` says that ``password`` has something to take; a call that goes
    on can be ended here, and nothing says whose it is."""

    submitted = Signal()
    left = Signal()
    hang_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._reason: LockReason | None = None
        self._seen = self._key = ""
        self.password = PasswordField()
        self._password_label = self.add_row(self.password)
        self.call, self.hang_up = make_label(wrap=True, tone=Tone.WARN), QPushButton()
        set_look(self.hang_up, kind="stop")
        self.hang_up.setIcon(icon(IconName.PHONE_OFF, Tone.STOP))
        self.hang_up.clicked.connect(self.hang_up_wanted)
        self.below.setSpacing(GRID)
        for part in (self.call, self.hang_up):
            part.hide()
            self.below.addWidget(part)
        self._sign_out = QPushButton()
        set_look(self._sign_out, kind="quiet")
        self.below.addWidget(self._sign_out, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sign_out.clicked.connect(self.left)
        self.password.submitted.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self.retranslate()

    def start(self, name: str, reason: LockReason | None, seen: str = "") -> None:
        """Lock for ``name``; ``seen``: what a guard has to say of it."""
        self._name, self._reason, self._seen = name, reason, seen
        self.password.clear()
        self.banner.hide()
        self.set_busy(False)
        self.retranslate()
        self.password.setFocus()

    def say_seen(self, seen: str) -> None:
        """A guard has something new to say."""
        self._seen = seen
        self.retranslate()

    def show_call(self, *, is_on: bool, key: str) -> None:
        """Whether a call goes on behind the lock; ``key`` hangs it up, too."""
        self._key = key
        self.call.setVisible(is_on)
        self.hang_up.setVisible(is_on)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Locked"))
        self.text.setText(self._word_reason())
        self._password_label.setText(self.tr("Password of {name}").format(name=self._name))
        self.password.setAccessibleName(self._password_label.text())
        self.button.setText(self.tr("Unlock"))
        self.call.setText(self.tr("Your call goes on: the customer hears what is said here."))
        self.hang_up.setText(f" {self.tr('Hang up')}  {self._key}")
        self.hang_up.setAccessibleName(self.tr("Hang up"))
        self._sign_out.setText(self.tr("Sign out and let somebody else work here"))

    def _word_reason(self) -> str:
        if self._reason is LockReason.EXPORT_BLOCKED and self._seen:
            return self._seen
        return {
            LockReason.IDLE: self.tr("Nobody worked here for a while. Your work is safe."),
            LockReason.OFFLINE_TOO_LONG: self.tr("Central has not been heard for too long. Your work is safe."),
            LockReason.EXPORT_BLOCKED: self.tr("A way for data to leave was open. Your work is safe."),
            LockReason.CENTRAL: self.tr("Central put your session to sleep. Your work is safe."),
        }.get(self._reason or LockReason.ASKED, self.tr("Your work is safe."))

    def _submit(self) -> None:
        if self.password.is_empty():
            self.password.setFocus()
            return
        self.banner.hide()
        self.submitted.emit()
