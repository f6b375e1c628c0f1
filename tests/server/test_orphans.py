"""A killed Central leaves no worker behind, which would hold its port and hear of no revocation any more; nor do killed
tests leave a Central."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real_central import start_bare_central
from tests.waiting import wait_for

_TESTS = """
import sys
from pathlib import Path
from server.services.central import make_central
from tests.server.served import serving
from ui.demo.ports import find_free_port

hosts = ("127.0.0.1",)
with serving(make_central(Path(sys.argv[1]), host=hosts[0], port=find_free_port(), hosts=hosts, url="", database="")):
    print("up", flush=True)
    sys.stdin.read()
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
ROOT = Path(__file__).parents[2]


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


def test_killed_tests_take_the_central_along_that_they_served(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _TESTS, str(tmp_path / "central")]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout
        assert tests.stdout.readline() == "up\n"
        (served,) = list_children(tests.pid)
        assert not is_over(served)
        tests.kill()
    wait_for(lambda: is_over(served), "Central's end")
