"""The wall of a supervisor's teams, put together when he looks: nobody's state is stored, so none can be wrong (D1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from protocol.cards import Disposition
from protocol.identifiers import Identifier
from protocol.oversight import AccountState
from protocol.team import Day, HelpRequest, Member, MemberState, TeamWall
from protocol.times import Instant, after, now
from server.services.callers import Caller
from server.services.calling.joining import list_listenable
from server.services.calling.presence import CALLERS, is_away
from server.services.policy import find_day_start
from server.services.reveal_rules import list_teams_below
from server.store.call_tables import call_records, help_requests, presence
from server.store.tables import contacts, people, sessions, teams

_LONGEST_CALL_H = 12
"""A call that began longer ago, and whose end no desk told, is not on any more."""
_Calls = dict[Identifier, list[Row[Any]]]


def read_wall(connection: Connection, caller: Caller) -> TeamWall:
    """Everybody who calls in the caller's team and those below it, himself aside, and how he stands now."""
    moment = now()
    rows = connection.execute(
        select(people.c.id, people.c.name, teams.c.title, presence)
        .join(teams, teams.c.id == people.c.team)
        .join(presence, presence.c.person == people.c.id, isouter=True)
        .where(
            people.c.team.in_(list_teams_below(connection, caller.team_id)),
            people.c.role.in_([role.value for role in CALLERS]),
            people.c.state == AccountState.ACTIVE.value,
            people.c.id != caller.person.id,
        )
        .order_by(people.c.name, people.c.id)
    ).all()
    who = [row.id for row in rows]
    present, open_calls = _list_present(connection, who, moment), _list_open_calls(connection, who, moment)
    since = find_day_start(caller.policy.reveal, datetime.now(UTC))
    days, ends = _count_days(connection, who, since)
    wanted = _list_help(connection, who, caller)
    on_now = [one.id for calls in open_calls.values() for one in calls]
    listenable = list_listenable(connection, caller.policy, on_now)
    wrap_up_s = caller.policy.desk.phone.wrap_up_s
    members = []
    for row in rows:
        opened = present.get(row.id)
        ended = ends.get(row.id)
        wrapped = after(ended, seconds=wrap_up_s) if ended else ""
        state, began = _judge(row, opened, open_calls.get(row.id, []), moment, ended, wrapped)
        talks = next((one.id for one in open_calls.get(row.id, []) if one.answered_at and not one.held_since), "")
        members.append(
            Member(
                id=row.id,
                name=row.name,
                team=row.title,
                state=state,
                since=began,
                pause=row.pause if state is MemberState.PAUSED else "",
                day=days.get(row.id, Day()),
                help=wanted.get(row.id),
                call=talks,
                may_listen=talks in listenable,
            )
        )
    return TeamWall(at=moment, members=tuple(members))


def _judge(
    row: Row[Any],
    opened: Instant | None,
    calls: Sequence[Row[Any]],
    moment: Instant,
    ended: Instant | None,
    wrapped: Instant,
) -> tuple[MemberState, Instant | None]:
    """What comes first is what a supervisor must know first. ``opened``: when the session began; ``ended``: the last
    call; ``wrapped``: when the time after it is over."""
    if opened is None:
        return MemberState.OFF, None
    if row.heard_at is None:
        return MemberState.AWAY, opened
    if row.locked_at:
        return MemberState.LOCKED, row.locked_at
    if is_away(row.heard_at, moment):
        return MemberState.AWAY, row.heard_at
    if calls:
        return _judge_call(calls)
    if row.paused_at:
        return MemberState.PAUSED, row.paused_at
    if ended and moment < wrapped:
        return MemberState.WRAP_UP, ended
    return MemberState.READY, max(wrapped, opened, row.changed_at)


def _judge_call(calls: Sequence[Row[Any]]) -> tuple[MemberState, Instant]:
    """Of several, the one at the ear."""
    answered = [call for call in calls if call.answered_at]
    talking = [call for call in answered if not call.held_since]
    if talking:
        return MemberState.IN_CALL, min(call.answered_at for call in talking)
    ringing = [call for call in calls if not call.answered_at]
    if ringing:
        return MemberState.DIALLING, min(call.begun_at for call in ringing)
    return MemberState.ON_HOLD, min(call.held_since for call in answered)


def _list_present(connection: Connection, who: Sequence[Identifier], moment: Instant) -> dict[Identifier, Instant]:
    rows = connection.execute(
        select(sessions.c.person, func.max(sessions.c.opened_at))
        .where(sessions.c.person.in_(who), sessions.c.ended_at.is_(None), sessions.c.expires_at > moment)
        .group_by(sessions.c.person)
    )
    return {row[0]: row[1] for row in rows}


def _list_open_calls(connection: Connection, who: Sequence[Identifier], moment: Instant) -> _Calls:
    rows = connection.execute(
        select(call_records).where(
            call_records.c.person.in_(who),
            call_records.c.begun_at > after(moment, hours=-_LONGEST_CALL_H),
            call_records.c.ended_at.is_(None),
        )
    )
    found: _Calls = defaultdict(list)
    for row in rows:
        found[row.person].append(row)
    return found


def _count_days(
    connection: Connection, who: Sequence[Identifier], since: Instant
) -> tuple[dict[Identifier, Day], dict[Identifier, Instant | None]]:
    """Everybody's day since an Instant, and when his last call of it ended."""
    outcomes: defaultdict[Identifier, dict[Disposition, int]] = defaultdict(dict)
    met = connection.execute(
        select(contacts.c.person, contacts.c.disposition, func.count())
        .where(contacts.c.person.in_(who), contacts.c.at >= since)
        .group_by(contacts.c.person, contacts.c.disposition)
    )
    for person, disposition, count in met:
        outcomes[person][Disposition(disposition)] = count
    kept = call_records.c
    rows = connection.execute(
        select(kept.person, func.count(), func.count(kept.answered_at), func.sum(kept.talk_s), func.max(kept.ended_at))
        .where(kept.person.in_(who), kept.begun_at >= since)
        .group_by(kept.person)
    ).all()
    days = {person: Day(outcomes=ended) for person, ended in outcomes.items()}
    for person, calls, answered, talk_s, _ in rows:
        days[person] = Day(calls=calls, answered=answered, talk_s=int(talk_s), outcomes=outcomes.get(person, {}))
    return days, {row[0]: row[4] for row in rows}


def _list_help(connection: Connection, who: Sequence[Identifier], caller: Caller) -> dict[Identifier, HelpRequest]:
    """Whoever waits for an answer; and whom the caller helps, while the call is on in which he was asked."""
    kept = help_requests.c
    rows = connection.execute(
        select(help_requests)
        .join(call_records, call_records.c.id == kept.call, isouter=True)
        .where(
            kept.person.in_(who),
            (kept.over_at.is_(None) & kept.taken_by.is_(None))
            | (
                (kept.taken_by == caller.person.id) & call_records.c.id.is_not(None) & call_records.c.ended_at.is_(None)
            ),
        )
        .order_by(kept.asked_at)
    )
    return {
        row.person: HelpRequest(
            id=row.id, asked_at=row.asked_at, call=row.call, taken_by=caller.person.name if row.taken_by else ""
        )
        for row in rows
    }
