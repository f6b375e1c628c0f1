"""Who is there: from the events that desks send anyway and from their inbox's long poll, without a request more (D1).

Who looks at the wall is told that something changed by his own inbox, within its next look; who does not look is sent
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, case, delete, insert, select, update

from protocol.events import Act, Event
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.roles import Role
from protocol.times import Instant, after, now
from server.services.callers import Caller
from server.services.notices import send_notice
from server.services.reveal_rules import list_teams_below
from server.services.sessions import Place
from server.store.call_tables import help_requests, presence, watchers
from server.store.statements import Found, Question, Statement, ask_together
from server.store.tables import inbox, people

CALLERS = (Role.AGENT, Role.SUPERVISOR)
"""Who makes calls, and so stands on a wall."""
HEARD_EVERY_S = 20
"""So often a desk that asks for its inbox is noted to be there; it asks every 25 s at least."""
AWAY_S = 60
"""A desk that was not heard for so long is away."""
WATCH_S = 60
"""So long somebody counts as looking at the wall after he asked for it."""
STANDING = frozenset(
    {
        Act.SIGNIN_SUCCEEDED,
        Act.SIGNOUT,
        Act.SESSION_LOCKED,
        Act.SESSION_UNLOCKED,
        Act.CALLS_PAUSED,
        Act.CALLS_RESUMED,
    }
)
"""The acts that change how somebody stands, beside his calls."""
WATCHED = STANDING | {
    Act.CALL_DIALLED,
    Act.CALL_RANG,
    Act.CALL_ANSWERED,
    Act.CALL_HELD,
    Act.CALL_ENDED,
    Act.OUTCOME_RECORDED,
}
"""The acts that change a wall."""
Watchers = Sequence[Found]
"""People who look at a wall, each with his team."""
_FRESH = {"locked_at": None, "paused_at": None, "pause": ""}
_LONGEST_REASON = 20
_LOOKING = Statement(
    "SELECT people.id, people.team FROM people JOIN watchers ON watchers.person = people.id "
    "WHERE watchers.until > :moment"
)
_KNOWN = Statement(
    "SELECT person, heard_at, changed_at, locked_at, paused_at, pause FROM presence WHERE person = :person"
)
_NOTE = Statement(
    "INSERT INTO presence (person, device, heard_at, changed_at, locked_at, paused_at, pause) "
    "VALUES (:person, :device, :heard_at, :changed_at, :locked_at, :paused_at, :pause) ON CONFLICT (person) DO UPDATE "
    "SET table_at = CASE WHEN presence.device = excluded.device THEN presence.table_at END, device = excluded.device, "
    "changed_at = excluded.changed_at, locked_at = excluded.locked_at, paused_at = excluded.paused_at, "
    "pause = excluded.pause"
)
_COLUMNS = ("person", "heard_at", "changed_at", "locked_at", "paused_at", "pause")


class Standings(Struct, frozen=True):
    """What events say of how people stand: the ``rows`` that change by it, by the columns' names; and who signed out or
    began anew, each with the moment."""

    rows: Sequence[dict[str, object]] = ()
    begun: Sequence[tuple[Identifier, Instant]] = ()


def ask_standings(events: Iterable[Event]) -> list[Question]:
    """What :func:`judge_standings` is to be told: how the people of ``events`` stand."""
    return [(_KNOWN, {"person": person}) for person in sorted({one.actor for one in events if one.act in STANDING})]


def judge_standings(events: Sequence[Event], told: Sequence[Sequence[Found]], visited: Collection[Place]) -> Standings:
    """What ``events`` change, in their order. What is older than what is known changes nothing, nor does a desk's word
    about somebody who never signed in there, which is to say, at a place that is not among ``visited``."""
    known: dict[Identifier, dict[str, Any]] = {
        rows[0][0]: dict(zip(_COLUMNS, rows[0], strict=True)) for rows in told if rows
    }
    changed: dict[Identifier, dict[str, object]] = {}
    begun = []
    for event in events:
        if event.act not in STANDING:
            continue
        person = event.actor
        if (person, event.device) not in visited or (person in known and event.at < known[person]["changed_at"]):
            continue
        standing = known.setdefault(person, {"person": person, "heard_at": event.at, **_FRESH})
        standing.update(_read_standing(event))
        changed[person] = standing
        if event.act in (Act.SIGNIN_SUCCEEDED, Act.SIGNOUT):
            begun.append((person, event.at))
    return Standings(list(changed.values()), begun)


def write_standings(connection: Connection, found: Standings) -> None:
    """Write how people stand: once for each, however many events there were; asks nothing."""
    _NOTE.do(connection, *found.rows)


def let_help_go(connection: Connection, found: Standings) -> None:
    """Whoever signs out, or begins anew, waits for nobody."""
    for person, moment in found.begun:
        waiting = (help_requests.c.person == person) & help_requests.c.over_at.is_(None)
        connection.execute(update(help_requests).where(waiting).values(over_at=moment))


def _keep_table(desk: Identifier | None) -> ColumnElement[Instant | None]:
    """When the desk at hand asked what rings at its person's table; never, where that was another desk of his."""
    return case((presence.c.device == desk, presence.c.table_at))


