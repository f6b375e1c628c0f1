"""The engine's connections send at once what they are given (RFC 9293, 3.7.4).

A request that follows another within 40 ms, as the next call's INVITE the answer to the last one's BYE, would else wait
until the PBX has acknowledged that one, which it does late where it has nothing to say. The stack has no setting.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

_INTERNET = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> None:
    """Let no TCP connection of this process hold small packets back."""
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # it is closed already
            _hold_nothing_back(os.dup(int(entry.name)))


def _hold_nothing_back(copy: int) -> None:
    try:
        opened = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return
    with opened:
        if opened.family in _INTERNET and opened.type == socket.SOCK_STREAM:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
