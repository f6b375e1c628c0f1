"""The writer's turn on SQLite: threads of one process hand it on to each other.

SQLite itself has whoever finds it taken sleep and look again, up to a tenth of a second later, in no order. That is
left for other processes, such as a command beside the Central that serves.
"""

from __future__ import annotations

import sqlite3
from threading import Lock

from protocol.road import RecordsUnavailable

PATIENCE_S = 10


class TurnConnection(sqlite3.Connection):
    """A connection whose write transactions begin when it is their turn, and pass it on when they end."""

    turn: Lock
    """The process's, for one database; set before the first use."""
    _has_turn = False

    def begin_writing(self) -> None:
        """Begin a write transaction; RecordsUnavailable when its turn does not come within ten seconds."""
        if not self.turn.acquire(timeout=PATIENCE_S):
            raise RecordsUnavailable(reason="it is busy")
        self._has_turn = True
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._pass_on()
            raise

    def commit(self) -> None:
        """As sqlite3 has it. What fails leaves the transaction open, and the turn with it, until it is rolled back."""
        super().commit()
        self._pass_on()

    def rollback(self) -> None:
        """As sqlite3 has it."""
        try:
            super().rollback()
        finally:
            self._pass_on()

    def close(self) -> None:
        """As sqlite3 has it."""
        try:
            super().close()
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self.turn.release()
