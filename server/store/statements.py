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
        return ask_together(connection, [(self, values or {})])[0]

    def do(self, connection: Connection, *each: Values) -> None:
        """Change what it changes, with each of the values."""
        driver, words = _reach(connection), self.words(connection)
        try:
            if len(each) == 1:
                driver.execute(words, each[0])
            elif each:
                driver.cursor().executemany(words, each)
        except (sqlite3.Error, psycopg.Error) as error:
            raise _explain(connection, words, error) from error

    def words(self, connection: Connection) -> str:
        """As the driver of ``connection`` wants them."""
        return self._on_postgresql if connection.dialect.name == POSTGRESQL else self._on_sqlite


Question = tuple[Statement, Values]


def ask_together(connection: Connection, questions: Sequence[Question]) -> list[list[Found]]:
    """The rows that each of the questions finds; all in one round trip."""
    _reach(connection)
    return ask_beginning(connection, questions)


def ask_beginning(connection: Connection, questions: Sequence[Question]) -> list[list[Found]]:
    """As :func:`ask_together`, in a transaction that is just about to begin."""
    driver: Any = connection.connection.driver_connection
    asked = [(statement.words(connection), values) for statement, values in questions]
    try:
        if len(asked) <= 1 or connection.dialect.name != POSTGRESQL:
            return [driver.execute(words, values).fetchall() for words, values in asked]
        with together(connection):
            cursors = [driver.execute(words, values) for words, values in asked]
        return [cursor.fetchall() for cursor in cursors]
    except (sqlite3.Error, psycopg.Error) as error:
        raise _explain(connection, "; ".join(words for words, _ in asked), error) from error


def _reach(connection: Connection) -> Any:
    """The driver's connection, in a transaction of SQLAlchemy's."""
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection


def _explain(connection: Connection, words: str, error: Exception) -> Exception:
    driver: Any = connection.connection.driver_connection
    if isinstance(error, psycopg.Error) and (driver is None or driver.closed):
        connection.invalidate()
    return explain_fault(error) or DBAPIError(words, None, error)
