"""Searching the trail: who did what, to whom, when, from where, and how it ended (U2, I2)."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from protocol.events import Act, ObjectKind, Outcome
from protocol.roles import Role
from protocol.times import Instant

LARGEST_PAGE = 500
WIDEST_DAYS = 92
"""Days that a search may span which names neither a person nor what was done to."""

Words = Annotated[str, Meta(max_length=200)]


class TrailQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for; what is empty does not narrow. From ``since`` on, before ``until``, by when an act happened.

    ``person``: identifier, username or name. ``about``: the identifier of a customer's card (its reveals are found
    too), a reveal's number, or any other object's identifier. ``device``: identifier or name. ``ip``: as Central saw
    it. ``after``: an earlier page's ``next``.
    """

    since: Instant
    until: Instant
    person: Words = ""
    about: Words = ""
    acts: Annotated[tuple[Act, ...], Meta(max_length=64)] = ()
    device: Words = ""
    ip: Words = ""
    outcome: Outcome | None = None
    after: Annotated[str, Meta(max_length=64)] = ""
    limit: Annotated[int, Meta(ge=1, le=LARGEST_PAGE)] = 100


class TrailLine(Struct, frozen=True, kw_only=True):
    """One act as it stands in the log. Names are those of today, empty where nobody is known by the identifier."""

    log_index: int
    at: Instant
    received_at: Instant
    actor: str
    actor_name: str
    role: Role | None
    act: Act
    object_kind: ObjectKind
    object_id: str
    object_name: str
    field: str
    purpose: str
    outcome: Outcome
    device: str
    device_name: str
    ip: str
    detail: dict[str, str]


class HourCount(Struct, frozen=True, kw_only=True):
    """How many acts an hour held, and how many of them were not done. ``hour``: the Instant it began at, in UTC."""

    hour: Instant
    count: int
    not_done: int


class TrailPage(Struct, frozen=True, kw_only=True):
    """Acts, newest first. ``next`` goes into ``after`` for the older ones; empty at the end.

    ``hours``, oldest first, counts all that the query finds, and comes with the first page alone.
    """

    lines: tuple[TrailLine, ...]
    next: str = ""
    hours: tuple[HourCount, ...] = ()
