"""Calls to inspect: how they are found, drawn by lot and paged, and which search is refused (U1, C1)."""

from __future__ import annotations

import pytest

from protocol.cards import Disposition
from protocol.events import Act, ObjectKind
from protocol.inspection import (
    ConsentAnswer,
    Stage,
)
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from server.services.accounts import add_team
from server.services.inspecting.finding import list_choices
from tests.server.calling import ALL_DAY, Journal, dial, put_rules, put_script
from tests.server.house import House
from tests.server.inspecting import Talk, look, numbers


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    put_script(house)


def test_calls_are_narrowed_by_outcome_answer_campaign_team_agent_and_recording(house):
    inspector, seat, other = house.seat(Role.INSPECTOR, team="head"), house.seat(), house.seat(team="west")
    journal = Journal(house, seat)
    yes, no = Talk(house, journal), Talk(house, journal, answer="no", outcome="busy")
    none = Talk(house, journal, answer="", outcome="")
    west = Talk(house, Journal(house, other), campaign="autumn")
    every = {yes.number, no.number, none.number}
    mine = {"person": seat.account.id}
    assert numbers(look(house, inspector, **mine)) == every
    assert numbers(look(house, inspector, **mine, consent=ConsentAnswer.NO)) == {no.number}
    assert numbers(look(house, inspector, **mine, consent=ConsentAnswer.NONE)) == {none.number}
    assert numbers(look(house, inspector, **mine, disposition=Disposition.INTERESTED)) == {yes.number}
    assert numbers(look(house, inspector, **mine, recorded=True)) == set()
    assert numbers(look(house, inspector, **mine, recorded=False)) == every
    assert west.number in numbers(look(house, inspector, campaign="autumn"))
    assert every.isdisjoint(numbers(look(house, inspector, campaign="autumn")))
    assert every.isdisjoint(numbers(look(house, inspector, team="west")))
    assert every <= numbers(look(house, inspector, team="head"))
    (line,) = look(house, inspector, **mine, consent=ConsentAnswer.NO).lines
    assert (line.disposition, line.stage, line.score) == (Disposition.BUSY, Stage.OPEN, None)
    asked = house.last_event("calls.searched", actor=inspector.account.id)
    assert asked.detail["consent"] == "no"


def test_an_outcome_belongs_to_the_call_before_it_and_to_no_earlier_one(house):
    inspector, seat = house.seat(Role.INSPECTOR), house.seat()
    journal = Journal(house, seat)
    first = Talk(house, journal, outcome="")
    ticket = dial(house, seat, first.card)
    journal.dialled(ticket)
    journal.answered(ticket.id)
    journal.ended(ticket.id, talk_s=5)
    journal.tell(Act.OUTCOME_RECORDED, first.card, kind=ObjectKind.CARD, disposition="busy", callback_at="", note="")
    found = {line.call.id: line.disposition for line in look(house, inspector, person=seat.account.id).lines}
    assert found == {first.call: None, ticket.id: Disposition.BUSY}


def test_a_lot_takes_nobody_twice_before_everybody_once_and_is_on_record(house):
    inspector = house.seat(Role.INSPECTOR)
    with house.writing() as connection:
        add_team(connection, house.central.node, "lot", "抽签组", "head")
    busy, quiet = house.seat(team="lot"), house.seat(team="lot")
    journal = Journal(house, busy)
    for _ in range(6):
        Talk(house, journal)
    alone = Talk(house, Journal(house, quiet))
    for _ in range(4):
        page = look(house, inspector, team="lot", sample=2, stage=Stage.OPEN)
        assert alone.number in numbers(page)
        assert len(page.lines) == 2
        drawn = house.last_event("inspection.drawn", actor=inspector.account.id)
        assert drawn.detail == {"drawn": ",".join(x.call.id for x in page.lines), "of": str(page.drawn_from)}
    assert page.drawn_from == 7
    lots = {frozenset(numbers(look(house, inspector, person=busy.account.id, sample=3))) for _ in range(12)}
    assert len(lots) > 1


def test_pages_follow_each_other(house):
    inspector, seat = house.seat(Role.INSPECTOR), house.seat()
    journal = Journal(house, seat)
    wanted = [Talk(house, journal).number for _ in range(3)]
    first = look(house, inspector, person=seat.account.id, limit=2)
    second = look(house, inspector, person=seat.account.id, limit=2, after=first.next)
    assert [line.call.number for line in (*first.lines, *second.lines)] == wanted[::-1]
    assert not second.next


def test_what_may_be_chosen_is_there_by_title(house):
    with house.reading() as connection:
        choices = list_choices(connection)
    assert {"spring", "autumn"} <= {each.id for each in choices.campaigns}
    assert {"head", "east", "west"} <= {each.id for each in choices.teams}


@pytest.mark.parametrize(
    "query",
    [
        {"since": "2026-01-01T00:00:00.000Z", "until": "2026-06-01T00:00:00.000Z", "person": "somebody"},
        {"after": "here"},
        {"team": "a\0b"},
    ],
)
def test_a_search_that_is_none_or_too_wide_is_refused(house, query):
    with pytest.raises(InvalidRequest):
        look(house, house.seat(Role.INSPECTOR), **query)
