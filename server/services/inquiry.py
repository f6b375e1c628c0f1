"""What the database is asked of events before it takes them, so that they can be weighed while it does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from protocol.events import Event
from server.services.anomalies.sightings import name_person, read_minute
from server.services.anomalies.tally import Memory, Span, read_memory
from server.services.calling.presence import Watchers, ask_standings, ask_watchers
from server.services.sessions import Place, Visits
from server.store.statements import Found, Question

_REACH_MIN = 60
"""As far as the rules look by which desks' events count, unless the company's own look farther: then what is farther
away is asked for later."""


class Told(Struct, frozen=True):
    """The answers: where people were, what the watch remembers (maybe not of all that will be seen), how people stand,
    and who looks at a wall."""

    visited: Collection[Place]
    memory: Memory
    standings: Sequence[Sequence[Found]]
    looking: Watchers


class Inquiry:
    """What is to be known of desks' ``events``: questions that can be asked together with others."""

    def __init__(self, events: Sequence[Event]) -> None:
        places = {(event.actor, event.device) for event in events if event.actor}
        self._visits = Visits({(name_person(actor), device) for actor, device in places})
        people = {person for person, _ in self._visits.known} | {desk for _, desk in self._visits.unknown}
        self._span = _find_span(people, events)
        self._standings = ask_standings(events)

    def questions(self) -> list[Question]:
        """In the order in which :meth:`read` wants their answers."""
        return [*self._visits.questions, *self._span.questions(), *self._standings, ask_watchers()]

    def read(self, told: Sequence[Sequence[Found]]) -> Told:
        """What the questions were answered."""
        answers = iter(told)
        visited = self._visits.read([next(answers) for _ in self._visits.unknown])
        memory = read_memory(self._span, [next(answers) for _ in self._span.subjects])
        return Told(visited, memory, [next(answers) for _ in self._standings], next(answers))


def _find_span(subjects: Collection[str], events: Sequence[Event]) -> Span:
    """From the first event to the last, by what they say of when they were; what says nothing of the kind is left to be
    asked for later."""
    moments = [event.at for event in events]
    try:
        first, last = read_minute(min(moments)[:16]), read_minute(max(moments)[:16])
    except ValueError:
        return Span(frozenset(), 0, 0)
    return Span(frozenset(subjects), first - _REACH_MIN, last + _REACH_MIN)
