"""Opening Central's database: SQLite on one machine, PostgreSQL by URL (Z1). The same queries run on both.

There is one writer at a time, on both: SQLite has no other way, and on PostgreSQL every write transaction begins with
one advisory lock (decision 008). What a transaction has looked at therefore still holds when it writes: two requests at
once cannot both take the last place of a quota, use the same code, or stand in each other's way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    RootTransaction,
    create_engine,
    event,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from protocol.administration import ConfigurationWrong
from protocol.pulse import DEAD_S, PULSE_S
from protocol.road import RecordsUnavailable
from server.store.faults import explain_fault, translate_faults
from server.store.idling import ask_after_idling
from server.store.pipelines import POSTGRESQL
from server.store.statements import Found, Question, Statement, ask_beginning, ask_together
from server.store.tables import counters
from server.store.turn import PATIENCE_S, TurnConnection
from server.store.wal import WalCopier

_MIGRATIONS = Path(__file__).parent / "migrations"
_ASIDE, _ALONE = "veildesk_aside", "veildesk_alone"
_FIRST, _TOLD = "veildesk_first", "veildesk_told"
_WRITERS = 0x5645494C  # "VEIL": the advisory lock's number in the database
_LIMIT = Statement(f"SELECT set_config('lock_timeout', '{PATIENCE_S}s', true)")
_LOCK = Statement(f"SELECT pg_advisory_xact_lock({_WRITERS})")
_STEADY = ("cache_size=-65536", "wal_autocheckpoint=32000")
"""Kibibytes; and pages, 128 MB, after which the writer copies the log into the file himself, so that it can begin anew:
what :class:`WalCopier` has left, while there was no end of commits."""
_STEADY_ROAD = {
    "connect_timeout": str(PATIENCE_S),
    "keepalives_idle": str(PULSE_S),
    "keepalives_interval": str(PULSE_S),
    "keepalives_count": str(DEAD_S // PULSE_S),
    "tcp_user_timeout": str(30 * 1000),
}
"""libpq's words for :mod:`protocol.pulse`, unless the URL has its own, with the patience that a server takes which
waits for its disk in the middle of a batch."""
_RAISE = Statement("UPDATE counters SET value = value + :count WHERE name = :counter RETURNING value")
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={PATIENCE_S * 1000}",
    "temp_store=MEMORY",
    "recursive_triggers=ON",  # so that REPLACE cannot pass a trigger by
)


def open_database(url: str) -> Engine:
    """An engine whose ``begin()`` opens a write transaction; ConfigurationWrong for a URL that is none.

    Whatever is done with it raises RecordsUnavailable when disk, server or connection fail.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationWrong(setting="database", reason="it is not a database URL") from error
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, pool_size=16, max_overflow=16, connect_args={"factory": TurnConnection})
        event.listen(engine, "connect", partial(_prepare_sqlite, Lock()))
        event.listen(engine, "begin", _begin_immediate)
        translate_faults(engine)
        return engine
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        parsed = parsed.set(query={**_STEADY_ROAD, **parsed.query})
        engine = create_engine(parsed, pool_size=16, max_overflow=16)
        ask_after_idling(engine)
        event.listen(engine, "begin", _wait_for_writers)
        translate_faults(engine)
        return engine
    raise ConfigurationWrong(setting="database", reason="it must start with sqlite:/// or postgresql://")


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, and so never waits for the one writer. All it reads is of one moment."""
    options: dict[str, Any] = {_ASIDE: True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def ask(engine: Engine) -> Iterator[Connection]:
    """A connection for one statement, which is a transaction by itself: one round trip instead of three.

    It must not write what another transaction looks at: it does not wait for the one writer.
    """
    options: dict[str, Any] = {_ASIDE: True, _ALONE: True}
    if engine.dialect.name == POSTGRESQL:
        options["isolation_level"] = "AUTOCOMMIT"
    with engine.connect().execution_options(**options) as connection:
        yield connection


class SteadyWriter:
    """Write transactions of one thread that writes again and again, all by one connection.

    On SQLite the pages that it has read stay good for it until another one writes; PostgreSQL keeps its statements
    prepared. One that broke while it was not used is noticed before anything is written, and another takes its place.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: Connection | None = None
        self._copier: WalCopier | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """As the engine's own ``begin()``: committed, and on disk, when the block ends; undone when it raises."""
        with self.begin_asking(()) as (connection, _):
            yield connection

    @contextmanager
    def begin_asking(self, questions: Sequence[Question]) -> Iterator[tuple[Connection, list[list[Found]]]]:
        """As :meth:`begin`, with the rows that each of the questions finds as soon as it is the transaction's turn:
        PostgreSQL answers them together with the lock, in one round trip."""
        try:
            connection, transaction, told = self._begin(questions)
            with transaction:
                yield connection, told
            if self._copier:
                self._copier.note_commit()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection, whatever state it is in; the next transaction opens another."""
        held, self._held = self._held, None
        if held is not None:
            with held:
                held.invalidate()

    def _begin(self, questions: Sequence[Question]) -> tuple[Connection, RootTransaction, list[list[Found]]]:
        held = self._held
        if held is not None:
            try:
                return _begin_asking(held, questions)
            except RecordsUnavailable:
                if not held.invalidated:
                    raise
                self.close()
        return _begin_asking(self._hold(), questions)

    def _hold(self) -> Connection:
        self._held = held = self._engine.connect()
        if self._engine.dialect.name == "sqlite":
            self._copier = self._copier or WalCopier(Path(str(self._engine.url.database)))
            cursor = held.connection.cursor()
            for pragma in _STEADY:
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
        return held


def _begin_asking(
    connection: Connection, questions: Sequence[Question]
) -> tuple[Connection, RootTransaction, list[list[Found]]]:
    if connection.dialect.name != POSTGRESQL:
        return connection, connection.begin(), ask_together(connection, questions)
    connection.info[_FIRST] = questions
    return connection, connection.begin(), connection.info.pop(_TOLD)


def migrate(engine: Engine, version: str = "head") -> None:
    """Bring the schema up to this version's, or to an earlier one on the way there."""
    with engine.connect() as connection, _references_unwatched(connection), connection.begin():
        command.upgrade(_configure(connection), version)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RecordsUnavailable(reason="a step of its schema would leave rows that refer to nothing")


