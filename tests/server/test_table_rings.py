"""Calls that come in at telephones on tables, at Central: where they ring, how they go on, how they end (D1, U2)."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import select, update

from protocol.call_records import Ending
from protocol.events import Act, ObjectKind
from protocol.identifiers import Identifier
from protocol.incoming import IncomingRoute
from protocol.refusals import NotFound
from protocol.table_calls import EndedBy, TableAwaited, TableCall, TablesState, TableStage, TableTold
from protocol.times import after, now
from server.services.calling import table_calls as desk_side
from server.services.calling import table_losses, table_rings
from server.services.calling import table_orders as pbx_side
from server.services.calling.extensions import bind
from server.services.calling.presence import note_heard
from server.services.calling.unheard import end_unheard
from server.services.sessions import end_sessions_of
from server.store.call_tables import call_records, presence
from server.store.call_tables import table_rings as kept
from tests.server.calling import Journal, place_pbx
from tests.server.house import House
from tests.server.ringing import add_customer, call, leave, let_all_be_called, sit_down
from tests.server.seats import Desk, Seat

_NUMBERS, _EXTENSIONS = count(13_400_000_000), count(4001)


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)


@pytest.fixture
def seat(house: House) -> Seat:
    """An agent with a telephone on his table, whose desk asks what rings there."""
    made, _ = sit_down(house)
    with house.writing() as connection:
        bind(connection, house.central.node, str(next(_EXTENSIONS)), made.account.username, "tests")
    wait(house, made)
    return made


def wait(house: House, seat: Seat, *, is_over: bool = False) -> None:
    """His desk asks, or asks no more."""
    asked = TableAwaited(is_over=is_over)
    house.act(seat, lambda connection, _, caller: table_rings.note_waiting(connection, caller, asked))


def ring(house: House, pbx: Desk, seat: Seat) -> IncomingRoute:
    """A customer of his calls."""
    number = str(next(_NUMBERS))
    add_customer(house, seat.account, number)
    return call(house, pbx, number)


def tell(house: House, pbx: Desk, route: IncomingRoute, stage: TableStage, **end: object) -> None:
    """The PBX says how it goes on."""
    told = TableTold(call=str(route.call), stage=stage, **end)  # type: ignore[arg-type]
    with house.writing() as connection:
        pbx_side.note_told(connection, house.central, pbx.device, "10.8.0.2", told)


def give_orders(house: House, pbx: Desk, *on: Identifier, later_s: int = 0) -> tuple[Identifier, ...]:
    """What the PBX is to end, which names these calls."""
    state, since = TablesState(on=on), after(now(), seconds=later_s)
    with house.writing() as connection:
        asked = pbx_side.has_orders(connection, pbx.device, state, since)
        orders = pbx_side.give_orders(connection, house.central, pbx.device, state, since)
    assert asked or not orders.end
    return orders.end


def look(house: House, seat: Seat, route: IncomingRoute) -> TableCall:
    """How it stands, for his desk."""
    return house.act(seat, lambda connection, _, caller: desk_side.look_at(connection, caller, str(route.call)))


def read_record(house: House, route: IncomingRoute) -> tuple[bool, bool, str]:
    """Whether it was answered, whether it is over, and how it ended."""
    with house.reading() as connection:
        row = connection.execute(select(call_records).where(call_records.c.id == route.call)).one()
        return row.answered_at is not None, row.ended_at is not None, row.ending


def test_a_call_rings_at_the_table_of_who_asks_what_rings_there(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    assert (route.desk, route.may_be_clear) == (seat.desk.id, False)
    with house.reading() as connection:
        mine = connection.execute(select(kept).where(kept.c.call == route.call)).one()
    assert (mine.extension, mine.person) == (route.extension, seat.account.id)
    came = house.last_event("call.came", object_id=str(route.call))
    assert came.detail["extension"] == route.extension
    own = house.act(seat, lambda connection, _, caller: table_rings.find_ring(connection, caller))
    assert (own.extension, own.call, own.card) == (route.extension, route.call, route.card)


def test_it_rings_at_the_desk_of_who_asks_no_more(house: House, pbx: Desk, seat: Seat) -> None:
    wait(house, seat, is_over=True)
    assert ring(house, pbx, seat).extension is None
    with house.writing() as connection:
        connection.execute(update(call_records).values(ended_at=now()))
        connection.execute(update(presence).values(table_at=after(now(), seconds=-31)))
    assert ring(house, pbx, seat).extension is None, "one that is silent asks no more"


def test_it_goes_on_as_the_pbx_says_and_each_step_is_on_record(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    assert look(house, seat, route).stage is TableStage.TABLE
    tell(house, pbx, route, TableStage.TALKING, is_sealed=True)
    assert (look(house, seat, route).stage, look(house, seat, route).is_sealed) == (TableStage.TALKING, True)
    assert read_record(house, route) == (True, False, "")
    tell(house, pbx, route, TableStage.ENDED, ending=Ending.FAR_HUNG_UP, by=EndedBy.CUSTOMER)
    tell(house, pbx, route, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.TABLE)
    assert (look(house, seat, route).ending, look(house, seat, route).by) == (Ending.FAR_HUNG_UP, EndedBy.CUSTOMER)
    assert read_record(house, route) == (True, True, "far-hung-up")
    told = house.last_event("table-call.told", object_id=str(route.call))
    assert (told.detail["stage"], told.detail["by"], told.detail["extension"]) == ("ended", "customer", route.extension)
    own = house.act(seat, lambda connection, _, caller: table_rings.find_ring(connection, caller))
    assert own.call is None


def test_the_desk_ends_it_by_way_of_its_pbx(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    assert give_orders(house, pbx, str(route.call)) == ()
    house.act(seat, lambda connection, central, caller: desk_side.hang_up(connection, central, caller, str(route.call)))
    assert give_orders(house, pbx, str(route.call)) == (route.call,)
    tell(house, pbx, route, TableStage.ENDED, ending=Ending.DECLINED, by=EndedBy.DESK)
    leave(house, pbx, route)
    assert read_record(house, route) == (False, True, ""), "as one that is missed"


def let_pass(house: House, seat: Seat, route: IncomingRoute, seconds: int) -> None:
    """So much time passes, in which the desk that asked before asks no more."""
    with house.writing() as connection:
        came = connection.execute(select(kept.c.came_at).where(kept.c.call == route.call)).scalar_one()
        asked = connection.execute(select(presence.c.table_at).where(presence.c.person == seat.account.id)).scalar_one()
        mine = update(kept).where(kept.c.call == route.call)
        connection.execute(mine.values(came_at=after(came, seconds=-seconds)))
        his = update(presence).where(presence.c.person == seat.account.id)
        connection.execute(his.values(table_at=after(asked, seconds=-seconds)))


def test_it_rings_no_longer_beside_a_desk_that_is_gone(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    let_pass(house, seat, route, 2)
    assert give_orders(house, pbx, str(route.call)) == ()
    let_pass(house, seat, route, 4)
    assert give_orders(house, pbx, str(route.call)) == (route.call,)
    tell(house, pbx, route, TableStage.ENDED, ending=Ending.DECLINED, by=EndedBy.DESK)
    leave(house, pbx, route)
    assert house.last_event("table-call.told", object_id=str(route.call)).detail["by"] == EndedBy.CENTRAL
    assert ring(house, pbx, seat).extension is None, "the next one rings there no more"


def test_it_rings_on_beside_a_desk_that_has_heard_of_it(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    wait(house, seat)
    let_pass(house, seat, route, 25)
    assert give_orders(house, pbx, str(route.call)) == ()


def test_who_took_it_talks_on_though_his_desk_is_gone(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    tell(house, pbx, route, TableStage.TALKING)
    let_pass(house, seat, route, 60)
    assert give_orders(house, pbx, str(route.call)) == ()


def test_it_does_not_ring_at_the_table_for_another_desk_of_the_same_person(house: House, pbx: Desk, seat: Seat) -> None:
    """That desk would not know of it: nobody would be shown the card."""
    other = house.sign_in(seat.account, house.place_desk())
    house.act(other, lambda connection, _, caller: note_heard(connection, caller))
    route = ring(house, pbx, seat)
    assert (route.desk, route.extension) == (other.desk.id, None)
    leave(house, pbx, route)
    wait(house, seat)
    Journal(house, other).tell(Act.SIGNIN_SUCCEEDED, kind=ObjectKind.NONE)
    route = ring(house, pbx, seat)
    assert (route.desk, route.extension) == (other.desk.id, None)


def test_what_is_over_here_is_ended_at_the_pbx_that_has_it_still(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    tell(house, pbx, route, TableStage.TALKING)
    with house.writing() as connection:
        connection.execute(update(kept).where(kept.c.call == route.call).values(heard_at=after(now(), seconds=-61)))
    end_unheard(house.central)
    assert look(house, seat, route).ending is Ending.PBX_LOST, "though no desk looked"
    assert give_orders(house, pbx, str(route.call)) == (route.call,)


def test_a_person_who_signs_out_talks_no_longer(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    tell(house, pbx, route, TableStage.TALKING)
    with house.writing() as connection:
        end_sessions_of(connection, seat.account.id, "signed out")
    assert give_orders(house, pbx, str(route.call)) == (route.call,)
    tell(house, pbx, route, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.DESK)
    with house.reading() as connection:
        row = connection.execute(select(kept).where(kept.c.call == route.call)).one()
    assert row.ended_by == EndedBy.CENTRAL.value


def test_a_pbx_that_does_not_name_it_has_lost_it_but_not_before_it_may_know_it(
    house: House, pbx: Desk, seat: Seat
) -> None:
    route = ring(house, pbx, seat)
    give_orders(house, pbx)
    assert look(house, seat, route).stage is TableStage.TABLE
    give_orders(house, pbx, later_s=11)
    assert look(house, seat, route).ending is Ending.PBX_LOST


def test_a_call_of_which_nobody_tells_is_over_in_the_end(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    with house.reading() as connection:
        assert not table_losses.is_lost(connection, str(route.call))
    with house.writing() as connection:
        connection.execute(update(kept).where(kept.c.call == route.call).values(heard_at=after(now(), seconds=-61)))
        assert table_losses.is_lost(connection, str(route.call))
        table_losses.end_if_lost(connection, house.central, str(route.call))
    assert look(house, seat, route).ending is Ending.PBX_LOST


def test_a_desk_that_starts_again_ends_no_call_at_its_table(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    tell(house, pbx, route, TableStage.TALKING)
    journal = Journal(house, seat)
    journal.tell(Act.DESK_STARTED, kind=ObjectKind.NONE, nobody=True)
    lost = {"way": "in", "ending": Ending.DESK_LOST.value, "talk_s": "1", "cut": "none"}
    journal.tell(Act.CALL_ENDED, str(route.call), nobody=True, **lost)
    assert not house.alerts("call-not-recorded", str(route.call))
    assert read_record(house, route) == (True, False, "")


def test_another_s_call_is_not_there(house: House, pbx: Desk, seat: Seat) -> None:
    route = ring(house, pbx, seat)
    stranger, _ = sit_down(house)
    with pytest.raises(NotFound):
        look(house, stranger, route)
    with pytest.raises(NotFound):
        tell(house, place_pbx(house), route, TableStage.TALKING)
