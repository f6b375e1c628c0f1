"""Calls that come in: a PBX asks Central whose desk is to ring, and neither learns more than it needs (D1, U1).

The caller's number goes to Central sealed (:mod:`protocol.sealing`), so that it stands in no request as it is read,
checked or refused. Back comes a desk and a card, or neither: a PBX is not told whether the caller is known.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.sealing import SealedValue
from protocol.table_calls import Extension
from protocol.telephones import Place
from protocol.times import Instant

CALLER_BYTES = 16
"""What is sealed is always so long: the normal form of a mobile or a landline in ASCII, then spaces; spaces alone for
any other caller."""
MOST_MISSED = 20
"""Missed calls that are listed at most, the newest."""
_DOMAIN = b"veildesk incoming call v1\x00"


class CallerKey(Struct, frozen=True, kw_only=True):
    """Central's X25519 key, 32 raw bytes, to which callers' numbers are sealed."""

    public_key: bytes


class CallerContext(Struct, frozen=True, kw_only=True):
    """What a sealed number is bound to: the question, by its ``request``, and the PBX that asks."""

    request: Identifier
    device: Identifier

    def encode(self) -> bytes:
        """The additional authenticated data, its parts length-prefixed."""
        parts = (self.request, self.device)
        return _DOMAIN + b"".join(len(part).to_bytes(4, "big") + part.encode() for part in parts)


class CallerSealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody calls. ``request`` is made by the PBX, for this question alone."""

    request: Identifier
    caller: SealedValue


class IncomingRoute(Struct, frozen=True, kw_only=True):
    """Which desk is to ring, about which card, as which call; all three None when nobody takes it, for whatever
    reason. ``extension``: the telephone on the table that rings in the desk's place, and ``may_be_clear``: where it
    has no SRTP, its voice may run in the clear, by policy (T1)."""

    call: Identifier | None = None
    desk: Identifier | None = None
    card: Identifier | None = None
    extension: Extension | None = None
    may_be_clear: bool = False


class CallUnmet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The desk was rung, or could not be, and nobody took the call."""

    call: Identifier


class CallOver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A call that a desk took is over at the PBX, whatever its desk says."""

    call: Identifier


class CallHandedOn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The far end of ``call`` is to go on at ``desk``. Back comes an :class:`IncomingRoute` by which it does."""

    call: Identifier
    desk: Identifier


class CallQueued(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The far end of ``call`` waits in a queue. Back comes an :class:`IncomingRoute`: nobody's while nobody is free.
    ``unmet``: as which call somebody was rung last, who did not take it. ``is_over``: it waits no more, and nobody took
    it."""

    call: Identifier
    queue: Place
    unmet: Identifier | None = None
    is_over: bool = False


class MissedCall(Struct, frozen=True, kw_only=True):
    """A customer's call that nobody took, and whose card it is about. ``at``: when it was missed."""

    call: Identifier
    card: Identifier
    at: Instant


class MissedSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The holder of the cards has seen to these; they are listed no more."""

    calls: Annotated[tuple[Identifier, ...], Meta(max_length=4 * MOST_MISSED)]
