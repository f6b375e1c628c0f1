"""A Central that is killed at any moment has all that it gave receipts for, once, and mends itself at start (A8)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from protocol.delivery import Receipt
from protocol.events import MAX_BATCH
from server.log.append import read_head
from server.log.tree import Tree
from server.services.central import Central, make_central
from server.services.ingest import check_batch, take_batches
from server.services.receipts import choose_head, sign_head
from server.services.verification import verify_trail
from server.store.database import read
from server.store.tables import events
from tests.faults.fuse import Fuse
from tests.faults.killed_central import Rounds, start_central, take_until_killed
from tests.faults.killing import kill_often
from tests.faults.ledger import Ledger
from tests.faults.paper_desk import PaperDesk
from tests.faults.victims import Mark, Stage, run_victim
from tests.postgres import BOTH

DESKS, ROUNDS = 3, 6
STAGES = (Stage.OPENING, Stage.TAKING, Stage.COMMITTING, Stage.TAKEN)
MOMENTS = {
    "opening": "while it starts",
    "taking": "in the transaction that takes batches",
    "committing": "in its commit",
    "publishing": "while it publishes a checkpoint",
}


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> str:
    """Where this Central keeps its rows; nothing for SQLite in its folder."""
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgres" else ""


class Site:
    """A Central, its desks, and what they know."""

    def __init__(self, folder: Path, database: str, draw: random.Random) -> None:
        self._folder, self._draw = folder, draw
        central = make_central(folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="", database=database)
        self._log = central.log_key.public
        with central.engine.begin() as connection:
            self.desks = [PaperDesk(connection, f"desk-{number}", self._log, draw) for number in range(DESKS)]
        central.engine.dispose()
        self.lost = self.doubled = 0

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        """See :class:`tests.faults.killing.Site`."""
        rounds = self._plan()
        heard = run_victim(fuse, take_until_killed, self._folder, rounds)
        self._hear_answers(heard, rounds)
        return heard

    def _plan(self) -> Rounds:
        """Every desk goes on from what it was proven; what it has in doubt is sent again."""
        at = {desk.device.id: desk.upto + 1 for desk in self.desks}
        rounds = []
        for _ in range(ROUNDS):
            together = []
            for desk in self._draw.sample(self.desks, self._draw.randint(1, DESKS)):
                count = self._draw.choice((1, 3, 20))
                together.append((desk.device, desk.make_batch(at[desk.device.id], count)))
                at[desk.device.id] += count
            rounds.append(together)
        return rounds

    def look(self, heard: Sequence[Mark]) -> str:
        """See :class:`tests.faults.killing.Site`."""
        central = start_central(self._folder)
        with read(central.engine) as connection:
            assert verify_trail(connection, self._log).faults == []
        for desk in self.desks:
            self._compare(central, desk)
        central.engine.dispose()
        return judge(heard)

    def _hear_answers(self, heard: Sequence[Mark], rounds: Rounds) -> None:
        receipts: dict[str, list[Receipt]] = {}
        for mark in heard:
            if mark.stage is Stage.TAKEN:
                answers = msgspec.json.decode(mark.answer, type=list[Receipt])
                for (device, _), receipt in zip(rounds[mark.seq % len(rounds)], answers, strict=True):
                    receipts.setdefault(device.id, []).append(receipt)
        for desk in self.desks:
            desk.take(receipts.get(desk.device.id, []))

    def _compare(self, central: Central, desk: PaperDesk) -> int:
        """How many events Central has of a desk: all it was proven, each once, each as it was written."""
        query = select(events.c.bytes).where(events.c.device == desk.device.id).order_by(events.c.log_index)
        with read(central.engine) as connection:
            rows = [bytes(row.bytes) for row in connection.execute(query)]
            assert read_head(connection, desk.device.id).next_seq == len(rows) + 1
            view = sign_head(central.log_key, choose_head(connection, Tree.read(connection), desk.log_size))
        desk.look(view)
        self.lost += max(0, desk.upto - len(rows))
        self.doubled += len(rows) - len(set(rows))
        assert rows == desk.events[: len(rows)]
        return len(rows)

    def finish(self) -> None:
        """Let every desk deliver all it ever wrote."""
        central = start_central(self._folder)
        for desk in self.desks:
            while desk.upto < len(desk.events):
                count = min(MAX_BATCH, len(desk.events) - desk.upto)
                batch = check_batch(desk.device, desk.make_batch(desk.upto + 1, count), "10.8.0.7")
                (answer,) = take_batches(central, [batch])
                assert isinstance(answer, Receipt), answer
                desk.take([answer])
            assert self._compare(central, desk) == len(desk.events)
        central.engine.dispose()


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
    tmp_path: Path, database: str, draw: random.Random, kills: int, ledger: Ledger, request: pytest.FixtureRequest
) -> None:
    kind = request.node.callspec.id
    moments = {name: f"Central on {kind} killed {words}" for name, words in MOMENTS.items()}
    site = Site(tmp_path / "central", database, draw)
    kill_often(site, STAGES, moments, kills, draw, ledger)
    site.finish()
