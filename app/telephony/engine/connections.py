"""What the stack has no settings for, set at the engine's connections themselves.

They send at once what they are given (RFC 9293, 3.7.4): a request that follows another within 40 ms, as the next call's
INVITE the answer to the last one's BYE, would else wait until the PBX has acknowledged that one, which it does late
where it has nothing to say. And they have a pulse: behind a firewall that forgot them, Linux would send each REGISTER
again for a quarter of an hour, and the telephone be dead for as long.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

from protocol.pulse import list_options

DEAD_S = 20
"""Longer than a call lives without a packet of voice: while there is a call to keep, its connection is kept."""
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_OPTIONS = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), *list_options(DEAD_S))


def tend_connections() -> None:
    """Set this at every TCP connection of the process."""
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # it is closed already
            _tend(os.dup(int(entry.name)))


def _tend(copy: int) -> None:
    try:
        opened = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return
    with opened:
        if opened.family in _INTERNET and opened.type == socket.SOCK_STREAM:
            for option in _OPTIONS:
                opened.setsockopt(*option)
