"""Looking through the calls: on record before it is answered, scoped by role (U1, U2)."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Row, func, or_, select, tuple_

from protocol.call_records import Ending, Way
from protocol.call_search import CallLine, CallPage, CallQuery
from protocol.calls import DIALLED
from protocol.events import Act, Deed
from protocol.fields import FieldKind
from protocol.recordings import PIECE_SAMPLES, RATE
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.central import Central
from server.services.recordings.known import find_named
from server.services.reveal_rules import list_teams_below
from server.services.trail_search import require_span
from server.store.call_tables import call_records, calls, incoming_calls
from server.store.recording_tables import recordings
from server.store.tables import campaigns, customers, devices, people, teams

SEARCHERS = (Role.INSPECTOR, Role.SUPERVISOR)
"""Inspectors see every call, supervisors those of their teams."""
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)/([0-9a-f-]{36})", re.ASCII)
_DESKS, _PBXS = devices.alias("desks"), devices.alias("pbxs")
RECORDED = (
    select(func.sum(recordings.c.pieces))
    .where(recordings.c.call == call_records.c.id, recordings.c.destroyed_at.is_(None))
    .scalar_subquery()
)
"""How many pieces of a call are kept; NULL where none is."""
_OUT, _IN = calls.alias("placed_before"), incoming_calls.alias("taken_before")
_FROM = func.coalesce(
    select(_OUT.c.number).where(_OUT.c.id == incoming_calls.c.handed_from).scalar_subquery(),
    select(_IN.c.number).where(_IN.c.id == incoming_calls.c.handed_from).scalar_subquery(),
)
"""The short name of the call that went on in this one."""
CALL_LINES = (
    select(
        call_records,
        RECORDED.label("recorded"),
        func.coalesce(calls.c.number, incoming_calls.c.number).label("number"),
        _FROM.label("handed_from"),
        people.c.name.label("person_name"),
        teams.c.title.label("team_title"),
        customers.c.fields,
        campaigns.c.title.label("campaign_title"),
        _DESKS.c.name.label("desk_name"),
        _PBXS.c.name.label("pbx_name"),
    )
    .join(people, people.c.id == call_records.c.person)
    .join(teams, teams.c.id == people.c.team)
    .join(_DESKS, _DESKS.c.id == call_records.c.device)
    .join(calls, calls.c.id == call_records.c.id, isouter=True)
    .join(incoming_calls, incoming_calls.c.id == call_records.c.id, isouter=True)
    .join(_PBXS, _PBXS.c.id == func.coalesce(calls.c.pbx, incoming_calls.c.pbx), isouter=True)
    .join(customers, customers.c.id == call_records.c.customer, isouter=True)
    .join(campaigns, campaigns.c.id == customers.c.campaign, isouter=True)
)
"""Calls with the names of today beside them, to be narrowed; :func:`write_line` reads its rows."""


class CallSearch(Struct, frozen=True, kw_only=True):
    """A query that its caller may ask. ``teams``: whose calls alone he sees; None for everybody's."""

    query: CallQuery
    teams: frozenset[str] | None


def plan_call_search(connection: Connection, central: Central, caller: Caller, query: CallQuery) -> CallSearch:
    """Check a search and put it on record; InvalidRequest for one that is none or too wide."""
    require_span(query.since, query.until, narrow=bool(query.person or query.about))
    if "\0" in query.person or "\0" in query.about:
        raise InvalidRequest(reason="it names something with a zero character")
    if query.after:
        read_place(query.after)
    asked = {name: str(value) for name, value in structs.asdict(query).items() if value}
    deed = Deed(act=Act.CALLS_SEARCHED, actor=caller.person.id, role=caller.person.role, detail=asked)
    record_act(connection, central.node, deed, caller.ip)
    below = list_teams_below(connection, caller.team_id) if caller.person.role is Role.SUPERVISOR else None
    return CallSearch(query=query, teams=below)


def search_calls(connection: Connection, search: CallSearch) -> CallPage:
    """A page of what a search finds, newest first."""
    query, kept = search.query, call_records.c
    found = CALL_LINES.where(kept.begun_at >= query.since, kept.begun_at < query.until)
    if query.person:
        who = or_(people.c.id == query.person, people.c.username == query.person, people.c.name == query.person)
        found = found.where(who)
    if query.about:
        found = found.where(or_(kept.customer == query.about, kept.id.in_(find_named(query.about))))
    if query.ending:
        found = found.where(kept.ending == query.ending.value)
    if search.teams is not None:
        found = found.where(people.c.team.in_(search.teams))
    if query.after:
        found = found.where(tuple_(kept.begun_at, kept.id) < read_place(query.after))
    order = kept.begun_at.desc(), kept.id.desc()
    rows = connection.execute(found.order_by(*order).limit(query.limit + 1)).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    place = f"{rows[-1].begun_at}/{rows[-1].id}" if more else ""
    return CallPage(lines=tuple(write_line(row) for row in rows), next=place)


def read_place(after: str) -> tuple[str, str]:
    """Moment and identifier of the last row of an earlier page; InvalidRequest for anything else."""
    place = _PLACE.fullmatch(after)
    if place is None:
        raise InvalidRequest(reason="after is not an earlier page's")
    return place[1], place[2]


def write_line(row: Row[*tuple[Any, ...]]) -> CallLine:
    """A row of :data:`CALL_LINES`, masked."""
    masked = dict(row.fields or ())
    return CallLine(
        id=row.id,
        number=row.number or "",
        way=Way(row.way),
        begun_at=row.begun_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        ending=Ending(row.ending) if row.ending else None,
        talk_s=row.talk_s,
        held_s=row.held_s,
        person=row.person_name,
        team=row.team_title,
        card=row.customer or "",
        customer=masked.get(FieldKind.NAME.value, ""),
        masked=next((masked[kind.value] for kind in DIALLED if kind.value in masked), ""),
        campaign=row.campaign_title or "",
        device=row.desk_name,
        pbx=row.pbx_name or "",
        handed_from=row.handed_from or "",
        recorded_s=int(row.recorded or 0) * PIECE_SAMPLES // RATE,
    )
