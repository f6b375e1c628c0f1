"""What a company's desks call with: which kind of telephone, at which PBX, and whom a call may be handed to (D1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Place = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,39}$", max_length=40)]
"""A queue's or a conference's name at the PBX. It begins with a letter, so that no number is one."""


class PhoneMode(StrEnum):
    """What carries the calls of a company's desks."""

    NONE = "none"
    """Nothing does: policy names no PBX."""
    SOFTPHONE = "softphone"
    """The desk itself, by SIP over TLS and SRTP."""
    DESK_PHONE = "desk-phone"
    """The telephone beside it, which the PBX rings."""


class Queue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where calls wait for whoever is free. ``place``: its name at the PBX; ``title``: its name for people; ``team``:
    the team that takes its calls, by identifier; empty: the team of whoever hands a call on."""

    place: Place
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    team: Annotated[str, Meta(max_length=64)] = ""


class PhoneRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How desks call. ``host`` and ``port`` are the PBX's (SIP over TLS); ``wrap_up_s``: seconds after a call that are
    the agent's own, for outcome and notes, before the next card."""

    mode: PhoneMode = PhoneMode.NONE
    host: Annotated[str, Meta(max_length=253)] = ""
    port: Annotated[int, Meta(ge=1, le=65535)] = 5061
    wrap_up_s: Annotated[int, Meta(ge=0, le=600)] = 30
    queues: Annotated[tuple[Queue, ...], Meta(max_length=50)] = ()


class TargetKind(StrEnum):
    """What a call can be handed to."""

    COLLEAGUE = "colleague"
    QUEUE = "queue"


class TransferTarget(Struct, frozen=True, kw_only=True):
    """One that a call may be handed to. ``place`` is its name at the PBX: a colleague's desk, or a queue."""

    kind: TargetKind
    place: str
    name: str
