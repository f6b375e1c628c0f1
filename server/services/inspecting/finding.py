"""Finding calls to inspect, page by page or by lot; on record before they are given out (U1, U2)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Row, Select, func, or_, select, tuple_
from sqlalchemy.sql.elements import ColumnElement

from protocol.cards import Disposition
from protocol.events import Act, Deed
from protocol.inspection import (
    Choice,
    ConsentAnswer,
    InspectedCall,
    InspectionChoices,
    InspectionPage,
    InspectionQuery,
    Stage,
)
from protocol.refusals import InvalidRequest
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.search import CALL_LINES, RECORDED, read_place, write_line
from server.services.central import Central
from server.services.reveal_rules import list_teams_below
from server.services.trail_search import require_span
from server.store.call_tables import call_records
from server.store.inspection_tables import consent_answers, inspection_answers, inspections
from server.store.tables import campaigns, contacts, customers, people, teams

_LATER = call_records.alias("later")
NEXT_AT = (
    select(func.min(_LATER.c.begun_at))
    .where(
        _LATER.c.customer == call_records.c.customer,
        _LATER.c.person == call_records.c.person,
        _LATER.c.begun_at > call_records.c.begun_at,
    )
    .correlate(call_records)
    .scalar_subquery()
)
"""When the same agent began to call the same customer again; what he recorded from then on belongs to that call."""
_OUTCOME = (
    select(contacts.c.disposition)
    .where(
        contacts.c.customer == call_records.c.customer,
        contacts.c.person == call_records.c.person,
        contacts.c.at >= call_records.c.begun_at,
        contacts.c.at < func.coalesce(NEXT_AT, "9999"),
    )
    .correlate(call_records)
    .order_by(contacts.c.at)
    .limit(1)
    .scalar_subquery()
)
_OTHERS = inspections.alias("others")
_NEWEST = select(func.max(_OTHERS.c.version)).where(_OTHERS.c.call == inspections.c.call).scalar_subquery()
OVER = (call_records.c.answered_at.is_not(None), call_records.c.ended_at.is_not(None))
"""Somebody was spoken to, and it is over: such calls can be inspected."""
_CONSENT, _ANSWER = consent_answers.c.answer, inspection_answers.c.version
_STAGES: dict[Stage, ColumnElement[bool]] = {
    Stage.OPEN: inspections.c.version.is_(None),
    Stage.INSPECTED: inspections.c.version.is_not(None) & or_(_ANSWER.is_(None), inspections.c.version > _ANSWER),
    Stage.OBJECTED: inspections.c.version <= _ANSWER,
}


class InspectionSearch(Struct, frozen=True, kw_only=True):
    """A query that its caller may ask. ``teams``: whose calls are looked for; None for everybody's."""

    query: InspectionQuery
    teams: frozenset[str] | None


def with_inspections(lines: Select[Any]) -> Select[Any]:
    """Calls, each with its newest inspection, the agent's answer, and the customer's; NULL where there is none."""
    return (
        lines.add_columns(
            _CONSENT.label("consent"),
            consent_answers.c.said_in,
            _OUTCOME.label("disposition"),
            inspections.c.version.label("version"),
            inspections.c.score,
            inspections.c.unmet,
            _ANSWER.label("answered_version"),
        )
        .join(consent_answers, consent_answers.c.call == call_records.c.id, isouter=True)
        .join(inspections, (inspections.c.call == call_records.c.id) & (inspections.c.version == _NEWEST), isouter=True)
        .join(inspection_answers, inspection_answers.c.call == call_records.c.id, isouter=True)
    )


def plan_search(connection: Connection, central: Central, caller: Caller, query: InspectionQuery) -> InspectionSearch:
    """Check a search and put it on record; InvalidRequest for one that is none or too wide."""
    require_span(query.since, query.until, narrow=False)
    if any("\0" in words for words in (query.person, query.campaign, query.team)):
        raise InvalidRequest(reason="it names something with a zero character")
    if query.after:
        read_place(query.after)
    asked = {name: str(value) for name, value in structs.asdict(query).items() if value not in (None, "", 0)}
    deed = Deed(act=Act.CALLS_SEARCHED, actor=caller.person.id, role=caller.person.role, detail=asked)
    record_act(connection, central.node, deed, caller.ip)
    below = list_teams_below(connection, query.team) if query.team else None
    return InspectionSearch(query=query, teams=below)


