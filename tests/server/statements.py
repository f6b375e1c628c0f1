"""The statements that a database is asked, whichever way they go to it: through SQLAlchemy, or to the driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from server.store import bulk
from server.store.statements import Statement


@contextmanager
def heard(where: Engine | Connection) -> Iterator[list[str]]:
    """The statements that run meanwhile; those that go to the driver by any connection."""
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    def spy(module, name, words):
        called = getattr(module, name)
        spying.setattr(module, name, lambda *call: said.append(words(call)) or called(*call))

    event.listen(where, "before_cursor_execute", note)
    try:
        with pytest.MonkeyPatch.context() as spying:
            spy(Statement, "words", lambda call: call[0]._on_sqlite)
            spy(bulk, "_insert_into_sqlite", lambda call: call[1])
            spy(bulk, "_copy_to_postgresql", lambda call: f"COPY {call[1].name}")
            yield said
    finally:
        event.remove(where, "before_cursor_execute", note)


@contextmanager
def planned(engine: Engine) -> Iterator[list[str]]:
    """How SQLite finds the rows of what is asked through SQLAlchemy meanwhile, a step a line; nothing of PostgreSQL,
    which reads so small a table as a whole, and rightly."""
    steps: list[str] = []

    def explain(connection, _cursor, statement, values, _context, many):
        if engine.dialect.name == "sqlite" and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            driver = connection.connection.dbapi_connection
            plan = driver.execute(f"EXPLAIN QUERY PLAN {statement}", values[0] if many else values)
            steps.extend(str(row[3]) for row in plan)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", explain)
