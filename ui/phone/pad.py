"""The softphone pad: display, the call's buttons, who else waits, and whether calls are taken (D1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.telephony.states import Call, PhoneState
from ui.icons import IconName, icon
from ui.phone.availability import Availability
from ui.phone.company import Company
from ui.phone.controls import CallControls
from ui.phone.display import CallDisplay
from ui.phone.phone_keys import PhoneKeys
from ui.phone.wishes import Wish
from ui.phone.words import tell_handed_on
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

NameCard = Callable[[str], str]
"""From a card's identifier to its masked name and number; empty for one that is not here."""


class PhonePad(QFrame):
    """Shows a :class:`PhoneState`; ``wanted(Wish, value)`` for what the agent wants."""

    wanted = Signal(Wish, object)

    def __init__(self, keys: PhoneKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.display, self.controls, self.availability = CallDisplay(), CallControls(keys), Availability(keys)
        self.controls.wanted.connect(self.wanted)
        self.availability.wanted.connect(self.wanted)
        self.company = Company()
        self.handed_on = make_label(size="small", wrap=True)
        self._others = QVBoxLayout()
        self._others.setSpacing(GRID // 2)
        self.waiting: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.display)
        column.addWidget(self.handed_on)
        column.addWidget(self.company)
        column.addLayout(self._others)
        column.addWidget(self.controls)
        column.addWidget(self.availability)

    def show_customer(self, name: str, number: str = "", *, since: float | None = None) -> None:
        """Whose card is open, and since when."""
        self.display.show_customer(name, number, since=since)

    def show_phone(self, state: PhoneState, *, open_card: str | None, may_call: bool, name_card: NameCard) -> None:
        """Follow how everything stands. ``may_call``: whether the open card may be called."""
        call = state.current
        elsewhere = call is not None and call.card != open_card
        self.display.show_phone(state, self._name(call, name_card) if call and elsewhere else "")
        self.controls.show_phone(state, may_call=may_call)
        self.availability.show_phone(state)
        self.availability.setVisible(not state.ringing)  # what has to be answered now takes its room
        words = tell_handed_on(state.ringing[0] if state.ringing else call)
        self.handed_on.setText(words)
        self.handed_on.setVisible(bool(words))
        self.company.show_company(state.company)
        self._show_others(state, name_card)

    def _show_others(self, state: PhoneState, name_card: NameCard) -> None:
        while (item := self._others.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.waiting = []
        for call in state.ringing:
            self._others.addWidget(self._make_ringing(call, name_card))
        for call in state.held:
            self._others.addWidget(self._make_held(call, name_card))

    def _make_ringing(self, call: Call, name_card: NameCard) -> QWidget:
        strip = QFrame()
        set_look(strip, banner="wait")
        words = self.tr("Calls you: {whom}").format(whom=self._name(call, name_card))
        strip.setAccessibleName(words)
        row = QHBoxLayout(strip)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        mark = make_label()
        mark.setPixmap(icon(IconName.PHONE_INCOMING, Tone.WAIT).pixmap(16, 16))
        row.addWidget(mark)
        row.addWidget(make_label(words, strong=True, wrap=True), 1)
        return strip

    def _make_held(self, call: Call, name_card: NameCard) -> QWidget:
        words = self.tr("On hold: {whom}").format(whom=self._name(call, name_card))
        button = QPushButton(f" {words}")
        set_look(button, kind="chip")
        button.setIcon(icon(IconName.PLAY, Tone.WAIT))
        button.setToolTip(self.tr("Take this one back; the other waits"))
        button.setAccessibleName(f"{words}. {button.toolTip()}")
        button.clicked.connect(lambda: self.wanted.emit(Wish.TAKE_BACK, call.id))
        self.waiting.append(button)
        return button

    def _name(self, call: Call, name_card: NameCard) -> str:
        if call.joined is not None:
            return self.tr("{who}'s call").format(who=call.joined.person)
        return (name_card(call.card) if call.card else "") or self.tr("not one of your customers")
