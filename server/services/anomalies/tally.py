"""The counts that outlive a restart, shared by every Central node: who, which rule, where, which minute, how many.

A batch costs one statement to read and one to add, however many events it holds, and a row for each person, rule and
place in it. Rows are only ever added and, in time, dropped: nobody waits for anybody's lock, whatever else a
transaction holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from time import time

import msgspec
from sqlalchemy import Connection, delete

from server.services.anomalies.sightings import Sighting
from server.services.anomalies.windows import Bucket
from server.store.bulk import Row, insert_rows
from server.store.statements import Statement
from server.store.watch_tables import watch_counts, watch_streaks

_COLUMNS = tuple(column.name for column in watch_counts.columns)
_REMEMBERED = Statement(
    "SELECT rule, place, minutes FROM watch_counts "
    "WHERE subject = :subject AND first_minute <= :last AND last_minute >= :first"
)
_read_minutes = msgspec.json.Decoder(list[tuple[int, int, str, str]]).decode


def write_rows(sightings: Iterable[Sighting], keep_min: dict[str, int]) -> list[Row]:
    """What is to be remembered of ``sightings``, which are in their order; ``keep_min``: for how many minutes each rule
    has to remember."""
    present, rows = int(time()) // 60, list[Row]()
    for (subject, rule, place), group in groupby(sightings, attrgetter("subject", "rule", "place")):
        minutes = [(one.minute, one.count, one.first_at, one.last_at) for one in group]
        first, last = minutes[0][0], minutes[-1][0]
        expires = max(last, present) + keep_min[rule]
        rows.append((subject, rule, place, first, last, msgspec.json.encode(minutes).decode(), expires))
    return rows


def add_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """Count what :func:`write_rows` wrote."""
    insert_rows(connection, watch_counts, _COLUMNS, rows)


def read_buckets(
    connection: Connection, subjects: Sequence[str], first: int, last: int, fresh: Iterable[Sighting]
) -> dict[tuple[str, str], list[Bucket]]:
    """What is remembered of ``subjects`` from minute ``first`` to ``last``, and ``fresh``, which is not counted yet: by
    subject and rule, oldest first."""
    asked = [{"subject": subject, "first": first, "last": last} for subject in subjects]
    buckets: defaultdict[tuple[str, str], list[Bucket]] = defaultdict(list)
    for subject, rows in zip(subjects, _REMEMBERED.ask_each(connection, asked), strict=True):
        for rule, place, minutes in rows:
            buckets[subject, rule] += [Bucket(place, *one) for one in _read_minutes(minutes) if first <= one[0] <= last]
    for one in fresh:
        buckets[one.subject, one.rule].append(Bucket(one.place, one.minute, one.count, one.first_at, one.last_at))
    for remembered in buckets.values():
        remembered.sort(key=attrgetter("minute"))
    return buckets


def drop_expired(connection: Connection) -> None:
    """Forget what no window reaches any more."""
    for table in (watch_counts, watch_streaks):
        connection.execute(delete(table).where(table.c.expires < int(time()) // 60))
