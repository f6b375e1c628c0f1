"""An agent with a telephone on his table, at Central: his calls by it, and the PBX that rings it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from protocol.calls import CallRoute, CallTicket
from protocol.events import Act, Event
from protocol.identifiers import Identifier
from protocol.table_calls import (
    TableCall,
    TableCallWanted,
    TableClaim,
    TableOrder,
    TableOrders,
    TablesState,
    TableStage,
    TableTaken,
    TableTold,
)
from protocol.times import after, now
from server.services.calling import table_calls as desk_side
from server.services.calling import table_orders as pbx_side
from server.services.calling.extensions import bind
from server.store.call_tables import call_records
from tests.server.calling import dial, place_pbx
from tests.server.house import House
from tests.server.seats import Desk, Seat, write_key

_NEXT = count(2001)


@dataclass
class Table:
    """An agent with a telephone, and a PBX that rings it."""

    house: House
    seat: Seat
    pbx: Desk
    extension: str

    def ask(self, card: str | None = None) -> CallTicket:
        """Leave to call, and the call asked for."""
        ticket = dial(self.house, self.seat, card or self.house.add_card(self.seat.account))
        self.want(ticket)
        return ticket

    def want(self, ticket: CallTicket) -> TableCall:
        """Have a token's call placed."""
        wanted = TableCallWanted(token=ticket.token)
        return self.house.act(self.seat, lambda *at: desk_side.ask_for_table(*at, wanted))

    def give_up(self, ticket: CallTicket) -> TableCall:
        """Have none placed, or the one that was placed end."""
        wanted = TableCallWanted(token=ticket.token, is_given_up=True)
        return self.house.act(self.seat, lambda *at: desk_side.ask_for_table(*at, wanted))

    def place(self, call: Identifier, pbx: Desk | None = None) -> TableOrder:
        """A PBX claims it."""
        with self.house.writing() as connection:
            claim = TableClaim(call=call)
            return pbx_side.place(connection, self.house.central, (pbx or self.pbx).device, "10.8.0.2", claim)

    def orders(self, *on: str, over: tuple[str, ...] = (), since: str = "", pbx: Desk | None = None) -> TableOrders:
        """What the PBX is to do, that names these calls."""
        with self.house.writing() as connection:
            state, device = TablesState(on=on, over=over), (pbx or self.pbx).device
            moment = since or after(now(), seconds=1)
            return pbx_side.give_orders(connection, self.house.central, device, state, moment)

    def take(self, call: Identifier, pbx: Desk | None = None) -> CallRoute:
        """The telephone was taken."""
        taken = TableTaken(call=call, public_key=write_key(X25519PrivateKey.generate()))
        with self.house.writing() as connection:
            return pbx_side.give_taken(connection, self.house.central, (pbx or self.pbx).device, "10.8.0.2", taken)

    def tell(self, call: Identifier, stage: TableStage, pbx: Desk | None = None, **more: object) -> None:
        """The PBX tells."""
        told = TableTold(call=call, stage=stage, **more)  # type: ignore[arg-type]
        with self.house.writing() as connection:
            pbx_side.note_told(connection, self.house.central, (pbx or self.pbx).device, "10.8.0.2", told)

    def look(self, call: Identifier) -> TableCall:
        """How it goes on."""
        return self.house.act(self.seat, lambda connection, _, caller: desk_side.look_at(connection, caller, call))

    def talk(self) -> CallTicket:
        """A call that runs."""
        ticket = self.ask()
        self.place(ticket.id)
        self.tell(ticket.id, TableStage.TABLE)
        self.take(ticket.id)
        self.tell(ticket.id, TableStage.TALKING, is_sealed=True)
        return ticket

    def hang_up(self, call: Identifier) -> None:
        """From the desk."""
        self.house.act(self.seat, lambda *at: desk_side.hang_up(*at, call))

    def told(self, call: Identifier) -> Event:
        """Central's latest word of it."""
        return self.house.last_event(Act.TABLE_CALL_TOLD.value, object_id=call)

    def record(self, call: Identifier) -> tuple[bool, bool, str]:
        """Whether it was answered and is over, and how it ended, by its record."""
        with self.house.reading() as connection:
            row = connection.execute(select(call_records).where(call_records.c.id == call)).one()
        return row.answered_at is not None, row.ended_at is not None, row.ending


def seat_at_table(house: House, pbx: Desk | None = None, seat: Seat | None = None) -> Table:
    """A new one."""
    made = Table(house, seat or house.seat(), pbx or place_pbx(house), str(next(_NEXT)))
    bind_to(house, made.extension, made.seat)
    return made


def bind_to(house: House, extension: str, seat: Seat) -> None:
    """Give somebody a telephone."""
    with house.writing() as connection:
        bind(connection, house.central.node, extension, seat.account.username, "the console")
