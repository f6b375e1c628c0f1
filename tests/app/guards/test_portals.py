"""Programs that ask a real bus for the screen, beside a value that is shown or about to be (D4, decision 018)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from app.guards.linux.portals import PortalGuard, find_buses
from app.guards.sighting import Kind
from protocol.guarding import Channel, Response
from protocol.reveal_refusals import ScreenWatched
from tests.session_bus import open_bus
from tests.waiting import wait_for

PROGRAM = str(Path(__file__).parents[2] / "leaks" / "programs" / "portal.py")
DESKTOP, PLACE = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
KWIN = ("org.kde.KWin", "/org/kde/KWin/ScreenShot2")
SESSION = f"{PLACE}/session/1_7/veil"
MUTTER = "/org/gnome/Mutter/ScreenCast/Session/u1"
CAST, SHOT = "org.freedesktop.portal.ScreenCast", "org.freedesktop.portal.Screenshot"
BACKEND = "org.freedesktop.impl.portal"
CALLS = {
    "a portal's stream": (DESKTOP, PLACE, CAST, "Start", "osa{sv}", [SESSION, "", {}]),
    "a portal's remote desktop": (
        DESKTOP, PLACE, "org.freedesktop.portal.RemoteDesktop", "Start", "osa{sv}", [SESSION, "", {}],
    ),
    "a portal's picture": (DESKTOP, PLACE, SHOT, "Screenshot", "sa{sv}", ["", {}]),
    "a backend's stream": (DESKTOP, PLACE, f"{BACKEND}.ScreenCast", "Start", "oossa{sv}", [PLACE, SESSION, "", "", {}]),
    "a backend's picture": (DESKTOP, PLACE, f"{BACKEND}.Screenshot", "Screenshot", "ossa{sv}", [PLACE, "", "", {}]),
    "GNOME's picture": (
        "org.gnome.Shell", "/org/gnome/Shell/Screenshot", "org.gnome.Shell.Screenshot", "Screenshot", "bbs",
        [True, False, "/nowhere"],
    ),
    "GNOME's recording": (
        "org.gnome.Shell", "/org/gnome/Shell/Screencast", "org.gnome.Shell.Screencast", "Screencast", "sa{sv}",
        ["/nowhere", {}],
    ),
    "Mutter's stream": ("org.gnome.Shell", MUTTER, "org.gnome.Mutter.ScreenCast.Session", "Start", "", []),
    "KWin's picture into a file": (
        *KWIN, "org.kde.KWin.ScreenShot2", "CaptureActiveScreen", "a{sv}h", [{}, 2],
    ),
    "KWin's picture, by no interface": (*KWIN, "", "CaptureActiveScreen", "", []),
    "Deepin's picture": (
        "org.gnome.Shell", "/com/deepin/Screenshot", "com.deepin.Screenshot", "StartScreenshot", "", []
    ),
}  # fmt: skip
HARMLESS = {
    "a colour": (DESKTOP, PLACE, SHOT, "PickColor", "sa{sv}", ["", {}]),
    "a session that has not begun": (DESKTOP, PLACE, CAST, "CreateSession", "a{sv}", [{}]),
    "a property": (DESKTOP, PLACE, "org.freedesktop.DBus.Properties", "Get", "ss", [CAST, "version"]),
    "a file": (DESKTOP, PLACE, "org.freedesktop.portal.FileChooser", "OpenFile", "ssa{sv}", ["", "", {}]),
    "KWin's properties": (
        *KWIN, "org.freedesktop.DBus.Properties", "GetAll", "s", [""],
    ),
}  # fmt: skip
NAMES = (DESKTOP, "org.gnome.Shell", "org.kde.KWin")
STREAM = CALLS["a portal's stream"]
SETTINGS = "org.freedesktop.portal.Settings"
QUIET = "<deny send_interface='org.freedesktop.DBus.Monitoring'/>"


class Showing:
    """The part of the reveal service that the guard knows."""

    def __init__(self) -> None:
        self.is_showing = True
        self.checks: list[Callable[[], None]] = []

    def before_opening(self, check: Callable[[], None]) -> None:
        self.checks.append(check)

    def is_refused(self) -> bool:
        try:
            self.checks[0]()
        except ScreenWatched:
            return True
        return False


class Lookout:
    def __init__(self, response: Response = Response.LOCK) -> None:
        self.response, self.seen, self.came = response, [], Event()

    def see(self, sighting) -> Response:
        self.seen.append(sighting)
        self.came.set()
        return self.response

    def lose(self, channel: Channel, key: str) -> None:
        raise AssertionError

    @property
    def kinds(self) -> list[Kind]:
        return [sighting.kind for sighting in self.seen]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    """A session's bus of this test's own."""
    with open_bus(monkeypatch) as daemon:
        yield daemon


class Program(subprocess.Popen):
    """The portal, or one that uses it, in a process of its own."""

    def __init__(self, *words: str) -> None:
        super().__init__([sys.executable, PROGRAM, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said = self.stdout.readline().strip()

    def tell(self, line: str) -> None:
        self.stdin.write(line + "\n")
        self.stdin.flush()
        assert self.stdout.readline() == "closed\n"

    def __exit__(self, *details) -> None:
        self.kill()
        super().__exit__(*details)


def begin(call) -> Program:
    """Who makes the call and stays."""
    *words, given = call
    return Program("begin", *words, json.dumps(given))


@pytest.fixture
def desktop(bus) -> Iterator[Program]:
    with Program("serve", *NAMES) as portal:
        yield portal


@pytest.fixture
def showing() -> Showing:
    return Showing()


@pytest.fixture
def lookout() -> Lookout:
    return Lookout()


@pytest.fixture
def guard(desktop, showing, lookout) -> Iterator[PortalGuard]:
    made = PortalGuard(showing)
    made.start(lookout)
    assert lookout.kinds == []
    yield made
    made.stop()


@pytest.mark.parametrize("name", CALLS)
def test_a_program_that_asks_for_the_screen_beside_a_value_is_seen_by_name(guard, lookout, name):
    with begin(CALLS[name]):
        assert lookout.came.wait(60)
    assert lookout.kinds == [Kind.CAPTURE_PORTAL]
    assert lookout.seen[0].product.startswith("python")


def test_what_is_asked_while_nothing_is_shown_is_nobodys_business(guard, showing, lookout):
    showing.is_showing = False
    with begin(CALLS["GNOME's picture"]), begin(STREAM):
        wait_for(showing.is_refused, "the stream has been heard")
    assert {sighting.product[:6] for sighting in lookout.seen} == {"python"}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_takes_no_picture_is_not_seen(guard, lookout, name):
    with begin(HARMLESS[name]), begin(CALLS["GNOME's picture"]):  # the second comes after the first
        assert lookout.came.wait(60)
    assert len(lookout.seen) == 1


@pytest.mark.parametrize("name", ["a portal's stream", "Mutter's stream", "a portal's picture", "GNOME's recording"])
def test_what_goes_on_keeps_a_value_hidden_until_its_program_ends(guard, showing, name):
    showing.is_showing = False
    with begin(CALLS[name]):
        wait_for(showing.is_refused, "it has been heard")
    wait_for(lambda: not showing.is_refused(), "it is over")


def test_a_stream_is_over_when_the_portal_says_so_and_not_when_a_stranger_does(guard, showing, desktop):
    showing.is_showing = False
    with begin(STREAM), Program("serve", "org.example.Stranger") as stranger:
        wait_for(showing.is_refused, "it has been heard")
        stranger.tell(SESSION)
        with begin(("org.example.Stranger", SESSION, "org.freedesktop.portal.Session", "Close", "", [])):
            assert showing.is_refused()
        desktop.tell(SESSION)
        wait_for(lambda: not showing.is_refused(), "it is over")


def test_a_call_that_failed_does_not_go_on(guard, showing):
    showing.is_showing = False
    with begin(("org.example.Nobody", *STREAM[1:])) as asker:
        assert asker.said == "error"
        with begin(CALLS["Mutter's stream"]):
            wait_for(showing.is_refused, "what was asked later has been heard")
        wait_for(lambda: not showing.is_refused(), "neither goes on")


def test_where_policy_only_records_the_value_is_opened_beside_it(guard, showing, lookout):
    lookout.response, showing.is_showing = Response.RECORD, False
    with begin(STREAM):
        wait_for(lambda: not showing.is_refused() and lookout.seen != [], "it has been heard")
    assert set(lookout.kinds) == {Kind.CAPTURE_PORTAL}


def test_a_busy_bus_on_which_nobody_asks_for_the_screen_never_wakes_the_guard(guard, lookout):
    (thread,) = (one for one in threading.enumerate() if one is guard._thread)
    status = Path(f"/proc/self/task/{thread.native_id}/status")

    def count() -> int:
        """How often it has fallen asleep."""
        return int(re.findall(r"^voluntary_ctxt_switches:\s*(\d+)$", status.read_text(), re.MULTILINE)[0])

    ask = ["dbus-send", "--session", "--print-reply", f"--dest={DESKTOP}", PLACE, f"{SETTINGS}.Read"]
    wait_for(lambda: "S (sleeping)" in status.read_text(), "it sleeps")
    before = count()
    with begin(HARMLESS["a file"]), begin(HARMLESS["a property"]):
        for _ in range(20):
            subprocess.run(ask, check=True, capture_output=True)
        assert count() - before < 5, "each of the twenty would wake it; it may have slept on its way to the bus"


def test_a_bus_that_lets_nobody_listen_counts_as_tried(tmp_path, monkeypatch, showing, lookout):
    config = tmp_path / "bus.conf"
    config.write_text(
        f"<busconfig><type>session</type><listen>unix:dir={tmp_path}</listen><policy context='default'>"
        f"<allow send_destination='*'/><allow receive_sender='*'/><allow own='*'/>{QUIET}</policy></busconfig>"
    )
    with open_bus(monkeypatch, f"--config-file={config}"):
        guard = PortalGuard(showing)
        guard.start(lookout)
    guard.stop()
    assert lookout.kinds == [Kind.GUARD_DOWN]


def test_no_bus_and_a_bus_that_ends_count_as_tried(bus, monkeypatch, showing, lookout):
    guard = PortalGuard(showing)
    guard.start(lookout)
    bus.terminate()
    assert lookout.came.wait(60)
    guard.stop()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    PortalGuard(showing).start(lookout)
    assert lookout.kinds == [Kind.GUARD_DOWN] * 2


def test_the_users_own_bus_is_heard_too_where_the_desk_was_started_on_another(bus, monkeypatch):
    own = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    users = f"unix:path=/run/user/{os.geteuid()}/bus"
    monkeypatch.setattr(Path, "is_socket", lambda _: True)
    assert find_buses() == [own, users]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"{users},guid=0")
    assert len(find_buses()) == 1
