"""A customer calls: who is to take it, what is on record, what a caller in vain leaves behind (D1, U1, U2)."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import select, update

from protocol.call_records import Way
from protocol.cards import CardState
from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.incoming import CallerSealed, IncomingRoute
from protocol.refusals import InvalidRequest, NotFound
from protocol.roles import Role
from protocol.team import MemberState
from protocol.times import after, now
from server.services.calling.incoming import UNKNOWN, take_call
from server.services.calling.next_card import search_next
from server.services.calling.presence import AWAY_S, note_heard
from server.services.calling.unheard import end_unheard
from server.services.calling.wall import read_wall
from server.store.call_tables import call_records, incoming_calls, presence
from server.store.tables import counters, customers
from tests.server.calling import dial, place_call, place_pbx
from tests.server.house import House
from tests.server.ringing import add_customer, call, leave, let_all_be_called, read_card, seal, sit_down

_NUMBERS = count(13_300_000_000)


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)


@pytest.fixture
def number() -> str:
    """A number that nobody else has."""
    return str(next(_NUMBERS))


def count_unknown(house: House) -> int:
    """Calls of nobody's."""
    with house.reading() as connection:
        query = select(counters.c.value).where(counters.c.name == UNKNOWN)
        return connection.execute(query).scalar_one_or_none() or 0


def test_a_customer_s_own_agent_is_rung_and_the_call_is_on_record_before(house, pbx, number):
    seat, journal = sit_down(house)
    card = add_customer(house, seat.account, number)
    route = call(house, pbx, number)
    assert (route.desk, route.card) == (seat.desk.id, card)
    came = house.last_event("call.came", object_id=route.call)
    named = {"number": came.detail["number"]}
    assert came.detail == {"card": card, "person": seat.account.id, "desk": seat.desk.id, "pbx": pbx.id} | named
    assert named["number"].startswith("C-")
    boss = house.seat(Role.SUPERVISOR)
    wall = house.act(boss, lambda connection, _, caller: read_wall(connection, caller))
    assert {one.id: one.state for one in wall.members}[seat.account.id] is MemberState.DIALLING
    journal.tell(Act.CALL_RANG, route.call, card=card, number="", way="in")
    journal.answered(route.call, way="in")
    journal.ended(route.call, ending="far-hung-up", talk_s=7, way="in")
    with house.reading() as connection:
        row = connection.execute(select(call_records).where(call_records.c.id == route.call)).one()
    assert (row.way, row.customer, row.ending, row.talk_s) == ("in", card, "far-hung-up", 7)
    assert house.alerts("call-not-recorded", route.call) == []


def test_who_has_no_time_is_not_rung_and_his_customer_is_a_callback_that_is_due(house, pbx, number):
    seat, journal = sit_down(house)
    card = add_customer(house, seat.account, number)

    def busy() -> bool:
        return call(house, pbx, number) == IncomingRoute()

    journal.tell(Act.CALLS_PAUSED, reason="do-not-disturb")
    assert busy()
    assert read_card(house, card) == (CardState.CALLBACK.value, seat.account.id)
    assert (InboxKind.CALL_MISSED.value, card) in house.notices(seat.account)
    assert house.last_event("call.missed").detail == {"card": card}
    journal.tell(Act.CALLS_RESUMED, reason="do-not-disturb")
    journal.tell(Act.SESSION_LOCKED)
    assert busy()
    journal.tell(Act.SESSION_UNLOCKED)
    ticket = dial(house, seat, house.add_card(seat.account))
    journal.dialled(ticket)
    assert busy()
    journal.answered(ticket.id)
    assert busy()
    journal.ended(ticket.id, talk_s=1)
    assert not busy(), "the time after a call is his who may be called back"
    assert busy(), "one call rings at a time"


def test_who_is_away_or_signed_out_is_not_rung(house, pbx, number):
    seat, _ = sit_down(house)
    add_customer(house, seat.account, number)
    with house.writing() as connection:
        quiet = after(now(), seconds=-AWAY_S - 1)
        connection.execute(update(presence).where(presence.c.person == seat.account.id).values(heard_at=quiet))
    assert call(house, pbx, number) == IncomingRoute()
    house.act(seat, lambda connection, _, caller: note_heard(connection, caller))
    house.age_session(seat, ended_at=now())
    assert call(house, pbx, number) == IncomingRoute()


def test_of_several_cards_the_one_called_last_comes_first_and_the_next_when_its_agent_has_no_time(house, pbx, number):
    first, journal = sit_down(house)
    second, _ = sit_down(house, "west")
    card, other = add_customer(house, first.account, number), add_customer(house, second.account, number, "autumn")
    ticket = dial(house, first, card)
    place_call(house, pbx, ticket, first.desk.id)
    route = call(house, pbx, number)
    assert (route.desk, route.card) == (first.desk.id, card)
    leave(house, pbx, route)
    journal.tell(Act.CALLS_PAUSED, reason="meal")
    route = call(house, pbx, number)
    assert (route.desk, route.card) == (second.desk.id, other)


def test_nobody_but_the_holder_is_rung_about_a_card_that_is_somebody_s(house, pbx, number):
    seat, journal = sit_down(house)
    sit_down(house)
    add_customer(house, seat.account, number)
    journal.tell(Act.CALLS_PAUSED, reason="meal")
    assert call(house, pbx, number) == IncomingRoute()


