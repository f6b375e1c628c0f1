"""The queue as a list: where each card stands, without the cards."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from secure_store.card_query import Section


class Listing:
    """A snapshot of the queue's order: for each section the keys of its cards (8 bytes each).

    Paging is slicing, so that the millionth row costs what the first does; CardCache.rows turns keys into lines.
    """

    def __init__(self, sections: Mapping[Section, array[int]]) -> None:
        self._sections = {section: sections.get(section, array("q")) for section in Section}

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
