"""A Central that is killed at any moment has all that it gave receipts for, once, and mends itself at start (A8)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from protocol.delivery import Receipt
from protocol.identifiers import make_identifier
from server.services.callers import Device
from tests.faults.central_site import CentralSite, Round
from tests.faults.fuse import Fuse
from tests.faults.killed_central import take_until_killed
from tests.faults.killing import kill_often
from tests.faults.ledger import Ledger
from tests.faults.victims import Mark, Stage, run_victim
from tests.postgres import BOTH, PostgresServer

ROUNDS = 6
STAGES = (Stage.OPENING, Stage.TAKING, Stage.COMMITTING, Stage.TAKEN)
MOMENTS = {
    "opening": "while it starts",
    "taking": "in the transaction that takes batches",
    "committing": "in its commit",
    "publishing": "while it publishes a checkpoint",
}


@pytest.fixture(params=BOTH)
def make_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes the database of another Central; its URL, or nothing for SQLite in its folder."""
    if request.param == "sqlite":
        return str
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return lambda: server.url(server.make_database())


class KilledCentral(CentralSite):
    """See :class:`tests.faults.killing.Site`."""

    rounds: Sequence[Round] = ()

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        self.rounds = self.plan(ROUNDS)
        return run_victim(fuse, take_until_killed, self.folder, self.rounds)

    def look(self, heard: Sequence[Mark]) -> str:
        self.mend(read_answers(heard, self.rounds))
        return judge(heard)


def read_answers(heard: Sequence[Mark], rounds: Sequence[Round]) -> Iterator[tuple[Device, Receipt]]:
    """Which receipts a Central gave before its end."""
    for mark in heard:
        if mark.stage is Stage.TAKEN:
            answers = msgspec.json.decode(mark.answer, type=list[Receipt])
            for (device, _), receipt in zip(rounds[mark.seq % len(rounds)], answers, strict=True):
                yield device, receipt


def judge(heard: Sequence[Mark]) -> str:
    """The moment of a death, by the last marks."""
    last = heard[-1].stage
    if last in (Stage.OPENING, Stage.READY):
        return "opening"
    if last is Stage.TAKING:
        return "taking"
    if last is Stage.COMMITTING and heard[-2].stage is Stage.TAKING:
        return "committing"
    return "publishing"


def test_a_central_killed_at_any_moment_has_all_it_gave_receipts_for(
    tmp_path: Path,
    make_database: Callable[[], str],
    draw: random.Random,
    kills: int,
    ledger: Ledger,
    request: pytest.FixtureRequest,
) -> None:
    kind = request.node.callspec.id
    moments = {name: f"Central on {kind} killed {words}" for name, words in MOMENTS.items()}
    kill_often(
        lambda: KilledCentral(tmp_path / make_identifier(), make_database(), draw), STAGES, moments, kills, draw, ledger
    )
