"""Statements that go to the driver: in the caller's transaction, on both databases, with SQLAlchemy's faults."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from protocol.road import RecordsUnavailable
from server.store.database import SteadyWriter, migrate, open_database, read
from server.store.statements import Statement, ask_together
from tests.postgres import PostgresServer

_ADD = Statement("INSERT INTO counters (name, value) VALUES (:name, :value)")
_LOOK = Statement("SELECT value FROM counters WHERE name = :name", locks="counters")
_ALL = Statement("SELECT name FROM counters WHERE name LIKE 'test-' || :name ORDER BY name")


@pytest.fixture
def engine(database_url: str) -> Engine:
    """A database with its tables."""
    made = open_database(database_url)
    migrate(made)
    yield made
    made.dispose()


def test_each_finds_its_own_in_the_order_of_asking(engine: Engine) -> None:
    with engine.begin() as connection:
        _ADD.do(connection, {"name": "test-one", "value": 1})
        _ADD.do(connection, *({"name": f"test-{value}", "value": value} for value in range(40)))
        _ADD.do(connection)
    with engine.begin() as connection:
        found = ask_together(connection, [(_LOOK, {"name": name}) for name in ("test-7", "test-none", "test-one")])
        assert found == [[(7,)], [], [(1,)]]
        assert ask_together(connection, []) == []


def test_different_questions_are_asked_together(engine: Engine) -> None:
    with engine.begin() as connection:
        _ADD.do(connection, *({"name": f"test-{value}", "value": value} for value in range(2)))
        asked = [(_LOOK, {"name": "test-1"}), (_ALL, {"name": "%"}), (_LOOK, {"name": "test-none"})]
        assert ask_together(connection, asked) == [[(1,)], [("test-0",), ("test-1",)], []]


def test_what_it_writes_is_undone_with_the_transaction(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        _ADD.do(connection, {"name": "test-one", "value": 1})
        transaction.rollback()
    with read(engine) as connection:
        assert _ALL.ask(connection, {"name": "%"}) == []


def test_all_that_one_reads_is_of_one_moment(engine: Engine) -> None:
    with read(engine) as connection:
        assert _ALL.ask(connection, {"name": "%"}) == []
        with engine.begin() as other:
            _ADD.do(other, {"name": "test-one", "value": 1})
        assert _ALL.ask(connection, {"name": "%"}) == []
        assert connection.execute(text("SELECT name FROM counters WHERE name LIKE 'test-%'")).all() == []


def test_what_breaks_a_rule_of_the_table_is_a_fault_of_ours(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)unique"), engine.begin() as connection:
        _ADD.do(connection, *({"name": "test-one", "value": value} for value in (1, 2)))
    with read(engine) as connection:
        assert _ALL.ask(connection, {"name": "%"}) == []


def _ask_cut_off(writer: SteadyWriter, server: PostgresServer, count: int) -> None:
    with writer.begin() as connection:
        server.end_session(connection.connection.driver_connection.info.backend_pid)
        ask_together(connection, [(_LOOK, {"name": "test-one"})] * count)


@pytest.mark.postgres
@pytest.mark.parametrize("count", [1, 2])
def test_a_server_that_goes_away_is_said_not_to_answer(
    postgres_server: PostgresServer, postgres_url: str, count: int
) -> None:
    engine = open_database(postgres_url)
    migrate(engine)
    writer = SteadyWriter(engine)
    with pytest.raises(RecordsUnavailable, match="the database does not answer"):
        _ask_cut_off(writer, postgres_server, count)
    with writer.begin() as connection:
        assert _LOOK.ask(connection, {"name": "test-one"}) == []
    writer.close()
    engine.dispose()
