"""A small window beside the demo's desks: who can sign in, with the code that his authenticator shows now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.settings import DeskSettings
from ui.application import make_application, speak_and_colour
from ui.demo.central import DemoPerson
from ui.leaving import LeavingOnSignal
from ui.style import GRID, Tone, set_look
from ui.totp import make_code
from ui.widgets.labels import make_label
from ui.words import name_role


class DemoNote(QWidget):
    """Lists the demo's people; codes change every half minute."""

    def __init__(self, people: Sequence[DemoPerson]) -> None:
        super().__init__()
        self._codes: list[tuple[DemoPerson, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 3)
        heads = (self.tr("Role"), self.tr("Name"), self.tr("Sign in as"), self.tr("Password"), self.tr("Code now"))
        for column, head in enumerate(heads):
            grid.addWidget(make_label(head, size="small", tone=Tone.MUTED), 0, column)
        for row, person in enumerate(people, start=1):
            code = make_label(strong=True)
            self._codes.append((person, code))
            words = (name_role(person.role), person.name, person.username, person.password)
            for column, word in enumerate(words):
                grid.addWidget(make_label(word), row, column)
            grid.addWidget(code, row, len(words))
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column_.setSpacing(GRID * 2)
        column_.addWidget(make_label(self.tr("Who can sign in to this demo"), size="large"))
        column_.addLayout(grid)
        column_.addWidget(make_label(self.tr("Close this window to end the demo."), tone=Tone.MUTED))
        self.setWindowTitle(self.tr("Who can sign in to this demo"))
        set_look(self, surface="window")
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)  # the desks open after it, and their codes are in it
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._show_codes)
        self._timer.start()
        self._show_codes()

    def _show_codes(self) -> None:
        for person, label in self._codes:
            label.setText(make_code(person.totp_secret))


def show_note(people: Sequence[DemoPerson], language: str | None) -> int:
    """Show the note until it is closed."""
    app = make_application()
    speak_and_colour(app, DeskSettings(), language)
    LeavingOnSignal(app)
    note = DemoNote(people)
    note.show()
    return app.exec()
