"""Turns at this machine's screen, for tests that run side by side.

The guard of the screen looks at every process of the machine, so that a test's own xwd or scrot closes the values, and
freezes the account, of any desk that another test has at that moment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "win32":
    import fcntl


@contextmanager
def _hold(folder: Path, how: int) -> Iterator[None]:
    with (folder / "screen.lock").open("ab") as file:
        fcntl.flock(file, how)
        yield


@pytest.fixture
def screen_pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For a test that starts a program which pictures the screen: nobody else shows a value meanwhile."""
    with _hold(tmp_path_factory.getbasetemp().parent, fcntl.LOCK_EX):
        yield


@pytest.fixture
def screen_unpictured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For a test that shows a value beside the real guard: nobody else pictures the screen meanwhile."""
    if sys.platform == "win32" or "screen_pictured" in request.fixturenames:
        yield
        return
    with _hold(tmp_path_factory.getbasetemp().parent, fcntl.LOCK_SH):
        yield
