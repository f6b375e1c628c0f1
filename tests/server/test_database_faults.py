"""What the database's faults come to at Central's door: a stable problem with words, never a traceback (A8)."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from protocol.pulse import PULSE_S
from protocol.road import RecordsUnavailable
from server.store.database import open_database
from tests.postgres import lay_out_server


def test_a_locked_database_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.store.database._PRAGMAS", ("journal_mode=WAL", "busy_timeout=1"))
    engine, elsewhere = (open_database(f"sqlite:///{tmp_path / 'central.db'}") for _ in range(2))
    with (
        engine.begin(),
        pytest.raises(RecordsUnavailable, match="cannot use its records: it is busy"),
        elsewhere.begin(),
    ):
        pass


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "central.db").write_bytes(b"something else" * 100)
    engine = open_database(f"sqlite:///{tmp_path / 'central.db'}")
    with pytest.raises(RecordsUnavailable, match="its first page does not open"), engine.connect():
        pass


def test_a_fault_of_our_own_stays_what_it_is(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE trace (id integer PRIMARY KEY)"))
        connection.execute(text("INSERT INTO trace VALUES (7)"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO trace VALUES (7)"))
    with pytest.raises((DatabaseError, OperationalError)), engine.begin() as connection:
        connection.execute(text("SELECT nothing FROM trace"))
    engine.dispose()


@pytest.mark.postgres
def test_a_server_that_is_gone_does_not_answer() -> None:
    with lay_out_server() as server:
        server.start()
        engine = open_database(server.url(server.make_database()))
        with engine.begin() as connection:
            connection.execute(text("SELECT 1"))
        server.kill()
        for _ in range(2):  # the connection that stood, and a new one
            with pytest.raises(RecordsUnavailable, match="the database does not answer"), engine.begin():
                pass
        engine.dispose()


@pytest.mark.postgres
def test_a_road_to_the_database_that_is_gone_is_noticed(postgres_url: str) -> None:
    engine = open_database(postgres_url)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        with socket.socket(fileno=os.dup(driver.fileno())) as opened:
            assert opened.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == PULSE_S
            assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000
    engine.dispose()
