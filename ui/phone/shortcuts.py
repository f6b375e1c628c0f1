"""The telephone's keys, bound to the window on whatever page the agent is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.phone.pad import PhonePad
from ui.phone.phone_keys import PhoneKey, read_keys

_ACTS: dict[PhoneKey, Callable[[PhonePad], object]] = {
    PhoneKey.CALL: lambda pad: pad.controls.press(),
    PhoneKey.DECLINE: lambda pad: pad.controls.turn_away(),
    PhoneKey.MUTE: lambda pad: pad.controls.turn_mute(),
    PhoneKey.HOLD: lambda pad: pad.controls.turn_hold(),
    PhoneKey.KEYPAD: lambda pad: pad.controls.open_keypad(),
    PhoneKey.TRANSFER: lambda pad: pad.controls.hand_on(),
    PhoneKey.PAUSE: lambda pad: pad.availability.turn(),
}


class PhoneShortcuts(QObject):
    """Shortcuts of ``window``. ``find_pad`` gives the pad while the keys may act: None on a locked desk, and for a role
    that makes no calls."""

    def __init__(self, window: QWidget, find_pad: Callable[[], PhonePad | None], kept: Mapping[str, str]) -> None:
        super().__init__(window)
        self._find_pad = find_pad
        self._shortcuts = {key: QShortcut(window) for key in PhoneKey}
        for key, shortcut in self._shortcuts.items():
            shortcut.activated.connect(lambda key=key: self._act(key))
        self.bind(kept)

    def bind(self, kept: Mapping[str, str]) -> None:
        """Go by these keys from now on."""
        for key, chosen in read_keys(kept).items():
            self._shortcuts[key].setKey(QKeySequence(chosen))

    def _act(self, key: PhoneKey) -> None:
        pad = self._find_pad()
        if pad is not None:
            _ACTS[key](pad)
