"""Enrolment: a desk that nobody knows yet is given its ticket."""

from __future__ import annotations

import platform

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.sign_in.page import EntryPage
from ui.style import GRID
from ui.widgets.text_field import TextArea, TextField


class EnrolPage(EntryPage):
    """Asks for the ticket and the desk's name. ``submitted(ticket, name)``."""

    submitted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField(platform.node()[:64])
        self.name.setMaxLength(64)
        self.ticket = TextArea()
        self.ticket.setFixedHeight(GRID * 14)
        self._name_label = self.add_row(self.name)
        self._ticket_label = self.add_row(self.ticket)
        self.button.clicked.connect(self._submit)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Enrol this desk"))
        self.text.setText(
            self.tr("Ask your administrator for an enrolment ticket. It works once, within 15 minutes of being made.")
        )
        self._name_label.setText(self.tr("This desk is called"))
        self.name.setAccessibleName(self.tr("This desk is called"))
        self._ticket_label.setText(self.tr("Ticket"))
        self.ticket.setAccessibleName(self.tr("Ticket"))
        self.ticket.setPlaceholderText(self.tr("VEILDESK1.… (paste the whole ticket)"))
        self.button.setText(self.tr("Enrol"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The ticket is what has to be filled in."""
        super().showEvent(event)
        self.ticket.setFocus()

    def _submit(self) -> None:
        if not self.name.text().strip():
            self.name.setFocus()
        elif not self.ticket.toPlainText().strip():
            self.ticket.setFocus()
        else:
            self.banner.hide()
            self.submitted.emit(self.ticket.toPlainText(), self.name.text().strip())
