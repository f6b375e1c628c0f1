"""Calls that come in: agents who are there, customers who are found by a number, and a PBX that asks for them."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.incoming import CALLER_BYTES, CallerContext, CallerSealed, CallUnmet, IncomingRoute
from protocol.sealing import seal_value
from protocol.times import after, now
from server.keys.records import BlindIndex, derive_index_key
from server.services.calling.incoming import note_unmet, show_caller_key, take_call
from server.services.calling.presence import AWAY_S, note_heard
from server.store.call_tables import presence
from server.store.tables import blind_index, customers
from tests.server.calling import ALL_DAY, Journal, put_rules
from tests.server.house import House
from tests.server.seats import Account, Desk, Seat


def let_all_be_called(house: House) -> None:
    """Calls at any hour; nobody of an earlier test is there to take this one's."""
    put_rules(house, ALL_DAY)
    with house.writing() as connection:
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))


def sit_down(house: House, team: str = "east") -> tuple[Seat, Journal]:
    """An agent who is there, and his desk's journal."""
    seat = house.seat(team=team)
    house.act(seat, lambda connection, _, caller: note_heard(connection, caller))
    return seat, Journal(house, seat)


def add_customer(house: House, holder: Account | None, number: str, campaign: str = "spring") -> str:
    """A card that is found by a number."""
    card = house.add_card(holder, campaign=campaign)
    digest = BlindIndex(derive_index_key(house.central.keys)).digest(FieldKind.MOBILE, number)
    with house.writing() as connection:
        row = {"campaign": campaign, "field": FieldKind.MOBILE.value, "digest": digest, "customer": card}
        connection.execute(insert(blind_index).values(**row))
    return card


def seal(house: House, pbx: Desk, number: str) -> CallerSealed:
    """A number as a PBX seals it."""
    request = make_identifier()
    context = CallerContext(request=request, device=pbx.id)
    padded = number.encode().ljust(CALLER_BYTES)
    return CallerSealed(request=request, caller=seal_value(padded, show_caller_key(house.central).public_key, context))


def call(house: House, pbx: Desk, number: str) -> IncomingRoute:
    """Somebody calls."""
    with house.writing() as connection:
        return take_call(connection, house.central, pbx.device, "10.8.0.2", seal(house, pbx, number))


def leave(house: House, pbx: Desk, route: IncomingRoute) -> None:
    """Nobody took it."""
    assert route.call
    with house.writing() as connection:
        note_unmet(connection, house.central, pbx.device, CallUnmet(call=route.call))


def read_card(house: House, card: str) -> tuple[str, str | None]:
    """How a card stands, and whose it is."""
    with house.reading() as connection:
        query = select(customers.c.state, customers.c.assigned_to).where(customers.c.id == card)
        row = connection.execute(query).one()
        return row.state, row.assigned_to
