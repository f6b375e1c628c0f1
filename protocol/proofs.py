"""Proving a password without sending it (decision 003; NIST SP 800-63B-4, RFC 9106).

Argon2id turns the password into the seed of an Ed25519 key. Central keeps the public half; a desk proves the
password by signing a challenge, so the password never leaves the desk and a proof is good for one act only.
"""

from __future__ import annotations

import base64
import os
from hashlib import sha256
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Struct

from protocol.stretching import stretch_password

SALT_BYTES = 16
CHALLENGE_BYTES = 32
STEP_UP_HEADER = "Step-Up"
SIGN_IN_ACT = sha256(b"veildesk sign-in").digest()
UNLOCK_ACT = sha256(b"veildesk unlock").digest()
_DOMAIN = b"veildesk password proof v1\x00"


class PasswordRecipe(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a password becomes a key: Argon2id's salt (16 bytes) and costs (memory in KiB)."""

    salt: bytes
    memory_kib: Annotated[int, Meta(ge=19_456, le=1_048_576)] = 65_536
    iterations: Annotated[int, Meta(ge=2, le=16)] = 3
    lanes: Annotated[int, Meta(ge=1, le=8)] = 4


class StepUpProof(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fresh proof over Central's challenge, good for one act (RFC 9470's idea).

    ``signature`` is by the password's key over :func:`write_proof_message`; ``code`` is a TOTP code (RFC 6238)
    where policy asks for a second factor, else empty.
    """

    challenge: bytes
    signature: bytes
    code: Annotated[str, Meta(max_length=8)] = ""


def make_recipe() -> PasswordRecipe:
    """What a new password is stretched by: a salt of its own, and the costs of this version."""
    return PasswordRecipe(salt=os.urandom(SALT_BYTES))


def derive_password_key(password: bytearray | bytes, recipe: PasswordRecipe) -> Ed25519PrivateKey:
    """The key a password stands for; takes about 0.15 s. The caller wipes ``password``."""
    seed = bytearray(32)
    try:
        stretch_password(
            password,
            seed,
            salt=recipe.salt,
            memory_kib=recipe.memory_kib,
            iterations=recipe.iterations,
            lanes=recipe.lanes,
        )
        return Ed25519PrivateKey.from_private_bytes(seed)
    finally:
        seed[:] = bytes(len(seed))  # whoever has it can prove the password


def digest_act(method: str, path: str, body: bytes) -> bytes:
    """What a step-up proof is bound to: SHA-256 over method, path with query, and the body's SHA-256."""
    return sha256(b"\n".join((method.upper().encode(), path.encode(), sha256(body).digest()))).digest()


def write_proof_message(challenge: bytes, username: str, device: str, act: bytes) -> bytes:
    """The bytes a proof signs; the parts are length-prefixed, so that none can run into the next."""
    parts = (challenge, username.encode(), device.encode(), act)
    return _DOMAIN + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def prove_password(key: Ed25519PrivateKey, challenge: bytes, username: str, device: str, act: bytes) -> bytes:
    """Sign ``challenge`` for one act of one person on one device; 64 bytes."""
    return key.sign(write_proof_message(challenge, username, device, act))


def check_proof(public_key: bytes, signature: bytes, challenge: bytes, username: str, device: str, act: bytes) -> bool:
    """Whether ``signature`` proves the password behind ``public_key`` (32 raw bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            signature, write_proof_message(challenge, username, device, act)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def write_step_up(proof: StepUpProof) -> str:
    """The proof as the value of the ``Step-Up`` header: base64 of its JSON."""
    return base64.b64encode(msgspec.json.encode(proof)).decode()


def read_step_up(header: str) -> StepUpProof:
    """Read a ``Step-Up`` header; ValueError when it is not one."""
    return msgspec.json.decode(base64.b64decode(header, validate=True), type=StepUpProof)
