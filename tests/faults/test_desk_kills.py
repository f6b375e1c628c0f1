"""A desk that is killed at any moment loses nothing it has acknowledged, doubles nothing, and goes on (D7, A8)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from sqlalchemy import select

from app.central import CentralClient
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.events import decode_event
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.services.verification import verify_trail
from server.store.database import read
from server.store.tables import events
from tests.faults.fuse import Fuse
from tests.faults.killed_desk import work_until_killed
from tests.faults.killing import kill_often
from tests.faults.ledger import Ledger
from tests.faults.victims import Mark, Stage, run_victim
from tests.real_central import RealCentral

STAGES = (Stage.OPENING, Stage.WRITING, Stage.PUSHING, Stage.ANSWERED, Stage.KEPT)
MOMENTS = {
    "opening": "desk killed while it opens its journal",
    "writing": "desk killed while it writes an event",
    "waiting": "desk killed between record and delivery",
    "taken": "desk killed after Central took it, before the receipt",
    "answered": "desk killed with the receipt in hand",
    "kept": "desk killed while its keyring learns what is delivered",
}


class Site:
    """The desk, what it acknowledged, and what is left of it after each death."""

    def __init__(self, central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring, draw: random.Random) -> None:
        self._central, self._folder, self._keyring, self._draw = central, folder, keyring, draw
        self._device = load_identity(folder, keyring).card.id
        self._acknowledged: dict[int, str] = {}
        self.lost = self.doubled = 0

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        """See :class:`tests.faults.killing.Site`."""
        seed = self._draw.randrange(2**32)
        return run_victim(fuse, work_until_killed, self._folder.path, self._keyring.desk, seed)

    def look(self, heard: Sequence[Mark]) -> str:
        """See :class:`tests.faults.killing.Site`."""
        self._acknowledged |= {mark.seq: mark.id for mark in heard if mark.stage is Stage.WRITTEN}
        with Journal.open(self._folder, self._device, self._keyring) as journal:
            kept = self._read(journal)
            assert journal.verify() == len(kept)
            assert journal.set_back() is None
            upto = journal.delivered_upto()
        taken = self._check_central(kept)
        assert upto <= taken
        return judge(heard[-1].stage, taken > upto)

    def _read(self, journal: Journal) -> list[bytes]:
        kept: list[bytes] = []
        while page := journal.events_from(len(kept) + 1):
            kept += page
        ids = [decode_event(data).id for data in kept]
        present = dict(enumerate(ids, 1))
        self.lost += sum(present.get(seq) != id_ for seq, id_ in self._acknowledged.items())
        self.doubled += len(ids) - len(set(ids))
        return kept

    def _check_central(self, kept: Sequence[bytes]) -> int:
        """How many of ``kept`` Central has: the first ones, each once, each as it was written."""
        query = select(events.c.bytes).where(events.c.device == self._device).order_by(events.c.log_index)
        with read(self._central.books.engine) as connection:
            rows = [bytes(row.bytes) for row in connection.execute(query)]
            assert verify_trail(connection, self._central.books.log_key.public).faults == []
        self.doubled += len(rows) - len(set(rows))
        assert rows == list(kept[: len(rows)])
        return len(rows)

    def finish(self) -> int:
        """Let the desk deliver what is left; how many events Central has, which is all of them."""
        identity = load_identity(self._folder, self._keyring)
        with Journal.open(self._folder, self._device, self._keyring) as journal:
            push_events(identity, CentralClient(identity), journal)
            kept = self._read(journal)
            assert journal.waiting() == 0
        assert self._check_central(kept) == len(kept)
        return len(kept)


def judge(last: Stage, has_more: bool) -> str:
    """The moment of a death, by the last mark and whether Central has more than the journal knows of."""
    if last in (Stage.OPENING, Stage.WRITING, Stage.ANSWERED, Stage.KEPT):
        return last.value
    return "taken" if has_more else "waiting"


def test_a_desk_killed_at_any_moment_loses_and_doubles_nothing(
    real_central: RealCentral,
    folder: DeskFolder,
    keyring: DeviceKeyring,
    draw: random.Random,
    kills: int,
    ledger: Ledger,
) -> None:
    enrol_desk(real_central.make_ticket("desk-killed"), "desk-killed", folder, keyring)
    site = Site(real_central, folder, keyring, draw)
    kill_often(site, STAGES, MOMENTS, kills, draw, ledger)
    assert site.finish() > kills
