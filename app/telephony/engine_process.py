"""One engine, as the desk sees it: a child process that is spoken to over its pipes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Lock
from typing import IO, cast

import msgspec

from app.telephony.engine.words import REPORTS, Order, Report, write_line

_PASSED_ON = (
    "HOME",
    "LANG",
    "PATH",
    "PULSE_SERVER",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    "ALSA_CONFIG_PATH",
)
"""What of the desk's surroundings an engine needs, for its sound above all."""
_FOLDER_PREFIX = "veildesk-engine-"


class EngineMissing(OSError):
    """This system cannot run the engine."""


class EngineProcess:
    """A running engine that was born with the open ``files``. OSError when it cannot be started."""

    def __init__(self, files: Sequence[int]) -> None:
        self._writing = Lock()
        self.folder = tempfile.mkdtemp(prefix=_FOLDER_PREFIX)
        """For the engine's start alone; gone with the engine at the latest, however that ended."""
        try:
            self._process = self._start(files)
        except OSError:
            self._remove_folder()
            raise
        self._input = cast(IO[bytes], self._process.stdin)
        self._output = cast(IO[bytes], self._process.stdout)

    def _start(self, files: Sequence[int]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-m", "app.telephony.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=tuple(files),
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process identifier."""
        return self._process.pid

    def send(self, order: Order) -> bool:
        """Give an order; whether the engine was there to get it."""
        with self._writing:
            try:
                self._input.write(write_line(order))
                self._input.flush()
            except (OSError, ValueError):
                return False
        return True

    def listen(self) -> Iterator[Report]:
        """What it says, until it ends or says something that is no word of ours."""
        with suppress(OSError, ValueError, msgspec.MsgspecError):
            for line in self._output:
                yield REPORTS.decode(line)

    def end(self, patience_s: float) -> None:
        """Wait so many seconds for it to end by itself, then end it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience_s)
        self._process.kill()
        self._process.wait()
        self._remove_folder()
        with self._writing, suppress(OSError):
            self._input.close()

    def _remove_folder(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def make_memory_file(name: str, *parts: bytes | bytearray) -> int:
    """A file that is in memory alone, holding ``parts``; its descriptor. EngineMissing where the system has none
    (Windows: there the SIP stack would have to take a key from memory, which it cannot yet)."""
    if sys.platform != "linux":
        raise EngineMissing("the softphone needs files in memory, which this system does not have")
    file = os.memfd_create(name, os.MFD_CLOEXEC)
    for part in parts:
        with memoryview(part) as view:
            written = 0
            while written < len(view):
                written += os.write(file, view[written:])
    return file
