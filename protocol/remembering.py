"""What a desk remembers of Central's log, as a file for whoever compares it with what Central says now (U2, A7)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from protocol.delivery import Receipt
from protocol.events import Hash
from protocol.following import Evidence
from protocol.identifiers import Identifier
from protocol.times import Instant

_DOMAIN = b"veildesk log memory v1\n"


class LogMemory(Struct, frozen=True, kw_only=True):
    """A desk's memory. ``held``: the newest checkpoint it believed (a note; empty before the first); ``hashes``: those
    of its delivered events from ``first_seq`` on; ``receipts``: Central's proofs for them; ``evidence``: what it could
    not believe. It names no person and no card."""

    written_at: Instant
    device: Identifier
    name: str
    log_key: str
    held: str
    first_seq: int
    hashes: tuple[Hash, ...]
    receipts: tuple[Receipt, ...]
    evidence: tuple[Evidence, ...]


class SignedMemory(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the memory's JSON to the letter, and the device key's signature over it."""

    memory: msgspec.Raw
    signature: bytes

    @property
    def message(self) -> bytes:
        """What is signed."""
        return _DOMAIN + bytes(self.memory)


def write_memory(memory: LogMemory, sign: Callable[[bytes], bytes]) -> bytes:
    """The file's bytes; ``sign`` is the device key's."""
    raw = msgspec.json.encode(memory)
    return msgspec.json.encode(SignedMemory(memory=msgspec.Raw(raw), signature=sign(_DOMAIN + raw))) + b"\n"


def read_memory(data: bytes) -> tuple[LogMemory, SignedMemory]:
    """The file's parts; ValueError when it is none. Nothing is checked yet."""
    try:
        signed = msgspec.json.decode(data, type=SignedMemory)
        return msgspec.json.decode(signed.memory, type=LogMemory), signed
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("it is not what a desk writes with 'veildesk log-memory'") from error


def read_seen(data: bytes) -> str:
    """The checkpoint (a note) in what a desk, or a witness, wrote down; ValueError when it is neither."""
    if data.lstrip().startswith(b"{"):
        return read_memory(data)[0].held
    return data.decode()
