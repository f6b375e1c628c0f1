"""Audit events and the hash chain that a device's events form (D7, U2).

An event is encoded once, by :func:`encode_event`; the bytes are what is stored, sent and hashed.
``prev`` holds the SHA-256 of the device's previous event's bytes, so dropping, changing or reordering
one breaks every link after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.roles import Role
from protocol.times import Instant

GENESIS = "0" * 64
"""The ``prev`` of a device's first event."""

MAX_BATCH = 500
"""Events in one batch at most."""

MAX_EVENT_BYTES = 65_535
"""What an entry of the log may hold at most (C2SP tlog-tiles prefixes it with two bytes)."""

Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]
Short = Annotated[str, Meta(max_length=200)]


class Act(StrEnum):
    """What was done. The part before the dot names the object, the part after it the verb."""

    __hash__ = str.__hash__  # Enum's own is written in Python, and the watch looks thousands of acts up a second

    DEVICE_ENROLLED = "device.enrolled"
    DEVICE_RENEWED = "device.renewed"
    DEVICE_REVOKED = "device.revoked"
    DEVICE_FROZEN = "device.frozen"
    DEVICE_REFUSED = "device.refused"
    DEVICE_WEAKENED = "device.weakened"
    """A check of its machine held, and holds no more."""
    CERTIFICATE_ISSUED = "certificate.issued"
    """An administrator had Central's authority make a certificate for a server: Central itself, or a PBX."""
    DESK_STARTED = "desk.started"
    DESK_STOPPED = "desk.stopped"
    VPN_LOST = "vpn.lost"
    VPN_REGAINED = "vpn.regained"
    SIGNIN_SUCCEEDED = "signin.succeeded"
    SIGNIN_FAILED = "signin.failed"
    SIGNOUT = "session.ended"
    SESSION_LOCKED = "session.locked"
    SESSION_UNLOCKED = "session.unlocked"
    UNLOCK_FAILED = "unlock.failed"
    STEPUP_SUCCEEDED = "stepup.succeeded"
    STEPUP_FAILED = "stepup.failed"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_LOCKED = "account.locked"
    ACCOUNT_UNLOCKED = "account.unlocked"
    ACCOUNT_FROZEN = "account.frozen"
    CARD_OPENED = "card.opened"
    CARD_REFUSED = "card.refused"
    CARDS_SYNCED = "cards.synced"
    CARDS_ASSIGNED = "cards.assigned"
    CARD_LENT = "card.lent"
    """Somebody sees a card that is not his, masked, while a call lasts that was handed to him."""
    CARD_RETURNED = "card.returned"
    OUTCOME_RECORDED = "outcome.recorded"
    OUTCOME_REFUSED = "outcome.refused"
    REVEAL_REQUESTED = "reveal.requested"
    REVEAL_DECIDED = "reveal.decided"
    REVEAL_CANCELLED = "reveal.cancelled"
    REVEAL_EXPIRED = "reveal.expired"
    REVEAL_COLLECTED = "reveal.collected"
    REVEAL_OPENED = "reveal.opened"
    REVEAL_CLOSED = "reveal.closed"
    REVEAL_FAILED = "reveal.failed"
    APPROVAL_GIVEN = "approval.given"
    APPROVAL_REFUSED = "approval.refused"
    BREAK_GLASS = "reveal.break_glass"
    CALL_ASKED = "call.asked"
    CALL_ROUTED = "call.routed"
    """A PBX took the token and was given the number."""
    CALL_REFUSED = "call.refused"
    CALL_CAME = "call.came"
    """A customer calls, and Central gave the call to somebody's desk, or found nobody."""
    CALL_MISSED = "call.missed"
    """Nobody took it."""
    MISSED_SEEN = "calls.missed-seen"
    """An agent has seen to the calls that were missed, and they are listed no more."""
    CALL_DIALLED = "call.dialled"
    CALL_FOUND = "call.found"
    """A call went on at the table while its desk was started anew, and the desk shows it again."""
    CALL_RANG = "call.rang"
    """One came in."""
    CALL_ANSWERED = "call.answered"
    CALL_HELD = "call.held"
    CALL_TRANSFERRED = "call.transferred"
    CALL_ENDED = "call.ended"
    TABLE_CALL_TOLD = "table-call.told"
    """How a call over the telephone on a table goes on, as Central and its PBX say; ``detail`` has its stage."""
    EXTENSION_BOUND = "extension.bound"
    """A telephone on a table is somebody's from now on."""
    EXTENSION_TAKEN_BACK = "extension.taken_back"
    CALLS_PAUSED = "calls.paused"
    CALLS_RESUMED = "calls.resumed"
    HELP_ASKED = "help.asked"
    HELP_WITHDRAWN = "help.withdrawn"
    HELP_TAKEN = "help.taken"
    """A supervisor answered an agent's request for help."""
    CONSENT_ANSWERED = "consent.answered"
    """The customer's yes or no to the script's wording (C1)."""
    RECORDING_BEGAN = "recording.began"
    """A PBX records a call from here on."""
    RECORDING_ENDED = "recording.ended"
    RECORDING_DESTROYED = "recording.destroyed"
    RECORDING_ASKED = "recording.asked"
    """Central gave somebody the key of a recorded call."""
    RECORDING_OPENED = "recording.opened"
    """A desk begins to play it."""
    RECORDING_CLOSED = "recording.closed"
    INSPECTION_DRAWN = "inspection.drawn"
    """Central drew calls by lot, for an inspector."""
    INSPECTION_OPENED = "inspection.opened"
    """An inspector was given all that is to be known of a call, masked."""
    INSPECTION_RECORDED = "inspection.recorded"
    """A call was judged, or judged anew."""
    INSPECTION_ANSWERED = "inspection.answered"
    """The agent answered to the inspection of a call of his."""
    INSPECTIONS_READ = "inspections.read"
    """Somebody looked at his people's results."""
    INSPECTION_SCHEME_CHANGED = "inspection.scheme_changed"
    JOIN_ASKED = "join.asked"
    """A supervisor wants to listen to a call, or to speak in it; ``detail`` says which."""
    JOIN_BEGAN = "join.began"
    JOIN_ENDED = "join.ended"
    SOURCE_REGISTERED = "source.registered"
    SOURCE_REVOKED = "source.revoked"
    CAMPAIGN_CHANGED = "campaign.changed"
    DO_NOT_CALL_CHANGED = "do_not_call.changed"
    """Numbers came to a list of those who are not to be called, or a list was dropped."""
    POLICY_CHANGED = "policy.changed"
    IMPORT_STARTED = "import.started"
    IMPORT_FINISHED = "import.finished"
    IMPORT_REFUSED = "import.refused"
    CUSTOMER_SOUGHT = "customer.sought"
    KEYS_ROTATED = "keys.rotated"
    EVENTS_FORKED = "events.forked"
    EXPORT_BLOCKED = "export.blocked"
    """A way for data to leave was tried and shut (D5, U4)."""
    EXPORT_SEEN = "export.seen"
    """A way for data to leave was there, and policy does no more than record it; nothing was shut."""
    GUARD_FAILED = "guard.failed"
    """A desk cannot watch one of the ways out; nobody tried anything."""
    TRAIL_SEARCHED = "trail.searched"
    CALLS_SEARCHED = "calls.searched"
    TRAIL_EXPORTED = "trail.exported"
    EVENTS_READ = "events.read"
    EVENTS_PRUNED = "events.pruned"
    JOURNAL_SET_BACK = "journal.set_back"
    LOG_REFUSED = "log.refused"
    LOG_TRUST_CHANGED = "log.trust_changed"
    ALERT_RAISED = "alert.raised"
    REQUEST_REFUSED = "request.refused"
    WATERMARK_READ = "watermark.read"
    VAULT_CREATED = "vault.created"
    VAULT_ERASED = "vault.erased"


