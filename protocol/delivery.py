"""Delivering a device's events to Central, and Central's receipt for them (D7, T3)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta, Struct

from protocol.events import MAX_BATCH, Hash
from protocol.identifiers import Identifier


class EventBatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Consecutive events of one device, oldest first, each as its verbatim bytes. ``head`` is the last one's hash and
    ``signature`` the device key's over :func:`write_head_message`."""

    device: Identifier
    first_seq: Annotated[int, Meta(ge=1)]
    events: Annotated[tuple[msgspec.Raw, ...], Meta(min_length=1, max_length=MAX_BATCH)]
    head: Hash
    signature: bytes


class ChainHead(Struct, frozen=True, kw_only=True):
    """How far Central has a device's chain: the next ``seq`` it wants and the last event's hash."""

    next_seq: int
    head: Hash


class Receipt(Struct, frozen=True, kw_only=True):
    """Central's signed word that it keeps the events up to ``last_seq``.

    ``indexes`` are the events' places in Central's log, in the batch's order; ``signature`` is by Central's receipt
    key over :func:`write_receipt_message`. The log's Merkle proofs will take its place.
    """

    device: Identifier
    first_seq: int
    last_seq: int
    head: Hash
    indexes: tuple[int, ...]
    signature: bytes


def write_head_message(device: str, first_seq: int, last_seq: int, head: str) -> bytes:
    """The bytes a device signs under a batch."""
    return f"veildesk chain head v1\n{device}\n{first_seq}\n{last_seq}\n{head}\n".encode()


def write_receipt_message(device: str, first_seq: int, last_seq: int, head: str, indexes: tuple[int, ...]) -> bytes:
    """The bytes Central signs under a receipt."""
    places = ",".join(map(str, indexes))
    return f"veildesk receipt v1\n{device}\n{first_seq}\n{last_seq}\n{head}\n{places}\n".encode()


def check_signature(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` is by the raw Ed25519 ``public_key``."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
