"""Beginning anew with a person whom security has judged (U3)."""

from __future__ import annotations

from sqlalchemy import Connection, delete, or_

from protocol.identifiers import Identifier
from server.store.watch_tables import watch_counts, watch_streaks


def forget_person(connection: Connection, person: Identifier) -> None:
    """Forget what the watch has counted of a person."""
    for table in (watch_counts, watch_streaks):
        subject = table.c.subject
        connection.execute(
            delete(table).where(or_(subject == person, subject.like(f"%|{person}"), subject.like(f"{person}|%")))
        )
