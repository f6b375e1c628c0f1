"""A desk without a disk: it signs batches as a desk does, and believes a receipt as little as a desk does.

Where Central is what gets killed, many of these are cheap.
"""

from __future__ import annotations

import random

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, insert

from protocol.checkpoints import Checkpoint
from protocol.delivery import EventBatch, LogView, Receipt, write_head_message
from protocol.events import GENESIS, encode_event, hash_event, place_deed
from protocol.following import check_inclusion, follow
from protocol.identifiers import make_identifier
from protocol.notes import VerifierKey
from protocol.oversight import DeviceState
from protocol.times import after, now
from server.services.callers import Device
from server.store.tables import devices
from tests.faults.killed_desk import make_deed


class PaperDesk:
    """``events`` are all it ever wrote; the first ``upto`` are proven to be in the log."""

    def __init__(self, connection: Connection, name: str, log: VerifierKey, draw: random.Random) -> None:
        self._key, self._log, self._draw = Ed25519PrivateKey.generate(), log, draw
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.device = Device(make_identifier(), name, raw)
        self.events: list[bytes] = []
        self.upto = 0
        self._held: Checkpoint | None = None
        connection.execute(
            insert(devices).values(
                id=self.device.id,
                name=name,
                platform="test",
                public_key=raw,
                state=DeviceState.ENROLLED.value,
                certificate_serial=make_identifier(),
                certificate_until=after(now(), days=90),
                enrolled_at=now(),
            )
        )

    @property
    def log_size(self) -> int:
        """The size of the newest checkpoint that it believes."""
        return self._held.size if self._held else 0

    def write(self, count: int) -> None:
        """Write so many events."""
        for _ in range(count):
            event = place_deed(
                make_deed(self._draw),
                identifier=make_identifier(),
                device=self.device.id,
                seq=len(self.events) + 1,
                at=now(),
                ip="",
                prev=hash_event(self.events[-1]) if self.events else GENESIS,
            )
            self.events.append(encode_event(event))

    def make_batch(self, first: int, count: int) -> EventBatch:
        """Events ``first`` to ``first + count - 1``, written first where they are not yet, signed."""
        last = first + count - 1
        self.write(last - len(self.events))
        head = hash_event(self.events[last - 1])
        return EventBatch(
            device=self.device.id,
            first_seq=first,
            events=tuple(map(msgspec.Raw, self.events[first - 1 : last])),
            head=head,
            signature=self._key.sign(write_head_message(self.device.id, first, last, head)),
            log_size=self.log_size,
        )

    def take(self, receipts: list[Receipt]) -> None:
        """Verify answers to batches that were all made at this desk's present checkpoint."""
        newest = self._held
        for receipt in receipts:
            checkpoint = follow(self._held, receipt.log, self._log)
            check_inclusion(receipt, self.events[receipt.first_seq - 1 : receipt.last_seq], checkpoint)
            assert receipt.first_seq <= self.upto + 1
            self.upto = max(self.upto, receipt.last_seq)
            if newest is None or checkpoint.size > newest.size:
                newest = checkpoint
        self._held = newest

    def look(self, view: LogView) -> None:
        """Hold to the log as it shows itself now."""
        self._held = follow(self._held, view, self._log)
