"""Who could picture the screen (D4): the session's kind, and the programs and portals that are installed for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from app.guards.capture_tools import KNOWN
from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.posture import Check

_PLACES = ("/usr/bin", "/usr/local/bin", "/bin", "/usr/games", "/opt/bin", "/snap/bin", "/var/lib/flatpak/exports/bin")
_PORTALS = Path("/usr/share/xdg-desktop-portal/portals")
_CAPTURING = ("org.freedesktop.impl.portal.Screenshot", "org.freedesktop.impl.portal.ScreenCast")


def look_at_capture(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """Known programs where programs are, and portals (xdg-desktop-portal) that give pictures to any program."""
    found = sorted({*_find_programs(), *_find_portals()})
    if found:
        return find_bad(Check.CAPTURE, Fact.CAPTURE_INSTALLED, found)
    return find_ok(Check.CAPTURE, Fact.NO_CAPTURE)


def look_at_screen(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """X11 shows every program every window; on Wayland the compositor decides."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return find_ok(Check.SCREEN, Fact.SCREEN_APART)
    if os.environ.get("DISPLAY"):
        return find_bad(Check.SCREEN, Fact.SCREEN_SHARED)
    return find_unknown(Check.SCREEN, Fact.NO_SCREEN)


def _find_programs() -> Iterator[str]:
    own = tuple(os.environ.get("PATH", "").split(os.pathsep))
    for place in dict.fromkeys((*_PLACES, *filter(None, own))):
        yield from (name for name in KNOWN if os.access(Path(place) / name, os.X_OK))


def _find_portals() -> Iterator[str]:
    for file in _PORTALS.glob("*.portal"):
        import configparser  # no start waits for it

        words = configparser.ConfigParser(interpolation=None)
        try:
            words.read_string(file.read_text("utf-8"))
        except (OSError, ValueError, configparser.Error):
            yield file.stem  # it is there, and may do anything
            continue
        offered = words.get("portal", "Interfaces", fallback="").split(";")
        if any(each in offered for each in _CAPTURING):
            yield f"portal {file.stem}"
