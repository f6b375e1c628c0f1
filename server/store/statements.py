"""Statements that every batch takes: they go to the driver as they are.

SQLAlchemy's own work on a statement costs several times what the database does for it, and a batch needs a dozen.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from server.store.faults import explain_fault
from server.store.pipelines import POSTGRESQL, together

Values = Mapping[str, object] | Sequence[object]
Found = tuple[Any, ...]
_NAME = re.compile(r":([a-z_]+)")


class Statement:
    """SQL that both databases understand, with ``:name`` where a value is bound. On PostgreSQL the rows of the table
    that it ``locks`` are locked until the transaction ends; SQLite has nothing to lock them against.

    What it raises is what SQLAlchemy would raise.
    """

    def __init__(self, words: str, *, locks: str = "") -> None:
        self._on_sqlite = words
        self._on_postgresql = _NAME.sub(r"%(\1)s", words) + (f" FOR UPDATE OF {locks}" if locks else "")

    def ask(self, connection: Connection, values: Values | None = None) -> list[Found]:
        """The rows that it finds."""
        return self.ask_each(connection, (values or {},))[0]

    def ask_each(self, connection: Connection, each: Sequence[Values]) -> list[list[Found]]:
        """The rows that it finds with each of the values; all in one round trip."""
        driver, words = self._reach(connection)
        try:
            if len(each) <= 1 or connection.dialect.name != POSTGRESQL:
                return [driver.execute(words, values).fetchall() for values in each]
            with together(connection):
                cursors = [driver.execute(words, values) for values in each]
            return [cursor.fetchall() for cursor in cursors]
        except (sqlite3.Error, psycopg.Error) as error:
            raise self._explain(connection, error) from error

    def do(self, connection: Connection, *each: Values) -> None:
        """Change what it changes, with each of the values."""
        driver, words = self._reach(connection)
        try:
            if len(each) == 1:
                driver.execute(words, each[0])
            elif each:
                driver.cursor().executemany(words, each)
        except (sqlite3.Error, psycopg.Error) as error:
            raise self._explain(connection, error) from error

    def _reach(self, connection: Connection) -> tuple[Any, str]:
        """The driver's connection, in a transaction of SQLAlchemy's; and the words for it."""
        if not connection.in_transaction():
            connection.begin()
        on_postgresql = connection.dialect.name == POSTGRESQL
        driver = connection.connection.driver_connection
        return driver, self._on_postgresql if on_postgresql else self._on_sqlite

    def _explain(self, connection: Connection, error: Exception) -> Exception:
        driver: Any = connection.connection.driver_connection
        if isinstance(error, psycopg.Error) and (driver is None or driver.closed):
            connection.invalidate()
        return explain_fault(error) or DBAPIError(self._on_sqlite, None, error)
