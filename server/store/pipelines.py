"""Statements that PostgreSQL gets one behind the other, and answers together: one round trip instead of one each.

libpq's pipeline mode (PostgreSQL 15, 34.5). SQLite is in this process, and needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from server.store.faults import explain_fault

POSTGRESQL = "postgresql"


@contextmanager
def together(connection: Connection) -> Iterator[Any]:
    """Send what the block executes without waiting for the answers; gives the driver's connection.

    For statements that return no rows, and no ``COPY``. When the block ends all of them are done: what one of them
    raises is raised then, if not before, and none behind it has done anything.
    """
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != POSTGRESQL:
        yield driver
        return
    try:
        with driver.pipeline():
            yield driver
    except psycopg.Error as error:
        raise explain_fault(error) or DBAPIError(None, None, error) from error