@contextmanager
def _references_unwatched(connection: Connection) -> Iterator[None]:
    """SQLite writes a table anew to change it, and would take the rows that refer to it for orphans meanwhile."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


class Schema(Enum):
    """What stands in a database: nothing of ours, this version's schema, an older or a newer version's."""

    NONE = "none"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def find_schema(engine: Engine) -> Schema:
    """Whose schema the database has. An SQLite file that is not there holds none, and none is made."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return Schema.NONE
    with read(engine) as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        scripts = ScriptDirectory.from_config(_configure(connection))
        if present is None:
            return Schema.NONE
        if present == scripts.get_current_head():
            return Schema.CURRENT
        known = {script.revision for script in scripts.walk_revisions()}
        return Schema.OLDER if present in known else Schema.NEWER


def name_cause(error: SQLAlchemyError | RecordsUnavailable) -> str:
    """The driver's own words for what went wrong, in a line, without the statement or any value bound to it."""
    cause = error.orig if isinstance(error, DBAPIError) else error.__cause__
    words = str(cause or "").strip().splitlines()
    return words[0].rstrip(".") if words else type(cause or error).__name__


def next_value(connection: Connection, name: str, count: int = 1) -> int:
    """Reserve ``count`` values of a counter; the first of them, from 1.

    The counter's row stays locked until the transaction ends, so values become visible in their order.
    """
    for (raised,) in _RAISE.ask(connection, {"counter": name, "count": count}):
        return int(raised) - count + 1
    connection.execute(insert(counters).values(name=name, value=count))
    return 1


def read_value(connection: Connection, name: str) -> int:
    """The newest reserved value of a counter, 0 before the first."""
    value = connection.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one_or_none()
    return int(value or 0)


def _configure(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(turn: Lock, connection: TurnConnection, _record: object) -> None:
    connection.turn = turn
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    if _is_aside(connection):
        if _ALONE not in connection.get_execution_options():
            connection.exec_driver_sql("BEGIN")
        return
    driver: TurnConnection = connection.connection.dbapi_connection  # type: ignore[assignment]
    try:
        driver.begin_writing()
    except sqlite3.Error as error:
        raise explain_fault(error) or error from error


def _wait_for_writers(connection: Connection) -> None:
    if _is_aside(connection):
        return
    first = connection.info.pop(_FIRST, ())
    try:
        connection.info[_TOLD] = ask_beginning(connection, [(_LIMIT, {}), (_LOCK, {}), *first])[2:]
    except RecordsUnavailable:
        driver = connection.connection.driver_connection
        if driver is None or driver.closed:
            connection.invalidate()
        raise


def _is_aside(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_ASIDE, False))
