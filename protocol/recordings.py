"""Recorded calls: pieces that a PBX seals as the voice passes, and an inspector hears one after the other (C1, S1).

A piece is at most two seconds of both voices mixed, 8,000 samples a second in A-law (G.711), under AES-256-GCM with a
key that Central made for this recording. Where a recorder stopped and another went on, a call has several recordings.
"""

from __future__ import annotations

import os
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.recording_refusals import RecordingUnreadable
from protocol.times import Instant

RATE = 8000
"""Samples a second."""
PIECE_SAMPLES = 2 * RATE
"""Samples, and bytes of A-law, of a piece; the last one of a recording may have fewer, or none."""
KEY_BYTES, TAG_BYTES = 32, 16
LONGEST_POLL_S = 20
MOST_PIECES = 4 * 3600 * RATE // PIECE_SAMPLES
"""Of one recording: four hours."""
MOST_AT_ONCE = 16
"""Pieces of one request."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_KEY, _PIECE = b"veildesk recording key v1\x00", b"veildesk recording piece v1\x00"
Sealed = Annotated[bytes, Meta(min_length=TAG_BYTES, max_length=PIECE_SAMPLES + TAG_BYTES)]
PieceNumber = Annotated[int, Meta(ge=0, lt=MOST_PIECES)]
Calls = Annotated[tuple[Identifier, ...], Meta(max_length=2000)]


class RecorderState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recorder says which calls it records, and waits up to ``wait_s`` seconds for word that it should be others."""

    calls: Calls = ()
    wait_s: Annotated[int, Meta(ge=0, le=LONGEST_POLL_S)] = 0


class RecordingOrders(Struct, frozen=True, kw_only=True):
    """Calls to begin with, and calls among those named to stop at once, whose recordings are destroyed or not wanted
    any more: nothing of them is to be kept."""

    begin: tuple[Identifier, ...] = ()
    stop: tuple[Identifier, ...] = ()


class RecordingRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recorder begins with a call. ``public_key``: its one-time X25519 key, 32 raw bytes."""

    call: Identifier
    public_key: bytes


class RecordingKey(Struct, frozen=True, kw_only=True):
    """A recording's key, sealed with :func:`seal_key` to whoever asked, bound to ``device``'s own identifier."""

    recording: Identifier
    sealed: bytes


class RecordingPiece(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece, as :func:`seal_piece` made it. ``last``: the recording ends with it."""

    recording: Identifier
    number: PieceNumber
    last: bool
    sealed: Sealed


class RecordingPieces(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pieces as they wait at a recorder, oldest first."""

    pieces: Annotated[tuple[RecordingPiece, ...], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class PiecesTaken(Struct, frozen=True, kw_only=True):
    """They are kept, but for those of recordings that are destroyed or were never there: the recorder lets go what it
    has of these."""

    gone: tuple[Identifier, ...] = ()


class ListenRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask to hear a call. ``public_key``: the desk's one-time X25519 key, 32 raw bytes."""

    call: Identifier
    public_key: bytes


class ListenedPart(Struct, frozen=True, kw_only=True):
    """One recording of a call. ``whole``: its last piece is there; ``sealed``: its key."""

    recording: Identifier
    begun_at: Instant
    pieces: int
    whole: bool
    sealed: bytes


class Listening(Struct, frozen=True, kw_only=True):
    """Leave to hear a call's recordings, oldest first, at one desk, until ``expires_at``."""

    id: Identifier
    call: Identifier
    number: str
    expires_at: Instant
    parts: tuple[ListenedPart, ...]


def make_key() -> bytes:
    """A new recording's key."""
    return os.urandom(KEY_BYTES)


def seal_key(key: bytes, public_key: bytes, recording: Identifier, device: Identifier) -> bytes:
    """A recording's key for one device's one-time key (HPKE, RFC 9180); ValueError for what is no X25519 key."""
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public_key), info=_bind_key(recording, device))


def open_key(sealed: bytes, private_key: X25519PrivateKey, recording: Identifier, device: Identifier) -> bytes:
    """The key again; RecordingUnreadable."""
    try:
        key = _SUITE.decrypt(sealed, private_key, info=_bind_key(recording, device))
    except (InvalidTag, ValueError) as error:
        raise RecordingUnreadable from error
    if len(key) != KEY_BYTES:
        raise RecordingUnreadable
    return key


def seal_piece(key: bytes, recording: Identifier, number: int, voice: bytes | bytearray, *, last: bool) -> bytes:
    """A piece's ciphertext and tag. Its number is its nonce, so no number is sealed twice under one key."""
    return AESGCM(key).encrypt(number.to_bytes(12, "big"), voice, _bind_piece(recording, number, last=last))


def open_piece(key: bytes | memoryview, piece: RecordingPiece, buffer: bytearray | memoryview) -> None:
    """Open into ``buffer``, which is as long as ``sealed`` less its tag; RecordingUnreadable for another's piece, one
    at another place, or one that says falsely whether it is the last."""
    bound = _bind_piece(piece.recording, piece.number, last=piece.last)
    try:
        AESGCM(key).decrypt_into(piece.number.to_bytes(12, "big"), piece.sealed, bound, buffer)
    except (InvalidTag, ValueError) as error:
        raise RecordingUnreadable from error


def _bind_key(recording: Identifier, device: Identifier) -> bytes:
    return _KEY + recording.encode() + b"\x00" + device.encode()


def _bind_piece(recording: Identifier, number: int, *, last: bool) -> bytes:
    return _PIECE + recording.encode() + b"\x00" + number.to_bytes(8, "big") + (b"\x01" if last else b"\x00")
