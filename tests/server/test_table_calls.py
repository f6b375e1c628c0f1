"""Calls at telephones on tables, at Central: who places one, once, and how that goes on (P3, U2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from protocol.call_records import Ending
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension, NotToBeCalled
from protocol.cards import CardState
from protocol.events import Act, ObjectKind
from protocol.identifiers import Identifier
from protocol.oversight import AccountState
from protocol.refusals import NotFound
from protocol.reveal_refusals import ConsentMissing
from protocol.road import OutsideVpn
from protocol.table_calls import (
    EndedBy,
    PlacedCall,
    TableOrder,
    TablesState,
    TableStage,
)
from protocol.times import after, now
from protocol.vpn import VpnRule
from server.services.accounts import set_state
from server.services.calling import table_calls as desk_side
from server.services.calling import table_losses
from server.services.calling import table_orders as pbx_side
from server.services.calling.unheard import end_unheard
from server.services.sessions import end_sessions_of
from server.store.call_tables import call_records, calls, table_calls
from server.store.tables import customers
from tests.server.at_table import Table, seat_at_table
from tests.server.calling import ALL_DAY, Journal, dial, place_pbx, put_rules
from tests.server.house import House, run_at_once
from tests.server.seats import Seat
from tests.server.vpn_setting import set_vpn


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


def test_a_call_goes_from_the_asking_to_its_end_and_each_step_is_on_record(house: House, table: Table) -> None:
    ticket = table.ask()
    assert table.told(ticket.id).detail["stage"] == "asked"
    assert table.orders().ring == (ticket.id,)
    order = table.place(ticket.id)
    assert (order.call, order.extension, order.may_be_clear) == (ticket.id, table.extension, False)
    table.tell(ticket.id, TableStage.TABLE)
    assert table.look(ticket.id).stage is TableStage.TABLE
    assert table.take(ticket.id).id == ticket.id
    table.tell(ticket.id, TableStage.FAR)
    assert table.record(ticket.id) == (False, False, "")
    table.tell(ticket.id, TableStage.TALKING, is_sealed=True)
    assert (table.look(ticket.id).is_sealed, table.record(ticket.id)) == (True, (True, False, ""))
    table.tell(ticket.id, TableStage.ENDED, ending=Ending.FAR_HUNG_UP, by=EndedBy.CUSTOMER)
    assert table.record(ticket.id) == (True, True, "far-hung-up")
    told = table.told(ticket.id)
    assert (told.detail["by"], told.detail["ending"], told.detail["person"]) == (
        "customer",
        "far-hung-up",
        table.seat.account.id,
    )
    table.tell(ticket.id, TableStage.TALKING)
    assert table.look(ticket.id).stage is TableStage.ENDED, "what comes late changes nothing"


def test_a_call_is_given_out_once(house: House, table: Table) -> None:
    ticket, other = table.ask(), place_pbx(house)
    ends = run_at_once(lambda: table.place(ticket.id), lambda: table.place(ticket.id, other))
    assert sorted(isinstance(end, TableOrder) for end in ends) == [False, True]
    assert [type(end) for end in ends if not isinstance(end, TableOrder)] == [NotFound]
    assert table.orders(*([ticket.id] * isinstance(ends[1], TableOrder)), pbx=other).ring == ()


def test_its_number_is_given_once_and_to_its_own_pbx(house: House, table: Table) -> None:
    ticket, other = table.ask(), place_pbx(house)
    table.place(ticket.id)
    with pytest.raises(CallTokenRefused):
        table.take(ticket.id, other)
    table.take(ticket.id)
    with pytest.raises(CallTokenRefused):
        table.take(ticket.id)
    with pytest.raises(NotFound):
        table.tell(ticket.id, TableStage.ENDED, pbx=other)


def test_whoever_has_no_telephone_another_call_or_a_token_that_is_no_good_places_none(
    house: House, table: Table
) -> None:
    without = Table(house, house.seat(), table.pbx, "")
    with pytest.raises(NoExtension):
        without.ask()
    first = table.ask()
    assert table.want(first).call == first.id, "asked again, since the answer was lost, it is the same call"
    with pytest.raises(CallUnderWay):
        table.ask()
    table.hang_up(first.id)
    assert table.record(first.id) == (False, True, "given-up")
    late = dial(house, table.seat, house.add_card(table.seat.account))
    house.age(calls, late.id, expires_at=after(now(), seconds=-1))
    with pytest.raises(CallTokenRefused):
        table.want(late)
    mine = dial(house, table.seat, house.add_card(table.seat.account))
    elsewhere = Table(house, house.sign_in(table.seat.account, house.place_desk()), table.pbx, table.extension)
    with pytest.raises(CallTokenRefused):
        elsewhere.want(mine)


def test_misuse_of_a_token_at_a_desk_is_on_record_and_alerts_security(house: House, table: Table) -> None:
    desk = table.seat.desk
    elsewhere = Table(house, house.sign_in(table.seat.account, house.place_desk()), table.pbx, table.extension)
    neighbour = seat_at_table(house, table.pbx, house.sign_in(house.seat().account, desk))
    for thief, why in ((elsewhere, "another desk"), (neighbour, "another person")):
        mine = dial(house, table.seat, house.add_card(table.seat.account))
        with pytest.raises(CallTokenRefused):
            thief.want(mine)
        refused = house.last_event(Act.CALL_REFUSED.value, object_id=mine.id)
        assert (refused.actor, refused.detail["why"]) == (thief.seat.account.id, why)
        (told,) = house.alerts("call-token-misused", mine.id)
        assert thief.seat.account.username in told["presenter"]
        assert table.seat.account.username in told["who"]
        assert (told["desk"], told["number"]) == (thief.seat.desk.id, mine.number)
        assert told["places"], "the desk by its name"
        assert told["places"] != told["desk"]
        assert not house.alerts("call-token-misused", table.want(mine).call)[1:], "its own desk may still use it"
        table.hang_up(mine.id)


def test_a_token_that_is_given_up_places_no_call_and_ends_the_one_that_it_placed(house: House, table: Table) -> None:
    unheard = dial(house, table.seat, house.add_card(table.seat.account))
    assert table.give_up(unheard).stage is TableStage.ENDED
    with pytest.raises(CallTokenRefused):
        table.want(unheard)
    with house.reading() as connection:
        assert connection.execute(select(table_calls).where(table_calls.c.call == unheard.id)).first() is None
    placed = table.ask()
    table.place(placed.id)
    table.give_up(placed)
    assert table.orders(placed.id).end == (placed.id,)
    waiting = dial(house, table.seat, house.add_card(table.seat.account))
    table.tell(placed.id, TableStage.ENDED, ending=Ending.GIVEN_UP, by=EndedBy.DESK)
    table.want(waiting)
    assert table.give_up(waiting).ending is Ending.GIVEN_UP
    assert table.record(waiting.id) == (False, True, "given-up")


def _stop(house: House, card: str) -> None:
    house.age(customers, card, state=CardState.STOPPED.value)


@pytest.mark.parametrize(("change", "error"), [(_stop, NotToBeCalled), (House.withdraw, ConsentMissing)])
def test_a_withdrawal_while_the_telephone_rings_ends_the_call_and_gives_no_number(
    house: House, table: Table, change: Callable[[House, str], None], error: type[Exception]
) -> None:
    ticket = table.ask()
    table.place(ticket.id)
    table.tell(ticket.id, TableStage.TABLE)
    change(house, ticket.card)
    with pytest.raises(CallTokenRefused):
        table.take(ticket.id)
    assert house.last_event("call.refused", object_id=ticket.id).detail["pbx"] == table.pbx.id
    assert table.orders(ticket.id).end == (ticket.id,)
    table.tell(ticket.id, TableStage.ENDED, ending=Ending.GIVEN_UP, by=EndedBy.DESK)
    assert table.look(ticket.id).by is EndedBy.CENTRAL


def test_the_rules_are_looked_at_again_before_the_number_is_given(house: House, table: Table) -> None:
    ticket = table.ask()
    table.place(ticket.id)
    house.age(customers, ticket.card, assigned_to=None)
    with pytest.raises(CallTokenRefused):
        table.take(ticket.id)
    assert house.last_event("call.refused", object_id=ticket.id).detail["why"] == "call-token-refused"


def test_whoever_talks_already_is_not_cut_off_by_a_withdrawal(house: House, table: Table) -> None:
    ticket = table.talk()
    house.withdraw(ticket.card)
    assert table.orders(ticket.id).end == ()


def test_a_person_who_is_frozen_or_signs_out_talks_no_longer(house: House, table: Table) -> None:
    ticket = table.talk()
    with house.writing() as connection:
        end_sessions_of(connection, table.seat.account.id, "signed out")
    assert table.orders(ticket.id).end == (ticket.id,)
    frozen = seat_at_table(house, table.pbx)
    ticket = frozen.talk()
    with house.writing() as connection:
        set_state(connection, house.central.node, frozen.seat.account.id, AccountState.FROZEN, "a test")
    assert frozen.orders(ticket.id).end == (ticket.id,)


def test_a_pbx_that_does_not_name_its_call_has_lost_it(house: House, table: Table) -> None:
    ticket = table.talk()
    table.orders(since="2026-01-01T00:00:00.000Z")
    assert table.look(ticket.id).stage is TableStage.TALKING, "whoever asked before it was placed cannot know it"
    table.orders(over=(ticket.id,))
    assert table.look(ticket.id).stage is TableStage.TALKING, "its end is about to be told"
    table.orders()
    assert (table.look(ticket.id).ending, table.look(ticket.id).by) == (Ending.PBX_LOST, EndedBy.PBX)
    assert table.record(ticket.id) == (True, True, "pbx-lost")


def test_a_call_of_which_nobody_tells_is_over_in_the_end(house: House, table: Table) -> None:
    unplaced = table.ask()
    _age(house, unplaced.id, "asked_at", -11)
    _end_if_lost(house, unplaced.id)
    assert table.look(unplaced.id).ending is Ending.PBX_LOST
    ticket = table.talk()
    _age(house, ticket.id, "heard_at", -50)
    _end_if_lost(house, ticket.id)
    assert table.look(ticket.id).stage is TableStage.TALKING
    with house.writing() as connection:
        pbx_side.note_heard(connection, table.pbx.device, TablesState(on=(ticket.id,)))
    _end_if_lost(house, ticket.id)
    _age(house, ticket.id, "heard_at", -61)
    _end_if_lost(house, ticket.id)
    assert table.look(ticket.id).ending is Ending.PBX_LOST


def test_a_call_that_is_over_here_is_ended_at_the_pbx_that_has_it_still(house: House, table: Table) -> None:
    """Whoever sat before the desk was told that it is over; nobody would hear of it any more."""
    ticket = table.talk()
    _age(house, ticket.id, "heard_at", -61)
    _end_if_lost(house, ticket.id)
    on = TablesState(on=(ticket.id,))
    with house.reading() as connection:
        assert pbx_side.has_orders(connection, table.pbx.device, on, now())
    assert table.orders(ticket.id).end == (ticket.id,)
    table.tell(ticket.id, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.DESK)
    assert (table.look(ticket.id).ending, table.look(ticket.id).by) == (Ending.PBX_LOST, EndedBy.PBX), "as it was told"
    assert table.orders(over=(ticket.id,)).end == ()


def test_a_call_at_which_nobody_looks_ends_without_its_pbx(house: House, table: Table) -> None:
    ticket, other = table.talk(), seat_at_table(house)
    fresh = other.talk()
    _age(house, ticket.id, "heard_at", -61)
    end_unheard(house.central)
    assert table.record(ticket.id) == (True, True, "pbx-lost")
    assert other.record(fresh.id) == (True, False, "")


def test_a_desk_that_is_gone_and_starts_again_ends_no_call(house: House, table: Table) -> None:
    ticket = table.ask()
    journal = Journal(house, table.seat)
    journal.dialled(ticket)
    table.place(ticket.id)
    table.take(ticket.id)
    table.tell(ticket.id, TableStage.TALKING)
    journal.tell(Act.DESK_STARTED, kind=ObjectKind.NONE, nobody=True)
    assert table.record(ticket.id) == (True, False, "")
    lost = {"way": "out", "ending": Ending.DESK_LOST.value, "talk_s": "1", "cut": "none"}
    journal.tell(Act.CALL_ENDED, ticket.id, nobody=True, **lost)
    assert table.record(ticket.id) == (True, False, ""), "the PBX's word is its record"
    assert not house.alerts("call-not-recorded", ticket.id)
    table.hang_up(ticket.id)
    assert table.orders(ticket.id).end == (ticket.id,)


def test_a_desk_that_was_started_anew_hears_of_its_call_as_long_as_that_is_on(house: House, table: Table) -> None:
    ticket = table.ask()
    asked = PlacedCall(call=ticket.id, card=ticket.card, number=ticket.number, stage=TableStage.ASKED)
    assert _find_placed(house, table.seat) == asked
    assert _find_placed(house, house.seat()) is None, "another's"
    table.place(ticket.id)
    table.tell(ticket.id, TableStage.TABLE)
    table.take(ticket.id)
    table.tell(ticket.id, TableStage.TALKING, is_sealed=True)
    with house.writing() as connection:
        answered = update(call_records).where(call_records.c.id == ticket.id)
        connection.execute(answered.values(answered_at=after(now(), seconds=-75)))
    talking = _find_placed(house, table.seat)
    assert talking is not None
    assert (talking.stage, talking.is_sealed, 75 <= talking.talk_s < 600) == (TableStage.TALKING, True, True)
    table.hang_up(ticket.id)
    assert _find_placed(house, table.seat) is None, "it is about to end"
    table.tell(ticket.id, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.DESK)
    assert _find_placed(house, table.seat) is None


def test_a_call_of_which_no_pbx_tells_any_more_is_not_shown_again(house: House, table: Table) -> None:
    ticket = table.talk()
    _age(house, ticket.id, "heard_at", -61)
    assert _find_placed(house, table.seat) is None


def test_another_s_call_is_not_there(house: House, table: Table) -> None:
    ticket, stranger = table.talk(), Table(house, house.seat(), table.pbx, "")
    for act in (stranger.look, stranger.hang_up):
        with pytest.raises(NotFound):
            act(ticket.id)


def test_a_pbx_outside_the_vpn_places_none(house: House, table: Table) -> None:
    ticket = table.ask()
    set_vpn(house, VpnRule(required=True), ("10.9.0.0/24",))
    try:
        with pytest.raises(OutsideVpn):
            table.place(ticket.id)
    finally:
        set_vpn(house, VpnRule(required=False), ())


def _age(house: House, call: Identifier, column: str, seconds: int) -> None:
    with house.writing() as connection:
        moment = {column: after(now(), seconds=seconds)}
        connection.execute(update(table_calls).where(table_calls.c.call == call).values(**moment))


def _end_if_lost(house: House, call: Identifier) -> None:
    with house.writing() as connection:
        table_losses.end_if_lost(connection, house.central, call)


def _find_placed(house: House, seat: Seat) -> PlacedCall | None:
    """What a desk of somebody's hears that asks for the first time."""
    return house.act(seat, lambda connection, _, caller: desk_side.find_placed(connection, caller))
