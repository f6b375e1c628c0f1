"""A killed Central leaves no worker behind, which would hold its port and hear of no revocation any more."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.real_central import start_bare_central
from tests.waiting import wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")


def list_children(process: int) -> list[int]:
    """The processes that one has started."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def is_over(process: int) -> bool:
    """Whether it has ended, be it that nobody has asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_killed_central_takes_its_worker_along(tmp_path: Path) -> None:
    central = start_bare_central(tmp_path / "central")
    try:
        assert central.process
        (worker,) = list_children(central.process.pid)
        os.kill(central.process.pid, signal.SIGKILL)
        central.process.wait()
        wait_for(lambda: is_over(worker), "the worker's end")
        central.serve()  # its port is free
    finally:
        central.close()
