"""Notices to people's inboxes, and alerts to security."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, func, insert, select

from protocol.events import Act, Deed
from protocol.identifiers import Identifier
from protocol.inbox import InboxItem, InboxKind, InboxPage
from protocol.oversight import ALERTS_PAGE, AccountState, AlertRow
from protocol.roles import Role
from protocol.times import after, now
from server.services.trail import record
from server.store.database import next_value, read_value
from server.store.tables import alerts, inbox, people

PAGE = 200
MOST_FROM_ONE, _SPAN_S = 5, 3600
"""So many alerts of one kind a device can cause in so many seconds."""
_COUNTER = "inbox"


def send_notice(
    connection: Connection,
    to: Iterable[Identifier],
    kind: InboxKind,
    ref: str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Put a notice into people's inboxes; it is heard once the transaction commits."""
    receivers = list(to)
    if not receivers:
        return
    first = next_value(connection, _COUNTER, len(receivers))
    moment = now()
    connection.execute(
        insert(inbox),
        [
            {
                "seq": first + place,
                "person": person,
                "kind": kind.value,
                "at": moment,
                "ref": ref,
                "facts": dict(facts or {}),
            }
            for place, person in enumerate(receivers)
        ],
    )


def raise_alert(
    connection: Connection, node: str, kind: str, about: str, facts: Mapping[str, str], *, caused_by: Identifier = ""
) -> None:
    """Alert security, in the list, in their inboxes and in the trail (U3).

    ``caused_by``, one of ``facts``: the device that can have it raised again and again, and so push others out of the
    list; it is heard ``MOST_FROM_ONE`` times an hour.
    """
    if caused_by and _count_of(connection, kind, caused_by) >= MOST_FROM_ONE:
        return
    connection.execute(
        insert(alerts).values(seq=next_value(connection, "alerts"), at=now(), kind=kind, about=about, facts=dict(facts))
    )
    watchers = connection.execute(
        select(people.c.id).where(people.c.role == Role.SECURITY.value, people.c.state == AccountState.ACTIVE.value)
    ).scalars()
    send_notice(connection, watchers, InboxKind.ALERT, about, {"kind": kind, **facts})
    detail = {"kind": kind, "about": about, **{name: value[:200] for name, value in facts.items()}}
    record(connection, node, Deed(act=Act.ALERT_RAISED, detail=detail))


def _count_of(connection: Connection, kind: str, device: Identifier) -> int:
    """How many of the newest alerts are of a kind, of late, and by a device."""
    listed = alerts.c.seq > read_value(connection, "alerts") - ALERTS_PAGE
    of_late = alerts.c.at > after(now(), seconds=-_SPAN_S)
    found = connection.execute(select(alerts.c.facts).where(listed, alerts.c.kind == kind, of_late)).scalars()
    return sum(device in facts.values() for facts in found)


def list_alerts(connection: Connection, before: int = 0) -> tuple[AlertRow, ...]:
    """The newest alerts, newest first; with ``before``, the newest of those older than that one."""
    query = select(alerts).order_by(alerts.c.seq.desc()).limit(ALERTS_PAGE)
    rows = connection.execute(query.where(alerts.c.seq < before) if before else query)
    return tuple(AlertRow(seq=row.seq, at=row.at, kind=row.kind, about=row.about, facts=row.facts) for row in rows)


def read_inbox(connection: Connection, person: Identifier, after: int) -> InboxPage:
    """A person's notices after ``after``; with a negative one, none, but the place to go on from."""
    if after < 0:
        newest = connection.execute(select(func.max(inbox.c.seq)).where(inbox.c.person == person)).scalar_one()
        return InboxPage(items=(), next=newest or 0)
    rows = connection.execute(
        select(inbox).where(inbox.c.person == person, inbox.c.seq > after).order_by(inbox.c.seq).limit(PAGE)
    ).all()
    items = tuple(
        InboxItem(seq=row.seq, kind=InboxKind(row.kind), at=row.at, ref=row.ref, facts=row.facts) for row in rows
    )
    return InboxPage(items=items, next=items[-1].seq if items else after)


def find_newest(connection: Connection) -> int:
    """The place of the newest notice, whoever it is for."""
    return read_value(connection, _COUNTER)


def list_news(connection: Connection, after: int) -> dict[Identifier, int]:
    """Whom notices after ``after`` are for, and the place of each one's newest."""
    query = select(inbox.c.person, func.max(inbox.c.seq)).where(inbox.c.seq > after).group_by(inbox.c.person)
    return {row[0]: row[1] for row in connection.execute(query)}
