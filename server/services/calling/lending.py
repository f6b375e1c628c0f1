"""A card that is shown to whoever takes a handed-on call, masked, while that call lasts, whosever it is (U1, D2).

Lent is the sight of it: a call to it, a reveal and an outcome stay its holder's.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from server.services.cards import FEED
from server.services.central import Central
from server.services.notices import send_notice
from server.services.trail import record
from server.store.database import next_value
from server.store.tables import card_feed, customers


def lend_card(connection: Connection, central: Central, card: Identifier, person: Identifier, call: Identifier) -> None:
    """Show a card at a person's desk until :func:`return_cards` is told of ``call``, on record; nothing where the card
    is his own."""
    holder = connection.execute(select(customers.c.assigned_to).where(customers.c.id == card)).scalar_one()
    if holder == person:
        return
    lent = {"version": next_value(connection, FEED), "gone": False, "call": call}
    mine = (card_feed.c.person == person) & (card_feed.c.customer == card)
    if not connection.execute(update(card_feed).where(mine).values(lent)).rowcount:
        connection.execute(insert(card_feed).values(person=person, customer=card, **lent))
    _tell(connection, central, Act.CARD_LENT, card, person, call)


def return_cards(connection: Connection, central: Central, *over: Identifier) -> None:
    """These calls are over: what was lent for them goes from the desks, on record."""
    lent = select(card_feed).where(card_feed.c.call.in_(over), card_feed.c.gone.is_(False))
    for row in connection.execute(lent).all():
        mine = (card_feed.c.person == row.person) & (card_feed.c.customer == row.customer)
        connection.execute(update(card_feed).where(mine).values(version=next_value(connection, FEED), gone=True))
        _tell(connection, central, Act.CARD_RETURNED, row.customer, row.person, row.call)


def _tell(
    connection: Connection, central: Central, act: Act, card: Identifier, person: Identifier, call: Identifier
) -> None:
    send_notice(connection, [person], InboxKind.CARDS_CHANGED, card)
    facts = {"person": person, "call": call}
    record(connection, central.node, Deed(act=act, object_kind=ObjectKind.CARD, object_id=card, detail=facts))
