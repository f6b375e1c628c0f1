"""The connection that a thread goes on writing by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, insert, select, text

from server.store.database import SteadyWriter, migrate, open_database, read
from server.store.tables import counters


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
