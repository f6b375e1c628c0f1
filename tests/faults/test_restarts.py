"""Central killed, or stopped, and started again while a desk delivers: each event is there once, and proven (A8)."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central import CentralClient
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.refusals import DigestMismatch, Replayed
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable
from secure_store.device import DeviceIdentity, load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.faults.desk_site import DeskSite
from tests.faults.killed_desk import make_deed
from tests.faults.ledger import Ledger
from tests.faults.worker import Worker
from tests.real_central import RealCentral, start_bare_central

EXPECTED = (CentralUnreachable, CentralSlow, CentralNonsense, DigestMismatch, Replayed)
"""What a desk may meet at a Central that goes away, or has just come."""
IN_BATCH_S = 0.05


class BusyDesk(Worker):
    """A desk at work: it records and delivers for ever, as the sync loop does, but without its pauses."""

    def __init__(self, identity: DeviceIdentity, journal: Journal, draw: random.Random) -> None:
        super().__init__()
        self._identity, self._journal, self._draw = identity, journal, draw
        self._client = CentralClient(identity)

    def take_turn(self) -> None:
        self._journal.append(make_deed(self._draw))
        try:
            push_events(self._identity, self._client, self._journal)
            self.delivered.set()
        except EXPECTED:
            self.over.wait(0.02)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[RealCentral]:
    """One of this test's own, to be killed."""
    started = start_bare_central(tmp_path / "central")
    yield started
    started.close()


def test_a_central_restarted_in_mid_batch_has_every_event_once(
    central: RealCentral,
    folder: DeskFolder,
    keyring: DeviceKeyring,
    draw: random.Random,
    kills: int,
    ledger: Ledger,
) -> None:
    enrol_desk(central.make_ticket("desk-1"), "desk-1", folder, keyring)
    identity, site = load_identity(folder, keyring), DeskSite(central.books, folder, keyring)
    for turn in range(max(2, kills // 20)):
        with Journal.open(folder, identity.card.id, keyring) as journal:
            worker = BusyDesk(identity, journal, draw)
            worker.start()
            worker.wait_for_delivery()
            time.sleep(draw.uniform(0, IN_BATCH_S))
            if turn % 2:
                central.stop()
            else:
                central.kill()
            central.serve()
            worker.wait_for_delivery()
            worker.stop()
        site.mend({})
        row = ledger.find(f"served Central {('killed', 'stopped')[turn % 2]} and started again in mid-batch")
        row.times, row.verified = row.times + 1, row.verified + 1
        assert (site.lost, site.doubled) == (0, 0)
    site.finish()
