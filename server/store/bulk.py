"""Writing many rows at once, and finding many digests at once: the import's two hot queries (S1).

SQLAlchemy's per-row work costs several times what the insert does, so rows go to the driver as they are: by hundreds
in a statement on SQLite, by ``COPY`` on PostgreSQL. Values are always bound, never written into a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from protocol.times import Instant
from server.store.faults import explain_fault
from server.store.statements import Statement
from server.store.tables import blind_index, customers

Row = tuple[object, ...]
_TOGETHER = (500, 50)
"""How many rows go in one statement: few shapes, which the driver keeps prepared. Python's other threads run meanwhile;
``executemany`` would wait for them after each row."""

FEW = 20
"""So few rows PostgreSQL gets as statements, in one round trip, which may be that of others; a ``COPY`` takes three."""

MANY = 100
"""From so many on, the database takes longer than to call another thread."""
_BESIDE = ThreadPoolExecutor(1, thread_name_prefix="beside")
"""There is one writer at a time, so one is enough."""
_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
_BINARY = {
    "BIGINT": "int8",
    "INTEGER": "int4",
    "VARCHAR": "text",
    "TEXT": "text",
    "JSON": "text",  # json_recv, too, takes the text as it is
    "BYTEA": "bytea",
    "BOOLEAN": "bool",
}
"""What the rows are sent as: as PostgreSQL keeps them, which takes half the processor time of text."""


def insert_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Row],
    beside: Callable[[], None] | None = None,
) -> None:
    """Insert ``rows`` whose values stand in the order of ``columns``; JSON as its text.

    ``beside`` is called once, while the database is at work where that takes long: maybe by another thread, so it must
    not use ``connection``. What it raises is raised when the rows are in.
    """
    with _running_beside(connection, len(rows), beside) as call:
        if rows:
            _insert_rows(connection, table, columns, rows, call)


@contextmanager
def _running_beside(
    connection: Connection, count: int, beside: Callable[[], None] | None
) -> Iterator[Callable[[], None]]:
    """Have ``beside`` called by another thread: at once beside SQLite, or by the block's call when PostgreSQL has been
    sent its rows. It inserts none of fewer than 1,000 in binary before it is told that these are all, so nothing would
    be gained before that. Where there are few, ``beside`` is called first."""
    if beside is None:
        yield _do_nothing
    elif count < MANY:
        beside()
        yield _do_nothing
    else:
        called: list[Future[None]] = []
        begin = partial(_call_beside, beside, called)
        try:
            if connection.dialect.name == "sqlite":
                begin()
                yield _do_nothing
            else:
                yield begin
        finally:
            wait(called)
        for one in called:
            one.result()


def _call_beside(beside: Callable[[], None], called: list[Future[None]]) -> None:
    called.append(_BESIDE.submit(beside))


def _do_nothing() -> None:
    pass


def _insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row], beside: Callable[[], None]
) -> None:
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        _insert_into_sqlite(connection, f"INSERT INTO {table.name} ({names}) VALUES ", len(columns), rows)  # noqa: S608
        return
    if len(rows) <= FEW:
        row = f"({', '.join(['%s'] * len(columns))})"
        _prepare(f"INSERT INTO {table.name} ({names}) VALUES {row}").do(connection, *rows)  # noqa: S608
        return
    _copy_to_postgresql(connection, table, columns, rows, beside)


def _copy_to_postgresql(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row], beside: Callable[[], None]
) -> None:
    statement = f"COPY {table.name} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    cursor: Any = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            copy.set_types(_name_types(table, tuple(columns)))
            for row in rows:
                copy.write_row(row)
            beside()
    except psycopg.Error as error:
        raise explain_fault(error) or DBAPIError(statement, None, error) from error
    finally:
        cursor.close()


@lru_cache
def _name_types(table: Table, columns: tuple[str, ...]) -> list[str]:
    written = (table.c[name].type.compile(dialect=_POSTGRESQL) for name in columns)
    return [_BINARY[words.partition("(")[0]] for words in written]


def _insert_into_sqlite(connection: Connection, start: str, width: int, rows: Sequence[Row]) -> None:
    row, done = f"({','.join('?' * width)})", 0
    for count in _TOGETHER:
        statement = start + ",".join([row] * count)
        while len(rows) - done >= count:
            values = tuple(chain.from_iterable(rows[done : done + count]))
            connection.exec_driver_sql(statement, values)
            done += count
    if done < len(rows):
        _prepare(start + row).do(connection, *rows[done:])


@lru_cache
def _prepare(words: str) -> Statement:
    return Statement(words)


_KNOWN = (
    select(blind_index.c.digest, customers.c.imported_at)
    .join(customers, customers.c.id == blind_index.c.customer)
    .where(
        blind_index.c.campaign == bindparam("campaign"),
        blind_index.c.field == bindparam("field"),
        blind_index.c.digest.in_(bindparam("digests", expanding=True)),
    )
)


def find_imported(connection: Connection, campaign: str, field: str, digests: Sequence[bytes]) -> dict[bytes, Instant]:
    """Those of ``digests`` that a campaign holds already, and when each came in."""
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(digests))
        known = connection.exec_driver_sql(
            "SELECT b.digest, c.imported_at FROM blind_index b JOIN customers c ON c.id = b.customer "  # noqa: S608
            f"WHERE b.campaign = ? AND b.field = ? AND b.digest IN ({places})",
            (campaign, field, *digests),
        )
        return {row.digest: row.imported_at for row in known}
    found = connection.execute(_KNOWN, {"campaign": campaign, "field": field, "digests": list(digests)})
    return {bytes(digest): imported_at for digest, imported_at in found}


def prepare_bulk(connection: Connection) -> None:
    """Let SQLite keep an index's pages at hand: the blind index is written in random order."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-65536")  # kibibytes
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint=8000")  # pages