def test_a_card_that_is_nobody_s_becomes_his_who_takes_the_call_or_is_next_for_the_team(house, pbx, number):
    card = add_customer(house, None, number)
    sit_down(house, "west")
    assert call(house, pbx, number) == IncomingRoute()
    assert read_card(house, card) == (CardState.CALLBACK.value, None)
    seat, _ = sit_down(house)
    found = house.act(seat, lambda connection, central, caller: search_next(connection, central, caller))
    assert found.free == card, "it comes before the new ones"
    free = add_customer(house, None, other := str(next(_NUMBERS)))
    route = call(house, pbx, other)
    assert (route.desk, route.card) == (seat.desk.id, free)
    assert read_card(house, free) == (CardState.NEW.value, seat.account.id)
    assert house.last_event("cards.assigned", object_id=free).detail == {"person": seat.account.id}
    assert (InboxKind.CARDS_CHANGED.value, free) in house.notices(seat.account)


def test_a_call_that_rang_in_vain_is_missed_once_and_rings_no_more(house, pbx, number):
    seat, journal = sit_down(house)
    card = add_customer(house, seat.account, number)
    route = call(house, pbx, number)
    with pytest.raises(NotFound):
        leave(house, place_pbx(house), route)
    leave(house, pbx, route)
    leave(house, pbx, route)
    assert house.notices(seat.account).count((InboxKind.CALL_MISSED.value, card)) == 1
    journal.tell(Act.CALL_RANG, route.call, card=card, number="", way="in")
    journal.ended(route.call, ending="declined", way="in")
    with house.reading() as connection:
        row = connection.execute(select(call_records).where(call_records.c.id == route.call)).one()
        assert connection.execute(select(incoming_calls.c.missed_at).where(incoming_calls.c.id == route.call)).scalar()
    assert (row.ending, row.answered_at) == ("declined", None)
    assert call(house, pbx, number).desk == seat.desk.id


def test_a_call_of_which_nobody_told_that_it_rang_in_vain_is_missed_once(house, pbx, number):
    """An answer was lost on its way to the PBX, or the PBX was killed while it rang."""
    seat, journal = sit_down(house)
    card = add_customer(house, seat.account, number)
    route = call(house, pbx, number)
    end_unheard(house.central)
    assert read_card(house, card)[0] == CardState.NEW.value, "it may ring yet"
    house.age(incoming_calls, route.call, came_at=after(now(), seconds=-331))
    end_unheard(house.central)
    assert read_card(house, card)[0] == CardState.CALLBACK.value
    missed = house.last_event("call.missed", object_id=route.call).id
    end_unheard(house.central)
    leave(house, pbx, route)
    assert house.last_event("call.missed", object_id=route.call).id == missed
    talked = call(house, pbx, number)
    journal.tell(Act.CALL_RANG, talked.call, card=card, number="", way=Way.IN.value)
    journal.answered(talked.call, way="in")
    house.age(incoming_calls, talked.call, came_at=after(now(), seconds=-331))
    end_unheard(house.central)
    with house.reading() as connection:
        kept = select(incoming_calls.c.missed_at).where(incoming_calls.c.id == talked.call)
        assert connection.execute(kept).scalar_one() is None


def test_a_customer_who_is_not_to_be_called_reaches_his_agent_and_is_no_callback(house, pbx, number):
    seat, _ = sit_down(house)
    card = add_customer(house, seat.account, number)
    house.age(customers, card, state=CardState.STOPPED.value)
    route = call(house, pbx, number)
    assert route.card == card
    leave(house, pbx, route)
    assert read_card(house, card) == (CardState.STOPPED.value, seat.account.id)
    assert (InboxKind.CALL_MISSED.value, card) in house.notices(seat.account)


def test_a_number_that_is_no_customer_s_is_a_count_and_nothing_else(house, pbx, number):
    sit_down(house)
    before, known = count_unknown(house), count_rows(house)
    assert call(house, pbx, number) == call(house, pbx, "") == IncomingRoute()
    assert count_unknown(house) == before + 2
    assert count_rows(house) == known


def test_a_number_sealed_for_another_question_or_by_another_pbx_is_not_read(house, pbx, number):
    sealed = seal(house, pbx, number)
    other = place_pbx(house)
    renamed = CallerSealed(request=make_identifier(), caller=sealed.caller)
    for device, asked in ((other.device, sealed), (pbx.device, renamed)):
        with pytest.raises(InvalidRequest) as refused, house.writing() as connection:
            take_call(connection, house.central, device, "10.8.0.2", asked)
        assert number not in repr(refused.value.__dict__) + str(refused.value)


def test_another_desk_s_word_about_an_incoming_call_changes_nothing(house, pbx, number):
    seat, _ = sit_down(house)
    _, theirs = sit_down(house)
    add_customer(house, seat.account, number)
    route = call(house, pbx, number)
    theirs.tell(Act.CALL_RANG, route.call, card="", number="", way="in")
    theirs.answered(route.call, way="in")
    with house.reading() as connection:
        row = connection.execute(select(call_records).where(call_records.c.id == route.call)).one()
    assert (row.person, row.answered_at) == (seat.account.id, None)
    assert len(house.alerts("call-not-recorded", route.call)) == 2


def count_rows(house: House) -> int:
    """Incoming calls on record."""
    with house.reading() as connection:
        return len(connection.execute(select(incoming_calls.c.id)).all())
