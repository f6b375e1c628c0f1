"""Mounts beside a desk's guard, in a mount namespace of their own; says what the guard saw."""

from __future__ import annotations

import json
import subprocess
import sys
from queue import Queue

from app.guards.linux.mounts import MountGuard
from app.guards.sighting import Sighting
from protocol.guarding import Channel

PATIENCE_S = 60


class Notes:
    """What the guard reports, in order."""

    def __init__(self) -> None:
        self.heard: Queue[str] = Queue()

    def see(self, sighting: Sighting) -> None:
        """Something is there."""
        self.heard.put(f"{sighting.kind.value} {sighting.name}")

    def lose(self, channel: Channel, key: str) -> None:
        """It is gone."""
        self.heard.put("gone")


def tour(elsewhere: str) -> None:
    """A temporary file system at ``elsewhere`` comes and goes, then one in /mnt."""
    notes, guard = Notes(), MountGuard()
    guard.start(notes)
    told = []
    for place in (elsewhere, "/mnt"):
        subprocess.run(["mount", "-t", "tmpfs", "synthetic", place], check=True)
        if place == "/mnt":
            told.append(notes.heard.get(timeout=PATIENCE_S))
        subprocess.run(["umount", place], check=True)
        told.append(notes.heard.get(timeout=PATIENCE_S)) if place == "/mnt" else notes.heard.get(timeout=PATIENCE_S)
    guard.stop()
    print(json.dumps(told))  # noqa: T201 - to the test


if __name__ == "__main__":
    tour(sys.argv[1])
