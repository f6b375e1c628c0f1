"""The telephone's keys: bound to the window on whatever page the agent is, and where he wants it to the desktop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.settings import PhoneSettings
from app.telephony.states import PhoneState
from ui.phone.everywhere.grabbing import find_grabber
from ui.phone.pad import PhonePad
from ui.phone.phone_keys import PhoneKey, name_key, read_keys

_ACTS: dict[PhoneKey, Callable[[PhonePad], object]] = {
    PhoneKey.CALL: lambda pad: pad.controls.press(),
    PhoneKey.DECLINE: lambda pad: pad.controls.turn_away(),
    PhoneKey.MUTE: lambda pad: pad.controls.turn_mute(),
    PhoneKey.HOLD: lambda pad: pad.controls.turn_hold(),
    PhoneKey.KEYPAD: lambda pad: pad.controls.open_keypad(),
    PhoneKey.TRANSFER: lambda pad: pad.controls.hand_on(),
    PhoneKey.PAUSE: lambda pad: pad.availability.turn(),
    PhoneKey.NEXT: lambda pad: pad.availability.go_on(),
    PhoneKey.HELP: lambda pad: pad.controls.call_for_help(),
}
HEADSET_BUTTONS = {
    Qt.Key.Key_ToggleCallHangup: PhoneKey.CALL,
    Qt.Key.Key_MediaPlay: PhoneKey.CALL,
    Qt.Key.Key_MediaPause: PhoneKey.CALL,
    Qt.Key.Key_MicMute: PhoneKey.MUTE,
}
"""What systems make of a headset's buttons: the hook of USB headsets (HID usage page 0x0B), play and pause of Bluetooth
ones (AVRCP), and the mute button."""


class PhoneShortcuts(QObject):
    """Shortcuts of ``window``. ``find_pad`` gives the pad while the keys may act: None on a locked desk, and for a role
    that makes no calls. ``hang_up_wanted()``: the key that calls and hangs up was pressed in a call without a pad."""

    hang_up_wanted = Signal()

    def __init__(self, window: QWidget, find_pad: Callable[[], PhonePad | None], kept: PhoneSettings) -> None:
        super().__init__(window)
        self._find_pad = find_pad
        self._grabber = find_grabber()
        self._kept = kept
        self._has_call = self._rests = False
        self._shortcuts = {key: QShortcut(window) for key in PhoneKey}
        for key, shortcut in self._shortcuts.items():
            shortcut.setAutoRepeat(False)  # or a key held down would call and hang up
            shortcut.activated.connect(lambda key=key: self._act(key))
        if self._grabber:
            self.destroyed.connect(self._grabber.let_go)
        self.bind(kept)

    def bind(self, kept: PhoneSettings) -> frozenset[PhoneKey]:
        """Go by these keys from now on; which of those that are wanted in every program the system refuses."""
        self._kept = kept
        for key, chosen in read_keys(kept.keys).items():
            self._shortcuts[key].setKey(QKeySequence(chosen))
        return self._grab()

    def rest(self, rests: bool) -> None:
        """Leave keys to other programs, and to the form in which keys are chosen, until further notice."""
        self._rests = rests
        self._grab()

    def name_call(self) -> str:
        """The key that calls and hangs up, as people write it."""
        return name_key(read_keys(self._kept.keys), PhoneKey.CALL)

    def follow(self, state: PhoneState) -> None:
        """A headset's buttons are ours while it rings or a call runs; they are the music's otherwise."""
        has_call = state.is_busy or bool(state.ringing)
        if has_call != self._has_call:
            self._has_call = has_call
            self._grab()

    def _grab(self) -> frozenset[PhoneKey]:
        wanted = [key for key in PhoneKey if key.name.lower() in self._kept.everywhere]
        if self._grabber is None:
            return frozenset(wanted)
        self._grabber.let_go()
        keys, refused = read_keys(self._kept.keys), set()
        for key in wanted:
            pressed: QKeyCombination = QKeySequence(keys[key])[0]  # type: ignore[index]  # the stubs know it not
            if not self._grabber.take(pressed, partial(self._act, key)):
                refused.add(key)
        for button, key in HEADSET_BUTTONS.items() if self._has_call else ():
            self._grabber.take(QKeyCombination(button), partial(self._act, key))
        if self._rests:
            self._grabber.let_go()
        return frozenset(refused)

    def _act(self, key: PhoneKey) -> None:
        pad = self._find_pad()
        if pad is not None:
            _ACTS[key](pad)
        elif key is PhoneKey.CALL and self._has_call:
            self.hang_up_wanted.emit()
