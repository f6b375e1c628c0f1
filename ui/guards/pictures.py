"""Keeping the desk's windows out of pictures of the screen, where the system can (D4).

Windows can. X11 cannot: there a guard looks for the programs that take them, and the watermark names the viewer. On
Wayland the compositor asks the person before another program sees the screen, and no program can ask it not to.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def shut_out_pictures() -> bool:
    """Whether a value may be shown: every top-level window is out of pictures, or the system knows no such thing."""
    if sys.platform == "win32":
        from app.guards.windows.display import hide_from_capture

        hidden = [hide_from_capture(int(window.winId())) for window in QGuiApplication.topLevelWindows()]
        return all(hidden)
    return True
