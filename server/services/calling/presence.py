"""Who is there: from the events that desks send anyway and from their inbox's long poll, without a request more (D1).

Who looks at the wall is told that something changed by his own inbox, within its next look; who does not look is sent
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
from server.services.sessions import find_visited
from server.store.call_tables import help_requests, presence, watchers
from server.store.statements import Statement
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
Watchers = Sequence[tuple[Identifier, Identifier]]
"""People who look at a wall, each with his team."""
_FRESH = {"locked_at": None, "paused_at": None, "pause": ""}
_LONGEST_REASON = 20
_LOOKING = Statement(
    "SELECT people.id, people.team FROM people JOIN watchers ON watchers.person = people.id "
    "WHERE watchers.until > :moment"
)
_KNOWN = Statement("SELECT changed_at FROM presence WHERE person = :person")


class Standings(Struct, frozen=True):
    """What is known of whom desks speak of: when his standing last changed, and at which desks he ever signed in."""

    known: dict[Identifier, Instant]
    visited: set[tuple[Identifier, Identifier]]


def find_standings(connection: Connection, events: Sequence[Event]) -> Standings:
    """What :func:`note_standings` asks of ``events``: once for all people, once for all desks, however many there are.
    Also by another connection than the transaction's, whose turn it is."""
    if not events:
        return Standings({}, set())
    persons = sorted({event.actor for event in events})
    rows = _KNOWN.ask_each(connection, [{"person": person} for person in persons])
    known = {person: found[0][0] for person, found in zip(persons, rows, strict=True) if found}
    return Standings(known, find_visited(connection, sorted({(event.actor, event.device) for event in events})))


def note_standings(connection: Connection, events: Sequence[Event], found: Standings) -> None:
    """Write what desks say of who works at them, in the order of ``events``, each of an act in ``STANDING``; ``found``
    is of the same events.

    What is older than what is known changes nothing, nor does a desk's word about somebody who never signed in there.
    Writes once for each person, however many events there are.
    """
    known, visited = found.known, found.visited
    changes: dict[Identifier, dict[str, str | None]] = {}
    latest = dict(known)
    for event in events:
        person = event.actor
        if event.at < latest.get(person, "") or (person, event.device) not in visited:
            continue
        if event.act in (Act.SIGNIN_SUCCEEDED, Act.SIGNOUT):
            _let_help_go(connection, event)
        begun: dict[str, str | None] = {} if person in known else {"heard_at": event.at}
        changes.setdefault(person, begun).update(_read_standing(event))
        latest[person] = event.at
    for person, values in changes.items():
        if person in known:
            table_at = _keep_table(values["device"])
            connection.execute(update(presence).where(presence.c.person == person).values(**values, table_at=table_at))
        else:
            connection.execute(insert(presence).values(person=person, **values))


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


def _let_help_go(connection: Connection, event: Event) -> None:
    """Whoever signs out, or begins anew, waits for nobody."""
    waiting = (help_requests.c.person == event.actor) & help_requests.c.over_at.is_(None)
    connection.execute(update(help_requests).where(waiting).values(over_at=event.at))


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


def find_watchers(connection: Connection) -> Watchers:
    """Whoever looks at a wall, and his team."""
    return [(person, team) for person, team in _LOOKING.ask(connection, {"moment": now()})]


def tell_watchers(connection: Connection, changed: Collection[Identifier], looking: Watchers | None = None) -> None:
    """Tell whoever looks at a wall (``looking``, where the caller has asked) that one of ``changed`` stands on. An
    earlier notice that nobody may have read yet gives way to this one, so that an inbox holds one at most."""
    if not changed:
        return
    looking = find_watchers(connection) if looking is None else looking
    if not looking:
        return
    teams = set(connection.execute(select(people.c.team).where(people.c.id.in_(changed))).scalars())
    told = [person for person, team in looking if teams & list_teams_below(connection, team)]
    if told:
        kind = InboxKind.TEAM_CHANGED
        connection.execute(delete(inbox).where(inbox.c.person.in_(told), inbox.c.kind == kind.value))
        send_notice(connection, told, kind)
