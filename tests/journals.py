"""What a desk has written."""

from __future__ import annotations

from protocol.events import Event, decode_event
from secure_store.journal import Journal


def read_recent(journal: Journal, most: int = 50) -> list[Event]:
    """The latest events that are kept, newest first."""
    return [decode_event(data) for data in reversed(journal.events_from(1, 1_000_000)[-most:])]
