"""Investigators' search: finds what they ask for, no more than their role allows, and is on record itself (U2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, event, insert

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from protocol.sessions import Person
from protocol.times import after, now
from protocol.trail_search import TrailPage, TrailQuery
from server.services.acts import record_act
from server.services.trail import record
from server.services.trail_search import Search, count_hours, plan_search, search_trail, write_conditions
from server.store.tables import campaigns, customers, reveals, sources
from tests.server.statements import heard
from tests.server.watched import NINE, Company, at

WEEK = {"since": after(NINE, days=-1), "until": after(NINE, days=6)}
CUSTOMER, OTHER = make_identifier(), make_identifier()


class Wednesday(Company):
    """The company, and two of its desks."""

    def __init__(self, folder: Path, database: str) -> None:
        super().__init__(folder, database)
        self.seven, self.eight = self.desk("desk-07"), self.desk("desk-08", of=self.colleague)


@pytest.fixture(scope="module")
def company(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wednesday]:
    """A company, and what three people did on a Wednesday: everything that the tests look for."""
    made = Wednesday(tmp_path_factory.mktemp("central"), module_database_url)
    with made.engine.begin() as connection:
        made.seven.deliver(
            connection,
            *((made.agent.id, Act.CARD_OPENED, at(minutes=minute)) for minute in range(0, 90, 10)),
            object_id=CUSTOMER,
        )
        made.seven.deliver(connection, (made.leader.id, Act.CARD_OPENED, at(hours=3)), object_id=OTHER)
        made.eight.deliver(
            connection,
            (made.colleague.id, Act.OUTCOME_REFUSED, at(hours=2)),
            (made.colleague.id, Act.CARD_OPENED, at(hours=2, minutes=1)),
            object_id=CUSTOMER,
        )
    yield made
    made.engine.dispose()


def look(company: Wednesday, who: Person, /, **wanted: object) -> TrailPage:
    """What ``who`` finds."""
    caller = company.caller(who, company.seven)
    query = msgspec.convert({**WEEK, **wanted}, type=TrailQuery)
    with company.engine.begin() as connection:
        search = plan_search(connection, company.central, caller, query)
        return search_trail(connection, search)


def test_who_touched_this_customer_newest_first_and_by_name(company: Wednesday) -> None:
    page = look(company, company.security, about=CUSTOMER)
    assert [line.actor_name for line in page.lines[:3]] == ["张敏", "张敏", "李强"]
    assert [line.at for line in page.lines] == sorted((line.at for line in page.lines), reverse=True)
    assert len(page.lines) == 11
    assert page.lines[0].device_name == "desk-08"
    assert page.lines[0].ip == "10.8.0.7"


def test_a_customers_reveals_are_found_with_him(company: Wednesday) -> None:
    reveal = make_identifier()
    with company.engine.begin() as connection:
        _add_reveal(connection, company, reveal)
        deed = Deed(act=Act.REVEAL_REQUESTED, actor=company.agent.id, object_kind=ObjectKind.REVEAL, object_id=reveal)
        record_act(connection, company.central.node, deed, "10.8.0.7")
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    for about in (CUSTOMER, "R-77"):
        (line,) = look(company, company.security, about=about, acts=["reveal.requested"], **span).lines
        assert (line.act, line.object_name, line.device_name) == (Act.REVEAL_REQUESTED, "R-77", "Central")


def _add_reveal(connection: Connection, company: Wednesday, reveal: str) -> None:
    connection.execute(
        insert(sources).values(
            id="S-1",
            kind="web",
            party="us",
            legal_basis="consent",
            evidence_sha256="",
            approver="x",
            registered_at=NINE,
        )
    )
    connection.execute(
        insert(campaigns).values(
            id="c", title="c", team="team-1", purposes=[], script=[], retention_days=1, created_at=NINE
        )
    )
    connection.execute(
        insert(customers).values(
            id=CUSTOMER,
            campaign="c",
            source="S-1",
            state="new",
            fields=[],
            tags=[],
            imported_at=NINE,
            retain_until=NINE,
        )
    )
    connection.execute(
        insert(reveals).values(
            id=reveal,
            number="R-77",
            person=company.agent.id,
            device=company.seven.device.id,
            customer=CUSTOMER,
            field="mobile",
            purpose="marketing",
            reason="x",
            public_key=bytes(32),
            state="ready",
            approvals_needed=0,
            show_s=15,
            made_at=NINE,
            expires_at=NINE,
        )
    )


@pytest.mark.parametrize("words", ["li.qiang", "李强"])
def test_what_did_this_person_do_by_username_or_name(company: Wednesday, words: str) -> None:
    lines = look(company, company.security, person=words).lines
    assert {line.actor for line in lines} == {company.agent.id}
    assert len(lines) == 9


def test_by_act_device_ip_outcome_and_time(company: Wednesday) -> None:
    refused = look(company, company.security, acts=["outcome.refused"]).lines
    assert [line.actor for line in refused] == [company.colleague.id]
    assert len(look(company, company.security, device="desk-08").lines) == 2
    assert len(look(company, company.security, ip="10.8.0.7").lines) == 12
    assert look(company, company.security, ip="10.8.0.8").lines == ()
    assert look(company, company.security, outcome="failed").lines == ()
    hour = {"since": at(hours=2), "until": at(hours=3)}
    assert len(look(company, company.security, **hour).lines) == 2


def test_a_step_up_at_central_is_found_by_the_desk_it_came_from(company: Wednesday) -> None:
    desk = company.eight.device.id
    deed = Deed(act=Act.STEPUP_SUCCEEDED, actor=company.colleague.id, object_kind=ObjectKind.DEVICE, object_id=desk)
    with company.engine.begin() as connection:
        record(connection, company.central.node, deed, "10.8.0.9")
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    (line,) = look(company, company.security, device="desk-08", **span).lines
    assert (line.act, line.object_name, line.ip) == (Act.STEPUP_SUCCEEDED, "desk-08", "10.8.0.9")


def test_a_supervisor_sees_what_his_team_did_and_nothing_else(company: Wednesday) -> None:
    lines = look(company, company.leader).lines
    assert {line.actor for line in lines} == {company.agent.id, company.leader.id}
    assert look(company, company.leader, person="zhang.min").lines == ()
    assert {line.actor for line in look(company, company.leader, about=CUSTOMER).lines} == {company.agent.id}
    assert sum(hour.count for hour in look(company, company.leader).hours) == len(lines)


def test_the_privacy_officer_asks_about_one_customer_at_a_time(company: Wednesday) -> None:
    assert len(look(company, company.privacy, about=CUSTOMER).lines) == 11
    with pytest.raises(InvalidRequest):
        look(company, company.privacy, person="li.qiang")


def test_pages_follow_each_other_without_a_gap_though_moments_are_equal(company: Wednesday) -> None:
    with company.engine.begin() as connection:
        same = [(company.agent.id, Act.CARD_OPENED, at(hours=40)) for _ in range(7)]
        company.seven.deliver(connection, *same, object_id=OTHER)
    found, place = [], ""
    while True:
        page = look(company, company.security, about=OTHER, limit=3, after=place)
        found += [line.log_index for line in page.lines]
        assert bool(page.hours) == (place == "")
        place = page.next
        if not place:
            break
    assert found == sorted(set(found), reverse=True)
    assert len(found) == 8


def test_the_hours_count_all_that_is_found_and_what_was_not_done(company: Wednesday) -> None:
    hours = look(company, company.security, about=CUSTOMER, limit=1).hours
    assert [(hour.hour, hour.count, hour.not_done) for hour in hours] == [
        ("2026-10-14T01:00:00.000Z", 6, 0),
        ("2026-10-14T02:00:00.000Z", 3, 0),
        ("2026-10-14T03:00:00.000Z", 2, 0),
    ]
    with company.engine.begin() as connection:
        deed = Deed(act=Act.CARD_REFUSED, actor=company.agent.id, outcome=Outcome.REFUSED)
        record_act(connection, company.central.node, deed, "10.8.0.7")
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    counted = look(company, company.security, acts=["card.refused"], **span).hours
    assert [(hour.count, hour.not_done) for hour in counted] == [(1, 1)]


@pytest.mark.parametrize("wanted", [{"about": CUSTOMER}, {"outcome": "refused"}, {"ip": "10.9.9.9"}])
def test_what_fits_a_page_is_looked_for_once(company: Wednesday, wanted: dict[str, object]) -> None:
    """An address, or an outcome, is in no index that a search could go by: it reads its whole span."""
    caller = company.caller(company.security, company.seven)
    with company.engine.begin() as connection:
        search = plan_search(connection, company.central, caller, msgspec.convert({**WEEK, **wanted}, type=TrailQuery))
        with heard(connection) as said:
            page = search_trail(connection, search)
        counted = count_hours(connection, write_conditions(connection, search))
    assert len([statement for statement in said if "FROM events" in statement]) == 1
    assert page.hours == counted


def test_who_looked_at_a_customers_trail_is_part_of_it(company: Wednesday) -> None:
    look(company, company.privacy, about=OTHER)
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    line = look(company, company.security, about=OTHER, person="zhou.yan", **span).lines[0]
    assert (line.act, line.role) == (Act.TRAIL_SEARCHED, Role.PRIVACY)


def test_a_search_does_not_find_itself(company: Wednesday) -> None:
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    caller_acts = [look(company, company.privacy, about="nobody knows", **span).lines for _ in range(2)]
    assert [len(lines) for lines in caller_acts] == [0, 1]


def test_every_search_is_on_record_with_what_it_looked_for(company: Wednesday) -> None:
    look(company, company.leader, person="li.qiang", acts=["card.opened"], limit=5)
    span = {"since": after(now(), hours=-1), "until": after(now(), hours=1)}
    line = look(company, company.security, person="wang.fang", acts=["trail.searched"], **span).lines[0]
    assert line.detail["person"] == "li.qiang"
    assert line.detail["acts"] == "card.opened"
    assert line.detail["since"] == WEEK["since"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": NINE, "until": NINE},
        {"since": "2026-99-99T00:00:00.000Z"},
        {"until": after(NINE, days=200)},
        {"after": "x/1"},
        {"after": "2026-10-14T01:00:00.000Z/1x"},
        {"person": "a\0b"},
    ],
)
def test_a_search_that_is_none_or_too_wide_is_refused(company: Wednesday, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        look(company, company.security, **wrong)


def test_three_years_of_one_person_may_be_searched(company: Wednesday) -> None:
    page = look(company, company.security, person="zhang.min", since=after(NINE, days=-1000))
    assert [line.act for line in page.lines] == [Act.CARD_OPENED, Act.OUTCOME_REFUSED]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "ix_events_at"),
        ({"person": "li.qiang"}, "ix_events_actor"),
        ({"about": CUSTOMER}, "ix_events_object_id"),
        ({"acts": ["card.refused"]}, "ix_events_act_at"),
        ({"person": "li.qiang", "acts": ["card.refused"]}, "ix_events_actor"),
        ({"about": CUSTOMER, "acts": ["card.refused"]}, "ix_events_object_id"),
    ],
)
def test_no_search_reads_the_whole_log(company: Wednesday, wanted: dict[str, object], index: str) -> None:
    if company.engine.dialect.name != "sqlite":
        return  # PostgreSQL reads so small a table as a whole, and rightly
    plan = explain(company, wanted, "events.bytes")
    assert index in plan
    assert "SCAN events" not in plan


@pytest.mark.parametrize("wanted", [{}, {"person": "li.qiang"}, {"acts": ["card.refused"]}, {"outcome": "refused"}])
def test_no_row_is_read_to_count_it_by_the_hour(company: Wednesday, wanted: dict[str, object]) -> None:
    if company.engine.dialect.name != "sqlite":
        return  # so small a table PostgreSQL reads as a whole
    assert "USING COVERING INDEX" in explain(company, wanted, "GROUP BY", count_found)


@pytest.mark.parametrize("wanted", [{}, {"person": "li.qiang"}, {"acts": ["card.refused"]}])
def test_the_newest_of_millions_are_not_sorted_out_of_all(company: Wednesday, wanted: dict[str, object]) -> None:
    if company.engine.dialect.name != "sqlite":
        return
    assert "TEMP B-TREE" not in explain(company, wanted, "events.bytes")


def count_found(connection: Connection, search: Search) -> None:
    count_hours(connection, write_conditions(connection, search))


def explain(
    company: Wednesday,
    wanted: dict[str, object],
    words: str,
    ask: Callable[[Connection, Search], object] = search_trail,
) -> str:
    """How SQLite finds what the statement with ``words`` in it asks for, of those that ``ask`` needs."""
    asked: list[tuple[str, object]] = []
    caller = company.caller(company.security, company.seven)
    with company.engine.begin() as connection:
        search = plan_search(connection, company.central, caller, msgspec.convert({**WEEK, **wanted}, type=TrailQuery))
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
        ask(connection, search)
        statement, values = next((sql, values) for sql, values in asked if words in sql)
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
