"""An agent asks the supervisors of his team for help, and one of them says that he comes (D1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from protocol.call_refusals import CallOver
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.refusals import Conflict, NotFound
from protocol.team import HelpRequest, HelpWanted
from protocol.times import now
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.presence import tell_watchers
from server.services.central import Central
from server.services.notices import send_notice
from server.services.reveal_rules import find_deciders, list_teams_below
from server.store.call_tables import call_records, calls, help_requests
from server.store.tables import people


def ask_help(connection: Connection, central: Central, caller: Caller, wanted: HelpWanted) -> HelpRequest:
    """Tell every supervisor above the caller; asked again while the first one waits, it is the same request. NotFound
    for a call that is not the caller's, CallOver for one that has ended."""
    waiting = _find_waiting(connection, caller.person.id)
    if waiting is not None:
        return HelpRequest(id=waiting.id, asked_at=waiting.asked_at, call=waiting.call)
    if wanted.call:
        _require_own_call(connection, caller, wanted.call)
    request = HelpRequest(id=make_identifier(), asked_at=now(), call=wanted.call)
    connection.execute(
        insert(help_requests).values(
            id=request.id, person=caller.person.id, call=request.call, asked_at=request.asked_at
        )
    )
    supervisors = [row.id for row in find_deciders(connection, caller.person.id)]
    send_notice(connection, supervisors, InboxKind.HELP_WANTED, request.id, {"who": caller.person.name})
    tell_watchers(connection, {caller.person.id})
    _record(connection, central, caller, Act.HELP_ASKED, request.id, {"call": request.call} if request.call else {})
    return request


def withdraw_help(connection: Connection, central: Central, caller: Caller) -> None:
    """The caller wants help no longer; nothing when he asked for none."""
    waiting = _find_waiting(connection, caller.person.id)
    if waiting is None:
        return
    connection.execute(update(help_requests).where(help_requests.c.id == waiting.id).values(over_at=now()))
    tell_watchers(connection, {caller.person.id})
    _record(connection, central, caller, Act.HELP_WITHDRAWN, waiting.id, {})


def take_help(connection: Connection, central: Central, caller: Caller, request: Identifier) -> HelpRequest:
    """The caller comes to help, and who asked is told. NotFound for a request that is not of his teams, or was
    withdrawn; Conflict when somebody else comes already."""
    row = connection.execute(
        select(help_requests, people.c.team)
        .join(people, people.c.id == help_requests.c.person)
        .where(help_requests.c.id == request)
    ).one_or_none()
    is_below = row is not None and row.team in list_teams_below(connection, caller.team_id)
    if row is None or not is_below or row.person == caller.person.id or (row.over_at and not row.taken_by):
        raise NotFound
    if row.taken_by is not None:
        raise Conflict(reason="somebody else comes already")
    taken = update(help_requests).where(help_requests.c.id == request).values(taken_by=caller.person.id, over_at=now())
    connection.execute(taken)
    send_notice(connection, [row.person], InboxKind.HELP_TAKEN, request, {"by": caller.person.name})
    tell_watchers(connection, {row.person})
    _record(connection, central, caller, Act.HELP_TAKEN, request, {"person": row.person})
    return HelpRequest(id=row.id, asked_at=row.asked_at, call=row.call, taken_by=caller.person.name)


def _find_waiting(connection: Connection, person: Identifier) -> Row[Any] | None:
    waiting = (help_requests.c.person == person) & help_requests.c.over_at.is_(None)
    return connection.execute(select(help_requests).where(waiting)).one_or_none()


def _require_own_call(connection: Connection, caller: Caller, call: str) -> None:
    """The call's first events may be on their way still, so one that Central gave leave for counts as well."""
    kept = call_records.c
    told = connection.execute(
        select(kept.ended_at).where(kept.id == call, kept.person == caller.person.id)
    ).one_or_none()
    if told is not None and told.ended_at is not None:
        raise CallOver
    if told is None:
        given = select(calls.c.id).where(calls.c.id == call, calls.c.person == caller.person.id)
        if connection.execute(given).one_or_none() is None:
            raise NotFound


def _record(
    connection: Connection, central: Central, caller: Caller, act: Act, request: Identifier, detail: dict[str, str]
) -> None:
    deed = Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.NONE,
        object_id=request,
        detail=detail,
    )
    record_act(connection, central.node, deed, caller.ip)
