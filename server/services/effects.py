"""What new events change besides the trail: the watch's counts, cards, calls, and how people stand (decision 004, U3).

It is found out in three steps, so that the first two can be taken while the database inserts the events: see, ask, act.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from protocol.events import Act, Event
from server.services.anomalies.sightings import Sighting
from server.services.anomalies.tally import add_rows
from server.services.anomalies.watch import Finding, heed_finding, see_events, weigh_sightings
from server.services.calling.answers import note_answer
from server.services.calling.presence import (
    STANDING,
    WATCHED,
    Standings,
    Watchers,
    find_standings,
    find_watchers,
    let_help_go,
    tell_watchers,
    write_standings,
)
from server.services.calling.records import TOLD, note_call
from server.services.central import Central
from server.services.older_copies import heed_older_copy
from server.services.outcomes import apply_outcome
from server.services.policy import Policy
from server.services.recordings.consent import heed_answer
from server.services.split_views import heed_split_view
from server.store.bulk import FEW

_MORE = {Act.OUTCOME_RECORDED, Act.CONSENT_ANSWERED, Act.JOURNAL_SET_BACK, Act.LOG_REFUSED}
_CONCERNED = TOLD | STANDING | WATCHED | _MORE
"""Acts that change more than the trail; most of a batch do not."""


class Effects:
    """What ``events`` come to by the ``policy`` in force: ``see`` and ``ask`` first, then ``count`` and ``stand``, and
    ``act`` last."""

    def __init__(self, central: Central, policy: Policy, events: Sequence[Event]) -> None:
        self._central, self._policy, self._events = central, policy, events
        self._concerned: Sequence[Event] = ()
        self._standing: Sequence[Event] = ()
        self._sightings: Sequence[Sighting] = ()
        self._finding = Finding((), (), frozenset())
        self._standings = Standings()
        self._looking: Watchers = ()

    def see(self) -> None:
        """What the events say by themselves; asks nothing of the database."""
        self._sightings = see_events(self._central.node, self._events, self._policy)
        self._concerned = [event for event in self._events if event.act in _CONCERNED]
        self._standing = [event for event in self._concerned if event.act in STANDING]

    def ask(self, connection: Connection) -> None:
        """What the database knows of them: by any connection, for the transaction whose turn it is."""
        self._finding = weigh_sightings(connection, self._central.node, self._policy, self._sightings)
        self._standings = find_standings(connection, self._standing)
        self._looking = find_watchers(connection) if self._concerned else ()

    def count(self, connection: Connection, *, few: bool) -> None:
        """Count them for the watch, where its rows are ``few``, so that they may share a round trip; or are not."""
        if (len(self._finding.rows) <= FEW) is few:
            add_rows(connection, self._finding.rows)

    def stand(self, connection: Connection) -> None:
        """Write how people stand by them; asks nothing."""
        write_standings(connection, self._standings)

    def act(self, connection: Connection) -> None:
        """Let the watch act, and the cards change."""
        heed_finding(connection, self._central.node, self._policy, self._events, self._finding)
        for event in self._concerned:
            if event.act is Act.OUTCOME_RECORDED:
                apply_outcome(connection, self._central, event)
            elif event.act in TOLD:
                note_call(connection, self._central, event)
            elif event.act is Act.CONSENT_ANSWERED:
                note_answer(connection, event)
                heed_answer(connection, self._central, self._policy, event)
            elif event.act is Act.JOURNAL_SET_BACK:
                heed_older_copy(connection, self._central, event)
            elif event.act is Act.LOG_REFUSED:
                heed_split_view(connection, self._central, event)
        let_help_go(connection, self._standings)
        changed = {event.actor for event in self._concerned if event.act in WATCHED}
        tell_watchers(connection, changed, self._looking)
