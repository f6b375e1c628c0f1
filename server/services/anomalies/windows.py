"""When counts become too much: runs of windows that reach a threshold. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from protocol.times import Instant, after
from server.services.anomaly_rules import CountRule, PlacesRule


class Bucket(Struct, frozen=True):
    """What a person did in one minute, as far as one rule counts it."""

    place: str
    minute: int
    count: int
    first_at: Instant
    last_at: Instant


class Run(Struct, frozen=True, kw_only=True):
    """A rule broken from ``since`` to ``last_at``: ``count`` acts in the fullest window, or places at once.
    ``places``: those, or whom a desk named that they are strangers to."""

    count: int
    since: Instant
    last_at: Instant
    places: tuple[str, ...] = ()


def find_runs(rule: CountRule, buckets: Sequence[Bucket]) -> list[Run]:
    """The runs in one person's ``buckets``, which are in order of time; windows that overlap are one run."""
    window = max(1, rule.window_s // 60)
    broken = (
        _find_overlaps(rule, window, buckets) if isinstance(rule, PlacesRule) else _find_full(rule, window, buckets)
    )
    runs: list[Run] = []
    for run in broken:
        if runs and run.since <= runs[-1].last_at:
            runs[-1] = _join(runs[-1], run)
        else:
            runs.append(run)
    return runs


def _find_full(rule: CountRule, window: int, buckets: Sequence[Bucket]) -> Iterable[Run]:
    open_: deque[Bucket] = deque()
    total, has_places = 0, any(bucket.place for bucket in buckets)
    for bucket in buckets:
        open_.append(bucket)
        total += bucket.count
        while open_[0].minute <= bucket.minute - window:
            total -= open_.popleft().count
        if total >= rule.threshold:
            named = tuple(sorted({one.place for one in open_ if one.place})) if has_places else ()
            yield Run(count=total, since=open_[0].first_at, last_at=bucket.last_at, places=named)


def _find_overlaps(rule: PlacesRule, window: int, buckets: Sequence[Bucket]) -> Iterable[Run]:
    if len({bucket.place for bucket in buckets}) < rule.threshold:
        return
    open_: deque[Bucket] = deque()
    for _, together in groupby(buckets, key=lambda bucket: bucket.minute):
        open_.extend(together)
        while open_[0].minute <= open_[-1].minute - window:
            open_.popleft()
        yield from _find_crowds(rule, open_)


def _find_crowds(rule: PlacesRule, buckets: Iterable[Bucket]) -> Iterable[Run]:
    """Places of one kind that a person used by turns: each was come back to after the others had been used."""
    stays: dict[str, tuple[Instant, Instant]] = {}
    for bucket in buckets:
        first, last = stays.get(bucket.place, (bucket.first_at, bucket.last_at))
        stays[bucket.place] = (min(first, bucket.first_at), max(last, bucket.last_at))
    for kind in ("device ", "ip "):
        here = {place: stay for place, stay in stays.items() if place.startswith(kind)}
        for began, newest in sorted((first, place) for place, (first, _) in here.items()):
            limit = after(began, seconds=rule.overlap_s)
            others = (place for place, (first, last) in here.items() if first <= began and last > limit)
            crowd = tuple(sorted({newest, *others}))
            if len(crowd) >= rule.threshold:
                yield Run(count=len(crowd), since=began, last_at=max(here[place][1] for place in crowd), places=crowd)
                break


def _join(known: Run, more: Run) -> Run:
    places = known.places if known.places == more.places else tuple(sorted({*known.places, *more.places}))
    return Run(
        count=max(known.count, more.count),
        since=min(known.since, more.since),
        last_at=max(known.last_at, more.last_at),
        places=places,
    )
