"""What the rules see in events: so many acts of one person in one minute. Pure; made for batches of hundreds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

from protocol.events import Act, ObjectKind
from protocol.joining import JoinKind
from protocol.times import Instant, after, now
from server.services.anomaly_rules import CountRule, HoursRule, PairsRule, PlacesRule
from server.services.clocks import is_minute_between
from server.services.policy import RevealPolicy

BY_CENTRAL = frozenset(
    {
        Act.SIGNIN_SUCCEEDED,
        Act.SIGNIN_FAILED,
        Act.STEPUP_SUCCEEDED,
        Act.STEPUP_FAILED,
        Act.SESSION_UNLOCKED,
        Act.PASSWORD_CHANGED,
        Act.CARD_REFUSED,
        Act.REVEAL_REQUESTED,
        Act.REVEAL_DECIDED,
        Act.REVEAL_COLLECTED,
        Act.APPROVAL_GIVEN,
        Act.APPROVAL_REFUSED,
        Act.BREAK_GLASS,
        Act.JOIN_ASKED,
        Act.TRAIL_SEARCHED,
    }
)
"""Acts that Central records itself: a desk's own word on them would count them twice."""
_AHEAD_S = 300
"""A desk's clock may be ahead by as much; what claims to come from later counts as of now."""
REQUESTER = "requester"
"""The detail of an approval that names whose request it was."""
_OVERHEARD = "person"
"""The detail of a listening-in that names whose call it is."""
_QUARTER, _DAY = 15, 24 * 60
"""Minutes."""
_Doing = tuple[Act, str, str, str, str, str]
"""An act, who did it, by which desk, from which address, with whom (whose request it decided, whose call it was), and
the device that says so."""


