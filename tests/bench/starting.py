"""``start`` and ``start-unlocked``: from the start of the process to the first paint event of a window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.score import Score, interleave
from tests.bench.workshop import PASSWORD, USERNAME, Workshop

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).parent / "programs"
ROUNDS = 11


def measure_sign_in(workshop: Workshop) -> Sequence[Score]:
    """To the sign-in window of an enrolled desk."""
    place = str(workshop.desk.folder.path)
    desk, bare = interleave(lambda: _start("desk_window", place, "sign-in"), _start_bare, ROUNDS)
    return [Score("start", desk / bare, 1.6, _write(desk, bare))]


def measure_unlocked(workshop: Workshop) -> Sequence[Score]:
    """To the main window, through a sign-in to 100,000 cached cards (one Argon2id, one vault) by an instant hand."""
    place = str(workshop.desk.folder.path)
    desk, bare = interleave(lambda: _start("desk_window", place, "main", USERNAME, PASSWORD), _start_bare, ROUNDS)
    return [Score("start-unlocked", desk / bare, 2.5, _write(desk, bare))]


def run_program(name: str, *words: str) -> float:
    """The number that a program says."""
    command = [sys.executable, str(PROGRAMS / f"{name}.py"), *words]
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}  # sippy installs a package that is named as our tests are
    done = subprocess.run(command, env=ours, capture_output=True, text=True, timeout=180)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"{name} did not start: {done.stderr[-2000:]}")
    return float(done.stdout.split()[-1])


def _start(name: str, *words: str) -> float:
    started = time.monotonic()
    return run_program(name, *words) - started


def _start_bare() -> float:
    return _start("bare_window", "paint")


def _write(desk: float, bare: float) -> str:
    return f"{desk * 1000:.0f} ms, a bare window {bare * 1000:.0f} ms"
