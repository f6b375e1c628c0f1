"""Statements that go to PostgreSQL together: all or none, and the fault is the statement's own."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from protocol.events import Act
from protocol.road import RecordsUnavailable
from server.store.bulk import insert_rows
from server.store.database import migrate, open_database, read
from server.store.pipelines import together
from server.store.tables import blind_index, counters, events
from tests.postgres import PostgresServer

_ADD = text("INSERT INTO counters (name, value) VALUES (:name, 1)")


@pytest.fixture
def engine(database_url: str) -> Engine:
    """A database with its tables."""
    made = open_database(database_url)
    migrate(made)
    return made


def _list(engine: Engine) -> set[str]:
    with read(engine) as connection:
        return set(connection.execute(select(counters.c.name).where(counters.c.name.like("test-%"))).scalars())


def _add_together(engine: Engine, names: list[str], cut_by: PostgresServer | None = None) -> None:
    with engine.begin() as connection, together(connection) as driver:
        for name in names:
            connection.execute(_ADD, {"name": name})
            if cut_by:
                cut_by.end_session(driver.info.backend_pid)


def test_what_goes_together_is_there_when_the_block_ends(engine):
    with engine.begin() as connection:
        with together(connection):
            connection.execute(_ADD, [{"name": "test-one"}, {"name": "test-two"}])
            connection.execute(_ADD, {"name": "test-three"})
        found = set(connection.execute(select(counters.c.name).where(counters.c.name.like("test-%"))).scalars())
        assert found == {"test-one", "test-two", "test-three"}
    assert _list(engine) == {"test-one", "test-two", "test-three"}
    engine.dispose()


def test_one_that_fails_takes_the_others_along(engine):
    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        _add_together(engine, ["test-one", "test-one", "test-two"])
    assert _list(engine) == set()
    _add_together(engine, ["test-two"])
    assert _list(engine) == {"test-two"}
    engine.dispose()


@pytest.mark.postgres
def test_a_server_that_goes_away_between_is_said_not_to_answer(postgres_server: PostgresServer, postgres_url: str):
    engine = open_database(postgres_url)
    migrate(engine)
    with pytest.raises(RecordsUnavailable, match="the database does not answer"):
        _add_together(engine, ["test-one", "test-two"], cut_by=postgres_server)
    assert _list(engine) == set()
    engine.dispose()


@pytest.mark.parametrize("count", [3, 600])
def test_rows_come_out_as_they_went_in(engine, count):
    odd = "座席 \\N\t\"\n' %s 😀"
    rows = [
        (place, f"desk-{place}", 2**53 - place, "at", "at", "::1", odd, str(Act.CARD_OPENED), "card", "", "done", data)
        for place, data in enumerate([b"\x00\\x\xff\n", b"", odd.encode()] * (count // 3))
    ]
    with engine.begin() as connection:
        insert_rows(connection, events, [column.name for column in events.columns], rows)
        found = connection.execute(select(events).order_by(events.c.log_index)).all()
    assert [(*row[:-1], bytes(row.bytes)) for row in found] == rows
    engine.dispose()


def test_a_row_that_is_refused_leaves_none_of_its_neighbours(engine):
    columns = [column.name for column in blind_index.columns]
    rows = [("no-campaign", "mobile", bytes([place]), "nobody") for place in range(40)]
    with pytest.raises(DBAPIError, match=r"(?i)foreign"), engine.begin() as connection:
        insert_rows(connection, blind_index, columns, rows)
    with read(engine) as connection:
        assert connection.execute(select(blind_index)).all() == []
    engine.dispose()
