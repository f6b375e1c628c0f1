"""Ports of this machine's loopback that nobody else is given meanwhile, whichever process asks.

A port that is free is somebody's only once he listens there, and that may be seconds later. What is given out is
claimed by a name of the kernel's (unix(7), abstract), which is gone with whoever holds it; elsewhere than on Linux it
is kept apart within this process alone.
"""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import suppress

from protocol.administration import ConfigurationWrong

_PORTS = range(10_240, 20_000)
"""Below those of the demo's voices, and of connections that go out or sockets that ask for any port (Linux)."""
VOICES = 200
"""Ports of voice of one PBX, four a call."""
_FIRST_VOICES = range(20_000, 32_000, VOICES)
"""Below the kernel's own ports."""
_given: dict[str, socket.socket | None] = {}
"""What this process was given, to be nobody else's for as long as it lives."""


def find_free_port(kind: int = socket.SOCK_STREAM) -> int:
    """A port on loopback that nobody has, for TCP unless ``kind`` is SOCK_DGRAM. No other process is given it while
    this one lives, and this one is not given it again."""
    while True:
        port = secrets.choice(_PORTS)
        name = f"{socket.SocketKind(kind).name}-{port}"
        if name in _given:
            continue
        claim = _claim(name)
        if claim is None and sys.platform == "linux":
            continue
        with socket.socket(type=kind) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            _given[name] = claim
            return port
        if claim is not None:
            claim.close()


def claim_voices() -> tuple[int, socket.socket]:
    """The first of ``VOICES`` ports that are no other PBX's, and the claim, for rtpengine to inherit: it shares a port
    with whoever has it already, and that one's voice goes astray. Linux. ConfigurationWrong when all are taken."""
    for first in _FIRST_VOICES:
        if (claim := _claim(f"voices-{first}")) is not None:
            return first, claim
    raise ConfigurationWrong(setting="rtpengine", reason="other PBXs of this machine have every port of voice")


def _claim(name: str) -> socket.socket | None:
    """What holds a name; None where somebody has it, and where names cannot be held."""
    if sys.platform != "linux":
        return None
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(f"\0veildesk-{name}")
    except OSError:
        claim.close()
        return None
    return claim
