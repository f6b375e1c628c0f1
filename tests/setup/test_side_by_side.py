"""`build/setup/side-by-side` runs commands at once, tells what each said in their order, and fails if one did."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")

SCRIPT = Path(__file__).parents[2] / "build" / "setup" / "side-by-side"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *words], capture_output=True, text=True, check=False, timeout=60)


def test_they_run_at_once_and_are_told_in_their_order(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    done = run("first", f"until [ -e {sign} ]; do sleep 0.01; done; echo one", "second", f"touch {sign}; echo two >&2")
    assert (done.returncode, done.stdout, done.stderr) == (0, "-- first\none\n-- second\ntwo\n", "")


@pytest.mark.parametrize("words", [("bad", "exit 3", "good", "echo two"), ("good", "echo two", "bad", "exit 3")])
def test_one_that_fails_fails_them_all_and_the_others_are_heard_out(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 1
    assert "-- good\ntwo\n" in done.stdout


def test_a_name_without_a_command_is_refused() -> None:
    done = run("first", "true", "second")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: ")
