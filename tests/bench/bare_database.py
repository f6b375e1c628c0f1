"""The events' table alone, in a database that does nothing besides: what Central's ingest is measured against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine

from protocol.events import Event
from protocol.times import now
from server.store.bulk import insert_rows
from server.store.database import open_database
from server.store.event_rows import COLUMNS, make_rows
from server.store.tables import events
from tests.bench.score import clock


class BareDatabase:
    """Rows go in as Central's do, by its settings for durability; there are no triggers, and nothing is looked at."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._size = engine, 0
        with engine.begin() as connection:
            events.create(connection)

    def insert(self, batches: Sequence[Sequence[tuple[Event, bytes]]]) -> float:
        """Seconds to insert batches that are rows already, one commit each."""
        made, moment = [], now()
        for placed in batches:
            made.append(make_rows(self._size, placed, "127.0.0.1", moment))
            self._size += len(placed)

        def insert() -> None:
            for rows in made:
                with self._engine.begin() as connection:
                    insert_rows(connection, events, COLUMNS, rows)

        return clock(insert)


@contextmanager
def open_bare_database(url: str) -> Iterator[BareDatabase]:
    """A new one at an SQLAlchemy URL."""
    engine = open_database(url)
    try:
        yield BareDatabase(engine)
    finally:
        engine.dispose()