class ObjectKind(StrEnum):
    """What an act was done to."""

    NONE = "none"
    CARD = "card"
    REVEAL = "reveal"
    CALL = "call"
    DEVICE = "device"
    PERSON = "person"
    SOURCE = "source"
    CAMPAIGN = "campaign"
    SESSION = "session"
    POLICY = "policy"
    KEY = "key"
    FILE = "file"


class Outcome(StrEnum):
    """How an act ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Deed(Struct, frozen=True, kw_only=True):
    """What somebody does, before it has a place in a chain. Holds no plaintext value, ever.

    ``actor`` is a person's identifier, or empty before anybody signed in. ``detail`` holds short facts
    (masked text, counts, reasons), no more than 32, 2,000 characters each.
    """

    act: Act
    actor: str = ""
    role: Role | None = None
    object_kind: ObjectKind = ObjectKind.NONE
    object_id: Short = ""
    field: Short = ""
    purpose: Short = ""
    outcome: Outcome = Outcome.DONE
    detail: Annotated[
        dict[Annotated[str, Meta(max_length=64)], Annotated[str, Meta(max_length=2000)]], Meta(max_length=32)
    ] = {}


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One audit event, as stored and sent. ``seq`` counts from 1 on each device.

    Its parts stand by the alphabet, as they are written: neither side has to sort them, nor to look for them. It holds
    nothing that could hold it, so Python's cycle collector need not look at the thousands of a batch.
    """

    act: Act
    actor: Short
    at: Instant
    detail: Annotated[
        dict[Annotated[str, Meta(max_length=64)], Annotated[str, Meta(max_length=2000)]], Meta(max_length=32)
    ]
    device: Identifier
    field: Short
    id: Identifier
    ip: Short
    object_id: Short
    object_kind: ObjectKind
    outcome: Outcome
    prev: Hash
    purpose: Short
    role: Role | None
    seq: Annotated[int, Meta(ge=1, le=2**53)]


