"""Which card an agent is to call next: preview dialling, nobody is dialled before a person has chosen to (D1, U1).

Promised callbacks come first, then customers to be tried again, the longest due first; then new ones as they were
imported. Only when none of an agent's own cards may be called now does one that is nobody's become his, first of those
whose customer has called in vain: whoever works gets the next one, and nobody can heap them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, or_, select, update

from protocol.calls import NextCall, NextReason
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.times import Instant, now
from server.services.callers import Caller
from server.services.calling.hours import find_province, require_hour
from server.services.calling.rules import check_call
from server.services.cards import touch_card
from server.services.central import Central
from server.services.held_cards import load_card
from server.services.notices import send_notice
from server.services.recording import record_act
from server.services.registry import read_calling
from server.store.tables import campaigns, card_feed, customers

_REASONS = {
    CardState.CALLBACK.value: NextReason.CALLBACK,
    CardState.RETRY.value: NextReason.RETRY,
    CardState.NEW.value: NextReason.NEW,
}
_LOOKED_AT, _TRIED = 1_000, 40
"""Cards whose hour is looked at, and cards that every rule is tried on, in one request at most."""
_ORDER = case(
    (customers.c.state == CardState.CALLBACK.value, 0), (customers.c.state == CardState.RETRY.value, 1), else_=2
)
_CARDS = select(customers.c.id, customers.c.state, customers.c.fields, campaigns.c.calling).join(
    campaigns, campaigns.c.id == customers.c.campaign
)
_OWN = (
    _CARDS.join(card_feed, card_feed.c.customer == customers.c.id)
    .where(
        card_feed.c.person == bindparam("person"),
        card_feed.c.gone.is_(False),
        customers.c.assigned_to == bindparam("person"),
        customers.c.state.in_(_REASONS),
        or_(customers.c.due_at.is_(None), customers.c.due_at <= bindparam("now")),
    )
    .order_by(_ORDER, customers.c.due_at, customers.c.id)
    .limit(_LOOKED_AT)
)
_NOBODY_S = (
    _CARDS.where(
        campaigns.c.team == bindparam("team"),
        customers.c.assigned_to.is_(None),
        customers.c.state.in_((CardState.CALLBACK.value, CardState.NEW.value)),
    )
    .order_by(_ORDER, customers.c.id)
    .limit(_LOOKED_AT)
)
_LATER = (
    select(func.min(customers.c.due_at))
    .join(card_feed, card_feed.c.customer == customers.c.id)
    .where(
        card_feed.c.person == bindparam("person"),
        card_feed.c.gone.is_(False),
        customers.c.assigned_to == bindparam("person"),
        customers.c.state.in_((CardState.CALLBACK.value, CardState.RETRY.value)),
        customers.c.due_at > bindparam("now"),
    )
)


def find_next(connection: Connection, central: Central, caller: Caller) -> NextCall:
    """The caller's next card, by the order above; a card that was nobody's is assigned to him, on record."""
    moment, person = datetime.now(UTC), caller.person.id
    present = now()
    own = connection.execute(_OWN, {"person": person, "now": present}).all()
    for row in _pick(connection, central, caller, own, moment):
        return NextCall(card=row.id, reason=_REASONS[row.state])
    free = connection.execute(_NOBODY_S, {"team": caller.team_id}).all()
    for row in _pick(connection, central, caller, free, moment):
        _assign(connection, central, caller, row.id)
        return NextCall(card=row.id, reason=NextReason.TAKEN)
    return NextCall(again_at=_find_later(connection, person, present))


def _pick(
    connection: Connection, central: Central, caller: Caller, rows: Sequence[Row[*tuple[Any, ...]]], moment: datetime
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Those of ``rows``, in their order, whose customers may be called now."""
    rules, tried = caller.policy.calls, 0
    for row in rows:
        if tried == _TRIED:
            return
        try:
            require_hour(rules, find_province(row.fields), moment, read_calling(row.calling).hours)
            tried += 1
            card = load_card(connection, row.id)
            if card is None:
                continue
            check_call(connection, central.keys, rules, card, moment)
        except VeildeskError:  # the reason is the card's own, and its turn comes when it no longer holds
            continue
        yield row


def _assign(connection: Connection, central: Central, caller: Caller, card: Identifier) -> None:
    person = caller.person
    connection.execute(update(customers).where(customers.c.id == card).values(assigned_to=person.id))
    touch_card(connection, card)
    send_notice(connection, [person.id], InboxKind.CARDS_CHANGED, card)
    deed = Deed(act=Act.CARDS_ASSIGNED, actor=person.id, role=person.role, object_kind=ObjectKind.CARD, object_id=card)
    record_act(connection, central.node, deed, caller.ip)


def _find_later(connection: Connection, person: Identifier, present: Instant) -> Instant | None:
    later: Instant | None = connection.execute(_LATER, {"person": person, "now": present}).scalar_one()
    return later
