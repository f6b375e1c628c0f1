"""The demo's Central ends with all it started, also when it does not end by itself: its port is free for the next."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.waiting import wait_for
from ui.demo import central
from ui.demo.central import DemoCentral

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes that end together")


def test_what_hears_no_word_of_ending_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(central, "_END_LIMIT_S", 0.2)
    made = DemoCentral(tmp_path)
    deaf = ["sh", "-c", "trap '' TERM; sleep 600 & echo $!; wait"]
    made.process = subprocess.Popen(deaf, stdout=subprocess.PIPE, start_new_session=True)
    assert made.process.stdout
    worker = int(made.process.stdout.readline())
    assert runs(worker)
    made.stop()
    wait_for(lambda: not runs(worker), "its worker to be gone")


def runs(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False
