"""Outcomes arrive as events and are applied once, in the transaction that takes the event (decision 004)."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select, update

from protocol.cards import CardState, Disposition, OutcomeDetail
from protocol.events import Event
from protocol.masking import mask_free_text
from protocol.times import Instant, after, now, parse_instant
from server.services.cards import touch_card
from server.services.central import Central
from server.services.notices import raise_alert
from server.store.tables import contacts, customers

_RETRY_H = {Disposition.NO_ANSWER: 4, Disposition.BUSY: 1}
_STATES = {
    Disposition.CALLBACK: CardState.CALLBACK,
    Disposition.NO_ANSWER: CardState.RETRY,
    Disposition.BUSY: CardState.RETRY,
    Disposition.DO_NOT_CALL: CardState.STOPPED,
}


def apply_outcome(connection: Connection, central: Central, event: Event) -> None:
    """Write an outcome into its card. One that cannot be applied stays an event, and security is alerted."""
    row = connection.execute(
        select(customers.c.assigned_to, customers.c.state).where(customers.c.id == event.object_id).with_for_update()
    ).one_or_none()
    try:
        detail = msgspec.convert(event.detail, type=OutcomeDetail)
    except msgspec.ValidationError:
        detail = None
    if row is None or row.assigned_to != event.actor or detail is None:
        facts = {"actor": event.actor, "device": event.device}
        raise_alert(connection, central.node, "outcome-not-applied", event.object_id, facts)
        return
    connection.execute(
        insert(contacts).values(
            event=event.id,
            customer=event.object_id,
            at=event.at,
            person=event.actor,
            disposition=detail.disposition.value,
            note=mask_free_text(detail.note),
        )
    )
    if row.state != CardState.STOPPED.value:
        state = _STATES.get(detail.disposition, CardState.DONE)
        connection.execute(
            update(customers)
            .where(customers.c.id == event.object_id)
            .values(state=state.value, due_at=_find_due(detail, event))
        )
    touch_card(connection, event.object_id)


def _find_due(detail: OutcomeDetail, event: Event) -> Instant | None:
    if detail.disposition is Disposition.CALLBACK:
        try:
            parse_instant(detail.callback_at)
        except ValueError:
            return now()
        return detail.callback_at
    hours = _RETRY_H.get(detail.disposition)
    return after(event.at, hours=hours) if hours else None
