"""Missed calls are listed from Central until they are called back or seen to, whoever sits where by then (D1, U1)."""

from __future__ import annotations

from itertools import count

import pytest

from protocol.call_records import Way
from protocol.events import Act
from protocol.incoming import MissedSeen
from protocol.roles import Role
from protocol.times import after, now
from server.services.calling.missed import list_missed, see_to
from server.store.call_tables import incoming_calls
from server.store.tables import customers
from tests.server.calling import Journal, dial, place_pbx
from tests.server.house import House
from tests.server.ringing import add_customer, call, leave, let_all_be_called, sit_down
from tests.server.seats import Seat

_NUMBERS = count(13_600_000_000)


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)


def miss(house: House, seat: Seat) -> tuple[str, str]:
    """A customer of somebody's calls in vain; his card and number."""
    number = str(next(_NUMBERS))
    card = add_customer(house, seat.account, number)
    call(house, place_pbx(house), number)
    return card, number


def list_of(house: House, seat: Seat) -> list[str]:
    """The cards of what is listed."""
    return [one.card for one in house.act(seat, lambda connection, _, caller: list_missed(connection, caller))]


def test_what_was_missed_while_nobody_was_there_is_listed_at_any_desk_newest_first(house):
    away = house.seat()
    first, second = miss(house, away)[0], miss(house, away)[0]
    elsewhere = house.sign_in(away.account, house.place_desk())
    assert list_of(house, elsewhere) == [second, first]
    assert list_of(house, house.seat()) == [], "another agent's"


def test_a_customer_who_was_called_back_is_listed_no_more(house):
    seat = house.seat()
    card, _ = miss(house, seat)
    Journal(house, seat).dialled(dial(house, seat, card))
    assert list_of(house, seat) == []


def test_one_who_called_again_is_listed_no_more_once_somebody_answered(house):
    seat, journal = sit_down(house)
    number = str(next(_NUMBERS))
    card, pbx = add_customer(house, seat.account, number), place_pbx(house)
    leave(house, pbx, call(house, pbx, number))
    again = call(house, pbx, number)
    journal.tell(Act.CALL_RANG, again.call, card=card, number="", way=Way.IN.value)
    assert list_of(house, seat) == [card], "it rings"
    journal.answered(again.call, way="in")
    assert list_of(house, seat) == []


def test_what_was_seen_to_is_listed_no_more_and_that_is_on_record(house):
    seat, other = house.seat(), house.seat()
    card, kept = miss(house, seat)[0], miss(house, seat)[0]
    theirs, _ = miss(house, other)
    calls = {one.card: one.call for one in _all(house, seat) + _all(house, other)}
    seen = MissedSeen(calls=(calls[card], calls[theirs], "no such call"))
    house.act(seat, lambda *at: see_to(at[0], at[1], at[2], seen))
    assert list_of(house, seat) == [kept]
    assert list_of(house, other) == [theirs]
    noted = house.last_event("calls.missed-seen", actor=seat.account.id)
    assert (noted.detail, noted.role) == ({"calls": "1"}, Role.AGENT)


def test_a_card_that_is_somebody_else_s_by_now_takes_its_missed_calls_along(house):
    seat, heir = house.seat(), house.seat()
    card, _ = miss(house, seat)
    house.age(customers, card, assigned_to=heir.account.id)
    assert (list_of(house, seat), list_of(house, heir)) == ([], [card])


def test_a_week_later_it_is_listed_no_more(house):
    seat = house.seat()
    miss(house, seat)
    (one,) = _all(house, seat)
    house.age(incoming_calls, one.call, missed_at=after(now(), days=-8))
    assert list_of(house, seat) == []


def _all(house, seat):
    return house.act(seat, lambda connection, _, caller: list_missed(connection, caller))
