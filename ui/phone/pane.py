"""The right pane: the softphone pad above, the outcome below."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.cards import OpenCard
from app.outcomes import OutcomeService
from protocol.fields import FieldKind
from ui.card.fields import make_rule
from ui.card.heading import find_masked
from ui.phone.outcome_form import OutcomeForm
from ui.phone.pad import PhonePad
from ui.phone.phone_keys import PhoneKeys
from ui.style import GRID, set_look
from ui.widgets.labels import make_label


class PhonePane(QFrame):
    """Follows the card that is open."""

    def __init__(self, outcomes: OutcomeService, keys: PhoneKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="panel")
        self.setAccessibleName(self.tr("Phone and outcome"))
        self.pad, self.form = PhonePad(keys), OutcomeForm(outcomes.preview_note)
        self._shown: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(self.pad)
        column.addSpacing(GRID // 2)
        column.addWidget(make_label(self.tr("Outcome"), strong=True))
        column.addWidget(make_rule())
        column.addWidget(self.form, 1)

    def show_card(self, opened: OpenCard | None) -> None:
        """Turn to this card; the same one again keeps its clock."""
        card_id = opened.card.id if opened else None
        if card_id != self._shown:
            self._shown = card_id
            name = find_masked(opened.card, FieldKind.NAME) if opened else ""
            number = find_masked(opened.card, FieldKind.MOBILE, FieldKind.LANDLINE) if opened else ""
            self.pad.show_customer(name, number)
        self.form.show_card(opened)
