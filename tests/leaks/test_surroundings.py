"""Nobody needs a program to have Qt give a picture away: its environment will do (D4, A4)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.leaks.conftest import find_hindrance
from tests.leaks.keyboard import Screen
from tests.leaks.trials import Trials
from ui.demo.central import find_free_port
from ui.surroundings import shed_surroundings

_SHOWN = Path(__file__).with_name("programs") / "shown.py"
_ROOT = Path(__file__).resolve().parents[2]
_HOW = "the desk's own application beside a plain one"


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """A real X server, on which a desk is that was told to go elsewhere."""
    reason = find_hindrance()
    if reason:
        pytest.skip(reason)
    made = Screen()
    yield made
    made.close()


@contextmanager
def show(kind: str, screen: Screen, place: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A program that shows a value in ``place``; the platform that Qt came to."""
    plain = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = {**plain, "DISPLAY": screen.display, "PYTHONPATH": str(_ROOT), "HOME": str(place), **settings}
    with subprocess.Popen(
        [sys.executable, str(_SHOWN), kind],
        env=env,
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(place / "said").open("w", encoding="utf-8"),
        text=True,
    ) as program:
        assert program.stdout
        assert program.stdin
        try:
            yield program.stdout.readline().strip(), program
        finally:
            program.stdin.close()
            program.wait(60)


def is_served(port: int) -> bool:
    """Whether somebody greets by the protocol of remote screens (RFC 6143) there."""
    with socket.socket() as probe:
        probe.settimeout(10)
        return probe.connect_ex(("127.0.0.1", port)) == 0 and probe.recv(4) == b"RFB "


def test_a_desk_serves_its_windows_to_no_network(screen: Screen, trials: Trials, tmp_path: Path) -> None:
    found = {}
    for kind in ("plain", "desk"):
        port = find_free_port()
        with show(kind, screen, tmp_path, QT_QPA_PLATFORM=f"vnc:port={port}") as (platform, _):
            found[kind] = (platform, is_served(port))
    trials.note("Screen", "windows served by Qt's own VNC server, QT_QPA_PLATFORM=vnc", int(found["desk"][1]), _HOW)
    assert found == {"plain": ("vnc", True), "desk": ("xcb", False)}


def test_a_desk_writes_no_pictures_of_its_windows(screen: Screen, trials: Trials, tmp_path: Path) -> None:
    found = {}
    for kind in ("plain", "desk"):
        place = tmp_path / kind
        place.mkdir()
        with show(kind, screen, place, QT_QPA_PLATFORM="minimal", QT_DEBUG_BACKINGSTORE="1"):
            pass
        found[kind] = len(list(place.glob("output*.png")))
    trials.note("Screen", "frames that Qt writes into files, QT_DEBUG_BACKINGSTORE", found["desk"], _HOW)
    assert found["plain"]
    assert not found["desk"]


def test_a_desk_keeps_no_diary_of_keys_and_paint(screen: Screen, trials: Trials, tmp_path: Path) -> None:
    """By the user's own file of rules as well, which no variable names."""
    rules = tmp_path / ".config" / "QtProject" / "qtlogging.ini"
    rules.parent.mkdir(parents=True)
    rules.write_text("[Rules]\nqt.*=true\n", "utf-8")
    found = {}
    for kind in ("plain", "desk"):
        with show(kind, screen, tmp_path, QT_QPA_PLATFORM="xcb", QT_LOGGING_RULES="qt.*=true"):
            pass
        said = (tmp_path / "said").read_text("utf-8", "replace")
        found[kind] = sum(line.startswith(("qt.qpa.", "qt.widgets.")) for line in said.splitlines())
    trials.note("Keyboard", "lines of Qt's diaries of keys and paint, by variable and by file", found["desk"], _HOW)
    assert found["plain"]
    assert not found["desk"]


def test_what_a_person_needs_to_say_is_heard() -> None:
    said = {"QT_SCALE_FACTOR": "1.5", "QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "vnc;wayland;xcb:x=1", "LANG": "zh_CN"}
    shed = {"QT_PLUGIN_PATH": "/tmp", "QT_QPA_GENERIC_PLUGINS": "tuiotouch", "WAYLAND_DEBUG": "1"}  # noqa: S108
    variables = {**said, **shed}
    shed_surroundings(variables)
    assert variables == {**said, "QT_QPA_PLATFORM": "wayland;xcb:x=1"}
