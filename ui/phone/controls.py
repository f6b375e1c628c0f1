"""The buttons of a call: mute, hold, keypad, hand on, and the one that calls, answers and hangs up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.telephony.port import Stage
from app.telephony.states import PhoneState, Standing
from ui.icons import IconName, icon
from ui.phone.keypad import Keypad
from ui.phone.phone_keys import PhoneKey, PhoneKeys, name_key
from ui.phone.wishes import Wish
from ui.style import GRID, Tone, set_look

_ICON = QSize(18, 18)


class OnceButton(QPushButton):
    """Two clicks in a row are one: the second would press what the first has put in its place."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nothing more."""
        event.accept()


class CallControls(QWidget):
    """``wanted(Wish, value)``; a button that would do nothing now is shut."""

    wanted = Signal(Wish, object)

    def __init__(self, keys: PhoneKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._state, self._may_call = keys, PhoneState(), False
        self.mute, self.hold, self.keypad, self.transfer, self.help = (QToolButton() for _ in range(5))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.mute, self.hold, self.keypad, self.transfer, self.help):
            button.setIconSize(_ICON)
            button.setProperty("kind", "pad")
            button.setMinimumSize(40, 36)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.main, self.decline = OnceButton(), OnceButton()
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        acts.addWidget(self.main, 3)
        acts.addWidget(self.decline, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addLayout(acts)
        self.pop_up = Keypad(self)
        self.pop_up.pressed.connect(lambda tone: self.wanted.emit(Wish.TONE, tone))
        self.mute.clicked.connect(self.turn_mute)
        self.hold.clicked.connect(self.turn_hold)
        self.keypad.clicked.connect(self.open_keypad)
        self.transfer.clicked.connect(self.hand_on)
        self.help.clicked.connect(self.call_for_help)
        self.main.clicked.connect(self.press)
        self.decline.clicked.connect(self.turn_away)
        self.show_phone(PhoneState(), may_call=False)
        self.show_help(is_asked=False)

    def show_phone(self, state: PhoneState, *, may_call: bool) -> None:
        """Follow how everything stands; ``may_call``: whether a card is open that may be called."""
        self._state, self._may_call = state, may_call
        call = state.current
        at_table = state.standing is Standing.DESK_PHONE
        is_on = call is not None and call.leg.stage is Stage.TALKING
        is_own = call is not None and call.joined is None
        talks = is_on and not at_table
        muted, held = call is not None and call.leg.muted, call is not None and call.leg.held
        _dress(self.mute, IconName.MIC_OFF if muted else IconName.MIC, Tone.WARN if muted else Tone.PLAIN, talks)
        _dress(self.hold, IconName.PLAY if held else IconName.PAUSE, Tone.WAIT if held else Tone.PLAIN, talks)
        _dress(self.keypad, IconName.KEYPAD, Tone.PLAIN, talks and not held)
        _dress(self.transfer, IconName.ARROW_LEFT_RIGHT, Tone.PLAIN, is_on and is_own)
        self._name(self.mute, self.tr("Unmute") if muted else self.tr("Mute"), PhoneKey.MUTE)
        self._name(self.hold, self.tr("Take back") if held else self.tr("Hold"), PhoneKey.HOLD)
        self._name(self.keypad, self.tr("Keypad"), PhoneKey.KEYPAD)
        self._name(self.transfer, self.tr("Hand the call on"), PhoneKey.TRANSFER)
        if at_table:
            for button in (self.mute, self.hold, self.keypad):
                words = self.tr("{what}: with the keys of your telephone").format(what=button.accessibleName())
                button.setToolTip(words)
        self._show_main()
        if not talks:
            self.pop_up.hide()

    def show_help(self, *, is_asked: bool) -> None:
        """Whether help is asked for and nobody has answered yet."""
        _dress(self.help, IconName.CIRCLE_HELP, Tone.WAIT if is_asked else Tone.PLAIN, True)
        self._name(
            self.help, self.tr("Help is asked for: withdraw") if is_asked else self.tr("Ask for help"), PhoneKey.HELP
        )

    def press(self) -> None:
        """F4: whatever comes next: answer, give up or hang up, call."""
        state = self._state
        if state.ringing:
            self.wanted.emit(Wish.ANSWER, state.ringing[0].id)
        elif (state.current is not None and not state.current.leg.held) or state.asking is not None:
            self.wanted.emit(Wish.HANG_UP, None)
        elif state.can_dial and self._may_call:
            self.wanted.emit(Wish.CALL, None)
        elif state.current is not None:
            self.wanted.emit(Wish.HANG_UP, None)

    def turn_away(self) -> None:
        """Decline what rings; hang up a call that is on hold beside an open card."""
        if self._state.ringing:
            self.wanted.emit(Wish.DECLINE, self._state.ringing[0].id)
        elif self._state.current is not None:
            self.wanted.emit(Wish.HANG_UP, None)

    def turn_mute(self) -> None:
        """Voice off or on."""
        if self._state.current is not None:
            self.wanted.emit(Wish.MUTE, not self._state.current.leg.muted)

    def turn_hold(self) -> None:
        """The customer waits, or is taken back."""
        if self._state.current is not None:
            self.wanted.emit(Wish.HOLD, not self._state.current.leg.held)

    def open_keypad(self) -> None:
        """Show the twelve keys, below their button."""
        if self.keypad.isEnabled():
            self.pop_up.move(self.keypad.mapToGlobal(QPoint(0, self.keypad.height() + 4)))
            self.pop_up.show()
            self.pop_up.setFocus()

    def hand_on(self) -> None:
        """Ask whom to."""
        if self.transfer.isEnabled():
            self.wanted.emit(Wish.TRANSFER, None)

    def call_for_help(self) -> None:
        """Ask the supervisors for help, or want it no longer."""
        self.wanted.emit(Wish.HELP, None)

    def _show_main(self) -> None:
        state = self._state
        key, away = name_key(self._keys, PhoneKey.CALL), name_key(self._keys, PhoneKey.DECLINE)
        beside_hold = state.can_dial and self._may_call and state.current is not None
        self.decline.setVisible(bool(state.ringing) or beside_hold)
        if state.ringing:
            is_here = not state.ringing[0].leg.at_table
            ink = "on_accent" if is_here else Tone.MUTED
            self._set_main(self.tr("Answer"), key, "primary", IconName.PHONE_INCOMING, ink, is_open=is_here)
            self._set_decline(self.tr("Decline"), away)
            return
        if beside_hold:
            self._set_decline(self.tr("Hang up"), away)
        elif state.current is not None or state.asking is not None:
            answered = state.current is not None and state.current.answered_at is not None
            word = self.tr("Hang up") if answered else self.tr("Give up")
            self._set_main(word, key, "stop", IconName.PHONE_OFF, Tone.STOP)
            return
        ready = state.can_dial and self._may_call
        self._set_main(
            self.tr("Call"), key, "primary", IconName.PHONE, "on_accent" if ready else Tone.MUTED, is_open=ready
        )

    def _set_main(
        self, word: str, key: str, kind: str, name: IconName, ink: Tone | str, *, is_open: bool = True
    ) -> None:
        set_look(self.main, kind=kind)
        self.main.setText(f" {word}  {key}")
        self.main.setAccessibleName(word)
        self.main.setIcon(icon(name, str(ink)))
        self.main.setEnabled(is_open)

    def _set_decline(self, word: str, key: str) -> None:
        set_look(self.decline, kind="stop")
        self.decline.setText(word)
        self.decline.setToolTip(f"{word}  ({key})")
        self.decline.setAccessibleName(word)

    def _name(self, button: QToolButton, word: str, key: PhoneKey) -> None:
        button.setAccessibleName(word)
        button.setToolTip(f"{word}  ({name_key(self._keys, key)})")


def _dress(button: QToolButton, name: IconName, tone: Tone, is_open: bool) -> None:
    button.setIcon(icon(name, tone if is_open else Tone.MUTED))
    button.setEnabled(is_open)
