"""The card's fields: each with its masked value and the way to a reveal (D2, D3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from protocol.cards import Card, CardField
from protocol.fields import REVEALABLE, FieldKind
from ui.card.heading import LABEL_WIDTH
from ui.icons import IconName, icon
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.words import name_field

TELEPHONES = (FieldKind.MOBILE, FieldKind.LANDLINE)
_ROW_HEIGHT = GRID * 5


class FieldList(QWidget):
    """``reveal_wanted(kind)`` when the person asks to see a field."""

    reveal_wanted = Signal(FieldKind)

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[FieldKind, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._is_lent = card.call is not None
        keyed = find_dialled(card)
        for place, field in enumerate(card.fields):
            if place:
                column.addWidget(make_rule())
            column.addWidget(self._make_row(field, has_key=field.kind is keyed))

    def _make_row(self, field: CardField, *, has_key: bool) -> QWidget:
        row = QWidget()
        row.setMinimumHeight(_ROW_HEIGHT)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        line.setSpacing(0)  # in the least window, button and value have no pixel to give away
        title = make_label(name_field(field.kind), tone=Tone.MUTED)
        title.setFixedWidth(LABEL_WIDTH)
        line.addWidget(title)
        line.addSpacing(GRID * 2)
        line.addWidget(_make_value(field), 1)
        if field.kind in REVEALABLE and not self._is_lent:
            line.addWidget(self._make_button(field.kind, has_key=has_key))
        return row

    def _make_button(self, kind: FieldKind, *, has_key: bool) -> QPushButton:
        button = QPushButton(" " + (self.tr("Reveal…  F8") if has_key else self.tr("Reveal…")))
        button.setIcon(icon(IconName.EYE, Tone.ACCENT if has_key else Tone.MUTED))
        set_look(button, kind="" if has_key else "quiet")
        button.setAccessibleName(self.tr("Reveal {field}").format(field=name_field(kind)))
        button.setToolTip(self.tr("Asks for your password and is recorded"))
        button.clicked.connect(lambda: self.reveal_wanted.emit(kind))
        self.buttons[kind] = button
        return button


def find_dialled(card: Card) -> FieldKind | None:
    """The field that F8 reveals: the first telephone."""
    held = {field.kind for field in card.fields}
    return next((kind for kind in TELEPHONES if kind in held), None)


def make_rule() -> QFrame:
    """A hairline."""
    rule = QFrame()
    rule.setFixedHeight(1)
    set_look(rule, surface="rule")
    return rule


def _make_value(field: CardField) -> QLabel:
    value = make_label(field.masked, wrap=True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    value.setAccessibleName(f"{name_field(field.kind)}: {field.masked}")
    return value
