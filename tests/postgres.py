"""A real PostgreSQL 15 for the tests: one server a session, one database a test, nothing left behind (Z1).

The server runs as an unprivileged user, in a folder of its own, on a free loopback port, with fsync on as in
production; it dies with the process that started it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROLE = "veildesk"
START_LIMIT_S = 30.0
_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "log_min_messages": "warning",
}


class PostgresServer:
    """A PostgreSQL that lives in ``folder``; the folder must belong to the user it runs as."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self.port = 0
        self._data = folder / "data"
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._names = count(1)
        self._as_user = ["setpriv", "--pdeathsig", "INT"]
        if user:
            self._as_user += ["--reuid", user, "--regid", user, "--clear-groups"]

    def start(self) -> None:
        """Make the cluster and serve it; AssertionError with the server's own words when it does not come up."""
        subprocess.run(
            [
                *self._as_user,
                find_program("initdb"),
                *("--pgdata", self._data, "--username", "postgres", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        (self._data / "pg_hba.conf").write_text("host all all 127.0.0.1/32 trust\n", "ascii")
        self.port = find_free_port()
        words = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*self._as_user, find_program("postgres"), "-D", self._data, "-p", str(self.port), *words],
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C ends the tests first, then they end the server
            )
        self._wait_until_it_answers()
        self._execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(ROLE)))

    def make_database(self) -> str:
        """A fresh, empty database; its name. It belongs to a role that may do nothing else."""
        name = f"test_{next(self._names)}"
        self._execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(ROLE)))
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """End the server (PostgreSQL's fast shutdown); a second call does nothing."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._process = None

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._administration(), autocommit=True) as connection:
            connection.execute(statement)

    def _administration(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres connect_timeout=5"

    def _wait_until_it_answers(self) -> None:
        assert self._process
        deadline = time.monotonic() + START_LIMIT_S
        while self._process.poll() is None and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError), psycopg.connect(self._administration()):
                return
            time.sleep(0.02)
        words = self._log.read_text("utf-8", "replace")
        self.stop()
        raise AssertionError(f"PostgreSQL did not start:\n{words}")


def find_program(name: str) -> str:
    """Where a program of PostgreSQL 15 is; fails the test when it is not installed."""
    if (_PROGRAMS / name).exists():
        return str(_PROGRAMS / name)
    pytest.fail("PostgreSQL 15 is not installed: run the tests through 'make test', which installs it", pytrace=False)


def find_free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_unprivileged_user() -> str | None:
    """Who may run PostgreSQL here: nobody else than we ourselves, unless we are root, whom it refuses."""
    if os.geteuid():
        return None
    return "postgres"  # its package made that user


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The session's PostgreSQL."""
    if sys.platform != "linux":
        pytest.skip("the tests start PostgreSQL on Linux only")
    user = find_unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="veildesk-postgres-"))
    if user:
        shutil.chown(folder, user)
    server = PostgresServer(folder, user)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The SQLAlchemy URL of this test's own, empty database."""
    name = postgres_server.make_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
"""Parameters of a fixture that runs its tests once on SQLite and once on PostgreSQL."""


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of an empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="module", params=BOTH)
def module_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """As ``database_url``, but one database for all tests of a module."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'central.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.make_database()
    yield server.url(name)
    server.drop_database(name)
