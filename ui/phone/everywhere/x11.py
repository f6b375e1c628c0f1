"""Passive key grabs on X11's root window, over the connection that Qt has (X11 protocol, GrabKey)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_KEY_PRESS, _KEY_RELEASE, _MAPPING_NOTIFY = 2, 3, 34
"""Events that another program sent have a bit more, and count for nothing."""
_GRAB_ASYNC = 1
_MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: 1 << 0,
    Qt.KeyboardModifier.ControlModifier: 1 << 2,
    Qt.KeyboardModifier.AltModifier: 1 << 3,
    Qt.KeyboardModifier.MetaModifier: 1 << 6,
}
_MEANT = sum(_MODIFIERS.values())
_LOCKS = (0, 1 << 1, 1 << 4, 1 << 1 | 1 << 4)
"""Caps Lock and Num Lock make another key of none of ours."""
_KEYSYMS = {
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_Pause: 0xFF13,
    Qt.Key.Key_ScrollLock: 0xFF14,
    Qt.Key.Key_Home: 0xFF50,
    Qt.Key.Key_Left: 0xFF51,
    Qt.Key.Key_Up: 0xFF52,
    Qt.Key.Key_Right: 0xFF53,
    Qt.Key.Key_Down: 0xFF54,
    Qt.Key.Key_PageUp: 0xFF55,
    Qt.Key.Key_PageDown: 0xFF56,
    Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_Insert: 0xFF63,
    Qt.Key.Key_Delete: 0xFFFF,
    Qt.Key.Key_MediaPlay: 0x1008FF14,
    Qt.Key.Key_MediaPause: 0x1008FF31,
    Qt.Key.Key_ToggleCallHangup: 0x1008FF6E,
    Qt.Key.Key_MicMute: 0x1008FFB2,
}
_F1 = 0xFFBE


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("root", ctypes.POINTER(ctypes.c_uint32)), ("left", ctypes.c_int), ("index", ctypes.c_int))


class _KeyEvent(ctypes.Structure):
    """xcb_key_press_event_t."""

    _fields_ = (
        ("kind", ctypes.c_uint8),
        ("code", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
        ("root", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("child", ctypes.c_uint32),
        ("places", ctypes.c_int16 * 4),
        ("state", ctypes.c_uint16),
    )


class X11Keys(QAbstractNativeEventFilter):
    """A :class:`~ui.phone.everywhere.grabbing.KeyGrabber` of the X11 display that Qt is connected to."""

    def __init__(self, app: QGuiApplication, connection: int) -> None:
        super().__init__()
        self._app, self._connection = app, ctypes.c_void_p(connection)
        self._xcb = _load("libxcb.so.1")
        self._symbols = _load("libxcb-keysyms.so.1")
        self._root = self._find_root()
        self._wanted: list[tuple[QKeyCombination, Callable[[], None]]] = []
        self._held: dict[tuple[int, int], Callable[[], None]] = {}
        self._released = (0, 0)

    def take(self, key: QKeyCombination, told: Callable[[], None]) -> bool:
        """Have ``key``; False where another program has it, or this keyboard has none such."""
        places = [(code, _mask(key)) for code in self._find_codes(key)]
        taken = [(code, mask | lock) for code, mask in places for lock in _LOCKS]
        done = [place for place in taken if self._grab(*place)]
        if not taken or len(done) < len(taken):
            for code, mask in done:
                self._xcb.xcb_ungrab_key(self._connection, code, self._root, mask)
            self._xcb.xcb_flush(self._connection)
            return False
        if not self._held:
            self._app.installNativeEventFilter(self)  # and no longer than there is need: it sees every event
        self._wanted.append((key, told))
        self._held.update(dict.fromkeys(places, told))
        return True

    def let_go(self) -> None:
        """Give every key back."""
        for code, mask in self._held:
            for lock in _LOCKS:
                self._xcb.xcb_ungrab_key(self._connection, code, self._root, mask | lock)
        self._xcb.xcb_flush(self._connection)
        self._app.removeNativeEventFilter(self)
        self._held.clear()
        self._wanted.clear()

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Qt's look at each event of the display: ours are those of the root window."""
        if kind != b"xcb_generic_event_t":
            return False, 0
        event = _KeyEvent.from_address(int(message))
        if event.kind == _MAPPING_NOTIFY:
            QTimer.singleShot(0, self._take_anew)  # another layout: the same key may lie elsewhere
        elif event.kind == _KEY_RELEASE and event.window == self._root:
            self._released = (event.code, event.time)
        elif event.kind == _KEY_PRESS and event.window == self._root:
            told = self._held.get((event.code, event.state & _MEANT))
            if told and self._released != (event.code, event.time):  # a held key repeats as release and press in one
                QTimer.singleShot(0, told)
        return False, 0

    def _take_anew(self) -> None:
        wanted = list(self._wanted)
        self.let_go()
        for key, told in wanted:
            self.take(key, told)

    def _grab(self, code: int, mask: int) -> bool:
        asked = self._xcb.xcb_grab_key_checked(self._connection, 0, self._root, mask, code, _GRAB_ASYNC, _GRAB_ASYNC)
        refusal = self._xcb.xcb_request_check(self._connection, asked)
        if refusal:
            _free(refusal)
        return not refusal

    def _find_root(self) -> int:
        screens: _Screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection))
        return int(screens.root[0])

    def _find_codes(self, key: QKeyCombination) -> list[int]:
        symbol = _name_symbol(key.key())
        if symbol is None:
            return []
        with self._open_symbols() as table:
            found = self._symbols.xcb_key_symbols_get_keycode(table, symbol)
            if not found:
                return []
            codes: list[int] = []
            while found[len(codes)]:
                codes.append(int(found[len(codes)]))
            _free(found)
        return codes

    @contextmanager
    def _open_symbols(self) -> Iterator[ctypes.c_void_p]:
        table = ctypes.c_void_p(self._symbols.xcb_key_symbols_alloc(self._connection))
        try:
            yield table
        finally:
            self._symbols.xcb_key_symbols_free(table)


