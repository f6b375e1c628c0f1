"""Calls that were on when the desk ended without a word: their end is written when it starts again (D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protocol.call_records import Ending
from protocol.events import Act, Event, ObjectKind, Outcome
from protocol.times import parse_instant

if TYPE_CHECKING:
    from app.trail import Trail

_LIVES = frozenset({Act.DESK_STARTED, Act.DESK_STOPPED})
_BEGINS = frozenset({Act.CALL_DIALLED, Act.CALL_FOUND, Act.CALL_RANG})
_MOST_S = 99_999


def record_lost_calls(trail: Trail) -> int:
    """Write ``call.ended`` for each call that the desk's last life left open; how many there were.

    To be called before DESK_STARTED is written. StoreUnwritable means: this desk does not start.
    """
    life = trail.journal.back_to(_LIVES)
    if not life:  # it stopped as it should, or never ran
        return 0
    begun: dict[str, Event] = {}
    answered: dict[str, Event] = {}
    for event in reversed(life):
        if event.act in _BEGINS and event.outcome is Outcome.DONE:
            begun[event.object_id] = event
        elif event.act is Act.CALL_ANSWERED:
            answered[event.object_id] = event
        elif event.act is Act.CALL_ENDED:
            begun.pop(event.object_id, None)
    for call, first in begun.items():
        kept = {name: first.detail.get(name, "") for name in ("card", "number", "way")}
        talked = _count_seconds(answered[call], life[0]) if call in answered else 0
        facts = {**kept, "ending": Ending.DESK_LOST.value, "cut": "none", "talk_s": str(talked)}
        trail.record_facts(Act.CALL_ENDED, ObjectKind.CALL, call, facts, Outcome.FAILED)
    return len(begun)


def _count_seconds(first: Event, last: Event) -> int:
    span = parse_instant(last.at) - parse_instant(first.at)
    return min(max(0, round(span.total_seconds())), _MOST_S)  # a clock may have gone back
