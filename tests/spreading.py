"""How the tests are spread over workers: those that mostly wait run beside those that mostly reckon.

Tests of calls, outages, leaks and whole desks wait for telephones, time limits and other processes, while the rest keep
a core busy each. Were they left to the end, as pytest-xdist has it, which begins with the files of the most tests, the
machine would be idle for minutes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

WAITING = ("tests/e2e/", "tests/faults/", "tests/leaks/", "tests/telephony/")
"""Folders whose tests mostly wait for processes of their own."""
MOST_WORKERS = 4


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, since one waits."""
    return min(len(os.sched_getaffinity(0)) + 1, MOST_WORKERS) if hasattr(os, "sched_getaffinity") else MOST_WORKERS


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> object:
    """Whole files, as ``--dist loadfile`` has them, from two ends; another ``--dist`` is left alone."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class FromTwoEnds(LoadFileScheduling):
        """Half of the workers, rounded down, begin with the files that wait; whoever has no more of his own kind
        takes of the other."""

        def _assign_work_unit(self, node: WorkerController) -> None:
            nodes = self.nodes
            prefers_waiting = nodes.index(node) < len(nodes) // 2
            mine = next((file for file in self.workqueue if file.startswith(WAITING) == prefers_waiting), None)
            if mine:
                self.workqueue.move_to_end(mine, last=False)
            super()._assign_work_unit(node)

    return FromTwoEnds(config, log)
