"""Supervisors who join a call by the telephone on their table, at Central: by its PBX, once, while they may (D1)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select, update

from protocol.call_records import Ending
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension
from protocol.joining import JoinKind, JoinRoute, JoinTicket
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.table_calls import (
    EndedBy,
    TableCall,
    TableCallWanted,
    TableClaim,
    TableOrders,
    TablesState,
    TableStage,
    TableTaken,
    TableTold,
)
from protocol.times import after, now
from server.services.calling import table_calls as desk_side
from server.services.calling import table_losses
from server.services.calling import table_orders as pbx_side
from server.services.calling.extensions import bind
from server.services.calling.unheard import end_unheard
from server.services.sessions import end_sessions_of
from server.store.call_tables import joins, table_joins
from server.store.tables import alerts
from tests.server.calling import place_pbx
from tests.server.house import House
from tests.server.joinable import Call, let_be_joined
from tests.server.seats import Desk, Seat, write_key

_NEXT = count(5001)


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_be_joined(house)


@dataclass
class Ear:
    """A supervisor with a telephone on his table, and a call that he may join."""

    house: House
    boss: Seat
    call: Call
    extension: str

    def want(self, ticket: JoinTicket, seat: Seat | None = None) -> TableCall:
        """His desk presents the token."""
        wanted = TableCallWanted(token=ticket.token)
        return self.house.act(seat or self.boss, lambda *at: desk_side.ask_for_table(*at, wanted))

    def ask(self) -> JoinTicket:
        """Leave to listen, and his telephone asked for."""
        ticket = self.call.listen(self.boss)
        assert self.want(ticket) == TableCall(call=ticket.id, stage=TableStage.ASKED)
        return ticket

    def orders(self, *on: str, pbx: Desk | None = None, since: str = "") -> TableOrders:
        """What the PBX is to do, that names these."""
        state, device = TablesState(on=on), (pbx or self.call.pbx).device
        moment = since or after(now(), seconds=1)
        with self.house.writing() as connection:
            pbx_side.note_heard(connection, device, state)
            asked = pbx_side.has_orders(connection, device, state, moment)
            orders = pbx_side.give_orders(connection, self.house.central, device, state, moment)
        assert asked or not (orders.ring or orders.end)
        return orders

    def place(self, ticket: JoinTicket, pbx: Desk | None = None) -> str:
        """A PBX claims it; which telephone it is to ring."""
        with self.house.writing() as connection:
            device, claim = (pbx or self.call.pbx).device, TableClaim(call=ticket.id)
            return pbx_side.place(connection, self.house.central, device, "10.8.0.2", claim).extension

    def take(self, ticket: JoinTicket) -> object:
        """The telephone was taken."""
        taken = TableTaken(call=ticket.id, public_key=write_key(X25519PrivateKey.generate()))
        with self.house.writing() as connection:
            return pbx_side.give_taken(connection, self.house.central, self.call.pbx.device, "10.8.0.2", taken)

    def tell(self, ticket: JoinTicket, stage: TableStage, **more: object) -> None:
        """The PBX tells."""
        told = TableTold(call=ticket.id, stage=stage, **more)  # type: ignore[arg-type]
        with self.house.writing() as connection:
            pbx_side.note_told(connection, self.house.central, self.call.pbx.device, "10.8.0.2", told)

    def look(self, ticket: JoinTicket) -> TableCall:
        """How it goes on, for his desk."""
        return self.house.act(self.boss, lambda connection, _, caller: desk_side.look_at(connection, caller, ticket.id))

    def hang_up(self, ticket: JoinTicket) -> None:
        """From his desk."""
        self.house.act(self.boss, lambda *at: desk_side.hang_up(*at, ticket.id))

    def is_open(self, ticket: JoinTicket) -> bool:
        """Whether the agent's desk has him in the call, or about to come."""
        with self.house.reading() as connection:
            return connection.execute(select(joins.c.ended_at).where(joins.c.id == ticket.id)).scalar_one() is None


@pytest.fixture
def ear(house: House) -> Ear:
    """A new one."""
    made = Ear(house, house.seat(Role.SUPERVISOR), Call(house), str(next(_NEXT)))
    with house.writing() as connection:
        bind(connection, house.central.node, made.extension, made.boss.account.username, "tests")
    return made


