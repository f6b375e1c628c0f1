"""The inspection of a call that was handed on has the answer of the call before, until another one is given (C1)."""

from __future__ import annotations

import pytest

from protocol.calls import CallTicket
from protocol.consent import name_wording
from protocol.events import Act
from protocol.incoming import CallHandedOn
from protocol.inspection import CallFile, ConsentAnswer, InspectionQuery
from protocol.roles import Role
from protocol.times import after, now
from server.services.calling.handing import hand_on
from server.services.inspecting.case import open_file
from server.services.inspecting.finding import find_calls, plan_search
from tests.server.calling import ALL_DAY, SCRIPT, Journal, dial, place_call, put_rules, put_script
from tests.server.house import House
from tests.server.seats import Desk


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    put_script(house)


@pytest.fixture
def talk(house: House, pbx: Desk) -> tuple[Journal, CallTicket]:
    """An agent's desk, which talks to a customer."""
    journal = Journal(house, house.seat(team="east"))
    ticket = dial(house, journal.seat, house.add_card(journal.seat.account, campaign="spring"))
    place_call(house, pbx, ticket, journal.seat.desk.id)
    journal.dialled(ticket)
    journal.answered(ticket.id)
    return journal, ticket


def say(journal: Journal, call: str, answer: str) -> None:
    """The desk notes what the customer answers."""
    journal.tell(Act.CONSENT_ANSWERED, call, way="out", answer=answer, wording=name_wording(SCRIPT))


def hand_to_colleague(house: House, pbx: Desk, call: str) -> tuple[Journal, str]:
    """The call goes on at a colleague's desk, who takes it; as which call."""
    journal = Journal(house, house.seat(team="east"))
    with house.writing() as connection:
        handed = CallHandedOn(call=call, desk=journal.seat.desk.id)
        route = hand_on(connection, house.central, pbx.device, "10.8.0.2", handed)
    assert route.call
    journal.answered(route.call, way="in")
    return journal, route.call


def inspect(house: House, call: str) -> CallFile:
    """What an inspector is given of a call."""
    seat = house.seat(Role.INSPECTOR)
    return house.act(seat, lambda connection, central, caller: open_file(connection, central, caller, call))


def test_the_yes_of_the_call_before_counts_and_says_where_it_was_said(house, pbx, talk):
    journal, ticket = talk
    say(journal, ticket.id, "yes")
    second, handed = hand_to_colleague(house, pbx, ticket.id)
    third, further = hand_to_colleague(house, pbx, handed)
    second.ended(handed, way="in", ending="transferred")
    third.ended(further, way="in")
    for call in (handed, further):
        file = inspect(house, call)
        assert (file.line.consent, file.said_in, file.wording) == (ConsentAnswer.YES, ticket.number, SCRIPT[1])
        assert [line.act for line in file.trail].count(Act.CONSENT_ANSWERED) == 1
    seat, since = house.seat(Role.INSPECTOR), after(now(), hours=-1)
    query = InspectionQuery(since=since, until=after(now(), seconds=60), consent=ConsentAnswer.YES)
    page = house.act(
        seat,
        lambda connection, central, caller: find_calls(connection, plan_search(connection, central, caller, query)),
    )
    assert {handed, further} <= {line.call.id for line in page.lines}
    journal.ended(ticket.id, ending="transferred")
    assert inspect(house, ticket.id).said_in == "", "the call in which he said it"


def test_a_word_that_comes_after_the_handing_on_counts_as_well(house, pbx, talk):
    journal, ticket = talk
    second, handed = hand_to_colleague(house, pbx, ticket.id)
    third, further = hand_to_colleague(house, pbx, handed)
    say(journal, ticket.id, "yes")
    third.ended(further, way="in")
    second.ended(handed, way="in")
    for call in (handed, further):
        assert inspect(house, call).said_in == ticket.number


def test_what_he_answers_the_colleague_counts_for_that_call_and_those_after_it_alone(house, pbx, talk):
    journal, ticket = talk
    say(journal, ticket.id, "yes")
    second, handed = hand_to_colleague(house, pbx, ticket.id)
    third, further = hand_to_colleague(house, pbx, handed)
    say(second, handed, "no")
    say(journal, ticket.id, "yes")
    journal.ended(ticket.id, ending="transferred")
    second.ended(handed, way="in")
    third.ended(further, way="in")
    assert inspect(house, ticket.id).line.consent is ConsentAnswer.YES
    for call, said_in in ((handed, ""), (further, inspect(house, handed).line.call.number)):
        file = inspect(house, call)
        assert (file.line.consent, file.said_in) == (ConsentAnswer.NO, said_in)
