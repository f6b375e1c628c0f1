"""A Central that something happens to, its desks, and what has to hold of it afterwards, whatever it was (A8)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from protocol.delivery import EventBatch, Receipt
from protocol.events import MAX_BATCH
from server.log.append import read_head
from server.log.publication import check_log, publish
from server.log.tree import Tree
from server.services.callers import Device
from server.services.central import Central, make_central, open_central
from server.services.ingest import check_batch, take_batches
from server.services.receipts import choose_head, sign_head
from server.store.database import read
from server.store.tables import events
from tests.faults.paper_desk import PaperDesk
from tests.verified import find_faults

DESKS = 3
Round = Sequence[tuple[Device, EventBatch]]
"""Batches that are taken together."""
Answers = Iterable[tuple[Device, Receipt]]


class CentralSite:
    """A Central, its desks, and what they were told. ``lost`` and ``doubled`` count events."""

    def __init__(self, folder: Path, database: str, draw: random.Random) -> None:
        self.folder, self._draw = folder, draw
        central = make_central(folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="", database=database)
        self._log = central.log_key.public
        with central.engine.begin() as connection:
            self.desks = [PaperDesk(connection, f"desk-{number}", self._log, draw) for number in range(DESKS)]
        central.engine.dispose()
        self.lost = self.doubled = 0

    def plan(self, rounds: int) -> list[Round]:
        """What desks send: each goes on from what it was proven; what it has in doubt is sent again."""
        at = {desk.device.id: desk.upto + 1 for desk in self.desks}
        planned = []
        for _ in range(rounds):
            together = []
            for desk in self._draw.sample(self.desks, self._draw.randint(1, DESKS)):
                count = self._draw.choice((1, 3, 20, 120))  # from a hundred on, the tree grows beside the insert
                together.append((desk.device, desk.make_batch(at[desk.device.id], count)))
                at[desk.device.id] += count
            planned.append(together)
        return planned

    def mend(self, answers: Answers) -> None:
        """Start Central anew, and compare it with what it answered."""
        given: dict[str, list[Receipt]] = {}
        for device, receipt in answers:
            given.setdefault(device.id, []).append(receipt)
        central = start_central(self.folder)
        with read(central.engine) as connection:
            assert find_faults(connection, self._log) == []
        for desk in self.desks:
            desk.take(given.get(desk.device.id, []))
            self._compare(central, desk)
        central.engine.dispose()

    def finish(self) -> None:
        """Let every desk deliver all it ever wrote."""
        central = start_central(self.folder)
        for desk in self.desks:
            while desk.upto < len(desk.events):
                count = min(MAX_BATCH, len(desk.events) - desk.upto)
                batch = check_batch(desk.device, desk.make_batch(desk.upto + 1, count), "10.8.0.7")
                (answer,) = take_batches(central, [batch])
                assert isinstance(answer, Receipt), answer
                desk.take([answer])
            assert self._compare(central, desk) == len(desk.events)
        central.engine.dispose()
        assert (self.lost, self.doubled) == (0, 0)

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


def start_central(folder: Path) -> Central:
    """Open it, and do what ``serve`` does before it takes anything: look the log over, publish what a crash kept."""
    central = open_central(folder)
    with central.engine.begin() as connection:
        check_log(connection)
        publish(connection, central.log_key)
    return central
