"""Investigators' search over the trail: scoped by role, on record before it is answered (U1, U2, I2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Row, case, func, or_, select, tuple_
from sqlalchemy.sql.elements import ColumnElement

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from protocol.times import Instant, now, parse_instant
from protocol.trail_search import WIDEST_DAYS, HourCount, TrailPage, TrailQuery
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.central import Central
from server.services.reveal_rules import list_teams_below
from server.services.trail_lines import describe_lines
from server.store.tables import devices, events, people, reveals

SEARCHERS = (Role.SECURITY, Role.SUPERVISOR, Role.PRIVACY)
"""Security sees all of it, supervisors what their teams did, the privacy officer what was done to one customer."""


_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)/(\d{1,18})", re.ASCII)


class Search(Struct, frozen=True, kw_only=True):
    """A query that its caller may ask, about what was done before he asked: a search does not find itself. ``teams``:
    whose acts alone he sees; None for everybody's."""

    query: TrailQuery
    teams: frozenset[str] | None


def plan_search(connection: Connection, central: Central, caller: Caller, query: TrailQuery) -> Search:
    """Check a search and put it on record; InvalidRequest for one that is none or too wide."""
    _check_query(query)
    role, asked_at = caller.person.role, now()
    if role is Role.PRIVACY and not query.about:
        raise InvalidRequest(reason="name the customer that the search is about")
    asked = {name: str(value) for name, value in structs.asdict(query).items() if value and name != "acts"}
    deed = Deed(
        act=Act.TRAIL_SEARCHED,
        actor=caller.person.id,
        role=role,
        object_id=query.about,
        detail={**asked, **({"acts": ", ".join(query.acts)[:2000]} if query.acts else {})},
    )
    record_act(connection, central.node, deed, caller.ip)
    teams = list_teams_below(connection, caller.team_id) if role is Role.SUPERVISOR else None
    return Search(query=structs.replace(query, until=min(query.until, asked_at)), teams=teams)


def search_trail(connection: Connection, search: Search) -> TrailPage:
    """A page of what a search finds; the counts by hour with the first."""
    query, found = search.query, write_conditions(connection, search)
    page = select(events).where(*found)
    if query.after:
        page = page.where(tuple_(events.c.at, events.c.log_index) < _read_place(query.after))
    order = events.c.at.desc(), events.c.log_index.desc()
    rows = connection.execute(page.order_by(*order).limit(query.limit + 1)).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    hours: tuple[HourCount, ...] = ()
    if not query.after:
        hours = count_hours(connection, found) if more else _count_page(rows)
    return TrailPage(
        lines=describe_lines(connection, rows),
        next=f"{rows[-1].at}/{rows[-1].log_index}" if more else "",
        hours=hours,
    )


def require_span(since: Instant, until: Instant, *, narrow: bool) -> None:
    """InvalidRequest for moments that are none or the wrong way round, and for more days than a search may span that is
    not ``narrow``: one that names neither a person nor what it is about."""
    try:
        span = parse_instant(until) - parse_instant(since)
    except ValueError as error:
        raise InvalidRequest(reason="since or until is no moment") from error
    if span <= timedelta(0):
        raise InvalidRequest(reason="until is not after since")
    if span > timedelta(days=WIDEST_DAYS) and not narrow:
        raise InvalidRequest(reason=f"name a person or a customer, or search {WIDEST_DAYS} days at most")


def _check_query(query: TrailQuery) -> None:
    require_span(query.since, query.until, narrow=bool(query.person or query.about))
    if any("\0" in words for words in (query.person, query.about, query.device, query.ip)):
        raise InvalidRequest(reason="it names something with a zero character")
    if query.after:
        _read_place(query.after)


def _read_place(after: str) -> tuple[str, int]:
    place = _PLACE.fullmatch(after)
    if place is None:
        raise InvalidRequest(reason="after is not an earlier page's")
    return place[1], int(place[2])


def write_conditions(connection: Connection, search: Search) -> list[ColumnElement[bool]]:
    """What the rows that a search finds have in common.

    Beside a person, or what it is about, acts are no column that SQLite could look up: it would take their index for
    better, and read what everybody did.
    """
    query, known = search.query, events.c
    found = [known.at >= query.since, known.at < query.until]
    if query.person:
        named = or_(people.c.id == query.person, people.c.username == query.person, people.c.name == query.person)
        actors = connection.execute(select(people.c.id).where(named)).scalars().all()
        found.append(known.actor.in_(actors or [query.person]))
    if query.about:
        told = select(reveals.c.id).where(or_(reveals.c.customer == query.about, reveals.c.number == query.about))
        found.append(known.object_id.in_([query.about, *connection.execute(told).scalars()]))
    if query.device:
        named = or_(devices.c.id == query.device, devices.c.name == query.device)
        desks = connection.execute(select(devices.c.id).where(named)).scalars().all() or [query.device]
        at_desk = (known.object_kind == ObjectKind.DEVICE.value) & known.object_id.in_(desks)
        found.append(or_(known.device.in_(desks), at_desk))
    if query.acts:
        looked_up = known.act.concat("") if query.person or query.about else known.act
        found.append(looked_up.in_([act.value for act in query.acts]))
    if query.ip:
        found.append(known.received_from == query.ip)
    if query.outcome:
        found.append(known.outcome == query.outcome.value)
    if search.teams is not None:
        team = select(people.c.id).where(people.c.team.in_(search.teams))
        found.append(known.actor.in_(team))
    return found


def _count_page(rows: Sequence[Row[Any]]) -> tuple[HourCount, ...]:
    """The hours of a search whose first page is all of it: it is not looked for twice."""
    counts = Counter(row.at[:13] for row in rows)
    not_done = Counter(row.at[:13] for row in rows if row.outcome != Outcome.DONE.value)
    return tuple(_make_count(hour, counts[hour], not_done[hour]) for hour in sorted(counts))


def _make_count(hour: str, count: int, not_done: int) -> HourCount:
    return HourCount(hour=f"{hour}:00:00.000Z", count=count, not_done=not_done)


def count_hours(connection: Connection, found: list[ColumnElement[bool]]) -> tuple[HourCount, ...]:
    """How many rows that meet all conditions there are in each hour."""
    hour = func.substr(events.c.at, 1, 13)
    not_done = func.sum(case((events.c.outcome == Outcome.DONE.value, 0), else_=1))
    rows = connection.execute(select(hour, func.count(), not_done).where(*found).group_by(hour).order_by(hour))
    return tuple(_make_count(*row) for row in rows)
