"""One process at a time, kept by the operating system, so that a killed process leaves no lock behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from protocol.keeping import VaultInUse
from secure_store.atomic_file import OWNER_ONLY_FILE
from secure_store.storing import translate_os_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """An exclusive lock on ``path``, held from construction to :meth:`release`; VaultInUse when another holds it."""

    def __init__(self, path: Path) -> None:
        with translate_os_errors():
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
        try:
            _lock(self._descriptor)
        except OSError as error:
            self.release()
            raise VaultInUse from error

    def release(self) -> None:
        """Let go; safe to call twice."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)
