"""What the trials of leaks share, and the table of what they found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.leaks.trials import Trials, read_trials, write_table

if sys.platform == "linux":
    from tests.leaks.site import Site, open_site

_TABLE = "VEILDESK_LEAKS"
_TOOLS = ("Xvfb", "xdotool", "unshare", "nsenter", "setpriv", "dbus-daemon", "gnome-keyring-daemon")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table where it was asked for."""
    if _TABLE not in os.environ:
        return
    found = [report for kind in terminalreporter.stats.values() for report in kind]
    ours = [one for one in found if isinstance(one, pytest.TestReport) and "tests/leaks/" in one.nodeid]
    rows = dict.fromkeys(trial for report in ours for trial in read_trials(report.user_properties))
    untried = [
        (report.nodeid.rpartition("::")[2], report.longrepr[2]) for report in ours if isinstance(report.longrepr, tuple)
    ]
    terminalreporter.section("leaks")
    for line in write_table(list(rows), untried):
        terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def _screen_of_its_own(screen_unpictured: None) -> None:
    """Every desk here has the real guard of the screen."""


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Trials:
    """The test's rows in the table: ``trials.note(channel, tried, found, how)``."""
    return Trials(request.node.user_properties)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A desk in a process of its own, before a Central of its own, that every trial of a run may work at."""
    reason = find_hindrance()
    if reason:
        pytest.skip(reason)
    with ExitStack() as opened:
        yield open_site(opened, tmp_path_factory.mktemp("leaks"))


def find_hindrance() -> str:
    """Why a desk cannot be tried from outside here; nothing where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root looks into other processes and makes users for it"
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if missing:
        return f"{', '.join(missing)} not on this machine"
    tried = subprocess.run(["unshare", "--mount", "--net", "true"], check=False, capture_output=True)
    return "this machine lets no process have mounts of its own" if tried.returncode else ""
