"""Results of inspections: an agent's own, a supervisor's teams' with their averages; nobody else's (U1)."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from sqlalchemy import Connection, Row, func, or_, select, tuple_
from sqlalchemy.sql.elements import ColumnElement

from protocol.events import Act, Deed
from protocol.inspection import Answer, Average, InspectionResult, ResultPage, ResultQuery
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.search import CALL_LINES, read_place, write_line
from server.services.central import Central
from server.services.inspecting.judging import write_inspection
from server.services.reveal_rules import list_teams_below
from server.services.trail_search import require_span
from server.store.call_tables import call_records
from server.store.inspection_tables import inspection_answers, inspections
from server.store.tables import people, teams

_INSPECTORS = people.alias("inspectors")
_OTHERS = inspections.alias("others")
_NEWEST = select(func.max(_OTHERS.c.version)).where(_OTHERS.c.call == inspections.c.call).scalar_subquery()
_RESULTS = (
    CALL_LINES.add_columns(
        call_records.c.person.label("agent"),
        inspections.c.id.label("inspection"),
        *(inspections.c[name] for name in ("call", "version", "scheme", "criteria", "judged", "marks")),
        *(inspections.c[name] for name in ("note", "score", "unmet", "at")),
        _INSPECTORS.c.name.label("inspector_name"),
        inspection_answers.c.version.label("answered_version"),
        inspection_answers.c.text.label("answer"),
        inspection_answers.c.at.label("answered"),
    )
    .join(inspections, inspections.c.call == call_records.c.id)
    .join(_INSPECTORS, _INSPECTORS.c.id == inspections.c.inspector)
    .join(inspection_answers, inspection_answers.c.call == call_records.c.id, isouter=True)
)


def read_results(connection: Connection, central: Central, caller: Caller, query: ResultQuery) -> ResultPage:
    """A page of results, newest first. A supervisor's look at his people is on record; InvalidRequest for a query
    that is none or too wide."""
    require_span(query.since, query.until, narrow=False)
    if "\0" in query.person:
        raise InvalidRequest(reason="it names something with a zero character")
    place = read_place(query.after) if query.after else None
    if caller.person.role is Role.SUPERVISOR:
        asked = {name: str(value) for name, value in structs.asdict(query).items() if value}
        deed = Deed(act=Act.INSPECTIONS_READ, actor=caller.person.id, role=caller.person.role, detail=asked)
        record_act(connection, central.node, deed, caller.ip)
    found = _write_conditions(connection, caller, query)
    page = _RESULTS.where(*found)
    if place:
        page = page.where(tuple_(inspections.c.at, inspections.c.id) < place)
    order = inspections.c.at.desc(), inspections.c.id.desc()
    rows = connection.execute(page.order_by(*order).limit(query.limit + 1)).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    return ResultPage(
        lines=tuple(_write_result(row, caller) for row in rows),
        next=f"{rows[-1].at}/{rows[-1].inspection}" if more else "",
        averages=() if query.after else _count_averages(connection, found),
    )


def _write_conditions(connection: Connection, caller: Caller, query: ResultQuery) -> list[ColumnElement[bool]]:
    found = [inspections.c.version == _NEWEST, inspections.c.at >= query.since, inspections.c.at < query.until]
    if caller.person.role is not Role.SUPERVISOR:
        return [*found, call_records.c.person == caller.person.id]
    found.append(people.c.team.in_(list_teams_below(connection, caller.team_id)))
    if query.person:
        who = or_(people.c.id == query.person, people.c.username == query.person, people.c.name == query.person)
        found.append(who)
    return found


def _count_averages(connection: Connection, found: list[ColumnElement[bool]]) -> tuple[Average, ...]:
    rows = connection.execute(
        select(
            people.c.name,
            teams.c.title,
            func.count().label("results"),
            func.sum(inspections.c.score).label("total"),
            func.count().filter(inspections.c.unmet_count > 0).label("unmet"),
        )
        .select_from(inspections)
        .join(call_records, call_records.c.id == inspections.c.call)
        .join(people, people.c.id == call_records.c.person)
        .join(teams, teams.c.id == people.c.team)
        .where(*found)
        .group_by(people.c.id, people.c.name, teams.c.title)
    )
    averages = [
        Average(
            person=row.name,
            team=row.title,
            count=row.results,
            score=(2 * int(row.total) + row.results) // (2 * row.results),
            unmet=row.unmet,
        )
        for row in rows
    ]
    return tuple(sorted(averages, key=lambda each: (each.score, each.person)))


def _write_result(row: Row[*tuple[Any, ...]], caller: Caller) -> InspectionResult:
    """Without the card and its number: who reads a result need not know them."""
    answer = None
    if row.answered_version is not None:
        answer = Answer(version=row.answered_version, text=row.answer, at=row.answered)
    return InspectionResult(
        call=structs.replace(write_line(row), card="", masked=""),
        inspection=write_inspection(row),
        answer=answer,
        is_own=row.agent == caller.person.id,
    )
