"""Delivering a device's events to Central, and Central's proof that its log holds them (D7, T3, A7)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol.checkpoints import MAX_SIZE
from protocol.events import MAX_BATCH, Hash
from protocol.identifiers import Identifier

LogSize = Annotated[int, Meta(ge=0, le=MAX_SIZE)]


class EventBatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Consecutive events of one device, oldest first, each as its verbatim bytes. ``head`` is the last one's hash and
    ``signature`` the device key's over :func:`write_head_message`.

    ``log_size`` is the size of the newest checkpoint that the desk holds, 0 for none: what the answer goes on from.
    """

    device: Identifier
    first_seq: Annotated[int, Meta(ge=1)]
    events: Annotated[tuple[msgspec.Raw, ...], Meta(min_length=1, max_length=MAX_BATCH)]
    head: Hash
    signature: bytes
    log_size: LogSize = 0


class LogView(Struct, frozen=True, kw_only=True):
    """Central's log as it answers just now: its signed checkpoint (a note), and the RFC 6962 proof that the tree of the
    size that was asked for begins this one."""

    checkpoint: str
    consistency: tuple[bytes, ...]


class ChainHead(Struct, frozen=True, kw_only=True):
    """How far Central has a device's chain: the next ``seq`` it wants and the last event's hash."""

    next_seq: int
    head: Hash


class DeskHead(ChainHead, frozen=True, kw_only=True):
    """A desk's chain, and the log, for a desk that has nothing to deliver."""

    log: LogView


class Run(Struct, frozen=True, kw_only=True):
    """Consecutive events that stand side by side in the log, from index ``first`` on. ``before`` and ``after`` are the
    hashes of the fewest perfect intervals around them (:func:`protocol.merkle.prove_run`)."""

    first: LogSize
    count: Annotated[int, Meta(ge=1, le=MAX_BATCH)]
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]


class Receipt(Struct, frozen=True, kw_only=True):
    """Central's proof that its log holds the events ``first_seq`` to ``last_seq``: where, in the batch's order, and how
    the root of the checkpoint in ``log`` follows from them."""

    first_seq: int
    last_seq: int
    runs: Annotated[tuple[Run, ...], Meta(min_length=1, max_length=MAX_BATCH)]
    log: LogView


def write_head_message(device: str, first_seq: int, last_seq: int, head: str) -> bytes:
    """The bytes a device signs under a batch."""
    return f"veildesk chain head v1\n{device}\n{first_seq}\n{last_seq}\n{head}\n".encode()
