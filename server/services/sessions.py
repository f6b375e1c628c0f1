"""Ending sessions: a person's, a desk's, and one whose token turned up where it does not belong (A6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, select, update

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.times import now
from server.services.callers import SignedRequest, TokenElsewhere
from server.services.central import Central
from server.services.notices import raise_alert, send_notice
from server.services.trail import record
from server.store.statements import Found, Question, Statement, ask_together
from server.store.tables import people, sessions

_WAS_THERE = Statement("SELECT id FROM sessions WHERE person = :person AND device = :device LIMIT 1")
_MOST_KNOWN = 100_000
Place = tuple[Identifier, Identifier]
"""A person and a desk."""
_known: set[Place] = set()
"""Where it was seen that somebody signed in there once: that stays so."""


def end_sessions(connection: Connection, which: ColumnElement[bool], reason: str) -> tuple[Identifier, ...]:
    """End the open sessions among ``which``; whose they were. A desk hears of it with its next request."""
    ended = connection.execute(
        update(sessions)
        .where(which, sessions.c.ended_at.is_(None))
        .values(ended_at=now(), end_reason=reason)
        .returning(sessions.c.person)
    ).scalars()
    return tuple(dict.fromkeys(ended))


def end_sessions_of(connection: Connection, person: Identifier, reason: str, *, but: Identifier = "") -> None:
    """End a person's sessions, but one if it is named, and tell his desks."""
    which = sessions.c.person == person
    if end_sessions(connection, which & (sessions.c.id != but) if but else which, reason):
        send_notice(connection, [person], InboxKind.SESSION_ENDED)


def list_present(connection: Connection, among: ColumnElement[bool] | None = None) -> tuple[Identifier, ...]:
    """The people who have an open session; of all, unless a condition on sessions says among which ones."""
    query = select(sessions.c.person).where(sessions.c.ended_at.is_(None), sessions.c.expires_at > now()).distinct()
    if among is not None:
        query = query.where(among)
    return tuple(connection.execute(query).scalars())


def was_there(connection: Connection, person: Identifier, device: Identifier) -> bool:
    """Whether a person ever signed in at a desk; what a desk says of somebody else counts for nothing."""
    return bool(find_visited(connection, [(person, device)]))


def find_visited(connection: Connection, places: Collection[Place]) -> set[Place]:
    """Those of ``places``, each a person and a desk, where :func:`was_there` holds."""
    visits = Visits(places)
    return visits.read(ask_together(connection, visits.questions))


class Visits:
    """Those of ``places``, each a person and a desk, where :func:`was_there` holds: ``known`` are some of them, and of
    the ``unknown`` ones the database is to be asked."""

    def __init__(self, places: Collection[Place]) -> None:
        self.known = {*places} & _known
        self.unknown = sorted({*places} - self.known)

    @property
    def questions(self) -> list[Question]:
        """What to ask."""
        return [(_WAS_THERE, {"person": person, "device": device}) for person, device in self.unknown]

    def read(self, told: Sequence[Sequence[Found]]) -> set[Place]:
        """All of them, by what the questions were answered."""
        found = {place for place, rows in zip(self.unknown, told, strict=True) if rows}
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        _known.update(found)
        return self.known | found


def end_stolen_session(
    connection: Connection, central: Central, request: SignedRequest, stolen: TokenElsewhere
) -> None:
    """A token was used by another desk than its own: it is worth nothing there, ends, and security is alerted."""
    device = request.device.id if request.device else ""
    for person in end_sessions(connection, sessions.c.id == stolen.session, "token used elsewhere"):
        username = connection.execute(select(people.c.username).where(people.c.id == person)).scalar_one()
        record(
            connection,
            central.node,
            Deed(
                act=Act.REQUEST_REFUSED,
                object_kind=ObjectKind.SESSION,
                object_id=stolen.session,
                outcome=Outcome.REFUSED,
                detail={"why": "the session is another desk's", "desk": device},
            ),
            request.ip,
        )
        send_notice(connection, [person], InboxKind.SESSION_ENDED)
        raise_alert(connection, central.node, "token-elsewhere", username, {"desk": device})