class Seen(Protocol):
    """What the rules look at: an event of the trail has it all."""

    @property
    def act(self) -> Act: ...
    @property
    def actor(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def ip(self) -> str: ...
    @property
    def at(self) -> Instant: ...
    @property
    def object_kind(self) -> ObjectKind: ...
    @property
    def object_id(self) -> str: ...
    @property
    def detail(self) -> dict[str, str]: ...


class Sighting(Struct, frozen=True):
    """``count`` acts that ``rule`` counts, in one ``minute`` since 1970. ``subject``: a person, or two with a stroke
    between, the one who acted last. ``place``: ``device …`` or ``ip …`` where the rule tells places apart.
    ``told_by``: the device that says so."""

    subject: str
    rule: str
    place: str
    minute: int
    count: int
    first_at: Instant
    last_at: Instant
    told_by: str


ORDER = attrgetter("subject", "rule", "place", "minute")
"""In which sightings stand."""


class _Group(Struct, frozen=True):
    """Acts of one kind by one person, in one minute and from one place."""

    count: int
    first_at: Instant
    last_at: Instant

    def join(self, count: int, first_at: Instant, last_at: Instant) -> _Group:
        """These acts and ``count`` others."""
        return _Group(self.count + count, min(self.first_at, first_at), max(self.last_at, last_at))


def find_sightings(
    rules: Mapping[str, CountRule], hours: RevealPolicy, node: str, events: Iterable[Seen]
) -> list[Sighting]:
    """What ``rules`` have to count in ``events``; ``node`` is Central's own name in the trail."""
    watched: dict[Act, list[tuple[str, CountRule]]] = {}
    for name, rule in rules.items():
        for act in rule.acts:
            watched.setdefault(act, []).append((name, rule))
    latest = after(now(), seconds=_AHEAD_S)
    tally: dict[tuple[str, str, str, str], dict[int, _Group]] = {}
    for (act, actor, device, ip, partner, told_by), minutes in _group_events(watched, node, latest, events).items():
        for name, rule in watched[act]:
            counted = minutes
            if isinstance(rule, HoursRule):
                counted = {minute: minutes[minute] for minute in minutes if _is_out_of_hours(rule, hours, minute)}
            for subject, place in _name_subjects(rule, actor, device, ip, partner):
                _add(tally.setdefault((subject, name, place, told_by), {}), counted)
    seen = [
        Sighting(subject, name, place, minute, group.count, group.first_at, group.last_at, told_by)
        for (subject, name, place, told_by), groups in tally.items()
        for minute, group in groups.items()
    ]
    return sorted(seen, key=ORDER)


def name_person(actor: str) -> str:
    """Who did it, by an event's actor: as much of it as an identifier is long."""
    return actor[:36]


@lru_cache(4096)
def read_minute(text: str) -> int:
    """The minute since 1970 of an Instant's first 16 characters; ValueError when they name no moment."""
    return int(datetime.fromisoformat(f"{text}:00+00:00").timestamp()) // 60


def write_minute(minute: int) -> Instant:
    """The Instant at which a minute since 1970 begins."""
    return after("1970-01-01T00:00:00.000Z", minutes=minute)


def _group_events(
    watched: Mapping[Act, object], node: str, latest: Instant, events: Iterable[Seen]
) -> dict[_Doing, dict[int, _Group]]:
    """By who did what from where: his acts, minute by minute."""
    groups: dict[_Doing, dict[int, _Group]] = {}
    for event in events:
        act = event.act
        if act not in watched or not event.actor or (act in BY_CENTRAL and event.device != node):
            continue
        at = event.at if event.at <= latest and _is_moment(event.at[:16]) else now()
        device, ip, partner = event.device, "", ""
        if device == node:
            device = event.object_id if event.object_kind is ObjectKind.DEVICE else ""
            ip, partner = event.ip, _find_partner(event)
        minutes = groups.setdefault((act, name_person(event.actor), device, ip, partner, event.device), {})
        minute = read_minute(at[:16])
        known = minutes.get(minute)
        minutes[minute] = _Group(1, at, at) if known is None else known.join(1, at, at)
    return groups


def _find_partner(event: Seen) -> str:
    """With whom an act is done, where a rule looks at that: not of who was invited into a call."""
    if event.act is not Act.JOIN_ASKED:
        return event.detail.get(REQUESTER, "")
    return event.detail.get(_OVERHEARD, "") if event.detail.get("mode") == JoinKind.LISTEN.value else ""


def _add(groups: dict[int, _Group], more: Mapping[int, _Group]) -> None:
    if not groups:
        groups.update(more)
        return
    for minute, group in more.items():
        known = groups.get(minute)
        groups[minute] = group if known is None else known.join(group.count, group.first_at, group.last_at)


def _name_subjects(rule: CountRule, actor: str, device: str, ip: str, partner: str) -> Iterator[tuple[str, str]]:
    if isinstance(rule, PairsRule):
        if partner:
            yield f"{partner}|{actor}", ""
    elif isinstance(rule, PlacesRule):
        if device:
            yield actor, f"device {device}"
        if ip:
            yield actor, f"ip {ip}"
    else:
        yield actor, ""


def _is_out_of_hours(rule: HoursRule, hours: RevealPolicy, minute: int) -> bool:
    opens, closes = (rule.opens, rule.closes) if rule.opens and rule.closes else (hours.opens, hours.closes)
    local = minute + _find_offset(hours.time_zone, minute // _QUARTER)
    return not is_minute_between(opens, closes, local % _DAY)


@lru_cache(4096)
def _find_offset(time_zone: str, quarter: int) -> int:
    """By how many minutes clocks are ahead of UTC, in a quarter of an hour since 1970: since 2012 they change on a
    quarter everywhere but in Antarctica."""
    there = datetime.fromtimestamp(quarter * _QUARTER * 60, ZoneInfo(time_zone)).utcoffset()
    return round(there.total_seconds() / 60) if there else 0


@lru_cache(4096)
def _is_moment(text: str) -> bool:
    try:
        read_minute(text)
    except ValueError:
        return False
    return True
