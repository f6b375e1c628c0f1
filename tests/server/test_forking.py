"""Central's worker is forked from a process whose threads use the database: it must not take over their locks."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event

from server.commands.forking import using
from server.commands.upkeep import keep_pruning
from server.services.central import make_central
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


def test_what_is_done_day_by_day_is_not_forked_into(tmp_path: Path) -> None:
    central = make_central(tmp_path / "central", host="127.0.0.1", port=1, hosts=("localhost",), url="", database="")
    stop, inside, forking = Event(), Event(), Event()
    os.register_at_fork(before=forking.set)

    def pause(_connection: object) -> None:
        if not inside.is_set():
            inside.set()
            forking.wait()
            stop.set()

    event.listen(central.engine, "begin", pause)
    thread = Thread(target=keep_pruning, args=(central, stop, 0, 0))
    thread.start()
    inside.wait()
    child = multiprocessing.get_context("fork").Process(target=begin_in_child, args=(str(central.engine.url),))
    child.start()
    child.join()
    thread.join()
    assert child.exitcode == 0


def begin_in_child(url: str) -> None:
    """What a worker does first, in a database that has Central's tables."""
    with open_database(url).begin() as connection:
        connection.exec_driver_sql("UPDATE counters SET value = value")
