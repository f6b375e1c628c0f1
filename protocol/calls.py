"""Calls without numbers: a desk asks to call a card and gets a token; the PBX alone learns the number (D1, U1, P3).

The token stands where a SIP address has its user (``sip:TOKEN@pbx``). It is good for one call, for half a minute, at
the desk that asked for it, and says nothing about the customer.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.sealing import SealedValue
from protocol.times import Instant

DIALLED = (FieldKind.MOBILE, FieldKind.LANDLINE)
"""The kinds of field that can be called, the first one that a card has before the next."""
TOKEN_BYTES = 20
"""Random bytes of a token; in base 32 (RFC 4648, lower case, no padding) they are 32 letters and digits."""
Token = Annotated[str, Meta(pattern=r"^[a-z2-7]{32}$", max_length=32)]


class CallRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask to call one card."""

    card: Identifier


class CallTicket(Struct, frozen=True, kw_only=True):
    """Leave to call. ``number`` is the call's short name for people (``C-118``); ``token`` is given once, here."""

    id: Identifier
    number: str
    card: Identifier
    field: FieldKind
    token: Token
    made_at: Instant
    expires_at: Instant


class TokenPresented(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PBX was dialled with ``token``. ``desk``: the device whose client certificate the dialling side showed;
    ``public_key``: the PBX's one-time X25519 key, 32 raw bytes, to which the number is sealed."""

    token: Token
    desk: Identifier
    public_key: bytes


class CallRoute(Struct, frozen=True, kw_only=True, tag="call"):
    """Where a PBX takes a call: the number, sealed with the call as ``request`` and the PBX as ``device`` of its
    :class:`~protocol.sealing.SealContext`."""

    id: Identifier
    number: str
    card: Identifier
    field: FieldKind
    expires_at: Instant
    sealed: SealedValue


class NextReason(StrEnum):
    """Why a card is next."""

    CALLBACK = "callback"
    """Its customer was promised a call, and it is time."""
    RETRY = "retry"
    """He was not reached, and may be tried again."""
    NEW = "new"
    """He was not called yet."""
    TAKEN = "taken"
    """It was nobody's, and is the caller's from now on."""


class NextCall(Struct, frozen=True, kw_only=True):
    """The card to call next; None for both when no customer of the caller's may be called now. ``again_at``: when the
    caller's next callback or retry is due in that case, None when there is none."""

    card: Identifier | None = None
    reason: NextReason | None = None
    again_at: Instant | None = None
