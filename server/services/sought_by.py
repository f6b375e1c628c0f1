"""By what, beside an event's own row, searches and exports find what was done (U1, U2).

That an event of a reveal is about a customer, a search learns from the reveal's row; whose a username is, from the
account's. Both have to say what Central's own events say, and the indexes what the rows say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from protocol.events import Act, Event, ObjectKind
from server.log.faults import Faults
from server.store.tables import people, reveals

Placed = tuple[int, Event]
"""An event and its log index."""


_MOST_OF_SQLITE = 100
_REMEMBERED = 1_000
"""Of so many reveals and accounts it is known that they were told; events about one stand close together."""


class SoughtBy:
    """Compares events of Central's own with those rows. ``faults`` gets a sentence for each reveal and account, and
    another where its events stand far apart."""

    def __init__(self, connection: Connection, faults: Faults) -> None:
        self._connection, self._faults = connection, faults
        self._told: dict[str, None] = {}

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
            said = self._connection.exec_driver_sql("PRAGMA integrity_check(events)").scalars().all()
            for line in said:
                if line != "ok":
                    self._faults.say(f"SQLite, of the events and their indexes: {line}")
            if len(said) >= _MOST_OF_SQLITE:
                self._faults.say(f"SQLite, of the events and their indexes: it names {_MOST_OF_SQLITE}, and no more")

    def _check_reveals(self, asked: Sequence[Placed]) -> None:
        ids = {event.object_id for _, event in asked}
        columns = select(reveals.c.id, reveals.c.customer, reveals.c.number)
        rows = {row.id: row for row in self._connection.execute(columns.where(reveals.c.id.in_(ids)))}
        for where, event in self._name(asked):
            row, number = rows.get(event.object_id), event.detail.get("number", event.object_id)
            if row is None:
                self._faults.say(f"{where}: reveal {number}, by which searches find it, is gone")
            elif (row.customer, row.number) != (event.detail["card"], number):
                self._faults.say(f"{where}: searches find reveal {number} at another customer or number")
            else:
                continue
            self._remember(event.object_id)

    def _check_accounts(self, made: Sequence[Placed]) -> None:
        ids = {event.object_id for _, event in made}
        columns = select(people.c.id, people.c.username).where(people.c.id.in_(ids))
        names = {row.id: row.username for row in self._connection.execute(columns)}
        for where, event in self._name(made):
            username = event.detail.get("username", "")
            if names.get(event.object_id) != username:
                self._faults.say(f"{where}: searches do not find the account of {username} by that name")
                self._remember(event.object_id)

    def _remember(self, told: str) -> None:
        self._told[told] = None
        if len(self._told) > _REMEMBERED:
            del self._told[next(iter(self._told))]

    def _name(self, page: Sequence[Placed]) -> Iterator[tuple[str, Event]]:
        for index, event in page:
            if event.object_id not in self._told:
                yield f"log index {index}, device {event.device}, event {event.seq}", event
