"""An inspector hears a recorded call, and somebody looks through the memory of his desk (D4, U1).

The voice is noise that nobody else has; each 20 ms that are played hold a mark of their piece. Looked for are the
marks, as the A-law that was recorded and as the samples that a loudspeaker is given.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.listening.player import FRAME
from protocol.g711 import decode_a_law
from protocol.recordings import PIECE_SAMPLES, RATE
from protocol.roles import Role
from tests.leaks.conftest import find_hindrance
from tests.leaks.needles import Needle, make_key_needle
from tests.leaks.scanner import Hit, scan_process
from tests.leaks.trials import Trials
from tests.real_central import RealCentral
from tests.recorded_call import record_call
from ui.totp import make_code

_PROGRAM = str(Path(__file__).with_name("programs") / "listener.py")
_PIECES, _MARK = 6, 48
_BEFORE, _BEHIND = 40, FRAME - 40 - _MARK
"""Samples of noise in a frame, around the mark."""
_AFTER_S = 2
_PINNED = {"lo", "dd", "wf"}
_SCAN = "/proc/PID/mem by root, the process halted"


class Listener:
    """The inspector's desk, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, _PROGRAM, str(folder)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self._process.pid

    def tell(self, words: str) -> str:
        """Its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        assert answer, f"the listener is gone after {words[:8]!r}: {self._process.poll()}"
        return answer

    def tell_piece(self, before: int = 0) -> int:
        """Which piece is played now, or was so many samples ago."""
        return int((float(self.tell("where")) * RATE - before) // PIECE_SAMPLES)

    def await_second(self, least: float) -> None:
        """Until so much was played."""
        while float(self.tell("where")) < least:
            time.sleep(0.02)

    def close(self) -> None:
        """Let it sign off, or end it."""
        try:
            self._process.communicate("\n", timeout=60)
        finally:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def listener(real_central: RealCentral, keyring_daemon: None, tmp_path: Path) -> Iterator[Listener]:
    """One that may begin."""
    if reason := find_hindrance():
        pytest.skip(reason)
    made = Listener(tmp_path / "desk")
    yield made
    made.close()


def _draw_piece(mark: bytes) -> bytes:
    frames = (os.urandom(_BEFORE) + mark + os.urandom(_BEHIND) for _ in range(PIECE_SAMPLES // FRAME))
    return b"".join(frames)


def _decode(codes: bytes) -> bytes:
    return b"".join(struct.pack("<h", decode_a_law(code)) for code in codes)


def _scan(listener: Listener, *needles: Needle) -> list[Hit]:
    return scan_process(listener.pid, needles).hits


def test_a_recorded_call_is_in_locked_memory_a_piece_ahead_and_gone_when_closed(
    real_central: RealCentral, listener: Listener, trials: Trials
) -> None:
    person, marks = real_central.add_person(Role.INSPECTOR), [os.urandom(_MARK) for _ in range(_PIECES)]
    device = listener.tell(real_central.make_ticket("listens"))
    call = record_call(real_central, device, [_draw_piece(mark) for mark in marks])
    real_central.forget_codes()
    words = [person.username, person.password, make_code(person.totp_secret), call]
    assert listener.tell(json.dumps(words)) == "signed in"
    coded = [make_key_needle(str(number), mark) for number, mark in enumerate(marks)]
    sampled = [make_key_needle(f"samples {number}", _decode(mark)) for number, mark in enumerate(marks)]
    control = make_key_needle("control", call.encode())
    before = _scan(listener, *coded, *sampled, control)
    assert [hit for hit in before if hit.needle == "control"], "the control: the scan finds what is there"
    before = [hit for hit in before if hit.needle != "control"]
    trials.note("Memory", "a recorded call, before it is heard", len(before), _SCAN)
    real_central.forget_codes()
    assert listener.tell("begin") == "playing"
    heard: list[Hit] = []
    elsewhen: set[int] = set()
    for second in (2.5, 4.7, 6.2):
        listener.await_second(second)
        begun = listener.tell_piece(before=FRAME)
        found = _scan(listener, *coded, *sampled)
        due = range(begun, listener.tell_piece() + 2)
        elsewhen |= {int(hit.needle) for hit in found if not hit.needle.startswith("samples")} - {*due}
        heard += found
    open_codes = [hit for hit in heard if not hit.needle.startswith("samples")]
    astray = [hit for hit in open_codes if not set(hit.flags) >= _PINNED]
    frames = [hit for hit in heard if hit.needle.startswith("samples")]
    trials.note("Memory", "a recorded call while it is heard, outside locked memory", len(astray), _SCAN)
    trials.note("Memory", "samples of it besides the 20 ms that are played just then", max(0, len(frames) - 6), _SCAN)
    assert listener.tell("end") == "closed"
    time.sleep(_AFTER_S)
    after = _scan(listener, *coded, *sampled)
    trials.note("Memory", f"a recorded call {_AFTER_S} s after it was closed", len(after), _SCAN)
    assert not before
    assert open_codes, "the control: what is heard is there while it is heard"
    assert not astray
    assert not elsewhen, "the piece that is heard and the one after it, at each of three moments"
    assert len(frames) <= 6, "a frame, and its copy for the loudspeaker, at each of three moments"
    assert not after
