"""A desk that something happens to, and what has to hold of it afterwards, whatever it was (D7, A8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.central import CentralClient
from app.eventpush import push_events
from protocol.events import decode_event
from protocol.identifiers import Identifier
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.services.central import Central
from server.store.database import read
from server.store.tables import events
from tests.verified import find_faults


class DeskSite:
    """What the desk acknowledged, and what is left of it. ``lost`` and ``doubled`` count events."""

    def __init__(self, central: Central, folder: DeskFolder, keyring: DeviceKeyring) -> None:
        self._central, self.folder, self.keyring = central, folder, keyring
        self._device = load_identity(folder, keyring).card.id
        self._acknowledged: dict[int, Identifier] = {}
        self.lost = self.doubled = 0

    def mend(self, acknowledged: Mapping[int, Identifier]) -> bool:
        """Open the desk, and verify it and Central; whether Central has more than the desk knows of.

        ``acknowledged`` are the events by ``seq`` that it said it had recorded.
        """
        self._acknowledged |= acknowledged
        with Journal.open(self.folder, self._device, self.keyring) as journal:
            kept = self._read(journal)
            assert journal.verify() == len(kept)
            assert journal.set_back() is None
            upto = journal.delivered_upto()
        taken = self._compare(kept)
        assert upto <= taken
        return taken > upto

    def finish(self) -> int:
        """Let the desk deliver what is left; how many events Central has, which is all of them."""
        identity = load_identity(self.folder, self.keyring)
        with Journal.open(self.folder, self._device, self.keyring) as journal:
            push_events(identity, CentralClient(identity), journal)
            kept = self._read(journal)
            assert journal.waiting() == 0
        assert self._compare(kept) == len(kept)
        assert (self.lost, self.doubled) == (0, 0)
        return len(kept)

    def _read(self, journal: Journal) -> list[bytes]:
        kept: list[bytes] = []
        while page := journal.events_from(len(kept) + 1):
            kept += page
        ids = [decode_event(data).id for data in kept]
        present = dict(enumerate(ids, 1))
        self.lost += sum(present.get(seq) != id_ for seq, id_ in self._acknowledged.items())
        self.doubled += len(ids) - len(set(ids))
        return kept

    def _compare(self, kept: Sequence[bytes]) -> int:
        """How many of ``kept`` Central has: the first ones, each once, each as it was written."""
        query = select(events.c.bytes).where(events.c.device == self._device).order_by(events.c.log_index)
        with read(self._central.engine) as connection:
            rows = [bytes(row.bytes) for row in connection.execute(query)]
            assert find_faults(connection, self._central.log_key.public) == []
        self.doubled += len(rows) - len(set(rows))
        assert rows == list(kept[: len(rows)])
        return len(rows)
