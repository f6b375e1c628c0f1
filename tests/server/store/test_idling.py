"""Connections to PostgreSQL that lay idle while it was restarted are left, and nobody who asks meanwhile is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Engine

from protocol.road import RecordsUnavailable
from server.store.database import ask, open_database
from server.store.statements import Statement
from tests.postgres import PostgresServer

pytestmark = pytest.mark.postgres
_SESSION = Statement("SELECT pg_backend_pid()")


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    """A database, nothing in it."""
    made = open_database(postgres_url)
    yield made
    made.dispose()


def _ask(engine: Engine) -> int:
    with ask(engine) as connection:
        return int(_SESSION.ask(connection)[0][0])


def _end_sessions(server: PostgresServer, sessions: Sequence[int]) -> None:
    for session in sessions:
        server.end_session(session)


def test_one_that_broke_while_idle_gives_way_to_another(
    engine: Engine, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.idling.IDLE_S", 0.0)
    with ask(engine) as one, ask(engine) as other:
        sessions = [_SESSION.ask(connection)[0][0] for connection in (one, other)]
    _end_sessions(postgres_server, sessions)
    assert _ask(engine) not in sessions
    with engine.begin() as connection:
        assert _SESSION.ask(connection)[0][0] not in sessions


def test_one_that_broke_a_moment_ago_is_told_of_and_the_next_who_asks_has_another(
    engine: Engine, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.idling.IDLE_S", 1000.0)
    session = _ask(engine)
    _end_sessions(postgres_server, [session])
    with pytest.raises(RecordsUnavailable):
        _ask(engine)
    assert _ask(engine) != session


def test_one_in_steady_use_is_asked_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.store.idling.IDLE_S", 1000.0)
    asked = []
    monkeypatch.setattr(engine.dialect, "do_ping", asked.append)
    assert len({_ask(engine) for _ in range(5)}) == 1
    assert asked == []
