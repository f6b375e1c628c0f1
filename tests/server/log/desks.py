"""Desks' chains for the log's tests: signed batches of events, one after the other."""

from __future__ import annotations

import msgspec

from protocol.delivery import EventBatch, Receipt, write_head_message
from protocol.events import GENESIS, Act, Deed, ObjectKind, encode_event, hash_event, place_deed
from protocol.identifiers import make_identifier
from protocol.times import now
from server.services.ingest import check_batch, take_batches
from tests.server.house import House
from tests.server.seats import Desk


class Chain:
    """A desk's events as it would write and send them. ``desk`` may be enrolled at any node."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._next_seq, self._head = 1, GENESIS

    def write_batch(self, count: int, deed: Deed | None = None, at: str = "") -> EventBatch:
        """The next ``count`` events, signed by the desk; each is ``deed``, or the opening of another card; ``at``: when
        it was done, by the desk's clock, if not now."""
        first, written = self._next_seq, []
        for _ in range(count):
            event = place_deed(
                deed or Deed(act=Act.CARD_OPENED, object_kind=ObjectKind.CARD, object_id=make_identifier()),
                identifier=make_identifier(),
                device=self.desk.id,
                seq=self._next_seq,
                at=at or now(),
                ip="",
                prev=self._head,
            )
            written.append(encode_event(event))
            self._next_seq, self._head = self._next_seq + 1, hash_event(written[-1])
        message = write_head_message(self.desk.id, first, self._next_seq - 1, self._head)
        return EventBatch(
            device=self.desk.id,
            first_seq=first,
            events=tuple(map(msgspec.Raw, written)),
            head=self._head,
            signature=self.desk.key.sign(message),
            log_size=0,
        )


def deliver(house: House, chain: Chain, batch: EventBatch) -> Receipt:
    """Hand a batch to Central's own function; AssertionError when it is refused."""
    (answer,) = take_batches(house.central, [check_batch(chain.desk.device, batch, "10.8.0.7")])
    assert isinstance(answer, Receipt), answer
    return answer
