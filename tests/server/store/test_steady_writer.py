"""The connection that a thread goes on writing by."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Engine, insert, select, text, update

from protocol.road import RecordsUnavailable
from server.store.database import SteadyWriter, migrate, open_database, read
from server.store.statements import Statement
from server.store.tables import counters
from tests.postgres import PostgresServer


@pytest.fixture
def engine(database_url: str) -> Engine:
    """A database with its tables."""
    made = open_database(database_url)
    migrate(made)
    return made


def _add(writer: SteadyWriter, name: str, after: Callable[[], object] = str) -> None:
    with writer.begin() as connection:
        connection.execute(insert(counters).values(name=name, value=1))
        after()


def _add_and_cut(writer: SteadyWriter, name: str, server: PostgresServer) -> None:
    with writer.begin() as connection:
        connection.execute(insert(counters).values(name=name, value=1))
        server.end_session(connection.connection.driver_connection.info.backend_pid)


def _list(engine: Engine) -> set[str]:
    with read(engine) as connection:
        return set(connection.execute(select(counters.c.name).where(counters.c.name.like("test-%"))).scalars())


def test_what_it_wrote_is_there_for_others_and_what_raised_is_not(engine):
    writer = SteadyWriter(engine)
    _add(writer, "test-one")
    with pytest.raises(ZeroDivisionError):
        _add(writer, "test-two", after=lambda: 1 / 0)
    assert _list(engine) == {"test-one"}
    _add(writer, "test-three")
    assert _list(engine) == {"test-one", "test-three"}
    with engine.begin() as connection:
        connection.execute(insert(counters).values(name="test-other", value=1))
    _add(writer, "test-four")
    assert _list(engine) == {"test-one", "test-three", "test-other", "test-four"}
    engine.dispose()


def test_what_it_asks_first_is_answered_when_its_turn_has_come(engine):
    """Else it would go by what another writer was just about to change."""
    writer, asked = SteadyWriter(engine), Statement("SELECT value FROM counters WHERE name = :name")
    _add(writer, "test-one")
    waiting, told = Event(), []

    def ask() -> None:
        waiting.set()
        with writer.begin_asking([(asked, {"name": "test-one"}), (asked, {"name": "test-none"})]) as (_, answers):
            told.extend(answers)

    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as connection:
            asking = pool.submit(ask)
            assert waiting.wait(60)
            with pytest.raises(TimeoutError):
                asking.result(0.3)
            connection.execute(update(counters).where(counters.c.name == "test-one").values(value=2))
        asking.result(60)
    assert told == [[(2,)], []]
    writer.close()
    engine.dispose()


def test_on_sqlite_it_stays_with_one_connection_as_durable_as_any_other(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'central.db'}")
    migrate(engine)
    writer, seen = SteadyWriter(engine), set()
    for place in range(3):
        with writer.begin() as connection:
            seen.add(id(connection.connection.dbapi_connection))
            settings = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("synchronous", "journal_mode")
            }
        _add(writer, f"test-{place}")
        with engine.begin() as other:
            assert id(other.connection.dbapi_connection) not in seen
    assert len(seen) == 1
    assert settings == {"synchronous": 2, "journal_mode": "wal"}
    writer.close()
    engine.dispose()


def test_a_connection_that_breaks_is_left_for_another(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'central.db'}")
    migrate(engine)
    writer = SteadyWriter(engine)
    with writer.begin() as connection:
        broken = connection.connection.dbapi_connection
    assert broken is not None
    broken.close()
    with pytest.raises(Exception, match="closed"):
        _add(writer, "test-lost")
    _add(writer, "test-kept")
    assert _list(engine) == {"test-kept"}
    engine.dispose()


@pytest.mark.postgres
def test_a_connection_that_was_cut_while_nobody_wrote_costs_nothing(postgres_server: PostgresServer, postgres_url: str):
    engine = open_database(postgres_url)
    migrate(engine)
    writer = SteadyWriter(engine)
    processes = []
    for name in ("test-one", "test-two"):
        with writer.begin() as connection:
            connection.execute(insert(counters).values(name=name, value=1))
            processes.append(connection.connection.driver_connection.info.backend_pid)
    assert processes[0] == processes[1]
    postgres_server.end_session(processes[0])
    _add(writer, "test-three")
    assert _list(engine) == {"test-one", "test-two", "test-three"}
    with pytest.raises(RecordsUnavailable, match="does not answer"):
        _add_and_cut(writer, "test-four", postgres_server)
    _add(writer, "test-five")
    assert _list(engine) == {"test-one", "test-two", "test-three", "test-five"}
    writer.close()
    engine.dispose()


@pytest.mark.postgres
def test_a_writer_who_waits_too_long_is_told_so_and_goes_on(postgres_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("server.store.database._LIMIT", Statement("SELECT set_config('lock_timeout', '50ms', true)"))
    engine = open_database(postgres_url)
    migrate(engine)
    writer = SteadyWriter(engine)
    _add(writer, "test-one")
    with engine.begin(), pytest.raises(RecordsUnavailable, match="busy"):
        _add(writer, "test-two")
    _add(writer, "test-three")
    assert _list(engine) == {"test-one", "test-three"}
    writer.close()
    engine.dispose()
