"""The queue as a list: where each card stands, without the cards."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from protocol.times import Instant
from secure_store.card_query import QueueClock, Section


class Listing:
    """A snapshot of the queue's order: for each section the keys of its cards (8 bytes each).

    Paging is slicing, so that the millionth row costs what the first does; CardCache.rows turns keys into lines.
    ``clock`` cut it into sections, and ``next_due`` is when the next card becomes due after that.
    """

    def __init__(
        self,
        sections: Mapping[Section, array[int]],
        clock: QueueClock | None = None,
        next_due: Instant | None = None,
    ) -> None:
        self._sections = {section: sections.get(section, array("q")) for section in Section}
        self._clock, self._next_due = clock, next_due

    def is_outdated(self, clock: QueueClock) -> bool:
        """Whether time alone has moved a card to another section by now: one became due, another day began, or the
        machine's clock was set."""
        if self._clock is None:
            return False
        is_due = self._next_due is not None and clock.now >= self._next_due
        return is_due or clock.day_end != self._clock.day_end or clock.now < self._clock.now

    def size(self, section: Section) -> int:
        """How many cards stand in ``section``."""
        return len(self._sections[section])

    def __len__(self) -> int:
        return sum(map(len, self._sections.values()))

    def keys(self, section: Section, offset: int, limit: int) -> Sequence[int]:
        """The keys of one page of ``section``."""
        return self._sections[section][offset : offset + limit]

    def position(self, key: int) -> tuple[Section, int] | None:
        """The section of the card behind ``key`` and its place there from 0, or None when it is not listed."""
        for section, keys in self._sections.items():
            try:
                return section, keys.index(key)
            except ValueError:
                continue
        return None
