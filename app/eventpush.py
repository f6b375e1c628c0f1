"""Delivering the journal: batches out, receipts in, and nothing counts as delivered before its receipt holds (D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protocol.delivery import ChainHead, EventBatch, Receipt, write_head_message
from protocol.events import hash_event
from protocol.road import CentralNonsense
from protocol.trail import ChainGap, ReceiptInvalid

if TYPE_CHECKING:
    from app.central import CentralClient
    from secure_store.device import DeviceIdentity
    from secure_store.journal import Journal

MAX_BATCH_BYTES = 2 * 1024 * 1024
"""Well under Central's limit for a body."""
TIMEOUT_S = 20


def push_events(identity: DeviceIdentity, central: CentralClient, journal: Journal) -> int:
    """Deliver all that waits, oldest first; how many events. With nothing to deliver, Central is asked for the head it
    has, which also shows that it is there.

    Needs no session. Raises what the road raises; ChainForked, BatchInvalid, ReceiptInvalid; CentralNonsense.
    """
    delivered = 0
    while True:
        first, events = journal.undelivered()
        if not events:
            break
        try:
            delivered += _push_batch(identity, central, journal, first, events)
        except ChainGap as gap:
            _fill_gap(identity, central, journal, _read_next(gap), first)
    if not delivered:
        head = central.call("GET", "/v1/events/head", ChainHead)
        upto = journal.delivered_upto()
        if head.next_seq <= upto:  # Central was set back to an older state: what it lost is still here
            _fill_gap(identity, central, journal, head.next_seq, upto + 1)
    return delivered


def _fill_gap(identity: DeviceIdentity, central: CentralClient, journal: Journal, start: int, end: int) -> None:
    """Send again what Central misses, ``start`` to before ``end``; CentralNonsense when that cannot be."""
    if not 1 <= start < end:
        raise CentralNonsense
    while start < end:
        events = journal.events_from(start)[: end - start]
        start += _push_batch(identity, central, journal, start, events)


def _push_batch(
    identity: DeviceIdentity, central: CentralClient, journal: Journal, first: int, events: list[bytes]
) -> int:
    batch = _make_batch(identity, first, _cut(events))
    receipt = central.call("POST", "/v1/events", Receipt, batch, timeout_s=TIMEOUT_S)
    last = first + len(batch.events) - 1
    if (receipt.first_seq, receipt.last_seq) != (first, last):
        raise ReceiptInvalid
    journal.mark_delivered(receipt, identity.card.receipt_key)
    return len(batch.events)


def _make_batch(identity: DeviceIdentity, first: int, events: list[bytes]) -> EventBatch:
    device, head = identity.card.id, hash_event(events[-1])
    message = write_head_message(device, first, first + len(events) - 1, head)
    return EventBatch(
        device=device,
        first_seq=first,
        events=tuple(msgspec.Raw(event) for event in events),
        head=head,
        signature=identity.key.sign(message),
    )


def _cut(events: list[bytes]) -> list[bytes]:
    size = 0
    for place, event in enumerate(events):
        size += len(event) + 1
        if size > MAX_BATCH_BYTES and place:
            return events[:place]
    return events


def _read_next(gap: ChainGap) -> int:
    try:
        return int(gap.facts["next_seq"])
    except (KeyError, ValueError) as error:
        raise CentralNonsense from error
