"""A card that is shown to whoever takes a handed-on call, masked, while that call lasts, whosever it is (U1, D2).

Lent is the sight of it: a call to it, a reveal and an outcome stay its holder's.
"""

from __future__ import annotations

from sqlalchemy import Connection, Select, insert, or_, select, update

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.incoming import CallOver
from protocol.refusals import NotFound
from protocol.times import after, now
from server.services.callers import Device
from server.services.cards import FEED
from server.services.central import Central
from server.services.notices import send_notice
from server.services.trail import record
from server.services.transactions import writing
from server.store.call_tables import call_records, incoming_calls, presence
from server.store.database import next_value, read
from server.store.tables import card_feed, customers

SILENCE_S = 900
"""A card is lent no longer to a desk that was not heard for so long: its power may be off, and the PBX gone as well.
Nor for a call that nobody is known to have taken by then: the PBX may never have heard as which it was to ring."""


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


def note_over(connection: Connection, central: Central, pbx: Device, told: CallOver) -> None:
    """A call that this PBX was given a desk for is over: its desk, whose power may be cut, need not say it. NotFound
    for another PBX's."""
    known = (incoming_calls.c.id == told.call) & (incoming_calls.c.pbx == pbx.id)
    if connection.execute(select(incoming_calls.c.id).where(known)).one_or_none() is None:
        raise NotFound
    return_cards(connection, central, told.call)


def return_from_silent(central: Central) -> None:
    """End what is lent to whoever was not heard for :data:`SILENCE_S`, or for a call that nobody took by then."""
    with read(central.engine) as connection:
        if connection.execute(_list_silent()).first() is None:
            return
    with writing(central.engine) as connection:
        return_cards(connection, central, *connection.execute(_list_silent()).scalars())


def _list_silent() -> Select[tuple[str]]:
    """The calls for which a card is lent to somebody who is silent, or that nobody took."""
    limit = after(now(), seconds=-SILENCE_S)
    untaken = call_records.c.answered_at.is_(None) & (call_records.c.begun_at < limit)
    lent = (
        select(card_feed.c.call)
        .join(presence, presence.c.person == card_feed.c.person, isouter=True)
        .join(call_records, call_records.c.id == card_feed.c.call, isouter=True)
    )
    over = or_(presence.c.heard_at < limit, untaken)
    return lent.where(card_feed.c.call.is_not(None), card_feed.c.gone.is_(False), over)


def _tell(
    connection: Connection, central: Central, act: Act, card: Identifier, person: Identifier, call: Identifier
) -> None:
    send_notice(connection, [person], InboxKind.CARDS_CHANGED, card)
    facts = {"person": person, "call": call}
    record(connection, central.node, Deed(act=act, object_kind=ObjectKind.CARD, object_id=card, detail=facts))
