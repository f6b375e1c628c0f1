"""What new events change besides the trail: the watch's counts, cards, calls, and how people stand (decision 004, U3).

It is found out in steps, so that the longest can be taken while the database inserts the events: what is to be asked
(:mod:`server.services.inquiry`), see, complete, act.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from protocol.events import Act, Event
from protocol.identifiers import Identifier
from server.services.anomalies.sightings import Sighting
from server.services.anomalies.strangers import set_apart
from server.services.anomalies.tally import Memory, add_rows, remember
from server.services.anomalies.watch import Finding, find_span, heed_finding, see_events, weigh_sightings
from server.services.calling.answers import note_answer
from server.services.calling.presence import (
    STANDING,
    WATCHED,
    Standings,
    judge_standings,
    let_help_go,
    tell_watchers,
    write_standings,
)
from server.services.calling.records import TOLD, note_call
from server.services.central import Central
from server.services.inquiry import Told
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
    """What ``events`` come to by the ``policy`` in force and what was ``told`` of them: ``see`` and ``complete`` first,
    then ``count`` and ``stand``, and ``act`` last."""

    def __init__(self, central: Central, policy: Policy, events: Sequence[Event], told: Told) -> None:
        self._central, self._policy, self._events, self._told = central, policy, events, told
        self._concerned: Sequence[Event] = ()
        self._sightings: Sequence[Sighting] = ()
        self._strange: frozenset[Identifier] = frozenset()
        self._finding: Finding | None = None
        self._standings = Standings()

    def see(self) -> None:
        """Weigh them, as far as what was told is enough for it; asks nothing of the database."""
        node, told = self._central.node, self._told
        seen = see_events(node, self._events, self._policy)
        self._sightings, self._strange = set_apart(told.visited, node, seen)
        if told.memory.span.holds(find_span(self._policy, self._sightings)):
            self._weigh(told.memory)
        self._concerned = [event for event in self._events if event.act in _CONCERNED]
        self._standings = judge_standings(self._concerned, told.standings, told.visited)

    def complete(self, connection: Connection) -> None:
        """Ask the database for what is still wanted to weigh them: seldom anything."""
        if self._finding is None:
            self._weigh(remember(connection, find_span(self._policy, self._sightings)))

    def count(self, connection: Connection, *, few: bool) -> None:
        """Count them for the watch, where its rows are ``few``, so that they may share a round trip; or are not."""
        if (len(self._found.rows) <= FEW) is few:
            add_rows(connection, self._found.rows)

    def stand(self, connection: Connection) -> None:
        """Write how people stand by them; asks nothing."""
        write_standings(connection, self._standings)

    def act(self, connection: Connection) -> None:
        """Let the watch act, and the cards change."""
        heed_finding(connection, self._central.node, self._policy, self._events, self._found)
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
        tell_watchers(connection, changed, self._told.looking)

    @property
    def _found(self) -> Finding:
        if self._finding is None:
            raise RuntimeError("nothing is weighed yet")
        return self._finding

    def _weigh(self, memory: Memory) -> None:
        self._finding = weigh_sightings(self._policy, self._sightings, self._strange, memory)
