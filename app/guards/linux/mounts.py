"""File systems that appear, by poll(2) on /proc/self/mountinfo (proc(5)).

What was mounted when the guard came is the machine's own; a stick among it is the USB guard's. After that a mount
counts when it is of a kind that can carry data away, or stands where desktops put what was plugged in.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from app.guards.sighting import Kind, Sighting, read_word
from app.guards.thread import ThreadedGuard
from protocol.guarding import Channel

if TYPE_CHECKING:
    from app.guards.sighting import Lookout

TABLE = "/proc/self/mountinfo"
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/mnt")
_INSIDE = frozenset(
    [
        *("autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs"),
        *("fusectl", "hugetlbfs", "mqueue", "nsfs", "overlay", "proc", "pstore", "ramfs", "rpc_pipefs", "securityfs"),
        *("selinuxfs", "squashfs", "sysfs", "tmpfs", "tracefs"),
        *("fuse.gvfsd-fuse", "fuse.lxcfs", "fuse.portal", "fuse.snapfuse"),
    ]
)
"""File systems of the kernel, of memory, and of packages: no way out."""
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Mount(Struct, frozen=True):
    """A line of the table: ``place`` as it is, ``device`` its major:minor, ``source`` what was mounted."""

    number: str
    device: str
    place: str
    kind: str
    source: str


def read_mounts(table: str) -> dict[str, Mount]:
    """The lines of ``table`` by mount number."""
    found: dict[str, Mount] = {}
    for line in table.splitlines():
        before, mark, after = line.partition(" - ")
        words, rest = before.split(" "), after.split(" ")
        if mark and len(words) >= 6 and len(rest) >= 2:
            found[words[0]] = Mount(words[0], words[2], _unescape(words[4]), rest[0], _unescape(rest[1]))
    return found


def is_way_out(mount: Mount, own: frozenset[str]) -> bool:
    """Whether data could leave by ``mount``; ``own`` are the devices that were mounted at the start."""
    if mount.device in own:
        return False
    return mount.kind not in _INSIDE or mount.place.startswith(_PLUGGED_IN)


def _unescape(word: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code.group(1), 8)), word)


if sys.platform != "win32":
    from app.guards.linux.waiting import CHANGED, Wait

    class MountGuard(ThreadedGuard):
        """Sees what its own mount namespace sees."""

        channel = Channel.MOUNT

        def prepare(self, lookout: Lookout) -> None:  # noqa: ARG002 - what is mounted now is the machine's own
            """Remember what is there."""
            self._table = os.open(TABLE, os.O_RDONLY | os.O_CLOEXEC)
            self._known = self._read()
            self._own = frozenset(mount.device for mount in self._known.values())
            self._wait = Wait(CHANGED, self._table)

        def watch(self, lookout: Lookout) -> None:
            """Report until woken."""
            while self._wait():
                before, self._known = self._known, self._read()
                for number, mount in self._known.items():
                    if number not in before and is_way_out(mount, self._own):
                        lookout.see(_describe(mount))
                for number in before.keys() - self._known.keys():
                    lookout.lose(self.channel, number)
            self._wait.close()
            os.close(self._table)

        def wake(self) -> None:
            """End the wait."""
            self._wait.end()

        def _read(self) -> dict[str, Mount]:
            os.lseek(self._table, 0, os.SEEK_SET)
            parts = []
            while part := os.read(self._table, 1 << 16):
                parts.append(part)
            return read_mounts(b"".join(parts).decode("utf-8", "replace"))

    def _describe(mount: Mount) -> Sighting:
        """The kind of file system and the device's name; no label and no path, in which somebody's name may stand."""
        device = mount.source.rpartition("/")[2] if mount.source.startswith("/dev/") else ""
        return Sighting(
            Channel.MOUNT, Kind.MOUNT, mount.number, vendor=read_word(device), product=read_word(mount.kind)
        )
