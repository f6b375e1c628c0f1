"""An enrolment ticket, shown once: to be copied to the new desk, and gone when it is put away or has expired."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from protocol.oversight import TicketAnswer
from protocol.times import Instant, parse_instant
from ui.clock_words import write_minute
from ui.guards.clipboard import copy_as_it_is
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.text_field import TextArea


class TicketPanel(QFrame):
    """Hidden until there is a ticket."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._expires_at: Instant | None = None
        self._title, self._text = make_label(strong=True), make_label(tone=Tone.MUTED, wrap=True)
        self.ticket = TextArea()
        self.ticket.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # the button copies all of it
        self.ticket.setFixedHeight(GRID * 11)
        self.copy, self.done = QPushButton(), QPushButton()
        set_look(self.copy, kind="primary")
        self.copy.clicked.connect(self._copy)
        self.done.clicked.connect(self.forget)
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self.forget)
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        acts.addWidget(self._text, 1)
        acts.addWidget(self.copy)
        acts.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self.ticket)
        column.addLayout(acts)
        set_look(self, surface="raised")
        self.retranslate()
        self.hide()

    def show_ticket(self, name: str, answer: TicketAnswer) -> None:
        """Show the ticket for the desk called ``name`` until it expires."""
        self._name, self._expires_at = name, answer.expires_at
        self.ticket.setPlainText(answer.ticket)
        left_s = (parse_instant(answer.expires_at) - datetime.now(UTC)).total_seconds()
        self._expiry.start(max(0, round(left_s * 1000)))
        self.retranslate()
        self.show()
        self.copy.setFocus()

    def forget(self) -> None:
        """Put it away; it cannot be shown again."""
        self._expiry.stop()
        self._name, self._expires_at = "", None
        self.ticket.clear()
        self.hide()

    def retranslate(self) -> None:
        """Word everything anew."""
        until = write_minute(self._expires_at) if self._expires_at else ""
        self._title.setText(self.tr("Ticket for {name}").format(name=self._name))
        self._text.setText(self.tr("Shown once. Paste it on the new desk before {time}.").format(time=until))
        self.ticket.setAccessibleName(self.tr("Enrolment ticket"))
        self.copy.setText(self.tr("Copy"))
        self.done.setText(self.tr("Done"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _copy(self) -> None:
        copy_as_it_is(self.ticket.toPlainText())
        self.copy.setText(self.tr("Copied"))
