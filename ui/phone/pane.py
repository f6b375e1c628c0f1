"""The right pane: the softphone pad above, the outcome below."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.cards import OpenCard
from app.outcomes import OutcomeService
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from ui.card.fields import make_rule
from ui.card.heading import find_masked
from ui.phone.outcome_form import OutcomeForm
from ui.phone.pad import PhonePad
from ui.phone.phone_keys import PhoneKeys
from ui.style import GRID, set_look
from ui.widgets.labels import make_label
from ui.widgets.viewport import make_viewport

LOW_PX = 680


class PhonePane(QFrame):
    """Follows the card that is open."""

    def __init__(self, outcomes: OutcomeService, keys: PhoneKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="panel")
        self.setAccessibleName(self.tr("Phone and outcome"))
        self.pad, self.form = PhonePad(keys), OutcomeForm(outcomes.preview_note)
        self._shown: Identifier | None = None
        self._turned_to: tuple[Identifier, float] | None = None
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        column.setSpacing(GRID)
        column.addWidget(self.pad)
        column.addSpacing(GRID // 2)
        self._head = make_label(self.tr("Outcome"), strong=True)
        self._rule = make_rule()
        column.addWidget(self._head)
        column.addWidget(self._rule)
        column.addWidget(self.form, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        foot.addWidget(self.form.foot)
        pane = QVBoxLayout(self)
        pane.setContentsMargins(0, GRID * 3 // 2, 0, GRID * 2)
        pane.setSpacing(GRID)
        pane.addWidget(_make_scroll(whole), 1)
        pane.addLayout(foot)

    def show_card(self, opened: OpenCard | None) -> None:
        """Turn to this card; the same one again keeps its clock, also after a lock."""
        card_id = opened.card.id if opened else None
        if card_id != self._shown:
            self._shown = card_id
            if opened is None:
                self.pad.show_customer("")
            else:
                number = find_masked(opened.card, FieldKind.MOBILE, FieldKind.LANDLINE)
                self.pad.show_customer(find_masked(opened.card, FieldKind.NAME), number, since=self._look_up(opened))
        self.form.show_card(opened)

    def take_over(self, before: PhonePane) -> None:
        """The clock and the drafts of the pane whose place this one takes."""
        self._turned_to = before._turned_to
        self.form.take_over(before.form.hand_over())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a low window, what only divides gives its room to what is worked with."""
        super().resizeEvent(event)
        is_low = self.height() < LOW_PX
        self._head.setVisible(not is_low)
        self._rule.setVisible(not is_low)
        self.form.stand_close(is_low=is_low)

    def _look_up(self, opened: OpenCard) -> float:
        """Since when this card is the one at hand."""
        if self._turned_to is None or self._turned_to[0] != opened.card.id:
            self._turned_to = (opened.card.id, monotonic())
        return self._turned_to[1]


def _make_scroll(whole: QWidget) -> QScrollArea:
    """Scrolls only where a banner, or a call that comes in, leaves too little room in a small window."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    viewport = make_viewport()
    viewport.setAutoFillBackground(False)
    scroll.setViewport(viewport)
    scroll.setWidget(whole)
    return scroll
