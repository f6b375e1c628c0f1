"""Nobody needs a program to have Qt give a picture away: its environment will do (D4, A4)."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.reveal import CloseReason
from protocol.keeping import DeskDebugged, NotEnrolled
from tests.leaks.conftest import find_hindrance
from tests.leaks.keyboard import Screen
from tests.leaks.scanner import halted
from tests.leaks.trials import Trials
from ui.demo.ports import find_free_port
from ui.surroundings import shed_surroundings

_SHOWN = Path(__file__).with_name("programs") / "shown.py"
_SEER = _SHOWN.with_name("seer.py")
_ROOT = Path(__file__).resolve().parents[2]
LIBC = ctypes.CDLL(None, use_errno=True)
_TRACE_ME, _GO_ON = 0, 7
_OPENING = """
import sys
from pathlib import Path
from protocol.errors import VeildeskError
from ui.main import _open_alone
try:
    _open_alone(Path(sys.argv[1]))
except VeildeskError as error:
    print(type(error).__name__)
"""
_SECONDS = 5
"""Of a value that is halted while it is shown."""
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
def show(
    kind: str, screen: Screen, place: Path, seconds: float = 600, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A program that shows a value in ``place``; the platform that Qt came to."""
    plain = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = {**plain, "DISPLAY": screen.display, "PYTHONPATH": str(_ROOT), "HOME": str(place), **settings}
    with subprocess.Popen(
        [sys.executable, str(_SHOWN), kind, str(seconds)],
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
        probe.settimeout(60)
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


def test_a_value_does_not_outlive_its_seconds_in_a_process_that_was_stopped(
    screen: Screen, trials: Trials, tmp_path: Path
) -> None:
    """While it is stopped its pixels stay, and the watermark in them; that is on the page of what cannot be stopped."""
    with show("desk", screen, tmp_path, seconds=_SECONDS, QT_QPA_PLATFORM="xcb") as (_, program):
        assert program.stdout
        with halted(program.pid):
            time.sleep(_SECONDS + 1)
        reason, shown_ms = program.stdout.readline().split()
    over = max(0, int(shown_ms) - 1000 * _SECONDS)
    trials.note(
        "Screen", "a value that goes on after SIGSTOP past its time and SIGCONT", int(reason != "time-up"), _HOW
    )
    assert reason == CloseReason.TIME_UP.value
    assert over >= 900, "the record says how long it really was"


@pytest.mark.parametrize(
    ("hiding", "display"), [("", ":"), ("unshare --pid --fork --mount-proc", ":"), ("", "127.0.0.1:"), ("", ":9")]
)
def test_a_desk_that_cannot_see_who_looks_at_its_screen_says_so(
    screen: Screen, trials: Trials, hiding: str, display: str
) -> None:
    """Started among no processes, or on a display that another machine serves."""
    number = screen.display.removeprefix(":")
    env = {**os.environ, "DISPLAY": f"{display}{number}", "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "xcb"}
    words = [*hiding.split(), sys.executable, str(_SEER)]
    said = subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout.strip()
    if not hiding and display == ":":
        assert said == "seen", "the control"
        return
    what = hiding or f"DISPLAY={display}…"
    trials.note("Screen", f"the guard stands though it sees nobody: {what}", int(said == "seen"), "SO_PEERCRED")
    assert said == "DisplayUnseen"


def test_what_a_person_needs_to_say_is_heard() -> None:
    said = {"QT_SCALE_FACTOR": "1.5", "QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "vnc;wayland;xcb:x=1", "LANG": "zh_CN"}
    shed = {"QT_PLUGIN_PATH": "/tmp", "QT_QPA_GENERIC_PLUGINS": "tuiotouch", "WAYLAND_DEBUG": "1"}  # noqa: S108
    variables = {**said, **shed}
    shed_surroundings(variables)
    assert variables == {**said, "QT_QPA_PLATFORM": "wayland;xcb:x=1"}


def test_the_input_method_of_debian_is_reached_by_the_tongue_that_qts_wheel_speaks() -> None:
    """``fcitx`` is what im-config says where Fcitx 5 runs; the wheel of Qt has a plugin for IBus alone."""
    said = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx5"}
    shed_surroundings(said)
    assert said == {"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "wayland;ibus"}


def test_a_desk_that_was_started_by_a_debugger_does_not_open(trials: Trials, tmp_path: Path) -> None:
    """Whoever starts it holds it (ptrace(2)) before it can forbid that."""
    said = {traced: start_desk(tmp_path, traced=traced) for traced in (False, True)}
    opened = int(said[True] != DeskDebugged.__name__)
    trials.note("Other processes' view", "a desk that was started under a debugger and opens", opened, "PTRACE_TRACEME")
    assert said == {False: NotEnrolled.__name__, True: DeskDebugged.__name__}


def start_desk(place: Path, *, traced: bool) -> str:
    """What a desk refuses with that is not enrolled yet."""
    program = subprocess.Popen(
        [sys.executable, "-c", _OPENING, str(place)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        preexec_fn=(lambda: LIBC.ptrace(_TRACE_ME, 0, None, None)) if traced else None,
    )
    stopped = traced
    while stopped:  # as debuggers do, let it go on after each signal
        _, status = os.waitpid(program.pid, 0)
        stopped = os.WIFSTOPPED(status)
        if stopped:
            LIBC.ptrace(_GO_ON, program.pid, None, None)
    assert program.stdout
    return program.stdout.read().strip()


@pytest.mark.parametrize("scale", ["0.3", "0", "-1", "40", "nan", "x"])
def test_a_scale_at_which_no_watermark_is_read_is_not_heard(scale: str) -> None:
    for said in ({"QT_SCALE_FACTOR": scale}, {"QT_SCREEN_SCALE_FACTORS": f"DP-1=1.5;DP-2={scale}"}):
        shed_surroundings(said)
        assert not said
    kept = {"QT_SCALE_FACTOR": "0.5", "QT_SCREEN_SCALE_FACTORS": "DP-1=1.5;DP-2=2;"}
    variables = dict(kept)
    shed_surroundings(variables)
    assert variables == kept
