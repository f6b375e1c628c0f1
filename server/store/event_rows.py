"""Events as rows, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from protocol.events import Event
from protocol.times import Instant
from server.store.blobs import read_blob
from server.store.bulk import insert_rows
from server.store.tables import events

COLUMNS = tuple(column.name for column in events.columns)


def insert_events(
    connection: Connection, rows: Sequence[tuple[object, ...]], beside: Callable[[], None] | None = None
) -> None:
    """Insert rows that :func:`make_rows` made; ``beside`` as for :func:`server.store.bulk.insert_rows`."""
    insert_rows(connection, events, COLUMNS, rows, beside)


def make_rows(
    first: int, placed: Sequence[tuple[Event, bytes]], received_from: str, received_at: Instant
) -> list[tuple[object, ...]]:
    """The rows of consecutive events at log index ``first``, in the order of ``COLUMNS``."""
    return [
        (
            index,
            event.device,
            event.seq,
            event.at,
            received_at,
            received_from,
            event.actor,
            str(event.act),
            str(event.object_kind),
            event.object_id,
            str(event.outcome),
            data,
        )
        for index, (event, data) in enumerate(placed, first)
    ]


def read_event_bytes(stored: bytes | memoryview | str) -> bytes:
    """An event's bytes as its row holds them. SQLite gives text where somebody wrote text: bytes all the same, to be
    judged like any others."""
    return read_blob(stored)
