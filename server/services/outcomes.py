"""Outcomes arrive as events and are applied once, in the transaction that takes the event (decision 004)."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select, update

from protocol.cards import CardState, Disposition, OutcomeDetail
from protocol.events import Event
from protocol.inbox import InboxKind
from protocol.masking import mask_free_text
from protocol.times import Instant, after, now, parse_instant
from server.services.cards import touch_card
from server.services.central import Central
from server.services.naming import name_device, name_person
from server.services.notices import raise_alert, send_notice
from server.services.sessions import was_there
from server.store.tables import contacts, customers

_RETRY_H = {Disposition.NO_ANSWER: 4, Disposition.BUSY: 1}
_STATES = {
    Disposition.CALLBACK: CardState.CALLBACK,
    Disposition.NO_ANSWER: CardState.RETRY,
    Disposition.BUSY: CardState.RETRY,
    Disposition.DO_NOT_CALL: CardState.STOPPED,
}


def apply_outcome(connection: Connection, central: Central, event: Event) -> None:
    """Write an outcome into its card and tell its holder's desks.

    One that cannot be applied stays an event, and security is alerted: the card is not the actor's, the actor never
    signed in on the desk that says so, or the detail is not an outcome's. Never raises because of what a desk wrote,
    since its whole batch would stand still.
    """
    row = connection.execute(
        select(customers.c.assigned_to, customers.c.state).where(customers.c.id == event.object_id)
    ).one_or_none()
    detail = _read_detail(event)
    known = connection.execute(select(contacts.c.event).where(contacts.c.event == event.id)).one_or_none()
    if (
        row is None
        or detail is None
        or known
        or row.assigned_to != event.actor
        or not was_there(connection, event.actor, event.device)
    ):
        facts = {"actor": event.actor, "device": event.device}
        facts |= {"who": name_person(connection, event.actor), "places": name_device(connection, event.device)}
        raise_alert(connection, central.node, "outcome-not-applied", event.object_id, facts, caused_by=event.device)
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
    stopped = detail.disposition is Disposition.DO_NOT_CALL
    kind = InboxKind.CONSENT_WITHDRAWN if stopped else InboxKind.CARDS_CHANGED
    send_notice(connection, [event.actor], kind, event.object_id)


def _read_detail(event: Event) -> OutcomeDetail | None:
    try:
        return msgspec.convert(event.detail, type=OutcomeDetail)
    except msgspec.ValidationError:
        return None


def _find_due(detail: OutcomeDetail, event: Event) -> Instant | None:
    if detail.disposition is Disposition.CALLBACK:
        try:
            parse_instant(detail.callback_at)
        except ValueError:
            return now()
        return detail.callback_at
    hours = _RETRY_H.get(detail.disposition)
    if hours is None:
        return None
    try:
        return after(event.at, hours=hours)
    except (ValueError, OverflowError):  # a desk whose clock is nowhere
        return after(now(), hours=hours)
