"""Counts by hour made into bars: one an hour, or one a day where there would be too many. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from protocol.times import Instant, format_instant, parse_instant
from protocol.trail_search import HourCount

MOST_HOURS = 24 * 8


@dataclass(frozen=True)
class Bar:
    """What was done from ``since`` until before ``until``, by local hours or days."""

    since: Instant
    until: Instant
    count: int = 0
    not_done: int = 0


def make_bars(hours: Sequence[HourCount], since: Instant, until: Instant) -> tuple[Bar, ...]:
    """Bars from ``since`` to ``until`` without a gap, empty ones too; a day each beyond eight days."""
    start, end = parse_instant(since), parse_instant(until)
    daily = end - start > timedelta(hours=MOST_HOURS)
    if daily and hours:  # a search over years shows where something is
        start = max(start, parse_instant(hours[0].hour))
        end = min(end, parse_instant(hours[-1].hour) + timedelta(hours=1))
    bars: list[Bar] = []
    places: dict[Instant, int] = {}
    begin = _floor(start, daily=daily)
    while begin < end:
        following = _floor(begin + timedelta(hours=36 if daily else 1), daily=daily)
        places[_key(begin, daily=daily)] = len(bars)
        bars.append(Bar(format_instant(begin), format_instant(following)))
        begin = following
    for hour in hours:
        place = places.get(_key(_floor(parse_instant(hour.hour), daily=daily), daily=daily))
        if place is not None:
            known = bars[place]
            bars[place] = Bar(known.since, known.until, known.count + hour.count, known.not_done + hour.not_done)
    return tuple(bars)


def _floor(moment: datetime, *, daily: bool) -> datetime:
    local = moment.astimezone()
    if daily:
        naive = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return naive.astimezone().astimezone(UTC)  # midnight by the clock of that day
    return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _key(moment: datetime, *, daily: bool) -> str:
    return moment.astimezone().strftime("%Y-%m-%d") if daily else format_instant(moment)
