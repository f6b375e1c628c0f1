"""PostgreSQL's primary dies in mid-load and its synchronous standby takes over: nothing is lost or doubled (S2, A8)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from protocol.delivery import Receipt
from protocol.road import RecordsUnavailable
from server.services.central import Central
from server.services.ingest import check_batch, take_batches
from tests.faults.central_site import CentralSite, start_central
from tests.faults.ledger import Ledger
from tests.faults.paper_desk import PaperDesk
from tests.faults.worker import Worker
from tests.postgres import PostgresPair

BATCH = 20


class Sender(Worker):
    """Sends a desk's batches for ever, each until Central has taken it."""

    def __init__(self, central: Central, desk: PaperDesk) -> None:
        super().__init__()
        self._central, self._desk = central, desk
        self.refusals: list[RecordsUnavailable] = []

    def take_turn(self) -> None:
        batch = check_batch(self._desk.device, self._desk.make_batch(self._desk.upto + 1, BATCH), "10.8.0.7")
        try:
            (answer,) = take_batches(self._central, [batch])
        except RecordsUnavailable as refusal:
            self.refusals.append(refusal)
            self.over.wait(0.02)
            return
        assert isinstance(answer, Receipt), answer
        self._desk.take([answer])
        self.delivered.set()


@pytest.mark.postgres
def test_a_primary_that_dies_in_mid_load_loses_and_doubles_nothing(
    postgres_pair: PostgresPair, tmp_path: Path, draw: random.Random, ledger: Ledger
) -> None:
    site = CentralSite(tmp_path / "central", postgres_pair.url(postgres_pair.primary.make_database()), draw)
    central = start_central(site.folder)
    senders = [Sender(central, desk) for desk in site.desks]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.wait_for_delivery()
    before = [desk.upto for desk in site.desks]
    postgres_pair.fail_over()
    for sender in senders:
        sender.wait_for_delivery()
        sender.wait_for_delivery()
    for sender in senders:
        sender.stop()
    central.engine.dispose()
    assert any(sender.refusals for sender in senders), "nobody was at work when it happened"
    site.mend([])
    site.finish()
    assert all(desk.upto > old for desk, old in zip(site.desks, before, strict=True))
    row = ledger.find("PostgreSQL's primary killed in mid-load, standby promoted")
    row.times, row.verified = row.times + 1, row.verified + 1
