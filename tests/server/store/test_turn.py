"""Who writes next on SQLite: threads of a process hand the turn on, whatever becomes of a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, insert, select, text

from protocol.road import RecordsUnavailable
from server.store.database import migrate, open_database, read
from server.store.tables import counters

WRITERS, EACH = 8, 12


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with its tables, whose connections never wait for SQLite's own lock."""
    migrate(made := open_database(f"sqlite:///{tmp_path / 'central.db'}"))
    made.dispose()
    event.listen(made, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout = 0"))
    yield made
    made.dispose()


def _add(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(insert(counters).values(name=name, value=1))


def _is_there(engine: Engine, name: str) -> bool:
    with read(engine) as connection:
        return connection.execute(select(counters.c.name).where(counters.c.name == name)).one_or_none() is not None


def test_threads_that_write_at_once_need_not_look_again_whether_it_is_their_turn(engine: Engine) -> None:
    names = [f"test-{writer}-{place}" for writer in range(WRITERS) for place in range(EACH)]
    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(lambda name: _add(engine, name), names))
    assert all(_is_there(engine, name) for name in names)


def _raise(_: Connection) -> None:
    raise ZeroDivisionError


def _repeat(connection: Connection) -> None:
    connection.execute(text("INSERT INTO counters (name, value) VALUES ('test-twice', 1), ('test-twice', 1)"))


def _close(connection: Connection) -> None:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.close()


@pytest.mark.parametrize("fault", [_raise, _repeat, _close])
def test_a_transaction_that_fails_passes_the_turn_on(engine: Engine, fault, monkeypatch) -> None:
    monkeypatch.setattr("server.store.turn.PATIENCE_S", 0.01)
    with pytest.raises(Exception), engine.begin() as connection:  # noqa: B017, PT011 - each fault has its own
        fault(connection)
    _add(engine, "test-after")
    assert _is_there(engine, "test-after")


def _leave_dangling(engine: Engine) -> None:
    """Write what only the commit finds to be wrong."""
    with engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("INSERT INTO watchers (person, until) VALUES ('nobody', '')"))


def test_a_commit_that_fails_passes_the_turn_on(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr("server.store.turn.PATIENCE_S", 0.01)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        _leave_dangling(engine)
    _add(engine, "test-after")
    assert _is_there(engine, "test-after")


def test_a_turn_that_does_not_come_is_told(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr("server.store.turn.PATIENCE_S", 0.01)
    with engine.begin(), pytest.raises(RecordsUnavailable, match="it is busy"), engine.begin():
        pass
    _add(engine, "test-after")
