"""What the trials of leaks share, and the table of what they found."""

from __future__ import annotations

import os

import pytest

from tests.leaks.trials import Trials, read_trials, write_table

_TABLE = "VEILDESK_LEAKS"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table where it was asked for."""
    if _TABLE not in os.environ:
        return
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "nodeid")]
    ours = [report for report in reports if "tests/leaks/" in report.nodeid]
    trials = [trial for report in ours if report.when == "teardown" for trial in read_trials(report.user_properties)]
    trials = trials or [trial for report in ours for trial in read_trials(report.user_properties)]
    untried = [(report.nodeid.rpartition("::")[2], report.longrepr[2]) for report in ours if report.skipped]
    terminalreporter.section("leaks")
    for line in write_table(trials, untried):
        terminalreporter.write_line(line)


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Trials:
    """The test's rows in the table: ``trials.note(channel, tried, found, how)``."""
    return Trials(request.node.user_properties)
