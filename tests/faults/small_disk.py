"""A real disk of a few MiB, to fill up or to make read-only, in a mount namespace that ends with its process.

Linux: mount_namespaces(7), user_namespaces(7), tmpfs(5). Without root it takes a user namespace, in which one stays
who one is.
"""

from __future__ import annotations

import ctypes
import errno
import os
from io import FileIO
from pathlib import Path
from typing import NoReturn

import pytest

_LIBC = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_RDONLY, _MS_REMOUNT, _MS_REC, _MS_PRIVATE = 0x1, 0x20, 0x4000, 0x40000


class SmallDisk:
    """A tmpfs of ``mib`` at ``path`` that this process and those it starts see. Only in a process of one thread."""

    def __init__(self, path: Path, mib: int) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        user, group = os.getuid(), os.getgid()
        _check(_LIBC.unshare(_CLONE_NEWNS if user == 0 else _CLONE_NEWNS | _CLONE_NEWUSER))
        if user:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        self._mount(b"/", _MS_REC | _MS_PRIVATE)
        self._mount(os.fsencode(path), 0, f"size={mib}m,mode=700".encode())

    def fill(self, *, leave_kib: int = 0) -> None:
        """Take all of its space, but for so much."""
        with self._filler.open("wb", buffering=0) as file:
            with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
                _write_for_ever(file)
            file.truncate(max(0, file.tell() - leave_kib * 1024))

    def free(self) -> None:
        """Give the space back."""
        self._filler.unlink()

    def make_read_only(self) -> None:
        """As an administrator does, or a kernel that has lost faith in a disk. OSError while a file is open."""
        self._mount(os.fsencode(self.path), _MS_REMOUNT | _MS_RDONLY)

    def make_writable(self) -> None:
        """Undo it."""
        self._mount(os.fsencode(self.path), _MS_REMOUNT)

    @property
    def _filler(self) -> Path:
        return self.path / "filler"

    @staticmethod
    def _mount(place: bytes, flags: int, options: bytes = b"") -> None:
        _check(_LIBC.mount(b"tmpfs", place, b"tmpfs", ctypes.c_ulong(flags), options))


def may_mount(place: Path) -> bool:
    """Whether this process may have mounts of its own; some containers forbid it. It has one afterwards."""
    try:
        SmallDisk(place, 1)
    except PermissionError:
        return False
    return True


def _write_for_ever(file: FileIO) -> NoReturn:
    while True:
        file.write(bytes(4096))


def _check(result: int) -> None:
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
