"""A real Chinese input method (Fcitx 5 with its pinyin) in a user's session, and all that passes on its bus.

Desks reach it as Debian sets it up, by ``QT_IM_MODULE=fcitx``; it speaks IBus's tongue on a bus of the session.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.leaks.cell import Cell, User
from tests.waiting import wait_for

PATIENCE_S = 60
_NEEDED = (
    "/usr/bin/fcitx5",
    "/usr/bin/dbus-monitor",
    *(f"/usr/share/fcitx5/addon/{name}.conf" for name in ("pinyin", "fullwidth")),
)
_FILES = {
    "profile": "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=keyboard-us\n"
    "\n[Groups/0/Items/1]\nName=pinyin\n\n[GroupOrder]\n0=Default\n",
    "config": "[Behavior]\nActiveByDefault=True\n",
    "conf/fullwidth.conf": "[Hotkey]\n0=F9\n",
}
FULL_WIDTH = "F9"
"""Switches between digits that are half as wide as a Chinese sign and digits that are as wide."""


def find_missing() -> str:
    """What is not on this machine; empty where it can run."""
    return ", ".join(path for path in _NEEDED if not Path(path).exists())


class InputMethod:
    """``env`` is what the user's programs need to find it."""

    env: Mapping[str, str] = {"QT_IM_MODULE": "fcitx"}

    def __init__(self, cell: Cell, user: User, env: Mapping[str, str]) -> None:
        self._home, self._heard = user.home, user.home.parent / "heard"
        for name, text in _FILES.items():
            place = user.home / ".config" / "fcitx5" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "ascii")
        for place in (user.home / ".config").rglob("*"):
            os.chown(place, user.uid, user.uid)
        os.chown(user.home / ".config", user.uid, user.uid)
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._program = cell.start(user, ["fcitx5"], env, **silent)
        wait_for(self._find_address, "the input method has a bus")
        with self._heard.open("wb") as heard:
            words = ["dbus-monitor", "--address", self._find_address()]
            self._ear = cell.start(user, words, env, stdout=heard, stderr=subprocess.DEVNULL)
        wait_for(self.hear, "somebody listens on that bus")

    def hear(self) -> bytes:
        """All that has passed on its bus, as ``dbus-monitor`` writes it."""
        return self._heard.read_bytes()

    def count_keys(self) -> int:
        """How many keys it was asked about."""
        return self.hear().count(b"member=ProcessKeyEvent")

    def list_files(self) -> list[Path]:
        """What it has written: its dictionary and its history, once it has ended."""
        folders = (self._home / ".local" / "share" / "fcitx5", self._home / ".config" / "fcitx5")
        return [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    def close(self) -> None:
        """End it; it writes down what it has learnt."""
        for program in (self._program, self._ear):
            program.terminate()
            program.wait(PATIENCE_S)

    def _find_address(self) -> str:
        for place in (self._home / ".config" / "ibus" / "bus").glob("*-unix-[0-9]*"):
            for line in place.read_text("utf-8").splitlines():
                name, _, address = line.partition("=")
                if name == "IBUS_ADDRESS":
                    return address
        return ""
