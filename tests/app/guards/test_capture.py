"""A program that pictures the screen, real, beside a value that is shown or about to be (D4)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from threading import Event

import pytest

from app.guards.capture_tools import find_tool
from app.guards.linux.capture import CaptureGuard
from app.guards.sighting import Kind
from protocol.guarding import Channel, Response
from protocol.reveal_refusals import ScreenUnguarded, ScreenWatched
from tests.waiting import wait_for


class Showing:
    """The part of the reveal service that the guard knows."""

    def __init__(self) -> None:
        self.is_showing = False
        self.checks = []

    def before_opening(self, check) -> None:
        self.checks.append(check)


class Lookout:
    def __init__(self, response: Response) -> None:
        self.response, self.seen, self.came = response, [], Event()

    def see(self, sighting) -> Response:
        self.seen.append(sighting)
        self.came.set()
        return self.response

    def lose(self, channel: Channel, key: str) -> None:
        raise AssertionError


@pytest.fixture
def tool(tmp_path, screen_pictured):
    """A program of a known name that waits; a copy of sleep, since no screen is needed here."""
    copy = shutil.copy("/bin/sleep", tmp_path / "scrot")
    return [str(copy), "600"]


@pytest.mark.parametrize(("response", "refuses"), [(Response.LOCK, True), (Response.RECORD, False)])
def test_who_cannot_see_the_displays_server_opens_no_value_unless_policy_only_records(monkeypatch, response, refuses):
    monkeypatch.setenv("DISPLAY", "elsewhere:0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    showing, lookout = Showing(), Lookout(response)
    guard = CaptureGuard(showing)
    guard.start(lookout)
    if refuses:
        with pytest.raises(ScreenUnguarded):
            showing.checks[0]()
    else:
        showing.checks[0]()
    guard.stop()
    assert {sighting.kind for sighting in lookout.seen} == {Kind.GUARD_DOWN}


@pytest.mark.parametrize(("response", "refuses"), [(Response.LOCK, True), (Response.RECORD, False)])
def test_beside_a_known_program_no_value_is_opened_unless_policy_only_records(tool, response, refuses):
    showing, lookout = Showing(), Lookout(response)
    guard = CaptureGuard(showing)
    guard.start(lookout)
    with subprocess.Popen(tool) as process:
        wait_until_named(process.pid)
        if refuses:
            with pytest.raises(ScreenWatched):
                showing.checks[0]()
        else:
            showing.checks[0]()
        process.kill()
    guard.stop()
    assert {sighting.product for sighting in lookout.seen} == {"scrot"}


def test_a_program_that_starts_beside_a_value_is_seen(tool):
    showing, lookout = Showing(), Lookout(Response.LOCK)
    guard = CaptureGuard(showing)
    guard.start(lookout)
    showing.is_showing = True
    showing.checks[0]()
    assert not lookout.seen
    with subprocess.Popen(tool) as process:
        assert lookout.came.wait(60)
        process.kill()
    guard.stop()
    assert [sighting.facts()["product"] for sighting in lookout.seen] == ["scrot"]


def test_names_are_known_by_the_kernels_short_form_and_by_the_file():
    assert find_tool("gnome-screensho", "") == "gnome-screenshot"
    assert find_tool("renamed", "/usr/bin/flameshot (deleted)") == "flameshot"
    assert find_tool("bash", "/usr/bin/bash") == ""


def wait_until_named(pid: int) -> None:
    """Until the process is the program that it was started as."""
    wait_for(lambda: Path(f"/proc/{pid}/comm").read_text().startswith("scrot"), "it has its own name")
