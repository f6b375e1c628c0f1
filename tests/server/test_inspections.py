"""Inspecting calls: opened, judged, judged anew, answered, read; each by those whose work it is (U1, U2, C1)."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from protocol.administration import ConfigurationWrong
from protocol.events import Act
from protocol.inspection import (
    DEFAULT_SCHEME,
    ConsentAnswer,
    Criterion,
    Mark,
    Stage,
)
from protocol.refusals import Conflict, InvalidRequest, NotFound
from protocol.road import RecordsUnavailable
from protocol.roles import Role
from server.services.inspecting.schemes import SchemePlan, put_scheme
from server.services.registry import CampaignPlan, put_campaign
from server.services.reveals import request_reveal
from server.store.inspection_tables import inspections
from tests.server.calling import ALL_DAY, SCRIPT, Journal, dial, put_rules, put_script
from tests.server.house import PURPOSES, VALUES, House, ask_for
from tests.server.inspecting import Talk, give, judge, look, numbers, object_to, open_call, read


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    put_script(house)


def test_a_file_holds_the_facts_masked_the_wording_and_the_calls_own_trail(house):
    inspector, seat = house.seat(Role.INSPECTOR), house.seat()
    journal = Journal(house, seat)
    talk, other = Talk(house, journal), Talk(house, journal)
    wanted = ask_for(talk.card)
    house.prove(seat, lambda connection, central, caller: request_reveal(connection, central, caller, wanted))
    file = open_call(house, inspector, talk.call)
    assert (file.wording, file.line.consent, file.note) == (SCRIPT[1], ConsentAnswer.YES, "问过138****5678")
    assert (file.source.id, file.scheme, file.versions, file.answer) == ("S-1", DEFAULT_SCHEME, (), None)
    acts = [line.act for line in file.trail]
    assert acts.index(Act.CALL_DIALLED) < acts.index(Act.CONSENT_ANSWERED) < acts.index(Act.CALL_ENDED)
    assert {Act.OUTCOME_RECORDED, Act.REVEAL_COLLECTED} <= set(acts)
    assert not [line for line in file.trail if line.ip]
    assert Act.REVEAL_COLLECTED not in {line.act for line in open_call(house, inspector, other.call).trail}
    sent = msgspec.json.encode(file).decode()
    assert not [value for value in VALUES.values() if value in sent]
    assert house.last_event("inspection.opened", object_id=talk.call).detail["card"] == talk.card


def test_what_was_read_is_not_told_where_the_script_has_changed_since(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    plan = CampaignPlan(id="spring", title="春季回访", team="east", purposes=PURPOSES, script=("您同意吗?",))
    with house.writing() as connection:
        put_campaign(connection, house.central.node, plan)
    assert open_call(house, inspector, talk.call).wording == ""


def test_a_call_is_judged_and_its_agent_told(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    mark = Mark(at_s=12, criterion="courtesy", note="客户报了13812345678")
    made = give(house, inspector, judge(talk.call, points={"courtesy": 5}, marks=(mark,), note=" 打13812345678 "))
    assert (made.version, made.score, made.unmet, made.note) == (1, 90, (), "打138****5678")
    assert made.marks[0].note == "客户报了138****5678"
    told = house.last_event("inspection.recorded", object_id=talk.call)
    assert (told.actor, told.detail["score"], told.detail["version"]) == (inspector.account.id, "90", "1")
    assert ("call-inspected", talk.call) in house.notices(seat.account)
    (line,) = look(house, inspector, person=seat.account.id).lines
    assert (line.stage, line.score) == (Stage.INSPECTED, 90)
    assert open_call(house, inspector, talk.call).versions == (made,)


def test_a_fatal_criterion_unmet_leaves_nothing(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    made = give(house, inspector, judge(talk.call, points={"consent": 0}))
    assert (made.score, made.unmet) == (0, ("consent",))


@pytest.mark.parametrize(
    "facts",
    [
        {"points": {"consent": 7}},
        {"points": {"courtesy": 16}},
        {"marks": (Mark(at_s=0, criterion="unknown"),)},
        {"marks": (Mark(at_s=900, criterion="courtesy"),)},
    ],
    ids=["half a fatal one", "too many", "no such criterion", "behind the end"],
)
def test_what_the_scheme_does_not_allow_is_refused(house, facts):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    with pytest.raises(InvalidRequest):
        give(house, inspector, judge(talk.call, **facts))
    short = judge(talk.call)
    with pytest.raises(InvalidRequest):
        give(house, inspector, msgspec.structs.replace(short, judged=short.judged[1:]))
    assert open_call(house, inspector, talk.call).versions == ()


def test_judging_anew_is_another_version_and_nothing_is_changed(house):
    seat, inspector, second = house.seat(), house.seat(Role.INSPECTOR), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    first = give(house, inspector, judge(talk.call, points={"care": 0}))
    with pytest.raises(Conflict):
        give(house, second, judge(talk.call))
    anew = give(house, second, judge(talk.call, 1))
    assert open_call(house, inspector, talk.call).versions == (anew, first)
    for statement in (update(inspections).values(score=100), delete(inspections)):
        with pytest.raises((DBAPIError, RecordsUnavailable)), house.writing() as connection:
            connection.execute(statement)
    assert open_call(house, inspector, talk.call).versions == (anew, first)


def test_a_call_that_nobody_answered_or_that_is_on_cannot_be_inspected(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    journal = Journal(house, seat)
    on = dial(house, seat, house.add_card(seat.account))
    journal.dialled(on)
    with pytest.raises(NotFound):
        open_call(house, inspector, on.id)
    journal.answered(on.id)
    with pytest.raises(NotFound):
        give(house, inspector, judge(on.id))
    assert look(house, inspector, person=seat.account.id).lines == ()


def test_an_agent_answers_once_and_inspector_and_supervisors_hear_of_it(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    boss, elsewhere = house.seat(Role.SUPERVISOR), house.seat(Role.SUPERVISOR, team="west")
    talk = Talk(house, Journal(house, seat))
    with pytest.raises(NotFound):
        object_to(house, seat, talk.call)
    give(house, inspector, judge(talk.call))
    with pytest.raises(NotFound):
        object_to(house, house.seat(), talk.call)
    with pytest.raises(Conflict):
        object_to(house, seat, talk.call, version=2)
    object_to(house, seat, talk.call, "我读了,客户13812345678")
    assert house.last_event("inspection.answered", object_id=talk.call).actor == seat.account.id
    for one in (inspector, boss):
        assert ("inspection-answered", talk.call) in house.notices(one.account)
    assert house.notices(elsewhere.account) == []
    with pytest.raises(Conflict):
        object_to(house, seat, talk.call)
    assert open_call(house, inspector, talk.call).answer.text == "我读了,客户138****5678"
    assert look(house, inspector, person=seat.account.id).lines[0].stage is Stage.OBJECTED
    assert numbers(look(house, inspector, person=seat.account.id, stage=Stage.OBJECTED)) == {talk.number}
    give(house, inspector, judge(talk.call, 1))
    assert look(house, inspector, person=seat.account.id, stage=Stage.OBJECTED).lines == ()
    assert numbers(look(house, inspector, person=seat.account.id, stage=Stage.INSPECTED)) == {talk.number}
    with pytest.raises(Conflict):
        object_to(house, seat, talk.call, version=2)


def test_results_are_the_agents_own_and_the_supervisors_teams_with_averages(house):
    inspector, first, second = house.seat(Role.INSPECTOR), house.seat(), house.seat()
    outside = house.seat(Role.SUPERVISOR, team="west")
    journal = Journal(house, first)
    for points in ({}, {"courtesy": 0}, {"consent": 0}):
        give(house, inspector, judge(Talk(house, journal).call, points=points))
    other = Talk(house, Journal(house, second))
    give(house, inspector, judge(other.call, points={"care": 0}))
    give(house, inspector, judge(other.call, 1))
    boss = house.seat(Role.SUPERVISOR, team="head")
    own = read(house, first)
    assert [line.inspection.score for line in own.lines] == [0, 85, 100]
    assert all(line.is_own and line.call.card == line.call.masked == "" for line in own.lines)
    assert [(each.count, each.score, each.unmet) for each in own.averages] == [(3, 62, 1)]
    assert [line.call.number for line in read(house, second).lines] == [other.number]
    assert read(house, second).lines[0].inspection.version == 2
    seen = {each.person: each.score for each in read(house, boss).averages}
    assert seen[f"员工 {first.account.username}"] == 62
    assert seen[f"员工 {second.account.username}"] == 100
    assert house.last_event("inspections.read", actor=boss.account.id)
    named = read(house, boss, person=second.account.username)
    assert [line.is_own for line in named.lines] == [False]
    theirs = {line.call.person for line in read(house, outside).lines}
    assert f"员工 {first.account.username}" not in theirs
    page = read(house, first, limit=2)
    assert [line.inspection.score for line in read(house, first, limit=2, after=page.next).lines] == [100]


def test_a_campaigns_scheme_goes_before_the_companys_and_earlier_inspections_keep_theirs(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    journal = Journal(house, seat)
    talk, other = Talk(house, journal), Talk(house, journal, campaign="autumn")
    made = give(house, inspector, judge(talk.call))
    own = (Criterion(id="hello", title="问候", points=10),)
    with house.writing() as connection:
        put_scheme(connection, house.central.node, SchemePlan(criteria=DEFAULT_SCHEME.criteria[:2]), "admin")
        spring = put_scheme(connection, house.central.node, SchemePlan(campaign="spring", criteria=own), "admin")
    assert spring.name == "spring/1"
    with pytest.raises(Conflict):
        give(house, inspector, judge(talk.call, 1))
    file = open_call(house, inspector, talk.call)
    assert (file.scheme, file.versions[0].criteria) == (spring, made.criteria)
    assert open_call(house, inspector, other.call).scheme.name == "/1"
    assert give(house, inspector, judge(talk.call, 1, spring)).score == 100
    changed = house.last_event("inspection.scheme_changed", object_id="spring")
    assert changed.detail == {"version": "1", "criteria": "1", "by": "admin"}


@pytest.mark.parametrize(
    "plan",
    [
        SchemePlan(campaign="nowhere", criteria=DEFAULT_SCHEME.criteria),
        SchemePlan(criteria=()),
        SchemePlan(criteria=DEFAULT_SCHEME.criteria[:1] * 2),
        SchemePlan(criteria=(Criterion(id="hello", points=3),)),
    ],
)
def test_a_scheme_that_is_none_is_refused(house, plan):
    with pytest.raises(ConfigurationWrong), house.writing() as connection:
        put_scheme(connection, house.central.node, plan, "admin")


def test_the_answers_of_calls_are_kept_once_and_only_from_their_own_desk(house):
    seat, inspector = house.seat(), house.seat(Role.INSPECTOR)
    talk = Talk(house, Journal(house, seat))
    Journal(house, house.seat()).tell(Act.CONSENT_ANSWERED, talk.call, way="out", answer="no")
    assert look(house, inspector, person=seat.account.id).lines[0].consent is ConsentAnswer.YES
    with house.reading() as connection:
        assert len(connection.execute(select(inspections).where(inspections.c.call == talk.call)).all()) == 0
