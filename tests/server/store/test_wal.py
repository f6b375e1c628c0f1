"""SQLite's write-ahead log is copied into its file beside those who write."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from server.store.database import SteadyWriter, migrate, open_database
from server.store.tables import counters
from server.store.wal import WalCopier, copy_wal
from tests.waiting import wait_for


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a database with its tables is."""
    return tmp_path / "central.db"


@pytest.fixture
def engine(place: Path) -> Engine:
    """That database."""
    made = open_database(f"sqlite:///{place}")
    migrate(made)
    return made


def _list_in_file(place: Path) -> set[str]:
    """What stands in the file itself: one that is said never to change is read without its write-ahead log. Nothing, as
    long as it is not whole."""
    with (
        closing(sqlite3.connect(f"{place.as_uri()}?immutable=1", uri=True)) as connection,
        suppress(sqlite3.DatabaseError),
    ):
        return {name for (name,) in connection.execute("SELECT name FROM counters WHERE name LIKE 'test-%'")}
    return set()


def _add(writer: SteadyWriter, name: str) -> None:
    with writer.begin() as connection:
        connection.execute(insert(counters).values(name=name, value=1))


def test_what_a_steady_writer_commits_comes_into_the_file_by_itself(engine, place):
    writer = SteadyWriter(engine)
    for name in ("test-one", "test-two"):
        _add(writer, name)
        wait_for(lambda name=name: name in _list_in_file(place))
    writer.close()
    engine.dispose()


def test_who_reads_an_earlier_moment_keeps_it_and_is_waited_for_by_nobody(engine, place):
    writer = SteadyWriter(engine)
    _add(writer, "test-one")
    with closing(sqlite3.connect(place, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        seen = reader.execute("SELECT count(*) FROM counters").fetchone()
        _add(writer, "test-two")
        _add(writer, "test-three")
        assert reader.execute("SELECT count(*) FROM counters").fetchone() == seen
        reader.execute("COMMIT")
    _add(writer, "test-four")
    wait_for(lambda: {"test-two", "test-three", "test-four"} <= _list_in_file(place))
    writer.close()
    engine.dispose()


def test_where_there_is_no_database_none_is_made_and_a_later_one_is_copied(tmp_path):
    place = tmp_path / "later.db"
    with pytest.raises(sqlite3.OperationalError):
        copy_wal(place)
    copier = WalCopier(place)
    copier.note_commit()
    assert not place.exists()
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE counters (name TEXT)")
        copy_wal(place)
        connection.execute("INSERT INTO counters VALUES ('test-one')")
        assert not _list_in_file(place)
        copier.note_commit()
        wait_for(lambda: "test-one" in _list_in_file(place))
