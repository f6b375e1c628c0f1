"""A real PostgreSQL 15 for the tests: one server a session, one database a test, nothing left behind (Z1).

The server runs as an unprivileged user, in a folder of its own, on a free loopback port, with fsync on as in
production; it dies with the process that started it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import MappingProxyType

import psycopg
import pytest
from psycopg import sql

from ui.demo.ports import find_free_port

ROLE, SERVICE = "veildesk", "veildesk_service"
"""Who owns a database, and who may only serve from it."""
START_LIMIT_S = 60.0
_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_ACCESS = "host all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "log_min_messages": "warning",
}


class PostgresServer:
    """A PostgreSQL that lives in ``folder``; the folder must belong to the user it runs as. ``settings`` of its own go
    before those of the tests."""

    def __init__(self, folder: Path, user: str | None, settings: Mapping[str, str]) -> None:
        self.port = 0
        self._settings = {**_SETTINGS, **settings}
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
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--lc-collate", "C", "--no-sync", "--no-instructions"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        (self._data / "pg_hba.conf").write_text(_ACCESS, "ascii")
        self._serve()
        for role in (ROLE, SERVICE):
            self.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))

    def follow(self, primary: PostgresServer) -> None:
        """Become ``primary``'s standby by streaming replication, and serve; what it acknowledges is on its disk too."""
        subprocess.run(
            [
                *self._as_user,
                find_program("pg_basebackup"),
                *("--pgdata", self._data, "--write-recovery-conf", "--checkpoint", "fast", "--no-sync"),
                *("--dbname", f"host=127.0.0.1 port={primary.port} user=postgres application_name=standby"),
            ],
            check=True,
            cwd="/",
        )
        self._serve()

    def promote(self) -> None:
        """A standby becomes the primary."""
        self.execute(sql.SQL("SELECT pg_promote(true, 30)"))

    def kill(self) -> None:
        """End every process of the server as a power cut would."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(60)
        self._process = None

    def _serve(self) -> None:
        self.port = find_free_port()
        words = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*self._as_user, find_program("postgres"), "-D", self._data, "-p", str(self.port), *words],
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C ends the tests first, then they end the server
            )
        self._wait_until_it_answers()

    def make_database(self, name: str = "", like: str = "template1") -> str:
        """A fresh database, empty unless it is ``like`` another, to which nobody is connected; its name. It belongs to
        a role that may do nothing else."""
        name = name or f"test_{next(self._names)}"
        names = map(sql.Identifier, (name, ROLE, like))
        self.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(*names))
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """End the server (PostgreSQL's fast shutdown); a second call does nothing."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(60)
        self._process = None

    def execute(self, statement: sql.Composable) -> None:
        """Carry out a statement as the server's administrator."""
        with psycopg.connect(self._administration(), autocommit=True) as connection:
            connection.execute(statement)

    def end_session(self, process: int) -> None:
        """Cut a connection by the id of its process; it is over when this returns."""
        self.execute(sql.SQL("SELECT pg_terminate_backend({}, 10000)").format(sql.Literal(process)))

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


def find_unprivileged_user() -> str | None:
    """Who may run PostgreSQL here: nobody else than we ourselves, unless we are root, whom it refuses."""
    if os.geteuid():
        return None
    return "postgres"  # its package made that user


@contextmanager
def lay_out_server(settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[PostgresServer]:
    """A server that is not started yet, in a folder of its own; stopped and gone afterwards."""
    if sys.platform != "linux":
        pytest.skip("the tests start PostgreSQL on Linux only")
    user = find_unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="veildesk-postgres-"))
    if user:
        shutil.chown(folder, user)
    server = PostgresServer(folder, user, settings)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The session's PostgreSQL."""
    with lay_out_server() as server:
        server.start()
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The SQLAlchemy URL of this test's own, empty database."""
    name = postgres_server.make_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


def divide_roles(url: str) -> dict[str, str]:
    """How ``make_central`` is to open a database: on PostgreSQL one role owns it, another serves from it."""
    if not url.startswith("postgresql"):
        return {"database": url}
    return {"database": url.replace(f"//{ROLE}@", f"//{SERVICE}@"), "owner": url}


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


class PostgresPair:
    """A primary and its synchronous standby: what a commit acknowledges is on both disks (S2)."""

    def __init__(self, primary: PostgresServer, standby: PostgresServer) -> None:
        self.primary, self._standby = primary, standby

    def start(self) -> None:
        """Serve both; from now on every commit waits for the standby."""
        self.primary.start()
        self._standby.follow(self.primary)
        self.primary.execute(sql.SQL("ALTER SYSTEM SET synchronous_standby_names = 'standby'"))
        self.primary.execute(sql.SQL("SELECT pg_reload_conf()"))

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database, wherever the primary is."""
        hosts = "&".join(f"host=127.0.0.1:{server.port}" for server in (self.primary, self._standby))
        return f"postgresql+psycopg://{ROLE}@/{name}?{hosts}&target_session_attrs=read-write&connect_timeout=5"

    def fail_over(self) -> None:
        """The primary dies without a word, and the standby takes its place."""
        self.primary.kill()
        self._standby.promote()


@pytest.fixture
def postgres_pair() -> Iterator[PostgresPair]:
    """A pair of this test's own."""
    with lay_out_server() as primary, lay_out_server() as standby:
        pair = PostgresPair(primary, standby)
        pair.start()
        yield pair
