"""The counts that outlive a restart, shared by every Central node: who, which rule, where, which minute, how many.

A batch costs one statement to add and one to read, however many events it holds. Rows are only ever added and, in
time, dropped: nobody waits for anybody's lock, whatever else a transaction holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from time import time

from msgspec import structs
from sqlalchemy import Connection, delete, insert, select

from server.services.anomalies.sightings import Sighting
from server.services.anomalies.windows import Bucket
from server.store.tables import watch_counts, watch_streaks


def add_sightings(connection: Connection, sightings: Iterable[Sighting], keep_min: dict[str, int]) -> None:
    """Count; ``keep_min``: for how many minutes each rule has to remember."""
    present = int(time()) // 60
    rows = [{**structs.asdict(one), "expires": max(one.minute, present) + keep_min[one.rule]} for one in sightings]
    connection.execute(insert(watch_counts), rows)


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


def drop_expired(connection: Connection) -> None:
    """Forget what no window reaches any more."""
    for table in (watch_counts, watch_streaks):
        connection.execute(delete(table).where(table.c.expires < int(time()) // 60))
