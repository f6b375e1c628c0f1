"""Keeping a window out of screenshots, recordings and shared screens on Windows (D4).

SetWindowDisplayAffinity: learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

WDA_MONITOR = 0x00000001
"""The window is black in pictures; every Windows since 7."""
WDA_EXCLUDEFROMCAPTURE = 0x00000011
"""The window is not in pictures at all; Windows 10 version 2004 and later."""
ARGUMENTS = (wintypes.HWND, wintypes.DWORD)
RESULT = wintypes.BOOL

if sys.platform == "win32":

    def hide_from_capture(window: int) -> bool:
        """Whether the top-level ``window`` is now in no picture of the screen, or black in it."""
        call = ctypes.WinDLL("user32", use_last_error=True).SetWindowDisplayAffinity
        call.argtypes, call.restype = ARGUMENTS, RESULT
        return bool(call(window, WDA_EXCLUDEFROMCAPTURE)) or bool(call(window, WDA_MONITOR))
