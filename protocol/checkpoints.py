"""Checkpoints of the log (C2SP tlog-checkpoint), and witnesses' cosignatures under them (tlog-cosignature, v1; A7)."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from protocol.ed25519 import check_signature
from protocol.merkle import EMPTY_ROOT, HASH_BYTES
from protocol.notes import (
    SIGNATURE_BYTES,
    TIME_BYTES,
    KeyKind,
    Signature,
    SignedNote,
    VerifierKey,
    read_note,
    sign_text,
    write_note,
)
from protocol.trail import CheckpointInvalid

MAX_SIZE = 2**53
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class Checkpoint(Struct, frozen=True):
    """A log's head: whose, how many leaves, and the Merkle root over them."""

    origin: str
    size: int
    root: bytes


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """The checkpoint's text, which is what is signed."""
    return f"{checkpoint.origin}\n{checkpoint.size}\n{b64encode(checkpoint.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint's text; CheckpointInvalid unless it is one to the letter, without extension lines."""
    origin, *rest = text.split("\n")
    if len(rest) != 3 or rest[2] or not origin or not _SIZE.fullmatch(rest[0]):
        raise CheckpointInvalid(reason="it is not a checkpoint")
    try:
        root = b64decode(rest[1], validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointInvalid(reason="its root is not base64") from error
    checkpoint = Checkpoint(origin, int(rest[0]), root)
    if len(root) != HASH_BYTES or checkpoint.size > MAX_SIZE or write_checkpoint(checkpoint) != text:
        raise CheckpointInvalid(reason="it is not a checkpoint")
    if checkpoint.size == 0 and root != EMPTY_ROOT:
        raise CheckpointInvalid(reason="an empty log has another root")
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, private: Ed25519PrivateKey) -> str:
    """The signed note of a checkpoint; Ed25519 has no chance in it, so the same head is the same note."""
    text = write_checkpoint(checkpoint)
    return write_note(text, (sign_text(text, key, private),))


def open_checkpoint(note: str, log: VerifierKey) -> tuple[Checkpoint, SignedNote]:
    """The checkpoint that ``log`` signed, and the note for its cosignatures; CheckpointInvalid when it did not.

    The log's name is its origin.
    """
    signed = read_note(note)
    found = signed.find(log)
    if not found:
        raise CheckpointInvalid(reason="it is not signed by the log")
    if not all(check_signature(log.public, each.value, signed.text.encode()) for each in found):
        raise CheckpointInvalid(reason="the log's signature does not hold")
    checkpoint = read_checkpoint(signed.text)
    if checkpoint.origin != log.name:
        raise CheckpointInvalid(reason="it is another log's")
    return checkpoint, signed


def cosign(text: str, timestamp: int, key: VerifierKey, private: Ed25519PrivateKey) -> Signature:
    """A witness's word that at ``timestamp`` (POSIX seconds) the checkpoint ``text`` went on from all it saw before."""
    stamp = timestamp.to_bytes(TIME_BYTES, "big")
    return Signature(key.name, key.key_id, stamp + private.sign(_write_cosigned(text, timestamp)))


def find_cosignatures(signed: SignedNote, witnesses: Iterable[VerifierKey]) -> dict[VerifierKey, int]:
    """Which of ``witnesses`` cosigned, and when (POSIX seconds); CheckpointInvalid when a known one's does not hold."""
    found = {}
    for witness in witnesses:
        for signature in signed.find(witness):
            found[witness] = _check_cosignature(signed.text, signature, witness)
    return found


def _check_cosignature(text: str, signature: Signature, witness: VerifierKey) -> int:
    timestamp = int.from_bytes(signature.value[:TIME_BYTES], "big")
    if (
        witness.kind is not KeyKind.COSIGNATURE
        or len(signature.value) != TIME_BYTES + SIGNATURE_BYTES
        or timestamp >= 2**63
        or not check_signature(witness.public, signature.value[TIME_BYTES:], _write_cosigned(text, timestamp))
    ):
        raise CheckpointInvalid(reason=f"the cosignature of {witness.name} does not hold")
    return timestamp


def _write_cosigned(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
