"""Calls at telephones on tables that are handed on, at Central: by whom, to whom, what their PBX is told (D1, U2)."""

from __future__ import annotations

import pytest

from protocol.call_records import Ending
from protocol.call_refusals import CallOver
from protocol.identifiers import Identifier
from protocol.incoming import CallHandedOn
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.table_calls import EndedBy, TableHanding, TableHandOn, TableStage
from server.services.calling.handing import hand_on as carry_on
from server.services.calling.table_handing import hand_on as hand_call_on
from tests.server.at_table import Table
from tests.server.calling import ALL_DAY, place_pbx, put_rules
from tests.server.house import House
from tests.server.seats import Seat


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


def hand_on(at: Table, call: Identifier, place: str, seat: Seat | None = None) -> None:
    """Asked for at the desk."""
    wanted = TableHandOn(place=place)
    at.house.act(seat or at.seat, lambda connection, _, caller: hand_call_on(connection, caller, call, wanted))


def test_a_call_is_handed_on_by_its_pbx_and_says_where_to(house: House, table: Table) -> None:
    colleague, ticket = house.seat(), table.talk()
    assert table.orders(ticket.id).hand == ()
    hand_on(table, ticket.id, colleague.desk.id)
    hand_on(table, ticket.id, colleague.desk.id)
    assert table.orders(ticket.id).hand == (TableHanding(call=ticket.id, place=colleague.desk.id),)
    assert table.orders(ticket.id, pbx=place_pbx(house)).hand == (), "another PBX has nothing to do with it"
    table.tell(ticket.id, TableStage.ENDED, ending=Ending.TRANSFERRED, by=EndedBy.DESK)
    assert table.orders().hand == ()
    assert table.record(ticket.id) == (True, True, "transferred")
    assert table.told(ticket.id).detail["place"] == colleague.desk.id
    handed = CallHandedOn(call=ticket.id, desk=colleague.desk.id)
    with house.writing() as connection:
        route = carry_on(connection, house.central, table.pbx.device, "10.8.0.2", handed)
    assert (route.desk, route.card) == (colleague.desk.id, ticket.card)


def test_it_is_handed_on_while_both_talk_to_whom_it_may_be_handed_and_by_whose_it_is(
    house: House,
    table: Table,
) -> None:
    colleague, ringing = house.seat(), table.ask()
    with pytest.raises(CallOver):
        hand_on(table, ringing.id, colleague.desk.id)
    table.hang_up(ringing.id)
    ticket = table.talk()
    for place in ("13812345678", "nowhere", table.seat.desk.id, house.seat(Role.INSPECTOR).desk.id):
        with pytest.raises(NotFound):
            hand_on(table, ticket.id, place)
    with pytest.raises(NotFound):
        hand_on(table, ticket.id, colleague.desk.id, colleague)
    table.hang_up(ticket.id)
    with pytest.raises(CallOver):
        hand_on(table, ticket.id, colleague.desk.id)
    assert table.orders(ticket.id).hand == ()