def _name_symbol(key: Qt.Key) -> int | None:
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return _F1 + key - Qt.Key.Key_F1
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return key - Qt.Key.Key_A + ord("a")
    if 0x20 < key < 0x7F:
        return int(key)
    return _KEYSYMS.get(key)


def _mask(key: QKeyCombination) -> int:
    held = key.keyboardModifiers()
    return sum(bit for modifier, bit in _MODIFIERS.items() if modifier & held)


def _free(pointer: object) -> None:
    _LIBC.free(pointer)


def _load(name: str) -> ctypes.CDLL:
    library = ctypes.CDLL(name)
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    shapes: dict[str, tuple[object, tuple[object, ...]]] = {
        "xcb_get_setup": (pointer, (pointer,)),
        "xcb_setup_roots_iterator": (_Screens, (pointer,)),
        "xcb_grab_key_checked": (
            _Cookie,
            (pointer, ctypes.c_uint8, number, ctypes.c_uint16, ctypes.c_uint8, ctypes.c_uint8, ctypes.c_uint8),
        ),
        "xcb_ungrab_key": (_Cookie, (pointer, ctypes.c_uint8, number, ctypes.c_uint16)),
        "xcb_request_check": (pointer, (pointer, _Cookie)),
        "xcb_flush": (ctypes.c_int, (pointer,)),
        "xcb_key_symbols_alloc": (pointer, (pointer,)),
        "xcb_key_symbols_free": (None, (pointer,)),
        "xcb_key_symbols_get_keycode": (ctypes.POINTER(ctypes.c_uint8), (pointer, number)),
    }
    for call, (result, words) in shapes.items():
        if hasattr(library, call):
            function = getattr(library, call)
            function.restype, function.argtypes = result, words
    return library


_LIBC = ctypes.CDLL(None)
_LIBC.free.argtypes, _LIBC.free.restype = (ctypes.c_void_p,), None