def test_its_pbx_rings_his_telephone_once_and_each_step_is_on_record(house: House, ear: Ear) -> None:
    ticket = ear.ask()
    assert ear.want(ticket).stage is TableStage.ASKED, "an answer that was lost"
    assert ear.orders(pbx=place_pbx(house)).ring == (), "the call is at another PBX"
    assert ear.orders().ring == (ticket.id,)
    with pytest.raises(NotFound):
        ear.place(ticket, place_pbx(house))
    assert ear.place(ticket) == ear.extension
    with pytest.raises(NotFound):
        ear.place(ticket)
    assert ear.orders(ticket.id) == TableOrders()
    ear.tell(ticket, TableStage.TABLE)
    assert ear.take(ticket) == JoinRoute(id=ticket.id, call=ear.call.id, kind=JoinKind.LISTEN)
    ear.tell(ticket, TableStage.TABLE)
    assert ear.look(ticket).stage is TableStage.TAKEN, "what comes late changes nothing"
    with pytest.raises(CallTokenRefused):
        ear.take(ticket)
    ear.tell(ticket, TableStage.FAR)
    ear.tell(ticket, TableStage.TALKING, is_sealed=True)
    assert (ear.look(ticket).stage, ear.look(ticket).is_sealed) == (TableStage.TALKING, True)
    ear.tell(ticket, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.TABLE)
    assert (ear.look(ticket).ending, ear.look(ticket).by) == (Ending.HUNG_UP, EndedBy.TABLE)
    told = house.last_event("table-call.told", object_id=ear.call.id)
    assert (told.actor, told.detail["join"], told.detail["stage"]) == (ear.boss.account.id, ticket.id, "ended")
    assert ear.is_open(ticket), "of the join the PBX tells by itself"


def test_a_token_is_good_for_who_asked_at_his_desk_and_misuse_alerts(house: House, ear: Ear) -> None:
    ticket, other = ear.call.listen(ear.boss), house.seat(Role.SUPERVISOR)
    with pytest.raises(NoExtension):
        ear.want(ticket, other)
    with house.writing() as connection:
        bind(connection, house.central.node, str(next(_NEXT)), other.account.username, "tests")
    with pytest.raises(CallTokenRefused):
        ear.want(ticket, other)
    with house.reading() as connection:
        kinds = connection.execute(select(alerts.c.kind).where(alerts.c.about == other.desk.id)).scalars().all()
    assert "call-token-misused" in kinds
    assert ear.want(ticket).stage is TableStage.ASKED


def test_one_telephone_carries_one_call(ear: Ear) -> None:
    first, second = ear.ask(), ear.call.listen(ear.boss)
    with pytest.raises(CallUnderWay):
        ear.want(second)
    ear.hang_up(first)
    assert (ear.look(first).ending, ear.is_open(first)) == (Ending.GIVEN_UP, False)
    assert ear.want(second).stage is TableStage.ASKED


@pytest.mark.parametrize("why", ["signed out", "a no", "the call is over"])
def test_what_rings_is_ended_when_he_may_not_hear_it_any_more(house: House, ear: Ear, why: str) -> None:
    ticket = ear.ask()
    ear.place(ticket)
    ear.tell(ticket, TableStage.TABLE)
    if why == "signed out":
        with house.writing() as connection:
            end_sessions_of(connection, ear.boss.account.id, "signed out")
    elif why == "a no":
        ear.call.say("no")
    else:
        ear.call.journal.ended(ear.call.id)
    assert ear.orders(ticket.id).end == (ticket.id,)
    with pytest.raises(CallTokenRefused):
        ear.take(ticket)
    ear.tell(ticket, TableStage.ENDED, ending=Ending.GIVEN_UP, by=EndedBy.DESK)
    with house.reading() as connection:
        row = connection.execute(select(table_joins).where(table_joins.c.join == ticket.id)).one()
    assert (row.ended_by, ear.is_open(ticket)) == (EndedBy.CENTRAL.value, False)


@pytest.mark.parametrize("how", ["unplaced", "unnamed", "silent", "unlooked"])
def test_a_pbx_that_says_nothing_of_it_has_lost_it_and_the_agent_sees_him_no_more(
    house: House, ear: Ear, how: str
) -> None:
    ticket = ear.ask()
    if how == "unplaced":
        with house.writing() as connection:
            connection.execute(update(table_joins).values(asked_at=after(now(), seconds=-11)))
        ear.orders()
    else:
        ear.place(ticket)
        ear.take(ticket)
    if how == "unnamed":
        ear.orders()
    elif how == "unlooked":
        with house.writing() as connection:
            connection.execute(update(table_joins).values(heard_at=after(now(), seconds=-61)))
        end_unheard(house.central)
    elif how == "silent":
        with house.writing() as connection:
            connection.execute(update(table_joins).values(heard_at=after(now(), seconds=-61)))
            assert table_losses.is_lost(connection, ticket.id)
            table_losses.end_if_lost(connection, house.central, ticket.id)
    assert (ear.look(ticket).ending, ear.is_open(ticket)) == (Ending.PBX_LOST, False)
