"""``veildesk demo``: a Central with demo data and two enrolled desks on this machine (Z1).

With a display it opens both desks and a note of who can sign in; without one it takes the tour offscreen.
Central runs as a process of its own, by its own command, exactly as in production.
"""

from __future__ import annotations

import os
import shutil
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

START_LIMIT_S = 60.0
DEMO_CUSTOMERS = 5000


class DemoPerson(Struct, frozen=True, kw_only=True):
    """Somebody who can sign in to the demo. His password is as public as the demo itself."""

    username: str
    name: str
    role: Role
    password: str
    totp_secret: str


class DemoCentral:
    """A seeded Central, serving on loopback until it is closed."""

    def __init__(self, folder: Path, customers: int = DEMO_CUSTOMERS) -> None:
        self.folder = folder
        self.people: tuple[DemoPerson, ...] = ()
        self.address = ("127.0.0.1", find_free_port())
        self.customers = customers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Seed the data folder and serve it; ConfigurationWrong when Central does not come up in a minute."""
        self.folder.mkdir(parents=True, exist_ok=True)
        people = self.folder / "demo-people.json"
        port = str(self.address[1])
        self._run("demo-seed", "--customers", str(self.customers), "--port", port, "--people", str(people))
        self.people = tuple(msgspec.json.decode(people.read_bytes(), type=list[DemoPerson]))
        with (self.folder / "serve.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [*central_command(), "serve", "--data", str(self.folder)],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_it_listens()

    def make_ticket(self, device_name: str) -> str:
        """A one-time enrolment ticket for a desk."""
        return self._run("enroll", "--name", device_name, "--quiet").strip()

    def verify_chain(self) -> str:
        """What ``veildesk-central audit verify`` says of the events so far."""
        return self._run("audit", "verify").strip()

    def stop(self) -> None:
        """End the serving process; a second call does nothing."""
        if self._process is None:
            return
        if sys.platform == "win32":
            self._process.terminate()
        else:
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process = None

    def find_person(self, role: Role, place: int = 0) -> DemoPerson:
        """The ``place``-th demo person of a role."""
        return [person for person in self.people if person.role is role][place]

    def _run(self, *words: str) -> str:
        done = subprocess.run(  # noqa: S603
            [*central_command(), *words, "--data", str(self.folder)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ConfigurationWrong(setting="veildesk-central " + words[0], reason=done.stderr.strip()[-500:])
        return done.stdout

    def _wait_until_it_listens(self) -> None:
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit:
            if self._process is None or self._process.poll() is not None:
                break
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(self.address) == 0:
                    return
            time.sleep(0.05)
        log = (self.folder / "serve.log").read_text(errors="replace")[-500:]
        raise ConfigurationWrong(setting="veildesk-central serve", reason=log or "it does not listen")


def central_command() -> Sequence[str]:
    """How to start Central from here: the command beside this interpreter."""
    beside = Path(sys.executable).parent / ("veildesk-central.exe" if os.name == "nt" else "veildesk-central")
    return [str(beside)] if beside.exists() else ["veildesk-central"]


def find_free_port() -> int:
    """A TCP port on loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve_demo(folder: Path, customers: int = DEMO_CUSTOMERS) -> Iterator[DemoCentral]:
    """A running demo Central for the length of a ``with`` block."""
    central = DemoCentral(folder, customers)
    central.start()
    try:
        yield central
    finally:
        central.stop()


def has_display() -> bool:
    """Whether windows can be shown to a person here."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_demo(*, language: str | None = None) -> int:
    """Show the demo; the exit code of the process."""
    from app.settings import Language

    folder = Path("out")
    shutil.rmtree(folder / "demo", ignore_errors=True)
    shutil.rmtree(folder / "tour", ignore_errors=True)
    _tell(f"making a demo Central with {DEMO_CUSTOMERS} synthetic customers")
    with serve_demo(folder / "demo" / "central") as central:
        for person in central.people:
            _tell(f"  can sign in: {person.role.value:11} {person.username:10} password: {person.password}")
        if has_display():
            return _open_desks(central, folder / "demo", language)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.tour import Tour

        Tour(central, folder / "tour", _tell, Language(language or Language.CHINESE)).walk()
    _tell(f"done; pictures are in {folder / 'tour'}")
    return 0


def _open_desks(central: DemoCentral, folder: Path, language: str | None) -> int:
    """Two desks as processes of their own, beside a window that says who can sign in."""
    words = ["--lang", language] if language else []
    places = [folder / "desk-07", folder / "desk-02"]
    for place in places:
        enrol_place(place, central.make_ticket(place.name), place.name)
    program = [sys.executable, "-m", "ui.main"]
    desks = [subprocess.Popen([*program, "--data", str(place), *words]) for place in places]  # noqa: S603
    from ui.demo_note import show_note

    code = show_note(central.people, language)
    for desk in desks:
        desk.terminate()
    return code


def enrol_place(place: Path, ticket: str, name: str) -> None:
    """Enrol a desk in ``place``."""
    from ui.main import Enrolment

    place.mkdir(parents=True, exist_ok=True)
    Enrolment(place)(ticket, name)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
