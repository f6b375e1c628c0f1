"""A real X server with a real keyboard, whose keys come from outside the desk (xdotool, XTEST)."""

from __future__ import annotations

import subprocess
from typing import Protocol


class Keyboard(Protocol):
    """What a desk is seen on, and typed at from outside."""

    env: dict[str, str]
    """By which programs find it."""

    def type(self, plain: bytearray) -> None:
        """Type ASCII, key by key."""

    def press(self, *keys: str) -> None:
        """Press keys by their X names, one after another."""

    def close(self) -> None:
        """End it."""


class Screen:
    """An Xvfb; ``display`` is its name. No key repeats (``-r``), though a busy machine lets go of it late."""

    def __init__(self) -> None:
        words = ["Xvfb", "-displayfd", "1", "-r", "-ac", "-nolisten", "tcp", "-screen", "0", "1400x1000x24"]
        self._server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._server.stdout
        self.display = f":{self._server.stdout.readline().strip()}"
        self.env = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def type(self, plain: bytearray) -> None:
        """Type ASCII, key by key; it reaches xdotool by a pipe, so that no command line shows it."""
        self._do(["type", "--delay", "2", "--file", "-"], bytes(plain))

    def press(self, *keys: str) -> None:
        """Press keys by their X names, one after another."""
        self._do(["key", *keys])

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(60)

    def _do(self, words: list[str], given: bytes = b"") -> None:
        env = {"DISPLAY": self.display, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
        subprocess.run(["xdotool", *words], input=given, env=env, check=True, timeout=60)
