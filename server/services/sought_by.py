"""By what, beside an event's own row, searches and exports find what was done (U1, U2).

That an event of a reveal is about a customer, a search learns from the reveal's row; whose a username is, from the
account's. Both have to say what Central's own events say, and the indexes what the rows say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from protocol.events import Act, Event, ObjectKind
from server.store.tables import people, reveals

Placed = tuple[int, Event]
"""An event and its log index."""


class SoughtBy:
    """Compares events of Central's own with those rows. ``faults`` gets a sentence for each reveal and account."""

    def __init__(self, connection: Connection, faults: list[str]) -> None:
        self._connection, self._faults = connection, faults
        self._told: set[str] = set()

    def check(self, page: Sequence[Placed]) -> None:
        """Look at a page of events, in the log's order."""
        asked = [one for one in page if one[1].object_kind is ObjectKind.REVEAL and "card" in one[1].detail]
        if asked:
            self._check_reveals(asked)
        made = [one for one in page if one[1].act is Act.ACCOUNT_CREATED]
        if made:
            self._check_accounts(made)

    def finish(self) -> None:
        """Compare what only the whole table can show. PostgreSQL's indexes are looked over by its own ``pg_amcheck``,
        which is its administrator's."""
        if self._connection.dialect.name == "sqlite":
            said = self._connection.exec_driver_sql("PRAGMA integrity_check(events)").scalars()
            self._faults += [f"SQLite, of the events and their indexes: {line}" for line in said if line != "ok"]

    def _check_reveals(self, asked: Sequence[Placed]) -> None:
        ids = {event.object_id for _, event in asked}
        columns = select(reveals.c.id, reveals.c.customer, reveals.c.number)
        rows = {row.id: row for row in self._connection.execute(columns.where(reveals.c.id.in_(ids)))}
        for where, event in self._name(asked):
            row, number = rows.get(event.object_id), event.detail.get("number", event.object_id)
            if row is None:
                self._faults.append(f"{where}: reveal {number}, by which searches find it, is gone")
            elif (row.customer, row.number) != (event.detail["card"], number):
                self._faults.append(f"{where}: searches find reveal {number} at another customer or number")
            else:
                continue
            self._told.add(event.object_id)

    def _check_accounts(self, made: Sequence[Placed]) -> None:
        ids = {event.object_id for _, event in made}
        columns = select(people.c.id, people.c.username).where(people.c.id.in_(ids))
        names = {row.id: row.username for row in self._connection.execute(columns)}
        for where, event in self._name(made):
            username = event.detail.get("username", "")
            if names.get(event.object_id) != username:
                self._faults.append(f"{where}: searches do not find the account of {username} by that name")
                self._told.add(event.object_id)

    def _name(self, page: Sequence[Placed]) -> Iterator[tuple[str, Event]]:
        for index, event in page:
            if event.object_id not in self._told:
                yield f"log index {index}, device {event.device}, event {event.seq}", event
