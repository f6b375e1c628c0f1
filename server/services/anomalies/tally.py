"""The counts that outlive a restart: one row a person, rule, place and minute, shared by every Central node.

A batch costs one statement to add and one to read, however many events it holds. Both come after the append in the
same transaction, which the log's counter keeps to one at a time, so no two nodes miss each other's counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from time import time
from typing import Any

from sqlalchemy import Connection, Executable, case, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from protocol.identifiers import Identifier
from server.services.anomalies.sightings import Sighting
from server.services.anomalies.windows import Bucket
from server.store.tables import watch_counts, watch_streaks


def add_sightings(connection: Connection, sightings: Iterable[Sighting], keep_min: dict[str, int]) -> None:
    """Count; ``keep_min``: for how many minutes each rule has to remember."""
    present = int(time()) // 60
    rows = [
        {
            "subject": one.subject,
            "rule": one.rule,
            "place": one.place,
            "minute": one.minute,
            "count": one.count,
            "first_at": one.first_at,
            "last_at": one.last_at,
            "expires": max(one.minute, present) + keep_min[one.rule],
        }
        for one in sightings
    ]
    connection.execute(_write_upsert(connection.dialect.name), rows)


def read_buckets(connection: Connection, subjects: Sequence[str]) -> dict[tuple[str, str], list[Bucket]]:
    """All that is remembered of ``subjects``: by subject and rule, oldest first."""
    known = watch_counts.c
    rows = connection.execute(
        select(known.subject, known.rule, known.place, known.minute, known.count, known.first_at, known.last_at)
        .where(known.subject.in_(subjects))
        .order_by(known.minute)
    )
    buckets: defaultdict[tuple[str, str], list[Bucket]] = defaultdict(list)
    for subject, rule, *rest in rows:
        buckets[subject, rule].append(Bucket(*rest))
    return buckets


def forget_person(connection: Connection, person: Identifier) -> None:
    """Begin anew with a person: security has judged what was counted."""
    for table in (watch_counts, watch_streaks):
        subject = table.c.subject
        connection.execute(
            delete(table).where(or_(subject == person, subject.like(f"%|{person}"), subject.like(f"{person}|%")))
        )


def drop_expired(connection: Connection) -> None:
    """Forget what no window reaches any more."""
    for table in (watch_counts, watch_streaks):
        connection.execute(delete(table).where(table.c.expires < int(time()) // 60))


@cache
def _write_upsert(dialect: str) -> Executable:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement: Any = insert(watch_counts)
    known, fresh = watch_counts.c, statement.excluded
    upsert: Executable = statement.on_conflict_do_update(
        index_elements=[known.subject, known.rule, known.place, known.minute],
        set_={
            "count": known.count + fresh.count,
            "first_at": case((fresh.first_at < known.first_at, fresh.first_at), else_=known.first_at),
            "last_at": case((fresh.last_at > known.last_at, fresh.last_at), else_=known.last_at),
            "expires": case((fresh.expires > known.expires, fresh.expires), else_=known.expires),
        },
    )
    return upsert
