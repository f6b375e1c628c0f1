"""The schema's steps: they lead to the tables that the code knows, and carry over what is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from server.services.anomalies.tally import read_buckets
from server.services.anomalies.windows import Bucket
from server.store.database import migrate, open_database, read
from server.store.log_tables import metadata

_COUNT = text(
    "INSERT INTO watch_counts (subject, rule, place, minute, count, first_at, last_at, expires) "
    "VALUES ('somebody', 'bulk-views', '', :minute, 3, '2026-11-25T09:00:01.000Z', '2026-11-25T09:00:59.000Z', 99)"
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_every_step_together_makes_the_tables_that_the_code_knows(engine: Engine) -> None:
    migrate(engine)
    with read(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_what_the_watch_has_counted_is_carried_over(engine: Engine) -> None:
    migrate(engine, "0006")
    with engine.begin() as connection:
        connection.execute(_COUNT, [{"minute": minute} for minute in (29_000_001, 29_000_000)])
    migrate(engine)
    with read(engine) as connection:
        known = read_buckets(connection, ["somebody"], 0, 29_000_000)
    moments = ("2026-11-25T09:00:01.000Z", "2026-11-25T09:00:59.000Z")
    assert known == {("somebody", "bulk-views"): [Bucket("", 29_000_000, 3, *moments)]}
