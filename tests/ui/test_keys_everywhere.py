"""The telephone's keys in other programs' windows, pressed on a real X server by a real tool (D1)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QNativeInterface

from ui.phone.everywhere.grabbing import find_grabber
from ui.phone.everywhere.windows import name_modifiers, name_virtual_key

PATIENCE_S = 60
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("programs") / "keys_desk.py"
needs_x = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb, no xdotool"
)


class Screen:
    """An X server of this test's alone, with desks on it and somebody at its keyboard."""

    def __init__(self, number: str, stack: ExitStack) -> None:
        self._env = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        self._stack = stack

    def start_desk(self, *everywhere: str) -> subprocess.Popen[str]:
        """A desk with these keys in every program."""
        words = [sys.executable, str(PROGRAM), *everywhere]
        desk = subprocess.Popen(words, env=self._env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._stack.callback(desk.wait, PATIENCE_S)
        self._stack.callback(desk.kill)
        return desk

    def press(self, *words: str) -> None:
        """Let xdotool press; the keyboard is at no window of ours."""
        subprocess.run(["xdotool", *words], env=self._env, check=True, timeout=PATIENCE_S)


def hear(desk: subprocess.Popen[str]) -> str:
    """The next line that a desk says."""
    assert desk.stdout
    return desk.stdout.readline().strip()


def tell(desk: subprocess.Popen[str], line: str) -> list[str]:
    """Have it do ``line``; what it said until that was done."""
    assert desk.stdin
    desk.stdin.write(f"{line}\n")
    desk.stdin.flush()
    heard = []
    while (said := hear(desk)) != f"done: {line}":
        assert said, "the desk has ended"
        heard.append(said)
    return heard


@pytest.fixture
def screen() -> Iterator[Screen]:
    """An X server without a window manager: the keyboard belongs to no window of a desk."""
    with ExitStack() as stack:
        reader, writer = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-r", "-screen", "0", "400x300x24", "-nolisten", "tcp"],
            pass_fds=(writer,),
            stderr=subprocess.DEVNULL,
        )
        stack.callback(server.wait, PATIENCE_S)
        stack.callback(server.kill)
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        yield Screen(number, stack)


@needs_x
def test_a_key_for_every_program_acts_wherever_the_keyboard_is(screen: Screen) -> None:
    desk = screen.start_desk("call", "mute")
    assert hear(desk) == "refused:"
    screen.press("key", "F4")
    assert hear(desk) == "call"
    screen.press("key", "ctrl+F9")
    assert hear(desk) == "mute"
    screen.press("key", "Caps_Lock", "key", "F4", "key", "Caps_Lock")
    assert hear(desk) == "call"
    screen.press("key", "shift+F4", "key", "F9", "key", "F2")  # other keys, or ours with another beside
    assert tell(desk, "quiet") == []


@needs_x
def test_a_key_held_down_acts_once(screen: Screen) -> None:
    desk = screen.start_desk("call")
    assert hear(desk) == "refused:"
    screen.press("keydown", "F4", "sleep", "1.5", "keyup", "F4")
    assert hear(desk) == "call"
    assert tell(desk, "quiet") == []


@needs_x
def test_a_key_that_another_program_has_is_told(screen: Screen) -> None:
    first = screen.start_desk("call")
    assert hear(first) == "refused:"
    second = screen.start_desk("call", "mute")
    assert hear(second) == "refused: call"
    screen.press("key", "F4", "key", "ctrl+F9")
    assert hear(first) == "call"
    assert hear(second) == "mute"


@needs_x
def test_keys_rest_while_they_are_chosen(screen: Screen) -> None:
    desk = screen.start_desk("call")
    assert hear(desk) == "refused:"
    tell(desk, "rest")
    screen.press("key", "F4")
    assert tell(desk, "go on") == []
    screen.press("key", "F4")
    assert hear(desk) == "call"


@needs_x
def test_the_buttons_of_a_headset_are_ours_during_a_call_alone(screen: Screen) -> None:
    desk = screen.start_desk()
    assert hear(desk) == "refused:"
    screen.press("key", "XF86AudioPlay")
    assert tell(desk, "ring") == []
    for button, act in (("XF86AudioPlay", "call"), ("XF86AudioMicMute", "mute"), ("XF86Phone", "call")):
        screen.press("key", button)
        assert hear(desk) == act
    tell(desk, "quiet")
    screen.press("key", "XF86AudioPlay")
    assert tell(desk, "ring") == []


def test_windows_names_the_same_keys() -> None:
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert name_virtual_key(Qt.Key.Key_F4) == 0x73
    assert name_virtual_key(Qt.Key.Key_T) == ord("T")
    assert name_virtual_key(Qt.Key.Key_MediaPlay) == 0xB3
    assert name_virtual_key(Qt.Key.Key_Ograve) is None
    assert name_modifiers(QKeyCombination(ctrl_shift, Qt.Key.Key_T)) == 0x4000 | 0x2 | 0x4


def test_a_desk_whose_qt_knows_no_x11_looks_for_keys_all_the_same(qapp, monkeypatch) -> None:
    """Qt for Windows lacks the class; a test that asks for it ends the main window before it stands."""
    monkeypatch.delattr(QNativeInterface, "QX11Application", raising=False)
    assert find_grabber() is None
