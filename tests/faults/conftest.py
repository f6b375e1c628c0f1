"""How often to kill, by which seed, and the table of what came of it."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator

import pytest

from tests.faults.ledger import Ledger
from tests.real_central import RealCentral, start_bare_central

_LINUX = ("*_kills", "small_disks", "write_steps", "clocks", "restarts", "failover")
collect_ignore_glob = [] if sys.platform == "linux" else [f"test_{name}.py" for name in _LINUX]
FEW = 12
_KILLS, _SEED = "VEILDESK_KILLS", "VEILDESK_SEED"
_LEDGER = pytest.StashKey[Ledger]()


def pytest_configure(config: pytest.Config) -> None:
    """One ledger a run."""
    config.stash[_LEDGER] = Ledger()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table where the number of kills was asked for."""
    ledger = config.stash.get(_LEDGER, None)
    if ledger and ledger.rows and _KILLS in os.environ:
        terminalreporter.section("faults")
        for line in ledger.write():
            terminalreporter.write_line(line)


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The run's table."""
    return request.config.stash[_LEDGER]


@pytest.fixture
def kills() -> int:
    """How many kills a test of kills makes; VEILDESK_KILLS says otherwise."""
    return int(os.environ.get(_KILLS, FEW))


@pytest.fixture
def draw() -> Iterator[random.Random]:
    """Where chance comes from; VEILDESK_SEED repeats a run's choices, though not the machine's timing."""
    seed = int(os.environ.get(_SEED) or random.SystemRandom().randrange(2**32))
    print(f"{_SEED}={seed}")  # noqa: T201 - pytest shows it with a failure
    return random.Random(seed)


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCentral]:
    """A Central of a module's own, without people: its log can be verified whole, and set back."""
    made = start_bare_central(tmp_path_factory.mktemp("central") / "data")
    yield made
    made.close()
