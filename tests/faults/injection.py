"""Letting one write step of this process fail, by libfiu's preloaded C library: https://blitiri.com.ar/p/libfiu/.

A write step is a call of the C library that changes a file or makes it durable. The process must have been started with
:data:`ENVIRONMENT`; nothing fails but within a ``with`` block.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

PRELOAD = "/usr/lib/fiu/fiu_posix_preload.so"
ENVIRONMENT = {"LD_PRELOAD": PRELOAD, "PYTHONDONTWRITEBYTECODE": "1"}
"""Without compiled modules, which would be written too."""
_SHORT = b"/reduce"
_WRITES = frozenset({b"posix/io/rw/pwrite", b"posix/io/rw/write"})
DATABASE = (
    b"posix/io/rw/pwrite",
    b"posix/io/rw/ftruncate",
    b"posix/io/sync/fsync",
    b"posix/io/sync/fdatasync",
    b"posix/io/dir/unlink",
    b"posix/io/dir/rename",
)
FILES = (*DATABASE, b"posix/io/rw/write", b"posix/io/oc/open")
"""With the calls by which Python writes files, and by which much else happens too."""
_PREFIX = "posix/io/"
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_char_p,
    ctypes.POINTER(ctypes.c_int),
    ctypes.POINTER(ctypes.c_void_p),
    ctypes.POINTER(ctypes.c_uint),
)
DURABLE = frozenset({"sync/fsync", "sync/fdatasync"})
"""The steps after which what was written before them survives a power cut."""


class Fault(StrEnum):
    """What becomes of the step."""

    NOTHING = "nothing"
    EIO = "the disk reports an error"
    ENOSPC = "the disk is full"
    BROKEN = "the disk reports errors from then on"
    SHORT = "a part is written"
    KILL = "the process is killed"


class Injection:
    """Counts the write steps within its ``with`` block; the ``step``-th, from 1, meets ``fault``. Once a process."""

    def __init__(self, points: Sequence[bytes], fault: Fault, step: int) -> None:
        assert PRELOAD in os.environ.get("LD_PRELOAD", ""), "this process was started without fault injection"
        self._fault, self._step, self._active = fault, step, False
        self.taken: list[str] = []
        """The steps taken, by their names."""
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._fiu.fiu_init(0)
        self._callback = _CALLBACK(self._meet)  # kept alive: C calls it
        self._enable([point + _SHORT for point in points if point in _WRITES] if fault is Fault.SHORT else points)

    @property
    def met(self) -> bool:
        """Whether the step came."""
        return self._fault is not Fault.NOTHING and len(self.taken) >= self._step

    def __enter__(self) -> Injection:
        self._active = True
        return self

    def __exit__(self, *_: object) -> None:
        self._active = False

    def _enable(self, points: Sequence[bytes]) -> None:
        for point in points:
            assert self._fiu.fiu_enable_external(point, 1, None, 0, self._callback) == 0, point

    def _meet(self, point: bytes, _number: Any, info: Any, _flags: Any) -> int:
        if not self._active:
            return 0
        self.taken.append(point.decode().removeprefix(_PREFIX))
        if not self._is_due(len(self.taken)):
            return 0
        if self._fault is Fault.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        info[0] = errno.ENOSPC if self._fault is Fault.ENOSPC else errno.EIO
        return 1

    def _is_due(self, place: int) -> bool:
        if self._fault is Fault.NOTHING:
            return False
        return place >= self._step if self._fault is Fault.BROKEN else place == self._step


def count_steps(fault: Fault, taken: Sequence[str]) -> int:
    """How many of the steps ``taken`` can meet ``fault``."""
    return sum(fault is not Fault.SHORT or f"{_PREFIX}{name}".encode() in _WRITES for name in taken)
