"""Clock times of a company's rules: ``HH:MM`` where the company is."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct

Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


_DAY = 24 * 60


class Window(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From ``opens`` until just before ``closes``, over midnight too; equal ones mean all day."""

    opens: Clock
    closes: Clock

    def holds(self, local: datetime) -> bool:
        """Whether a local moment lies within."""
        return is_between(self.opens, self.closes, local)

    def meets(self, other: Window) -> bool:
        """Whether there is a minute that lies within both."""
        return bool(self._list_minutes() & other._list_minutes())

    def _list_minutes(self) -> frozenset[int]:
        start, end = _read_minute(self.opens), _read_minute(self.closes)
        if start < end:
            return frozenset(range(start, end))
        return frozenset((*range(start, _DAY), *range(end if start > end else start)))


@lru_cache
def _read_minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def is_between(opens: str, closes: str, local: datetime) -> bool:
    """Whether a local moment lies between two clock times, over midnight too; equal ones mean all day."""
    return is_minute_between(opens, closes, local.hour * 60 + local.minute)


def is_minute_between(opens: str, closes: str, minute: int) -> bool:
    """As :func:`is_between`, for a ``minute`` of a local day, from 0."""
    start, end = _read_minute(opens), _read_minute(closes)
    if start < end:
        return start <= minute < end
    return start == end or minute >= start or minute < end
