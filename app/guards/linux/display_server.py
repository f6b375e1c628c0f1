"""Whether the guard of the screen sees who could look at it: the display's own server must be among the processes.

A desk that is started in a namespace of processes of its own (``unshare --pid``, pid_namespaces(7)) sees nobody, and
one whose display is another machine's (``DISPLAY=host:0``) sees nobody there. The kernel says whose a socket is
(unix(7), SO_PEERCRED), and 0 where that process is none of ours.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_X_SOCKETS = Path("/", "tmp", ".X11-unix")
_CREDENTIALS = struct.Struct("3i")


class DisplayUnseen(OSError):
    """Who serves this desk's display is none of the processes that it can see."""


def require_display_seen() -> None:
    """DisplayUnseen where the display's server is in no namespace of ours; nothing where there is no display."""
    places = _find_sockets(os.environ)
    if places is None:
        return
    for place in places:
        with suppress(OSError):
            number = _ask_whose(place)
            if number and Path("/proc", str(os.getpid())).exists():  # hidepid= may hide it from us, and no more
                return
            break
    raise DisplayUnseen("the display's server is not to be seen from here")


def _find_sockets(variables: Mapping[str, str]) -> tuple[str, ...] | None:
    """Where the display is listened at, first what Qt would take; empty for one on another machine."""
    is_x = variables.get("QT_QPA_PLATFORM", "").startswith("xcb")
    wayland = variables.get("WAYLAND_DISPLAY", "")
    if wayland and not is_x:
        return (os.path.join(variables.get("XDG_RUNTIME_DIR", ""), wayland),)  # noqa: PTH118 - an absolute one stays
    display = variables.get("DISPLAY", "")
    if not display:
        return None
    found = _LOCAL_X.fullmatch(display)
    return (f"\0{_X_SOCKETS}/X{found[1]}", f"{_X_SOCKETS}/X{found[1]}") if found else ()


if sys.platform == "linux":

    def _ask_whose(place: str) -> int:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(place)
            credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        number: int = _CREDENTIALS.unpack(credentials)[0]
        return number

else:

    def _ask_whose(place: str) -> int:  # noqa: ARG001 - one shape everywhere
        return 0
