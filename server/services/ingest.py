"""Taking a device's events: hashed as they were sent, decoded once, appended once (D7, U2, T3)."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select

from protocol.delivery import EventBatch, Receipt, check_signature, write_head_message, write_receipt_message
from protocol.events import Act, Deed, Event, ObjectKind, Outcome, decode_event, hash_event
from protocol.refusals import Forbidden
from protocol.times import now
from protocol.trail import BatchInvalid, ChainForked, ChainGap
from server.log.append import append_events, read_head
from server.services.anomalies.watch import watch_events
from server.services.callers import Device
from server.services.central import Central
from server.services.devices import freeze_device
from server.services.notices import raise_alert
from server.services.outcomes import apply_outcome
from server.services.trail import record
from server.services.transactions import Kept
from server.store.tables import events, forks


def take_batch(connection: Connection, central: Central, device: Device, batch: EventBatch, ip: str) -> Receipt:
    """Append what is new of a batch; the same batch again gets the same receipt.

    BatchInvalid when it is not whole or not signed; ChainGap names the ``seq`` wanted; ChainForked when an event at a
    known place differs: the device is frozen, security alerted, both versions kept.
    """
    if batch.device != device.id:
        raise Forbidden
    placed = _read_events(batch)
    last = placed[-1][0]
    message = write_head_message(device.id, batch.first_seq, last.seq, batch.head)
    if hash_event(placed[-1][1]) != batch.head or not check_signature(device.public_key, batch.signature, message):
        raise BatchInvalid(reason="its head is not the last event's, or not signed by this desk")
    head = read_head(connection, device.id, lock=True)
    if batch.first_seq > head.next_seq:
        raise ChainGap(next_seq=str(head.next_seq))
    known = placed[: head.next_seq - batch.first_seq]
    fresh = placed[len(known) :]
    indexes = _match_known(connection, central, device, known)
    if fresh:
        if fresh[0][0].prev != head.head:
            _report_fork(connection, central, device, fresh[0])
        watch_events(connection, central.node, [event for event, _ in fresh])
        indexes += append_events(connection, fresh, ip)
        for event, _ in fresh:
            if event.act is Act.OUTCOME_RECORDED:
                apply_outcome(connection, central, event)
    receipt = write_receipt_message(device.id, batch.first_seq, last.seq, batch.head, indexes)
    return Receipt(
        device=device.id,
        first_seq=batch.first_seq,
        last_seq=last.seq,
        head=batch.head,
        indexes=indexes,
        signature=central.receipts.sign(receipt),
    )


def _read_events(batch: EventBatch) -> list[tuple[Event, msgspec.Raw]]:
    placed: list[tuple[Event, msgspec.Raw]] = []
    previous = None
    for place, data in enumerate(batch.events):
        try:
            event = decode_event(data)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise BatchInvalid(reason=f"event {batch.first_seq + place} cannot be read") from error
        if event.device != batch.device or event.seq != batch.first_seq + place:
            raise BatchInvalid(reason=f"event {batch.first_seq + place} is not at its place")
        if previous is not None and event.prev != previous:
            raise BatchInvalid(reason=f"event {event.seq} does not follow the one before it")
        previous = hash_event(data)
        placed.append((event, data))
    return placed


def _match_known(
    connection: Connection, central: Central, device: Device, known: list[tuple[Event, msgspec.Raw]]
) -> tuple[int, ...]:
    if not known:
        return ()
    rows = connection.execute(
        select(events.c.seq, events.c.hash, events.c.log_index)
        .where(events.c.device == device.id, events.c.seq.between(known[0][0].seq, known[-1][0].seq))
        .order_by(events.c.seq)
    ).all()
    for (event, data), row in zip(known, rows, strict=True):
        if hash_event(data) != row.hash:
            _report_fork(connection, central, device, (event, data))
    return tuple(row.log_index for row in rows)


def _report_fork(connection: Connection, central: Central, device: Device, other: tuple[Event, msgspec.Raw]) -> None:
    event, data = other
    connection.execute(
        insert(forks).values(
            device=device.id, seq=event.seq, hash=hash_event(data), bytes=bytes(data), received_at=now()
        )
    )
    seq = str(event.seq)
    record(
        connection,
        central.node,
        Deed(
            act=Act.EVENTS_FORKED,
            object_kind=ObjectKind.DEVICE,
            object_id=device.id,
            outcome=Outcome.REFUSED,
            detail={"seq": seq},
        ),
    )
    freeze_device(connection, central, device.id, f"another version of event {seq}")
    raise_alert(connection, central.node, "events-forked", device.id, {"desk": device.name, "seq": seq})
    raise Kept(ChainForked(seq=seq))
