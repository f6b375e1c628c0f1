"""Hot keys of Windows, told as messages to the thread of the windows (RegisterHotKey)."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QKeyCombination, Qt, QTimer

_HOTKEY = 0x0312
_NO_REPEAT = 0x4000
_MODIFIERS = {
    Qt.KeyboardModifier.AltModifier: 0x1,
    Qt.KeyboardModifier.ControlModifier: 0x2,
    Qt.KeyboardModifier.ShiftModifier: 0x4,
    Qt.KeyboardModifier.MetaModifier: 0x8,
}
_VIRTUAL_KEYS = {
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Delete: 0x2E,
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_ScrollLock: 0x91,
    Qt.Key.Key_MediaPlay: 0xB3,
}
_F1, _F24 = 0x70, 24


def name_virtual_key(key: Qt.Key) -> int | None:
    """The virtual-key code of ``key``; None where Windows has none that every keyboard shares."""
    if Qt.Key.Key_F1 <= key < Qt.Key.Key_F1 + _F24:
        return _F1 + key - Qt.Key.Key_F1
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return int(key)
    return _VIRTUAL_KEYS.get(key)


def name_modifiers(key: QKeyCombination) -> int:
    """What is held beside, as RegisterHotKey counts it; a held key tells once."""
    held = key.keyboardModifiers()
    return _NO_REPEAT | sum(bit for modifier, bit in _MODIFIERS.items() if modifier & held)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class WindowsKeys(QAbstractNativeEventFilter):
        """A :class:`~ui.phone.everywhere.grabbing.KeyGrabber` of this thread."""

        def __init__(self, app: QCoreApplication) -> None:
            super().__init__()
            self._app = app
            self._user = ctypes.WinDLL("user32", use_last_error=True)
            self._held: dict[int, Callable[[], None]] = {}

        def take(self, key: QKeyCombination, told: Callable[[], None]) -> bool:
            """Have ``key``; False where another program has it."""
            code, number = name_virtual_key(key.key()), len(self._held) + 1
            if code is None or not self._user.RegisterHotKey(None, number, name_modifiers(key), code):
                return False
            if not self._held:
                self._app.installNativeEventFilter(self)  # and no longer than there is need: it sees every message
            self._held[number] = told
            return True

        def let_go(self) -> None:
            """Give every key back."""
            for number in self._held:
                self._user.UnregisterHotKey(None, number)
            self._app.removeNativeEventFilter(self)
            self._held.clear()

        def nativeEventFilter(  # noqa: N802 - Qt's name
            self, kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            """Qt's look at each message of this thread."""
            if kind not in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
                return False, 0
            said = wintypes.MSG.from_address(int(message))
            told = self._held.get(said.wParam) if said.message == _HOTKEY else None
            if told:
                QTimer.singleShot(0, told)
            return told is not None, 0
