"""Looking through the calls: by role, masked, paged, on record (U1, U2)."""

from __future__ import annotations

import msgspec
import pytest

from protocol.call_records import Ending
from protocol.call_search import CallPage, CallQuery
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from protocol.times import after, now
from server.services.calling.search import plan_call_search, search_calls
from tests.server.calling import ALL_DAY, Journal, dial, place_call, place_pbx, put_rules
from tests.server.house import VALUES, House
from tests.server.seats import Seat


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


def look(house: House, seat: Seat, **query: object) -> CallPage:
    """What somebody finds; of the last hour, unless the query says otherwise."""
    asked = CallQuery(**{"since": after(now(), hours=-1), "until": after(now(), seconds=60), **query})
    return house.act(
        seat,
        lambda connection, central, caller: search_calls(
            connection, plan_call_search(connection, central, caller, asked)
        ),
    )


def call(house: House, seat: Seat, ending: str = "busy", journal: Journal | None = None) -> tuple[str, str]:
    """One call, from leave to its end; its short name and its card."""
    card, pbx, journal = house.add_card(seat.account), place_pbx(house), journal or Journal(house, seat)
    ticket = dial(house, seat, card)
    journal.dialled(ticket)
    place_call(house, pbx, ticket, seat.desk.id)
    journal.ended(ticket.id, ending=ending, talk_s=3)
    return ticket.number, card


def test_a_call_is_found_with_all_that_is_known_of_it_and_no_value(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR, team="head")
    number, card = call(house, seat)
    (line,) = look(house, inspector, person=seat.account.id).lines
    assert (line.number, line.card, line.ending, line.talk_s) == (number, card, Ending.BUSY, 3)
    assert (line.customer, line.masked, line.device) == ("欧阳**", "138****5678", seat.desk.device.name)
    assert line.pbx.startswith("desk-"), "the tests' PBX is a desk by name"
    sent = msgspec.json.encode(line).decode()
    assert not [value for value in VALUES.values() if value in sent]
    assert [each.number for each in look(house, inspector, about=number).lines] == [number]
    assert [each.number for each in look(house, inspector, about=card).lines] == [number]
    searched = house.last_event("calls.searched", actor=inspector.account.id)
    assert searched.detail["about"] == card


def test_supervisors_find_the_calls_of_their_teams_alone(house):
    seat = house.seat()
    number, _ = call(house, seat)
    for role, team, found in (
        (Role.SUPERVISOR, "east", [number]),
        (Role.SUPERVISOR, "head", [number]),
        (Role.SUPERVISOR, "west", []),
        (Role.INSPECTOR, "west", [number]),
    ):
        viewer = house.seat(role, team=team)
        assert [line.number for line in look(house, viewer, about=number).lines] == found


def test_pages_follow_each_other_newest_first_and_endings_narrow(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    journal = Journal(house, seat)
    numbers = [call(house, seat, ending, journal)[0] for ending in ("busy", "no-answer", "busy")]
    Journal(house, house.seat()).rang()
    seen, after_ = [], ""
    while True:
        page = look(house, inspector, person=seat.account.username, limit=2, after=after_)
        seen += [line.number for line in page.lines]
        after_ = page.next
        if not after_:
            break
    assert seen == numbers[::-1]
    busy = look(house, inspector, person=seat.account.id, ending=Ending.BUSY)
    assert [line.number for line in busy.lines] == [numbers[2], numbers[0]]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "2026-01-01T00:00:00.000Z", "until": "2026-06-01T00:00:00.000Z"},
        {"since": "2026-06-01T00:00:00.000Z", "until": "2026-01-01T00:00:00.000Z"},
        {"after": "here"},
        {"person": "a\0b"},
    ],
)
def test_a_search_that_is_none_or_too_wide_is_refused(house, query):
    with pytest.raises(InvalidRequest):
        look(house, house.seat(Role.INSPECTOR), **query)
