"""Which card an agent is to call next: preview dialling, nobody is dialled before a person has chosen to (D1, U1).

Promised callbacks come first, then customers to be tried again, the longest due first; then new ones as they were
imported. Only when none of an agent's own cards may be called now does one that is nobody's become his, first of those
whose customer has called in vain: whoever works gets the next one, and nobody can heap them up.

Trying the rules on card after card takes its time, so it is done while others write. What becomes somebody's is looked
at again in the one writer's turn (decision 008): that card alone, and whether the agent's own are those of before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, case, func, or_, select, update

from protocol.calls import NextCall, NextReason
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.times import Instant, now
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.hours import find_province, require_hour
from server.services.calling.rules import check_call
from server.services.cards import touch_card
from server.services.central import Central
from server.services.held_cards import load_card
from server.services.notices import send_notice
from server.services.registry import read_calling
from server.store.tables import campaigns, card_feed, customers

_REASONS = {
    CardState.CALLBACK.value: NextReason.CALLBACK,
    CardState.RETRY.value: NextReason.RETRY,
    CardState.NEW.value: NextReason.NEW,
}
_LOOKED_AT, _TRIED = 1_000, 40
"""Cards whose hour is looked at, and cards that every rule is tried on, in one search at most."""
_SEARCHES = 3
"""Beside the writer; when somebody else was quicker each time, the next search is made in the writer's turn."""
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
_OWN_STANDING = _OWN.with_only_columns(customers.c.id, customers.c.state)
_FREE_STATES = (CardState.CALLBACK.value, CardState.NEW.value)
"""Of cards that are nobody's, in the order in which they are given."""
_TEAM_S = select(campaigns.c.id).where(campaigns.c.team == bindparam("team"))
_FREE = _CARDS.where(campaigns.c.team == bindparam("team"), customers.c.assigned_to.is_(None))
_NOBODY_S = (
    _FREE.where(customers.c.campaign == bindparam("campaign"), customers.c.state == bindparam("state"))
    .order_by(customers.c.id)
    .limit(_LOOKED_AT)
)
_STILL_FREE = _FREE.where(customers.c.id == bindparam("card"), customers.c.state.in_(_FREE_STATES))
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


class Found(Struct, frozen=True):
    """What a search came to: ``call`` is the answer, unless there is a card that is ``free``. ``own``: the caller's own
    cards with their states, none of which may be called now where one is."""

    call: NextCall
    free: Identifier | None = None
    own: tuple[tuple[Identifier, str], ...] = ()


def choose_next(
    central: Central,
    search: Callable[[Callable[[Connection, Caller], Found]], Found],
    write: Callable[[], AbstractContextManager[tuple[Connection, Caller]]],
) -> NextCall:
    """The caller's next card, by the order above; a card that was nobody's is assigned to him, on record.

    ``search`` lends a transaction that reads, ``write`` the one writer's; each finds the caller anew.
    """
    for _ in range(_SEARCHES):
        found = search(lambda connection, caller: search_next(connection, central, caller))
        if found.free is None:
            return found.call
        with write() as (connection, caller):
            taken = take_found(connection, central, caller, found)
        if taken is not None:
            return taken
    with write() as (connection, caller):
        found = search_next(connection, central, caller)
        return take_found(connection, central, caller, found) or found.call


def search_next(connection: Connection, central: Central, caller: Caller) -> Found:
    """Look for the caller's next card, and change nothing."""
    moment, person, present = datetime.now(UTC), caller.person.id, now()
    own = connection.execute(_OWN, {"person": person, "now": present}).all()
    for row in _pick(connection, central, caller, own, moment):
        return Found(NextCall(card=row.id, reason=_REASONS[row.state]))
    later = NextCall(again_at=_find_later(connection, person, present))
    for row in _pick(connection, central, caller, _list_free(connection, caller.team_id), moment):
        return Found(later, row.id, tuple((mine.id, mine.state) for mine in own))
    return Found(later)


def take_found(connection: Connection, central: Central, caller: Caller, found: Found) -> NextCall | None:
    """Give the caller the free card of a search, in the writer's turn; None when it is not to be his any longer: it is
    somebody's, may not be called now, or his own cards are not those of before."""
    if found.free is None:
        return None
    own = connection.execute(_OWN_STANDING, {"person": caller.person.id, "now": now()}).all()
    if tuple((mine.id, mine.state) for mine in own) != found.own:
        return None
    free = connection.execute(_STILL_FREE, {"team": caller.team_id, "card": found.free}).all()
    for row in _pick(connection, central, caller, free, datetime.now(UTC)):
        _assign(connection, central, caller, row.id)
        return NextCall(card=row.id, reason=NextReason.TAKEN)
    return None


def _list_free(connection: Connection, team: str) -> list[Row[*tuple[Any, ...]]]:
    """A team's cards that are nobody's, those whose customer has called in vain first, then as they were imported: as
    many as are looked at. By campaign and state, so that the database finds the first ones without the others."""
    free: list[Row[*tuple[Any, ...]]] = []
    named = connection.execute(_TEAM_S, {"team": team}).scalars().all()
    for state in _FREE_STATES:
        asked = [{"team": team, "campaign": campaign, "state": state} for campaign in named]
        rows = [row for one in asked for row in connection.execute(_NOBODY_S, one)]
        free += sorted(rows, key=lambda row: str(row.id))
        if len(free) >= _LOOKED_AT:
            break
    return free[:_LOOKED_AT]


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