class _NextEvent(Event, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """An event whose ``device`` and ``prev`` are compared with known ones, which says more than their patterns do, and
    whose ``id`` and ``at`` are looked at with those of the whole batch, in a tenth of the time."""

    id: str
    device: str
    at: str
    prev: str


_IDENTIFIER, _HEX_DIGITS = b"00000000-0000-0000-0000-000000000000", bytes.maketrans(b"123456789abcdef", b"0" * 15)
_INSTANT, _DIGITS = b"0000-00-00T00:00:00.000Z", bytes.maketrans(b"123456789", b"0" * 9)
_NUL, _NULS, _SHOWN_NUL = rb"\u0000", re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000"), rb"\1\\u2400"
_BACKSLASH = ord("\\")
"""To be sought first: most events have none, and Python finds one byte in a tenth of the time that it needs for six."""
_nothing = sha256()
"""To be copied: OpenSSL takes longer to find SHA-256 than to hash an event by it."""
_encoder = msgspec.json.Encoder(order="deterministic")  # sorts the keys of ``detail``; an event's stand sorted
_decoder = msgspec.json.Decoder(Event)
_next_decoder = msgspec.json.Decoder(_NextEvent)


def place_deed(
    deed: Deed, *, identifier: Identifier, device: Identifier, seq: int, at: Instant, ip: str, prev: Hash
) -> Event:
    """Give ``deed`` its place in ``device``'s chain."""
    return Event(
        id=identifier,
        device=device,
        seq=seq,
        at=at,
        actor=deed.actor,
        role=deed.role,
        act=deed.act,
        object_kind=deed.object_kind,
        object_id=deed.object_id,
        field=deed.field,
        purpose=deed.purpose,
        outcome=deed.outcome,
        ip=ip,
        detail=deed.detail,
        prev=prev,
    )


def encode_event(event: Event) -> bytes:
    """The event's one encoding: JSON, keys sorted, UTF-8. Call once, keep the bytes."""
    return _encoder.encode(event)


def decode_event(data: bytes) -> Event:
    """Read an event's bytes; msgspec.ValidationError or DecodeError when they are not an event that fits the log."""
    if len(data) > MAX_EVENT_BYTES:
        raise msgspec.ValidationError("the event is too long")
    return _decoder.decode(data)


def decode_next(data: bytes) -> Event:
    """As :func:`decode_event`; the caller compares ``device`` and ``prev`` with those that are due, and lets
    :func:`find_misshapen` look at ``id`` and ``at``, or has made all four itself."""
    if len(data) > MAX_EVENT_BYTES:
        raise msgspec.ValidationError("the event is too long")
    return _next_decoder.decode(data)


def show_nul(event: Event, data: bytes) -> Event:
    """``event``, whose bytes are ``data``, with U+2400 (␀) in its texts for each U+0000, which PostgreSQL's text cannot
    hold (PostgreSQL 15, 8.3). The bytes stay what they are."""
    return _decoder.decode(_NULS.sub(_SHOWN_NUL, data)) if _BACKSLASH in data and _NUL in data else event


def find_misshapen(events: Sequence[Event]) -> int | None:
    """The place of the first of ``events`` whose ``id`` is no Identifier or whose ``at`` is no Instant, or None."""
    if _have_shapes(events):
        return None
    return next(place for place in range(len(events)) if not _have_shapes(events[place : place + 1]))


def _have_shapes(events: Sequence[Event]) -> bool:
    """All together: every digit stands for 0, and a line break, which no shape has, keeps one from the next."""
    identifiers = "\n".join([event.id for event in events]).encode("utf-8", "replace").translate(_HEX_DIGITS)
    moments = "\n".join([event.at for event in events]).encode("utf-8", "replace").translate(_DIGITS)
    count = len(events)
    return identifiers == b"\n".join([_IDENTIFIER] * count) and moments == b"\n".join([_INSTANT] * count)


def hash_event(data: bytes) -> Hash:
    """SHA-256 over the event's bytes, in lower-case hex: the next event's ``prev``."""
    digest = _nothing.copy()
    digest.update(data)
    return digest.hexdigest()
