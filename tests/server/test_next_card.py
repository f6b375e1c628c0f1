"""Which card is next: promises first, then the order of the campaign, shared out one by one (D1, U1)."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial

import msgspec
import pytest
from sqlalchemy import update

from protocol.calls import NextCall, NextReason
from protocol.cards import CardState
from protocol.times import after, now
from server.services.callers import find_caller
from server.services.calling.next_card import Found, choose_next, search_next, take_found
from server.store.call_tables import calls
from server.store.tables import customers
from tests.server.calling import ALL_DAY, dial, place_call, place_pbx, put_rules
from tests.server.house import House, run_at_once
from tests.server.seats import Seat


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    with house.writing() as connection:  # what other tests left unassigned is not of this one
        connection.execute(
            update(customers).where(customers.c.assigned_to.is_(None)).values(state=CardState.DONE.value)
        )


def ask(house: House, seat: Seat) -> NextCall:
    """Ask for the next card, as the route does."""

    @contextmanager
    def write():
        with house.writing() as connection:
            yield connection, find_caller(connection, seat.request())

    return choose_next(house.central, partial(read, house, seat), write)


def read(house: House, seat: Seat, look):
    with house.reading() as connection:
        return look(connection, find_caller(connection, seat.request()))


def search(house: House, seat: Seat) -> Found:
    return read(house, seat, lambda connection, caller: search_next(connection, house.central, caller))


def take(house: House, seat: Seat, found: Found) -> NextCall | None:
    return house.act(seat, lambda connection, central, caller: take_found(connection, central, caller, found))


def put(house: House, card: str, state: CardState, hours: float) -> None:
    """A card's state, due some hours from now."""
    house.age(customers, card, state=state.value, due_at=after(now(), seconds=hours * 3600))


def test_promises_come_first_then_who_was_not_reached_then_the_new_in_their_order(house):
    seat = house.seat()
    first, second, retry, old, recent, later = (house.add_card(seat.account) for _ in range(6))
    put(house, retry, CardState.RETRY, -30)
    put(house, recent, CardState.CALLBACK, -1)
    put(house, old, CardState.CALLBACK, -2)
    put(house, later, CardState.CALLBACK, 5)
    order = []
    for _ in range(5):
        found = ask(house, seat)
        order.append((found.card, found.reason))
        house.age(customers, found.card, state=CardState.DONE.value)
    assert order == [
        (old, NextReason.CALLBACK),
        (recent, NextReason.CALLBACK),
        (retry, NextReason.RETRY),
        (first, NextReason.NEW),
        (second, NextReason.NEW),
    ]
    nothing = ask(house, seat)
    assert (nothing.card, nothing.reason) == (None, None)
    assert after(now(), hours=4) < nothing.again_at < after(now(), hours=6)


def test_who_may_not_be_called_now_is_passed_over_and_has_his_turn_later(house):
    seat, pbx = house.seat(), place_pbx(house)
    rested, other = house.add_card(seat.account), house.add_card(seat.account)
    put_rules(house, msgspec.structs.replace(ALL_DAY, least_gap_s=3600))
    ticket = dial(house, seat, rested)
    place_call(house, pbx, ticket, seat.desk.id)
    assert ask(house, seat).card == other
    house.age(calls, ticket.id, routed_at=after(now(), hours=-2))
    assert ask(house, seat).card == rested


def test_outside_calling_hours_nobody_is_next_and_nothing_is_shared_out(house):
    seat = house.seat()
    house.add_card(seat.account)
    free = house.add_card(None)
    put_rules(house, msgspec.structs.replace(ALL_DAY, closed_days=(after(now(), hours=8)[:10],)))
    assert ask(house, seat) == NextCall()
    with house.reading() as connection:
        row = connection.execute(customers.select().where(customers.c.id == free)).one()
    assert row.assigned_to is None


def test_what_is_nobody_s_goes_one_by_one_to_those_of_the_team_who_have_none_left(house):
    seats = [house.seat() for _ in range(3)]
    stranger = house.seat(team="west")
    cards = [house.add_card(None) for _ in range(6)]
    assert ask(house, stranger).card is None
    rounds = []
    for _ in range(2):
        found = run_at_once(*[lambda seat=seat: ask(house, seat) for seat in seats])
        assert {each.reason for each in found} == {NextReason.TAKEN}
        again = [ask(house, seat).card for seat in seats]
        assert again == [each.card for each in found], "nobody gets a second one while he has one to call"
        rounds += again
        for card in again:
            house.age(customers, card, state=CardState.DONE.value)
    assert sorted(rounds) == sorted(cards)
    assert house.last_event("cards.assigned", object_id=cards[0]).actor in {seat.account.id for seat in seats}
    assert ("cards-changed", rounds[0]) in house.notices(seats[0].account)


def test_nobody_who_writes_waits_for_a_search(house):
    seat = house.seat()
    free = house.add_card(None)
    with house.writing():
        assert search(house, seat).free == free


def test_what_changed_since_the_search_gives_nobody_a_card(house):
    seat, other = house.seat(), house.seat()
    free = house.add_card(None)
    found = search(house, seat)
    assert found.free == free
    house.age(customers, free, state=CardState.STOPPED.value)
    assert take(house, seat, found) is None, "its customer is not to be called any longer"
    house.age(customers, free, state=CardState.NEW.value)
    closed = msgspec.structs.replace(ALL_DAY, closed_days=(after(now(), hours=8)[:10],))
    put_rules(house, closed)
    assert take(house, seat, found) is None, "nobody is called today"
    put_rules(house, ALL_DAY)
    own = house.add_card(seat.account)
    assert take(house, seat, found) is None, "he has one of his own by now"
    assert ask(house, seat).card == own
    assert take(house, other, search(house, other)).card == free
    assert take(house, seat, msgspec.structs.replace(found, own=((own, CardState.NEW.value),))) is None
    with house.reading() as connection:
        row = connection.execute(customers.select().where(customers.c.id == free)).one()
    assert row.assigned_to == other.account.id


def test_somebody_who_was_too_slow_searches_again_and_in_the_end_in_the_writer_s_turn(house):
    slow, quick = house.seat(), [house.seat() for _ in range(3)]
    cards = [house.add_card(None) for _ in range(4)]
    searches = []

    def look(searching):
        found = read(house, slow, searching)
        searches.append(found.free)
        assert ask(house, quick[len(searches) - 1]).card == found.free  # before he comes to take it
        return found

    @contextmanager
    def write():
        with house.writing() as connection:
            yield connection, find_caller(connection, slow.request())

    taken = choose_next(house.central, look, write)
    assert (taken.card, taken.reason) == (cards[3], NextReason.TAKEN)
    assert searches == cards[:3]
