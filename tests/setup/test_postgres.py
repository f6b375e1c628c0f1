"""The tests' own PostgreSQL keeps what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import PostgresPair, PostgresServer

pytestmark = pytest.mark.postgres


@pytest.fixture
def connection(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as opened:
        yield opened


def ask(connection: psycopg.Connection, question: str) -> object:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_it_is_the_version_that_central_supports(connection: psycopg.Connection) -> None:
    assert connection.info.server_version // 10000 == 15


def test_a_commit_is_durable_as_in_production(connection: psycopg.Connection) -> None:
    assert ask(connection, "SHOW fsync") == "on"
    assert ask(connection, "SHOW synchronous_commit") == "on"


def test_it_listens_on_loopback_alone(postgres_server: PostgresServer) -> None:
    socket_folder, address = (postgres_server._data / "postmaster.pid").read_text().splitlines()[4:6]
    assert (socket_folder, address) == ("", "127.0.0.1")


def test_central_is_no_superuser_there(connection: psycopg.Connection) -> None:
    assert (
        ask(connection, "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        is False
    )


def test_the_server_does_not_run_as_root(postgres_server: PostgresServer) -> None:
    assert postgres_server._process
    assert Path(f"/proc/{postgres_server._process.pid}").stat().st_uid != 0


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_a_database_of_its_own(turn: str, postgres_url: str) -> None:
    with create_engine(postgres_url).begin() as connection:
        connection.execute(text("CREATE TABLE trace (id integer PRIMARY KEY)"))


def test_a_dropped_database_is_gone_though_somebody_is_connected(postgres_server: PostgresServer) -> None:
    name = postgres_server.make_database()
    url = postgres_server.url(name).replace("+psycopg", "")
    with psycopg.connect(url):
        postgres_server.drop_database(name)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)


def test_what_was_acknowledged_survives_the_primary(postgres_pair: PostgresPair) -> None:
    engine = create_engine(postgres_pair.url(postgres_pair.primary.make_database()), pool_pre_ping=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE trace (id integer PRIMARY KEY)"))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO trace VALUES (7)"))
    postgres_pair.fail_over()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM trace")).scalars().all() == [7]
    engine.dispose()
