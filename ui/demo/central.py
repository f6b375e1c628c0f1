"""The demo's Central: a process of its own, started by its own command, exactly as in production."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from protocol.administration import ConfigurationWrong
from protocol.roles import Role
from ui.demo.ports import find_free_port

START_LIMIT_S, _END_LIMIT_S = 120.0, 30.0
DEMO_CUSTOMERS = 5000
DEMO_CALLS = 40
"""Past calls, for the inspector."""


class DemoPerson(Struct, frozen=True, kw_only=True):
    """Somebody who can sign in to the demo. His password is as public as the demo itself."""

    username: str
    name: str
    role: Role
    password: str
    totp_secret: str


class DemoCentral:
    """A seeded Central on loopback, served from ``serve`` to ``stop``, as often as wanted."""

    def __init__(self, folder: Path, customers: int = DEMO_CUSTOMERS, calls: int = 0) -> None:
        self.folder, self.calls = folder, calls
        self.people: tuple[DemoPerson, ...] = ()
        self.address = ("127.0.0.1", find_free_port())
        self.customers = customers
        self.process: subprocess.Popen[bytes] | None = None

    def seed(self) -> None:
        """Make its data folder, people and customers; ConfigurationWrong when that fails."""
        self.folder.mkdir(parents=True, exist_ok=True)
        people = self.folder / "demo-people.json"
        port, calls = str(self.address[1]), ("--calls", str(self.calls))
        self.run("demo-seed", "--customers", str(self.customers), "--port", port, *calls, "--people", str(people))
        self.people = tuple(msgspec.json.decode(people.read_bytes(), type=list[DemoPerson]))

    def serve(self) -> None:
        """Start it; ConfigurationWrong when it does not listen within two minutes."""
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [*find_command(), "serve", "--data", str(self.folder)],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # an interrupt at the terminal ends the desks first, and they still deliver
            )
        self._wait_until_it_listens(self.process)

    def stop(self) -> None:
        """End the serving process and all it started; a second call does nothing."""
        process, self.process = self.process, None
        if process is None:
            return
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(_END_LIMIT_S)
        except subprocess.TimeoutExpired:
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)  # whoever serves as well, or its port stays taken
            process.wait()

    def make_ticket(self, device_name: str) -> str:
        """A one-time enrolment ticket for a desk."""
        return self.run("enroll", "--name", device_name, "--quiet").strip()

    def verify_trail(self) -> Sequence[str]:
        """What ``veildesk-central audit verify`` says of the events so far, line by line."""
        return self.run("audit", "verify").strip().splitlines()

    def find_person(self, role: Role, place: int = 0) -> DemoPerson:
        """The ``place``-th demo person of a role."""
        return [person for person in self.people if person.role is role][place]

    def run(self, *words: str) -> str:
        """What a command of Central prints; ConfigurationWrong with its last words when it fails."""
        done = subprocess.run(  # noqa: S603
            [*find_command(), *words, "--data", str(self.folder)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise ConfigurationWrong(setting="veildesk-central " + words[0], reason=done.stderr.strip()[-500:])
        return done.stdout

    def _wait_until_it_listens(self, process: subprocess.Popen[bytes]) -> None:
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and process.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(self.address) == 0:
                    return
            time.sleep(0.05)
        log = (self.folder / "serve.log").read_text("utf-8", errors="replace").strip()[-500:]
        raise ConfigurationWrong(setting="veildesk-central serve", reason=log or "it does not listen")


@contextmanager
def serve_demo(folder: Path, customers: int = DEMO_CUSTOMERS) -> Iterator[DemoCentral]:
    """A running demo Central for the length of a ``with`` block."""
    central = DemoCentral(folder, customers, DEMO_CALLS)
    central.seed()
    try:
        central.serve()
        yield central
    finally:
        central.stop()


def find_command() -> Sequence[str]:
    """How to start Central from here: the command beside this interpreter, or the one on the path."""
    beside = Path(sys.executable).parent / ("veildesk-central.exe" if os.name == "nt" else "veildesk-central")
    return [str(beside)] if beside.exists() else ["veildesk-central"]