def find_calls(connection: Connection, search: InspectionSearch) -> InspectionPage:
    """A page of what a search finds, newest first; or its lot."""
    query, kept = search.query, call_records.c
    found = with_inspections(CALL_LINES).where(*_write_conditions(search))
    if query.sample:
        drawn, count = _draw(connection, search)
        rows = {row.id: row for row in connection.execute(found.where(kept.id.in_(drawn)))}
        lines = tuple(write_inspected(rows[call]) for call in drawn if call in rows)
        return InspectionPage(lines=lines, drawn_from=count)
    if query.after:
        found = found.where(tuple_(kept.begun_at, kept.id) < read_place(query.after))
    page = connection.execute(found.order_by(kept.begun_at.desc(), kept.id.desc()).limit(query.limit + 1)).all()
    more, page = len(page) > query.limit, page[: query.limit]
    place = f"{page[-1].begun_at}/{page[-1].id}" if more else ""
    return InspectionPage(lines=tuple(write_inspected(row) for row in page), next=place)


def record_draw(connection: Connection, central: Central, caller: Caller, page: InspectionPage) -> None:
    """Put on record which calls the lot fell on, so that a second draw for want of luck is seen."""
    detail = {"drawn": ",".join(line.call.id for line in page.lines), "of": str(page.drawn_from)}
    deed = Deed(act=Act.INSPECTION_DRAWN, actor=caller.person.id, role=caller.person.role, detail=detail)
    record_act(connection, central.node, deed, caller.ip)


def list_choices(connection: Connection) -> InspectionChoices:
    """The campaigns and the teams, by title."""
    return InspectionChoices(
        campaigns=tuple(
            Choice(id=row.id, title=row.title)
            for row in connection.execute(select(campaigns.c.id, campaigns.c.title).order_by(campaigns.c.title))
        ),
        teams=tuple(
            Choice(id=row.id, title=row.title)
            for row in connection.execute(select(teams.c.id, teams.c.title).order_by(teams.c.title))
        ),
    )


def write_inspected(row: Row[*tuple[Any, ...]]) -> InspectedCall:
    """A row of :func:`with_inspections`, masked."""
    return InspectedCall(
        call=write_line(row),
        disposition=Disposition(row.disposition) if row.disposition else None,
        consent=ConsentAnswer(row.consent or "none"),
        stage=_find_stage(row.version, row.answered_version),
        score=row.score,
        unmet=tuple(row.unmet or ()),
    )


def _find_stage(version: int | None, answered: int | None) -> Stage:
    if version is None:
        return Stage.OPEN
    return Stage.OBJECTED if answered is not None and answered >= version else Stage.INSPECTED


def _draw(connection: Connection, search: InspectionSearch) -> tuple[list[str], int]:
    """The identifiers of a lot, and how many calls it was drawn from: each agent's calls in an order by chance, then
    the first of everybody, in an order by chance, then the second of everybody …"""
    turns = (
        with_inspections(
            select(
                call_records.c.id.label("call"),
                func.row_number().over(partition_by=call_records.c.person, order_by=func.random()).label("turn"),
            )
            .join(people, people.c.id == call_records.c.person)
            .join(customers, customers.c.id == call_records.c.customer, isouter=True)
        )
        .where(*_write_conditions(search))
        .subquery()
    )
    count = connection.execute(select(func.count()).select_from(turns)).scalar_one()
    lot = select(turns.c.call).order_by(turns.c.turn, func.random()).limit(search.query.sample)
    return list(connection.execute(lot).scalars()), int(count)


def _write_conditions(search: InspectionSearch) -> list[ColumnElement[bool]]:
    query, kept = search.query, call_records.c
    found = [kept.begun_at >= query.since, kept.begun_at < query.until, *OVER]
    if query.person:
        who = or_(people.c.id == query.person, people.c.username == query.person, people.c.name == query.person)
        found.append(who)
    if search.teams is not None:
        found.append(people.c.team.in_(search.teams))
    if query.campaign:
        found.append(customers.c.campaign == query.campaign)
    if query.disposition:
        found.append(_OUTCOME.is_not_distinct_from(query.disposition.value))
    if query.recorded is not None:
        pieces = func.coalesce(RECORDED, 0)
        found.append(pieces > 0 if query.recorded else pieces == 0)
    if query.consent is ConsentAnswer.NONE:
        found.append(_CONSENT.is_(None))
    elif query.consent is not None:
        found.append(_CONSENT.is_not_distinct_from(query.consent.value))
    if query.stage is not None:
        found.append(_STAGES[query.stage])
    return found
