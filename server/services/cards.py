"""Cards as desks see them: masked, their own, with changes since a cursor (D2, U1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from protocol.cards import (
    Campaign,
    Card,
    CardField,
    CardPage,
    CardState,
    Consent,
    Disposition,
    HistoryEntry,
    SourceRef,
    Tombstone,
)
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.refusals import NotFound
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.central import Central
from server.services.registry import load_campaign, show_campaign
from server.services.transactions import Kept
from server.store.database import next_value
from server.store.tables import campaigns, card_feed, consents, contacts, customers, people, sources

LARGEST_PAGE = 1_000
FEED = "card_feed"
_HISTORY = 20


def read_page(connection: Connection, person: Identifier, after: int, limit: int) -> CardPage:
    """The changes of a person's cards after a cursor, oldest first."""
    feed = connection.execute(
        select(card_feed.c.customer, card_feed.c.version, card_feed.c.gone, card_feed.c.call)
        .where(card_feed.c.person == person, card_feed.c.version > after)
        .order_by(card_feed.c.version)
        .limit(min(limit, LARGEST_PAGE))
    ).all()
    shown = {row.customer: row for row in feed if not row.gone}
    return CardPage(
        cards=tuple(_load_cards(connection, shown)),
        gone=tuple(Tombstone(id=row.customer, version=row.version) for row in feed if row.gone),
        cursor=feed[-1].version if feed else after,
        more=len(feed) == min(limit, LARGEST_PAGE),
    )


def read_card(connection: Connection, central: Central, caller: Caller, card: Identifier) -> Card:
    """One card of the caller's, or one that is lent to him. Another's is as if it were not there, and the try is
    recorded (404)."""
    row = connection.execute(
        select(card_feed.c.customer, card_feed.c.version, card_feed.c.call).where(
            card_feed.c.person == caller.person.id, card_feed.c.customer == card, card_feed.c.gone.is_(False)
        )
    ).one_or_none()
    if row is None:
        refuse_card(connection, central, caller, card)
        raise Kept(NotFound())
    return _load_cards(connection, {card: row})[0]


def refuse_card(connection: Connection, central: Central, caller: Caller, card: Identifier) -> None:
    """Record a try at a card that is not the caller's."""
    deed = Deed(
        act=Act.CARD_REFUSED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CARD,
        object_id=card,
        outcome=Outcome.REFUSED,
    )
    record_act(connection, central.node, deed, caller.ip)


def list_campaigns_of(connection: Connection, caller: Caller) -> tuple[Campaign, ...]:
    """The campaigns that the caller works on, those of cards that are lent to him as well."""
    lent = select(card_feed.c.customer).where(
        card_feed.c.person == caller.person.id, card_feed.c.call.is_not(None), card_feed.c.gone.is_(False)
    )
    names = connection.execute(
        select(campaigns.c.id)
        .where(
            (campaigns.c.team == caller.team_id)
            | exists().where(customers.c.campaign == campaigns.c.id, customers.c.assigned_to == caller.person.id)
            | campaigns.c.id.in_(select(customers.c.campaign).where(customers.c.id.in_(lent)))
        )
        .order_by(campaigns.c.id)
    ).scalars()
    return tuple(show_campaign(load_campaign(connection, name)) for name in names.all())


def touch_card(connection: Connection, card: Identifier, *, gone: bool = False) -> None:
    """Tell the card's holder's desk that it changed, or is no longer his; and desks to which it is lent."""
    holder = connection.execute(select(customers.c.assigned_to).where(customers.c.id == card)).scalar_one()
    version = next_value(connection, FEED)
    lent = (card_feed.c.customer == card) & card_feed.c.call.is_not(None) & card_feed.c.gone.is_(False)
    connection.execute(update(card_feed).where(lent).values(version=version, gone=gone))
    if holder is None:
        return
    changed = connection.execute(
        update(card_feed)
        .where(card_feed.c.person == holder, card_feed.c.customer == card)
        .values(version=version, gone=gone, call=None)
    )
    if not changed.rowcount:
        connection.execute(insert(card_feed).values(person=holder, customer=card, version=version, gone=gone))


def _load_cards(connection: Connection, shown: dict[Identifier, Row[*tuple[Any, ...]]]) -> list[Card]:
    if not shown:
        return []
    wanted = list(shown)
    rows = connection.execute(
        select(customers, sources.c.kind.label("source_kind"), sources.c.party.label("source_party"))
        .join(sources, sources.c.id == customers.c.source)
        .where(customers.c.id.in_(wanted))
    ).all()
    agreed = _group(
        connection.execute(select(consents).where(consents.c.customer.in_(wanted)).order_by(consents.c.purpose)).all()
    )
    met = _group(
        connection.execute(
            select(contacts, people.c.name)
            .join(people, people.c.id == contacts.c.person)
            .where(contacts.c.customer.in_(wanted))
            .order_by(contacts.c.at.desc())
        ).all()
    )
    cards = [_make_card(row, shown[row.id], agreed[row.id], met[row.id][:_HISTORY]) for row in rows]
    return sorted(cards, key=lambda card: card.version)


def _group(rows: Sequence[Row[Any]]) -> defaultdict[str, list[Row[Any]]]:
    grouped: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.customer].append(row)
    return grouped


def _make_card(row: Row[Any], fed: Row[*tuple[Any, ...]], agreed: Sequence[Row[Any]], met: Sequence[Row[Any]]) -> Card:
    return Card(
        id=row.id,
        version=fed.version,
        campaign=row.campaign,
        state=CardState(row.state),
        fields=tuple(CardField(FieldKind(kind), masked) for kind, masked in row.fields),
        tags=tuple(row.tags),
        consents=tuple(
            Consent(
                purpose=item.purpose,
                given_at=item.given_at,
                wording=item.wording,
                how=item.how,
                by=item.given_by,
                withdrawn_at=item.withdrawn_at,
            )
            for item in agreed
        ),
        source=SourceRef(id=row.source, kind=row.source_kind, party=row.source_party),
        history=tuple(
            HistoryEntry(at=item.at, by=item.name, disposition=Disposition(item.disposition), note=item.note)
            for item in met
        ),
        due_at=row.due_at,
        retain_until=row.retain_until,
        call=fed.call,
    )
