"""A supervisor joins a teammate's call: he listens in and cannot be heard, or he is asked in and speaks (D1, C1).

He dials a token, as one who calls a customer does (:mod:`protocol.calls`), and learns no number. Nobody hears a call
before the desk of the person in it has said that it shows who hears it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.calls import Token
from protocol.identifiers import Identifier
from protocol.times import Instant

LONGEST_POLL_S = 10
Joins = Annotated[tuple[Identifier, ...], Meta(max_length=500)]


class JoinKind(StrEnum):
    """What somebody who joins a call may do."""

    LISTEN = "listen"
    """Hear, and not be heard."""
    SPEAK = "speak"
    """Hear and be heard, by everybody in the call."""


class ListenInRule(StrEnum):
    """Whether supervisors may listen in. To listen unseen is no choice."""

    NEVER = "never"
    TOLD = "told"
    """The person who is listened to sees by whom, from the first second to the last."""


class ListenInRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask to listen to a call that is on. Needs a step-up."""

    call: Identifier


class JoinTicket(Struct, frozen=True, kw_only=True):
    """Leave to join a call. ``number`` is its short name; ``person``: the name of whose
    call it is; ``token`` is given once, here."""

    id: Identifier
    call: Identifier
    kind: JoinKind
    number: str
    person: str
    token: Token
    expires_at: Instant


class JoinRoute(Struct, frozen=True, kw_only=True, tag="join"):
    """What a PBX is told of a token that joins: the call, by Central's name, and nothing of whom it is with."""

    id: Identifier
    call: Identifier
    kind: JoinKind


class JoinsState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PBX says whose tokens wait there (``waiting``) and who is in a call (``joined``), and waits up to ``wait_s``
    seconds for word."""

    waiting: Joins = ()
    joined: Joins = ()
    wait_s: Annotated[int, Meta(ge=0, le=LONGEST_POLL_S)] = 0


class JoinOrders(Struct, frozen=True, kw_only=True):
    """Whom to let in, of those who wait, and whom to put out at once, of all."""

    begin: tuple[Identifier, ...] = ()
    stop: tuple[Identifier, ...] = ()


class JoinEnd(StrEnum):
    """Why somebody is in a call no longer, or never was."""

    LEFT = "left"
    CALL_OVER = "call-over"
    PUT_OUT = "put-out"
    """Central had him put out."""
    NOT_SHOWN = "not-shown"
    """The desk of the person in the call did not say that it shows him."""
    FAILED = "failed"
    """The PBX could not."""


class JoinOver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PBX says that somebody is in a call no longer, or could not be let in."""

    join: Identifier
    why: JoinEnd
