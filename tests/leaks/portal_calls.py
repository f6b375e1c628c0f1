"""Programs of the desk's user that ask his session's desktop for the screen, each a process on the session's bus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.leaks.site import Site

_PROGRAM = str(Path(__file__).with_name("programs") / "portal.py")
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_SESSION = f"{_PORTAL[1]}/session/1_7/veil"
PORTAL_NAMES = (_PORTAL[0], "org.gnome.Shell", "org.kde.KWin")
PORTAL_CALLS = {
    "share": (*_PORTAL, "org.freedesktop.portal.ScreenCast", "Start", "osa{sv}", json.dumps([_SESSION, "", {}])),
    "picture": (*_PORTAL, "org.freedesktop.portal.Screenshot", "Screenshot", "sa{sv}", json.dumps(["", {}])),
    "remote control": (
        *_PORTAL, "org.freedesktop.portal.RemoteDesktop", "Start", "osa{sv}", json.dumps([_SESSION, "", {}]),
    ),
    "GNOME": (
        "org.gnome.Shell", "/org/gnome/Shell/Screenshot", "org.gnome.Shell.Screenshot", "Screenshot", "bbs",
        json.dumps([True, False, "/nowhere"]),
    ),
    "KDE": (
        "org.kde.KWin", "/org/kde/KWin/ScreenShot2", "org.kde.KWin.ScreenShot2", "CaptureActiveScreen", "a{sv}h",
        json.dumps([{}, 2]),
    ),
}  # fmt: skip
"""How the screen is asked for, with the words for ``begin``."""


class SessionProgram:
    """``programs/portal.py`` as the desk's user, until the block ends."""

    def __init__(self, site: Site, *words: str) -> None:
        run = [sys.executable, _PROGRAM, *words]
        self._process = site.cell.start(
            site.cell.agent, run, site.session, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self) -> None:
        assert self._process.stdout
        assert self._process.stdout.readline() in ("ready\n", "method_return\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