def _read_standing(event: Event) -> dict[str, str | None]:
    """The columns that an event changes."""
    values: dict[str, str | None] = {"device": event.device, "changed_at": event.at}
    if event.act in (Act.SIGNIN_SUCCEEDED, Act.SIGNOUT):
        values |= _FRESH
    elif event.act is Act.SESSION_LOCKED:
        values["locked_at"] = event.at
    elif event.act is Act.SESSION_UNLOCKED:
        values["locked_at"] = None
    elif event.act is Act.CALLS_PAUSED:
        values |= {"paused_at": event.at, "pause": event.detail.get("reason", "")[:_LONGEST_REASON]}
    else:
        values |= {"paused_at": None, "pause": ""}
    return values


def is_unheard(connection: Connection, caller: Caller) -> bool:
    """Whether it is time to note that a caller's desk is there."""
    if caller.person.role not in CALLERS:
        return False
    row = connection.execute(
        select(presence.c.heard_at, presence.c.device).where(presence.c.person == caller.person.id)
    ).one_or_none()
    return row is None or row.device != caller.device.id or row.heard_at < after(now(), seconds=-HEARD_EVERY_S)


def note_heard(connection: Connection, caller: Caller) -> None:
    """A caller's desk is there; those who look at the wall are told when it was away."""
    person, moment = caller.person.id, now()
    heard = connection.execute(select(presence.c.heard_at).where(presence.c.person == person)).scalar_one_or_none()
    values = {"device": caller.device.id, "heard_at": moment}
    if heard is None:
        connection.execute(insert(presence).values(person=person, changed_at=moment, **values))
    else:
        table_at = _keep_table(caller.device.id)
        connection.execute(update(presence).where(presence.c.person == person).values(**values, table_at=table_at))
    if heard is None or is_away(heard, moment):
        tell_watchers(connection, {person})


def is_away(heard_at: Instant, moment: Instant) -> bool:
    """Whether a desk that was last heard at ``heard_at`` is away at ``moment``."""
    return heard_at < after(moment, seconds=-AWAY_S)


def is_watch_ending(connection: Connection, caller: Caller) -> bool:
    """Whether a caller who asks for the wall must be noted to look at it."""
    until = connection.execute(
        select(watchers.c.until).where(watchers.c.person == caller.person.id)
    ).scalar_one_or_none()
    return until is None or until < after(now(), seconds=WATCH_S / 2)


def note_watching(connection: Connection, caller: Caller) -> None:
    """A caller looks at the wall."""
    connection.execute(delete(watchers).where(watchers.c.person == caller.person.id))
    connection.execute(insert(watchers).values(person=caller.person.id, until=after(now(), seconds=WATCH_S)))


def ask_watchers() -> Question:
    """Who looks at a wall, and his team."""
    return _LOOKING, {"moment": now()}


def tell_watchers(connection: Connection, changed: Collection[Identifier], looking: Watchers | None = None) -> None:
    """Tell whoever looks at a wall that one of ``changed`` stands on; ``looking``: what :func:`ask_watchers` was
    answered, if the caller has asked. An earlier notice that nobody may have read yet gives way to this one, so that an
    inbox holds one at most."""
    if not changed:
        return
    looking = ask_together(connection, [ask_watchers()])[0] if looking is None else looking
    if not looking:
        return
    teams = set(connection.execute(select(people.c.team).where(people.c.id.in_(changed))).scalars())
    told = [person for person, team in looking if teams & list_teams_below(connection, team)]
    if told:
        kind = InboxKind.TEAM_CHANGED
        connection.execute(delete(inbox).where(inbox.c.person.in_(told), inbox.c.kind == kind.value))
        send_notice(connection, told, kind)
