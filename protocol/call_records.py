"""What became of a call, as the desk's own events tell it (D1, D7).

A desk's ``call.dialled``, ``call.rang``, ``call.answered``, ``call.held`` and ``call.ended`` name the call as their
object: by the identifier of its :class:`~protocol.calls.CallTicket`, or, where it came in, by one of the desk's own.
Their ``detail`` is one of the structs below; Central writes the call's record from them as it takes the events
(decision 004 has it so for outcomes).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

Seconds = Annotated[str, Meta(pattern=r"^\d{1,5}$", max_length=5)]


class Way(StrEnum):
    """Who called whom."""

    OUT = "out"
    IN = "in"


class Ending(StrEnum):
    """How a call ended."""

    HUNG_UP = "hung-up"
    """By this desk, after it was answered."""
    GIVEN_UP = "given-up"
    """By this desk, before it was answered."""
    FAR_HUNG_UP = "far-hung-up"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    DECLINED = "declined"
    REFUSED = "refused"
    """By the PBX: a token that is no good, a call that the rules forbid by now."""
    CENTRAL_BUSY = "central-busy"
    """Central could not be asked whether the rules allow it: it had no time, or could not read its records."""
    UNREACHABLE = "unreachable"
    """The far end cannot be reached, or the number does not exist."""
    PBX_LOST = "pbx-lost"
    """The PBX, or the network between, was gone too long."""
    ENGINE_LOST = "engine-lost"
    """The engine's process ended in mid-call."""
    DESK_LOST = "desk-lost"
    """The desk ended without a word. It says so itself when it starts again, without an actor, before anything else."""
    TRANSFERRED = "transferred"
    TABLE_UNTAKEN = "table-untaken"
    """Nobody took the telephone on the agent's table, so no customer was called."""
    TABLE_BUSY = "table-busy"
    """It is in use, or the call was declined there."""
    TABLE_AWAY = "table-away"
    """It cannot be reached."""


class CallDetail(Struct, frozen=True, kw_only=True):
    """The ``detail`` of every event of a call. ``card`` is empty where the desk knows none; ``number`` is the call's
    short name (``C-118``), empty for one that came in."""

    card: Annotated[str, Meta(max_length=36)] = ""
    number: Annotated[str, Meta(max_length=16)] = ""
    way: Way


class HeldDetail(CallDetail, frozen=True, kw_only=True):
    """The ``detail`` of ``call.held``: whether the far end is on hold from now on."""

    on: Literal["yes", "no"]


class EndDetail(CallDetail, frozen=True, kw_only=True):
    """The ``detail`` of ``call.ended``. ``talk_s``: whole seconds since it was answered, 0 where nobody answered;
    after ``desk-lost`` at least so many, up to the last thing that the desk wrote;
    ``cut``: who or what on the desk ended it, as the desk names it."""

    ending: Ending
    talk_s: Seconds
    cut: Annotated[str, Meta(max_length=20)] = ""
