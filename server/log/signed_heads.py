"""A batch's last event as its desk signed it: by it everything before in the desk's chain is the desk's own word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection

from protocol.delivery import write_head_message
from protocol.ed25519 import check_signature
from protocol.events import Hash
from protocol.identifiers import Identifier
from server.store.statements import Statement

_KEEP = Statement(
    "INSERT INTO signed_heads (device, last_seq, first_seq, head, signature) "
    "VALUES (:device, :last_seq, :first_seq, :head, :signature) ON CONFLICT DO NOTHING"
)


class SignedHead(Struct, frozen=True):
    """The device key's signature over a batch: the places of its first and last event, and the last one's hash."""

    device: Identifier
    first_seq: int
    last_seq: int
    head: Hash
    signature: bytes

    def holds(self, public_key: bytes) -> bool:
        """Whether ``public_key`` (32 raw bytes) made it."""
        message = write_head_message(self.device, self.first_seq, self.last_seq, self.head)
        return check_signature(public_key, self.signature, message)


def keep_heads(connection: Connection, heads: Sequence[SignedHead]) -> None:
    """Keep what desks signed; the first signature over a place stays."""
    _KEEP.do(connection, *map(asdict, heads))
