"""``ingest``: events a second at Central, against the bare database that inserts the same rows in the same batches.

Central serves as it does in production: TLS 1.3 with client certificates, every request's signature and digest, every
batch's chain and signed head, the watch, the tree, the receipt with its proofs, and a commit that is on disk. 1, 16 and
256 desks, each with somebody who signed in there, deliver batches of 500 events at once, each waiting for its receipt
before the next. The bare database has the events' table alone, with the same indexes, the same durability and one
commit a batch; its rows are made beforehand, and they go in by the driver's fastest way (many rows a statement,
``COPY``). The desks run on the same cores. Both have taken batches before, as a Central has that serves since
yesterday: a new SQLite database waits longer for the disk, since its write-ahead log grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from protocol.delivery import Receipt
from protocol.events import MAX_BATCH
from protocol.following import check_inclusion, follow
from server.services.central import Central, make_central
from tests.bench.bare_database import BareDatabase, open_bare_database
from tests.bench.delivering import Agent, Batch, Wire, deliver_all, open_wires, sign_delivery
from tests.bench.score import Score, clock, interleave
from tests.bench.workshop import Workshop
from tests.postgres import divide_roles, lay_out_server
from tests.server.house import House
from tests.server.served import find_url, place_wire, serving, wait_until_served
from ui.demo.ports import find_free_port

BATCHES = {1: 12, 16: 3, 256: 1}
"""By how many desks deliver at once: how many batches each delivers in a round."""
ROUNDS, WANTED, BEFORE = 3, 40_000, 120
SETTINGS = {"shared_buffers": "2GB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}
"""As ``docs/operations/central.md`` has PostgreSQL set up: the tests' own have a quarter of what it comes with."""


def measure(workshop: Workshop) -> Iterator[Score]:
    """On SQLite, then on PostgreSQL."""
    folder = workshop.make_folder("ingest")
    yield from _measure("sqlite", folder / "sqlite", "", f"sqlite:///{folder / 'bare.db'}")
    with lay_out_server(SETTINGS) as server:
        server.start()
        yield from _measure(
            "postgres", folder / "postgres", server.url(server.make_database()), server.url(server.make_database())
        )


def _measure(name: str, place: Path, database: str, bare_database: str) -> Iterator[Score]:
    rates = {}
    with open_bare_database(bare_database) as bare, _serve(place, database) as ingest:
        early = ingest.gather(1)
        early.deliver(BEFORE)
        early.insert(bare)
        for desks, batches in BATCHES.items():
            crowd = ingest.gather(desks)
            deliver, insert = partial(crowd.deliver, batches), partial(crowd.insert, bare)
            seconds, bare_seconds = interleave(deliver, insert, ROUNDS)
            events = desks * batches * MAX_BATCH
            rates[desks] = events / seconds
            raw = f"{events / seconds:,.0f} events/s, bare {events / bare_seconds:,.0f} events/s"
            yield Score(f"ingest-{name}-{desks}", bare_seconds / seconds, 0.5, raw, more_is_better=True)
    desks = max(rates, key=lambda desks: rates[desks])
    raw = f"{rates[desks]:,.0f} events/s from {desks} desks, goal {WANTED:,}"
    yield Score(f"ingest-{name}-rate", rates[desks] / WANTED, 1, raw, more_is_better=True)


class _Ingest:
    """A Central that serves."""

    def __init__(self, house: House, identity: Path) -> None:
        self.house, self.identity = house, identity

    @property
    def central(self) -> Central:
        return self.house.central

    def gather(self, desks: int) -> _Crowd:
        seats = [self.house.seat() for _ in range(desks)]
        return _Crowd(self, [Agent(seat.desk, seat.account.id) for seat in seats])


class _Crowd:
    """Desks that deliver at the same time."""

    def __init__(self, ingest: _Ingest, agents: list[Agent]) -> None:
        self._central, self._identity, self._agents = ingest.central, ingest.identity, agents
        self._delivered: list[Batch] = []

    def deliver(self, batches: int) -> float:
        """Seconds that all need for so many batches each, from the first byte to the last receipt."""
        made = [[agent.make_batch() for _ in range(batches)] for agent in self._agents]
        origin = find_url(self._central)
        requests = [[sign_delivery(origin, batch) for batch in own] for own in made]
        receipts: list[list[Receipt]] = []
        with self._connect() as wires:
            seconds = clock(lambda: receipts.extend(deliver_all(wires, requests)))
        for agent, own, given in zip(self._agents, made, receipts, strict=True):
            self._check(agent, own, given)
        self._delivered = [batch for turn in zip(*made, strict=True) for batch in turn]
        return seconds

    def insert(self, bare: BareDatabase) -> float:
        """Seconds that the bare database needs for the batches that were just delivered."""
        return bare.insert([batch.placed for batch in self._delivered])

    @contextmanager
    def _connect(self) -> Iterator[list[Wire]]:
        """A wire each, made when all is ready to be sent: Central hangs up on who says nothing for half a minute."""
        address, ca = ("127.0.0.1", self._central.settings.port), self._central.place.ca_certificate
        certificate, key = self._identity / "client.crt", self._identity / "client.key"
        wires = open_wires(len(self._agents), address, ca, certificate, key)
        try:
            yield wires
        finally:
            for wire in wires:
                wire.close()

    def _check(self, agent: Agent, made: list[Batch], given: list[Receipt]) -> None:
        """Believe the receipts as a desk does, or raise."""
        for batch, receipt in zip(made, given, strict=True):
            checkpoint = follow(agent.held, receipt.log, self._central.log_key.public)
            check_inclusion(receipt, [data for _, data in batch.placed], checkpoint)
        agent.held = checkpoint


@contextmanager
def _serve(place: Path, database: str) -> Iterator[_Ingest]:
    where = divide_roles(database) if database else {"database": ""}
    central = make_central(place, host="127.0.0.1", port=find_free_port(), hosts=("127.0.0.1",), url="", **where)
    house = House(central).furnish()
    try:
        with serving(central):
            wire = place_wire(house, place / "identity", "first")
            wait_until_served(wire)
            yield _Ingest(house, place / "identity")
    finally:
        central.engine.dispose()
