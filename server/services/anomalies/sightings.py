"""What the rules see in events: so many acts of one person in one minute. Pure; made for batches of hundreds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from protocol.events import Act, ObjectKind
from protocol.times import Instant, after, now
from server.services.anomaly_rules import CountRule, HoursRule, PairsRule, PlacesRule
from server.services.clocks import is_between
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
        Act.TRAIL_SEARCHED,
    }
)
"""Acts that Central records itself: a desk's own word on them would count them twice."""
_AHEAD_S = 300
"""A desk's clock may be ahead by as much; what claims to come from later counts as of now."""
REQUESTER = "requester"
"""The detail of an approval that names whose request it was."""
_Key = TypeVar("_Key")


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


class Sighting(Struct, frozen=True, kw_only=True):
    """``count`` acts that ``rule`` counts, in one ``minute`` since 1970. ``subject``: a person, or requester and
    approver with a stroke between. ``place``: ``device …`` or ``ip …`` where the rule tells places apart."""

    subject: str
    rule: str
    place: str
    minute: int
    count: int
    first_at: Instant
    last_at: Instant


class _Group(Struct):
    """Acts of one kind by one person, in one minute and from one place."""

    count: int
    first_at: Instant
    last_at: Instant


def find_sightings(
    rules: Mapping[str, CountRule], hours: RevealPolicy, node: str, events: Iterable[Seen]
) -> list[Sighting]:
    """What ``rules`` have to count in ``events``; ``node`` is Central's own name in the trail."""
    watched: dict[Act, list[tuple[str, CountRule]]] = {}
    for name, rule in rules.items():
        for act in rule.acts:
            watched.setdefault(act, []).append((name, rule))
    latest = after(now(), seconds=_AHEAD_S)
    tally: dict[tuple[str, str, str, int], _Group] = {}
    for (act, actor, device, ip, partner, text), group in _group_events(watched, node, latest, events).items():
        minute = read_minute(text)
        for name, rule in watched[act]:
            for subject, place in _name_subjects(rule, hours, minute, actor, device, ip, partner):
                _add(tally, (subject, name, place, minute), group)
    return [
        Sighting(
            subject=subject,
            rule=name,
            place=place,
            minute=minute,
            count=group.count,
            first_at=group.first_at,
            last_at=group.last_at,
        )
        for (subject, name, place, minute), group in sorted(tally.items())
    ]


@lru_cache(4096)
def read_minute(text: str) -> int:
    """The minute since 1970 of an Instant's first 16 characters; ValueError when they name no moment."""
    return int(datetime.fromisoformat(f"{text}:00+00:00").timestamp()) // 60


def write_minute(minute: int) -> Instant:
    """The Instant at which a minute since 1970 begins."""
    return after("1970-01-01T00:00:00.000Z", minutes=minute)


def _group_events(
    watched: Mapping[Act, object], node: str, latest: Instant, events: Iterable[Seen]
) -> dict[tuple[Act, str, str, str, str, str], _Group]:
    groups: dict[tuple[Act, str, str, str, str, str], _Group] = {}
    for event in events:
        act = event.act
        if act not in watched or not event.actor or (act in BY_CENTRAL and event.device != node):
            continue
        at = event.at if event.at <= latest and _is_moment(event.at[:16]) else now()
        device, ip, partner = event.device, "", ""
        if device == node:
            device = event.object_id if event.object_kind is ObjectKind.DEVICE else ""
            ip, partner = event.ip, event.detail.get(REQUESTER, "")
        key = (act, event.actor[:36], device, ip, partner, at[:16])
        known = groups.get(key)
        if known is None:
            groups[key] = _Group(1, at, at)
            continue
        known.count += 1
        if at < known.first_at:
            known.first_at = at
        elif at > known.last_at:
            known.last_at = at
    return groups


def _add(groups: dict[_Key, _Group], key: _Key, more: _Group) -> None:
    known = groups.get(key)
    if known is None:
        groups[key] = _Group(more.count, more.first_at, more.last_at)
        return
    known.count += more.count
    known.first_at = min(known.first_at, more.first_at)
    known.last_at = max(known.last_at, more.last_at)


def _name_subjects(
    rule: CountRule, hours: RevealPolicy, minute: int, actor: str, device: str, ip: str, partner: str
) -> Iterator[tuple[str, str]]:
    if isinstance(rule, HoursRule):
        opens, closes = (rule.opens, rule.closes) if rule.opens and rule.closes else (hours.opens, hours.closes)
        if not _is_working_time(opens, closes, hours.time_zone, minute):
            yield actor, ""
    elif isinstance(rule, PairsRule):
        if partner:
            yield f"{partner}|{actor}", ""
    elif isinstance(rule, PlacesRule):
        if device:
            yield actor, f"device {device}"
        if ip:
            yield actor, f"ip {ip}"
    else:
        yield actor, ""


@lru_cache(4096)
def _is_working_time(opens: str, closes: str, time_zone: str, minute: int) -> bool:
    return is_between(opens, closes, datetime.fromtimestamp(minute * 60, ZoneInfo(time_zone)))


@lru_cache(4096)
def _is_moment(text: str) -> bool:
    try:
        read_minute(text)
    except ValueError:
        return False
    return True
