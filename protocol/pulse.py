"""The pulse of a connection that is kept: a road that is gone is noticed in seconds, by both kinds of silence (D1).

What nobody acknowledges, Linux sends again for a quarter of an hour, and who only waits for an answer never hears that
nothing can come any more: a firewall that began anew drops what it does not know without a word.
"""

from __future__ import annotations

import errno
import socket
import sys

PULSE_S = 4
"""Without a word from the other end, it is asked for a sign; by the kernels of both alone."""
DEAD_S = 8
"""What was sent and not acknowledged for so long has not arrived; RFC 5482."""

Option = tuple[int, int, int]


def list_options(dead_s: int = DEAD_S) -> list[Option]:
    """What to set on a TCP socket, as ``socket.setsockopt`` takes it, so that it ends after ``dead_s`` seconds of such
    silence. Nothing but on Linux: older Windows and Wine know no such options, and refuse the connection over them."""
    if sys.platform != "linux":
        return []
    tcp = socket.IPPROTO_TCP
    return [
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
        (tcp, socket.TCP_KEEPIDLE, PULSE_S),
        (tcp, socket.TCP_KEEPINTVL, PULSE_S),
        (tcp, socket.TCP_KEEPCNT, dead_s // PULSE_S),
        (tcp, socket.TCP_USER_TIMEOUT, dead_s * 1000),
    ]


def has_stopped(error: BaseException) -> bool:
    """Whether ``error`` is a connection's end by one of these, and no patience of the program's own."""
    return isinstance(error, TimeoutError) and error.errno == errno.ETIMEDOUT
