"""When a customer agreed, as CRMs write it: local time in many shapes (C2)."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

_EARLIEST_YEAR = 2000
_PARTS = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]\s*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2}).*)?)?",
    re.ASCII,
)


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """An aware moment, or None when it is none or before 2000; without an offset it is ``zone``'s clock."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        parts = _PARTS.fullmatch(text)
        if not parts:
            return None
        try:
            year, month, day, hour, minute, second = (int(part or 0) for part in parts.groups())
            moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone follows
        except ValueError:
            return None
    if moment.year < _EARLIEST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
