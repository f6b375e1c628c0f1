"""SQLite's write-ahead log copied into its file by a thread of its own, beside those who write.

SQLite has whoever commits copy it now and then, and wait for the disk twice more; who comes next waits with him
(SQLite, "Write-Ahead Logging", 3.2).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread
from time import sleep

_PAUSE_S = 0.25
"""Not more often: a page that changes again and again is copied once."""


class WalCopier:
    """Copies what is committed to the database at ``path``, soon after it is told.

    It ends with the process, whatever it is at: the write-ahead log has all that the file has not. Where it cannot copy
    the log grows, and SQLite has writers copy it; they say what is wrong with the disk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told = Event()
        Thread(target=self._copy, name="wal-copier", daemon=True).start()

    def note_commit(self) -> None:
        """There is more to copy."""
        self._told.set()

    def _copy(self) -> None:
        while self._told.wait():
            self._told.clear()
            with suppress(sqlite3.Error):
                copy_wal(self._path)
            sleep(_PAUSE_S)


def copy_wal(path: Path) -> None:
    """Copy what readers of earlier moments leave to copy, waiting for nobody; sqlite3.Error, also where there is no
    database."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
