"""The counts that outlive a restart, shared by every Central node: who, which rule, where, which minute, how many.

A batch costs a statement for each person to read and one to add, however many events it holds, and a row for each
person, rule and place in it. Rows are only ever added and, in time, dropped: nobody waits for anybody's lock, whatever
else a transaction holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from time import time

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete

from server.services.anomalies.sightings import Sighting
from server.services.anomalies.windows import Bucket
from server.store.bulk import Row, insert_rows
from server.store.statements import Found, Question, Statement, ask_together
from server.store.watch_tables import watch_counts, watch_streaks

_COLUMNS = tuple(column.name for column in watch_counts.columns)
_REMEMBERED = Statement(
    "SELECT rule, place, minutes FROM watch_counts "
    "WHERE subject = :subject AND first_minute <= :last AND last_minute >= :first"
)
_read_minutes = msgspec.json.Decoder(list[tuple[int, int, str, str]]).decode


class Span(Struct, frozen=True):
    """What may be remembered of ``subjects``, from minute ``first`` to ``last``."""

    subjects: frozenset[str]
    first: int
    last: int

    def questions(self) -> list[Question]:
        """What to ask for it."""
        return [
            (_REMEMBERED, {"subject": subject, "first": self.first, "last": self.last})
            for subject in sorted(self.subjects)
        ]

    def holds(self, other: Span) -> bool:
        """Whether who knows this one knows ``other`` too."""
        within = self.first <= other.first and other.last <= self.last
        return not other.subjects or (within and other.subjects <= self.subjects)


class Memory(Struct, frozen=True):
    """What is remembered in a span, by subject; rows may reach beyond it."""

    span: Span
    rows: Mapping[str, Sequence[Found]]


def read_memory(span: Span, told: Sequence[Sequence[Found]]) -> Memory:
    """What the span's questions were answered."""
    return Memory(span, dict(zip(sorted(span.subjects), told, strict=True)))


def remember(connection: Connection, span: Span) -> Memory:
    """What is remembered in a span."""
    return read_memory(span, ask_together(connection, span.questions()))


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


def read_buckets(memory: Memory, span: Span, fresh: Iterable[Sighting]) -> dict[tuple[str, str], list[Bucket]]:
    """What ``memory`` has in ``span``, which it is to hold, and ``fresh``, which is not counted yet: by subject and
    rule, oldest first."""
    first, last = span.first, span.last
    buckets: defaultdict[tuple[str, str], list[Bucket]] = defaultdict(list)
    for subject in sorted(span.subjects):
        for rule, place, minutes in memory.rows[subject]:
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
