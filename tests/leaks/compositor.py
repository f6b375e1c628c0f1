"""A real Wayland compositor without a screen (sway), whose keys come from outside the desk (wtype), and what programs
of its protocols can get there (grim, wl-clipboard)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.leaks.cell import Cell, User

PATIENCE_S = 60
PROGRAMS = ("sway", "wtype", "grim", "wl-paste")
_CONFIGURATION = """
output HEADLESS-1 resolution 1400x1000
default_border none
focus_follows_mouse no
xwayland disable
input type:keyboard repeat_rate 0
"""
"""A key that a busy machine lets go of late is one key."""
_FOR_GOOD_MS = "86400000"
_WITHOUT_A_CARD = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
_MODIFIERS = ("ctrl", "shift", "alt", "logo")


class Compositor:
    """A user's; ``env`` is what his programs need to find it. Keys are named as X names them."""

    def __init__(self, cell: Cell, user: User) -> None:
        self._cell, self._user = cell, user
        configuration = user.home / "sway.conf"
        configuration.write_text(_CONFIGURATION, "utf-8")
        configuration.chmod(0o644)
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._server = cell.start(user, ["sway", "-c", str(configuration)], _WITHOUT_A_CARD, **silent)
        self.env = {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": self._await_socket(), "DISPLAY": ""}
        # A seat without a keyboard has no focus, so one stays plugged in between those that come and go with each key.
        self._keyboard = cell.start(user, ["wtype", "-s", _FOR_GOOD_MS], self.env, **silent)

    def type(self, plain: bytearray) -> None:
        """Type ASCII, key by key; it reaches wtype by a pipe, so that no command line shows it."""
        self.run(["wtype", "-d", "2", "-"], bytes(plain))

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            *held, last = key.split("+")
            assert set(held) <= set(_MODIFIERS)
            words = [word for one in held for word in ("-M", one)] + ["-k", last]
            self.run(["wtype", *words, *(word for one in reversed(held) for word in ("-m", one))])

    def run(self, words: list[str], given: bytes = b"") -> bytes:
        """What a program of the user's says, run before this compositor; empty where it fails."""
        program = self._cell.start(
            self._user, words, self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            said, _ = program.communicate(given.decode("ascii"), timeout=PATIENCE_S)
        finally:
            program.kill()
        return said.encode()

    @contextmanager
    def running(self, words: list[str]) -> Iterator[None]:
        """A program of the user's, for the length of a ``with`` block at most."""
        silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        program = self._cell.start(self._user, words, self.env, **silent)
        try:
            yield
        finally:
            program.kill()
            program.wait(PATIENCE_S)

    def close(self) -> None:
        """End it."""
        self._keyboard.kill()
        self._keyboard.wait(PATIENCE_S)
        self._server.terminate()
        self._server.wait(PATIENCE_S)

    def _await_socket(self) -> str:
        limit = time.monotonic() + PATIENCE_S
        while True:
            found = sorted((self._user.home / "run").glob("wayland-?"))
            if found:
                return found[0].name
            assert self._server.poll() is None, "the compositor did not start"
            assert time.monotonic() < limit, "the compositor has no socket"
            time.sleep(0.02)
