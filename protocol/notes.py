"""Signed notes (C2SP signed-note): text with signatures under it, and the keys that make and check them."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from enum import IntEnum
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from protocol.trail import CheckpointInvalid

MAX_NOTE = 64 * 1024
"""Characters of a note at most; a checkpoint with sixteen cosignatures has about 3,000."""
KEY_ID_BYTES, SIGNATURE_BYTES, PUBLIC_KEY_BYTES, TIME_BYTES = 4, 64, 32, 8
_MARK = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+]+")


class KeyKind(IntEnum):
    """What a key signs, as signed-note numbers it."""

    ED25519 = 0x01
    """A note's text, as the log does."""
    COSIGNATURE = 0x04
    """A checkpoint and the time at which it was seen, as a witness does (C2SP tlog-cosignature, v1)."""


class VerifierKey(Struct, frozen=True):
    """Whose signatures to look for: ``name`` and the 32 raw bytes of an Ed25519 key."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before the key's signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:KEY_ID_BYTES]


class Signature(Struct, frozen=True):
    """One signature line: who says to have signed, and what follows the key's four bytes."""

    name: str
    key_id: bytes
    value: bytes


class SignedNote(Struct, frozen=True):
    """A note that has been read; nothing is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def find(self, key: VerifierKey) -> tuple[Signature, ...]:
        """The signatures that name ``key``."""
        return tuple(each for each in self.signatures if (each.name, each.key_id) == (key.name, key.key_id))


def make_key(name: str, kind: KeyKind, private: Ed25519PrivateKey) -> VerifierKey:
    """The public side of a note key; ValueError for a name that no note can carry."""
    if not _NAME.fullmatch(name) or _CONTROL.search(name):
        raise ValueError("a key's name holds no spaces and no plus")
    return VerifierKey(name, kind, private.public_key().public_bytes_raw())


def name_key(key: VerifierKey) -> str:
    """Which key it is, in short: its name and the four bytes of its signatures."""
    return f"{key.name}+{key.key_id.hex()}"


def write_key(key: VerifierKey) -> str:
    """A key as text, as people and tools hand it on (vkey)."""
    return f"{name_key(key)}+{b64encode(bytes([key.kind]) + key.public).decode()}"


def read_key(text: str) -> VerifierKey:
    """A vkey; CheckpointInvalid when it is none, or of a kind that Veildesk does not check."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    material = _decode(encoded)
    if not _NAME.fullmatch(name) or len(material) != 1 + PUBLIC_KEY_BYTES or material[0] not in set(KeyKind):
        raise CheckpointInvalid(reason="that is not a key for notes")
    key = VerifierKey(name, KeyKind(material[0]), material[1:])
    if key.key_id.hex() != key_id:
        raise CheckpointInvalid(reason="the key's parts do not belong together")
    return key


def write_note(text: str, signatures: tuple[Signature, ...]) -> str:
    """A note with its signature lines."""
    return f"{text}\n{''.join(map(write_signature, signatures))}"


def write_signature(signature: Signature) -> str:
    """One signature line."""
    return f"{_MARK}{signature.name} {b64encode(signature.key_id + signature.value).decode()}\n"


def read_note(note: str) -> SignedNote:
    """A note's parts; CheckpointInvalid unless it is one to the letter."""
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or len(note) > MAX_NOTE or _CONTROL.search(note):
        raise CheckpointInvalid(reason="it is not a signed note")
    return SignedNote(f"{text}\n", tuple(_read_signature(line) for line in lines[:-1].split("\n")))


def sign_text(text: str, key: VerifierKey, private: Ed25519PrivateKey) -> Signature:
    """The signature of a note's text (which ends in a newline) by the log's own key."""
    return Signature(key.name, key.key_id, private.sign(text.encode()))


def _read_signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_MARK).partition(" ")
    material = _decode(encoded)
    if not line.startswith(_MARK) or not _NAME.fullmatch(name) or len(material) <= KEY_ID_BYTES:
        raise CheckpointInvalid(reason="a signature line cannot be read")
    return Signature(name, material[:KEY_ID_BYTES], material[KEY_ID_BYTES:])


def _decode(text: str) -> bytes:
    """Standard base64 in its one canonical form; empty for anything else."""
    try:
        material = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return material if b64encode(material).decode() == text else b""
