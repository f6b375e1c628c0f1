"""A supervisor's view of the people of his teams: what they do now, their day so far, who wants help (D1, U1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol.cards import Disposition
from protocol.identifiers import Identifier
from protocol.times import Instant


class MemberState(StrEnum):
    """What somebody does now."""

    READY = "ready"
    DIALLING = "dialling"
    """The far end rings, or is about to; or a call rings at this desk."""
    IN_CALL = "in-call"
    ON_HOLD = "on-hold"
    """In a call whose far end waits."""
    WRAP_UP = "wrap-up"
    """The time after a call that is the agent's own."""
    PAUSED = "paused"
    """By choice, for a reason."""
    LOCKED = "locked"
    """His desk is locked."""
    AWAY = "away"
    """He is signed in, and Central does not hear his desk."""
    OFF = "off"
    """He is not signed in."""


class Day(Struct, frozen=True, kw_only=True):
    """What somebody did since midnight, where the company is. ``talk_s``: seconds; ``outcomes``: how many contacts
    ended each way."""

    calls: int = 0
    answered: int = 0
    talk_s: int = 0
    outcomes: dict[Disposition, int] = {}


class HelpRequest(Struct, frozen=True, kw_only=True):
    """Somebody wants help. ``taken_by``: the name of the supervisor who comes, once one does."""

    id: Identifier
    asked_at: Instant
    call: str = ""
    taken_by: str = ""


class Member(Struct, frozen=True, kw_only=True):
    """One of a team. ``since``: when the state began, where that is known; ``pause``: the reason, where he is paused;
    ``help``: the request that nobody has answered yet, or that the caller answered, for as long as its call is on.
    ``call``: the call that he talks in; ``may_listen``: whether policy and customer allow to listen to it."""

    id: Identifier
    name: str
    team: str
    state: MemberState
    since: Instant | None = None
    pause: str = ""
    day: Day = msgspec.field(default_factory=Day)
    help: HelpRequest | None = None
    call: str = ""
    may_listen: bool = False


class TeamWall(Struct, frozen=True, kw_only=True):
    """A supervisor's teams, by name; ``at``: Central's clock, to count lengths from."""

    at: Instant
    members: tuple[Member, ...]


class HelpWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask the supervisors for help; ``call``: in which call, if in one."""

    call: Annotated[str, Meta(pattern=r"^[0-9a-f-]{0,36}$", max_length=36)] = ""
