"""What a platform must give: keys of the whole desktop that come to this program alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QGuiApplication, QNativeInterface


class KeyGrabber(Protocol):
    """Keys held on one desktop. ``told`` is called in the thread of the windows, once a press."""

    def take(self, key: QKeyCombination, told: Callable[[], None]) -> bool:
        """Have ``key`` from now on; False where another program has it, or there is no such key."""

    def let_go(self) -> None:
        """Give every key back."""


def can_grab() -> bool:
    """Whether this desktop gives a program keys in others' windows; Wayland and a desk without a screen do not."""
    return QGuiApplication.platformName() in ("xcb", "windows")


def find_grabber() -> KeyGrabber | None:
    """This desktop's, or None where :func:`can_grab` says no."""
    app, platform = QGuiApplication.instance(), QGuiApplication.platformName()
    if not isinstance(app, QGuiApplication):
        return None
    if platform == "xcb":
        native = app.nativeInterface()
        if isinstance(native, QNativeInterface.QX11Application):  # Qt for Windows has no such class
            from ui.phone.everywhere.x11 import X11Keys

            return X11Keys(app, native.connection())
    if sys.platform == "win32" and platform == "windows":
        from ui.phone.everywhere.windows import WindowsKeys

        return WindowsKeys(app)
    return None
