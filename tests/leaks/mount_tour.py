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
    """A temporary file system at ``elsewhere``, then one in /mnt; they go in that order.

    Both stand while the guard looks: what comes and goes between two looks is not in the table at either.
    """
    notes, guard = Notes(), MountGuard()
    guard.start(notes)
    places = (elsewhere, "/mnt")
    for place in places:
        subprocess.run(["mount", "-t", "tmpfs", "synthetic", place], check=True)
    told = [notes.heard.get(timeout=PATIENCE_S)]
    for place in places:
        subprocess.run(["umount", place], check=True)
        told.append(notes.heard.get(timeout=PATIENCE_S))
    guard.stop()
    print(json.dumps(told))  # noqa: T201 - to the test


if __name__ == "__main__":
    tour(sys.argv[1])
