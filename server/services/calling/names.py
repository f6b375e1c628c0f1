"""Short names of calls, for people: ``C-118``, whoever made the call."""

from __future__ import annotations

from sqlalchemy import Connection

from server.store.database import next_value


def name_call(connection: Connection) -> str:
    """The next one."""
    return f"C-{next_value(connection, 'call_number')}"
