"""Central's worker is forked from a process whose threads use the database: it must not take over their locks."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from server.commands.forking import using
from server.store.database import open_database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
WRITE = "INSERT INTO notes VALUES ('written')"


def write_in_child(url: str) -> None:
    """What a worker does first: a transaction in a database of its own opening."""
    with open_database(url).begin() as connection:
        connection.exec_driver_sql(WRITE)


def test_a_worker_forked_in_the_middle_of_a_transaction_can_write(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'central.db'}"
    engine, inside, forking = open_database(url), Event(), Event()
    os.register_at_fork(before=forking.set)  # the latest comes first: the fork begins while the thread writes
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (note)")

    def write() -> None:
        with using(engine), engine.begin() as connection:
            connection.exec_driver_sql(WRITE)
            inside.set()
            forking.wait()

    thread = Thread(target=write)
    thread.start()
    inside.wait()
    child = multiprocessing.get_context("fork").Process(target=write_in_child, args=(url,))
    child.start()
    child.join()
    thread.join()
    assert child.exitcode == 0
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 2
    engine.dispose()
