"""Who may take a customer's call now: at work, heard, neither paused nor locked, in no call, nobody else's either (D1).

By the rules that hold for cards anyway: a card is its holder's; one that is nobody's becomes his who takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, bindparam, exists, func, or_, select

from protocol.identifiers import Identifier
from protocol.oversight import AccountState
from protocol.times import after, now
from server.services.calling.presence import AWAY_S, CALLERS
from server.store.call_tables import call_records, calls, joins, presence
from server.store.tables import blind_index, campaigns, card_feed, customers, people, sessions

_LONGEST_CALL_H = 12
LONGEST_RING_S = 330
"""A call that nobody answered for so long rings no more, whether its end was told or not."""
_CARDS = (
    select(
        customers.c.id,
        customers.c.assigned_to,
        customers.c.state,
        campaigns.c.team,
        select(func.max(calls.c.routed_at)).where(calls.c.customer == customers.c.id).scalar_subquery().label("called"),
    )
    .join(blind_index, blind_index.c.customer == customers.c.id)
    .join(campaigns, campaigns.c.id == customers.c.campaign)
    .where(
        blind_index.c.campaign.in_(select(campaigns.c.id)),  # so that the primary key leads to the digest
        blind_index.c.field == bindparam("field"),
        blind_index.c.digest == bindparam("digest"),
    )
)
_IN_CALL = exists().where(
    call_records.c.person == people.c.id,
    call_records.c.ended_at.is_(None),
    call_records.c.begun_at > bindparam("longest"),
    or_(call_records.c.answered_at.is_not(None), call_records.c.begun_at > bindparam("rung")),
)
_IN_ANOTHERS_CALL = exists().where(
    joins.c.joiner == people.c.id,
    joins.c.ended_at.is_(None),
    joins.c.made_at > bindparam("longest"),
    or_(joins.c.presented_at.is_not(None), joins.c.expires_at > bindparam("now")),
)
"""Whether somebody listens to a teammate's call, speaks in it, or is about to."""
_LAST = select(func.max(call_records.c.begun_at)).where(call_records.c.person == people.c.id).scalar_subquery()
_FREE = (
    select(people.c.id, presence.c.device)
    .join(presence, presence.c.person == people.c.id)
    .join(sessions, (sessions.c.person == people.c.id) & (sessions.c.device == presence.c.device))
    .where(
        people.c.role.in_([role.value for role in CALLERS]),
        people.c.state == AccountState.ACTIVE.value,
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > bindparam("now"),
        presence.c.heard_at >= bindparam("heard"),
        presence.c.locked_at.is_(None),
        presence.c.paused_at.is_(None),
        ~_IN_CALL,
        ~_IN_ANOTHERS_CALL,
    )
    .order_by(func.coalesce(_LAST, ""), people.c.id)
    .limit(1)
)
"""Of several, the one whose last call began longest ago."""


class Taker(Struct, frozen=True):
    """Whose desk is to ring, about which card; ``is_new``: the card was nobody's and becomes his."""

    person: Identifier
    device: Identifier
    card: Identifier
    is_new: bool = False


def find_cards(connection: Connection, field: str, digest: bytes) -> Sequence[Row[Any]]:
    """The cards, in whatever campaign, that have a number; the one that was called last comes first."""
    rows = connection.execute(_CARDS, {"field": field, "digest": digest})
    return sorted(cast(Sequence[Row[Any]], rows.all()), key=lambda row: (row.called or "", row.id), reverse=True)


def find_taker(connection: Connection, cards: Sequence[Row[Any]]) -> Taker | None:
    """The holder of the first card whose holder is free; else one of the team of the first card that is nobody's; None
    when all are away, paused, locked or in a call."""
    for card in cards:
        if card.assigned_to is None or not _shows(connection, card.assigned_to, card.id):
            continue
        found = find_free(connection, people.c.id == card.assigned_to)
        if found is not None:
            return Taker(found.id, found.device, card.id)
    for card in cards:
        if card.assigned_to is None:
            found = find_free(connection, people.c.team == card.team)
            if found is not None:
                return Taker(found.id, found.device, card.id, is_new=True)
    return None


def find_free(connection: Connection, who: ColumnElement[bool]) -> Row[Any] | None:
    """Of ``who``, a condition on :data:`~server.store.tables.people`, the one who has been free for longest: person
    (``id``) and ``device``; None when nobody is."""
    moment = now()
    at = {
        "now": moment,
        "heard": after(moment, seconds=-AWAY_S),
        "longest": after(moment, hours=-_LONGEST_CALL_H),
        "rung": after(moment, seconds=-LONGEST_RING_S),
    }
    return cast(Row[Any] | None, connection.execute(_FREE.where(who), at).one_or_none())


def _shows(connection: Connection, person: Identifier, card: Identifier) -> bool:
    """Whether a person's desks may hold a card."""
    feed = select(card_feed.c.version).where(
        card_feed.c.person == person, card_feed.c.customer == card, card_feed.c.gone.is_(False)
    )
    return connection.execute(feed).one_or_none() is not None
