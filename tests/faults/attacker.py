"""Central's administrator gone bad: he owns the database, the machine and the keys, and rewrites what he likes (A7).

Nothing here passes by Central's own mathematics: the log that he makes is whole in itself, and signed with Central's
key. What he does not have is what desks and witnesses remember.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, select, update

from protocol.delivery import DeskHead, EventBatch, write_head_message
from protocol.errors import VeildeskError
from protocol.events import GENESIS, Event, decode_event, encode_event, hash_event
from protocol.tiles import read_path
from protocol.times import now
from server.log.append import Arrival, append_arrivals, read_head
from server.log.tree import Tree
from server.services.callers import Device
from server.services.central import Central
from server.services.ingest import check_batch, take_batches
from server.services.receipts import choose_head, sign_head
from server.store.database import read
from server.store.log_tables import checkpoints, cosignatures, log_head, signed_heads, tiles
from server.store.tables import chain_heads, devices, events

Answer = TypeVar("Answer")


def drop_guards(connection: Connection) -> None:
    """Take the triggers away."""
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def read_history(connection: Connection) -> list[Event]:
    """Every event, in the log's order."""
    return [
        decode_event(bytes(data))
        for data in connection.execute(select(events.c.bytes).order_by(events.c.log_index)).scalars()
    ]


def rebuild(connection: Connection, central: Central, history: Sequence[Event]) -> None:
    """Make the whole record anew: every chain, row, tile and head, and a checkpoint signed by Central's own key.

    The signatures of desks whose chains changed cannot be made, so they are dropped; and so are the witnesses'.
    """
    for table in (cosignatures, checkpoints, tiles, chain_heads, events):
        connection.execute(delete(table))
    connection.execute(update(log_head).values(size=0, edge=b""))
    tree = Tree.read(connection)
    heads: dict[str, tuple[int, str]] = defaultdict(lambda: (1, GENESIS))
    for event in history:
        seq, prev = heads[event.device]
        placed = msgspec.structs.replace(event, seq=seq, prev=prev)
        data = encode_event(placed)
        append_arrivals(connection, tree, [Arrival([(placed, data)], event.ip)])
        heads[event.device] = seq + 1, hash_event(data)
    note = central.log_key.sign(tree.size, tree.root())
    connection.execute(insert(checkpoints).values(size=tree.size, root=tree.root(), note=note, published_at=now()))
    for row in connection.execute(select(signed_heads)).all():
        stored = connection.execute(
            select(events.c.bytes).where(events.c.device == row.device, events.c.seq == row.last_seq)
        )
        data = stored.scalar_one_or_none()
        if data is None or hash_event(bytes(data)) != row.head:
            chosen = (signed_heads.c.device == row.device) & (signed_heads.c.last_seq == row.last_seq)
            connection.execute(delete(signed_heads).where(chosen))


def forge_desk(connection: Connection, device: str) -> None:
    """Put a key of his own in a desk's place, and sign its chain by it."""
    key = Ed25519PrivateKey.generate()
    connection.execute(
        update(devices).where(devices.c.id == device).values(public_key=key.public_key().public_bytes_raw())
    )
    head = read_head(connection, device)
    last = head.next_seq - 1
    signature = key.sign(write_head_message(device, 1, last, head.head))
    connection.execute(delete(signed_heads).where(signed_heads.c.device == device))
    values = {"device": device, "first_seq": 1, "last_seq": last, "head": head.head, "signature": signature}
    connection.execute(insert(signed_heads).values(values))


class AttackersCentral:
    """Central without its own looking over: it answers desks and witnesses by whatever stands in the database."""

    def __init__(self, central: Central, device: Device) -> None:
        self._central, self._device = central, device  # the desk as it was enrolled, whatever the database says now

    def call(self, method: str, path: str, answer: type[Answer], body: Any = None, **_: object) -> Answer:
        """What a desk asks while it delivers (:class:`app.central.CentralClient`)."""
        if method == "POST":
            given = self._take(body)
        else:
            (log_size,) = parse_qs(urlsplit(path).query)["log_size"]
            given = self._show_head(int(log_size))
        assert isinstance(given, answer)
        return given

    def fetch(self, path: str) -> bytes:
        """What a witness asks."""
        with read(self._central.engine) as connection:
            tree = Tree.read(connection)
            if path == "/log/checkpoint":
                return self._central.log_key.sign(tree.size, tree.root()).encode()
            if path == "/log/cosigned":
                return b"[]"
            level, _, rest = path.removeprefix("/log/tile/").partition("/")
            tile = read_path(rest)
            return tree.read_tile(int(level), tile.place)[: tile.width * 32]

    def post(self, path: str, body: bytes, media_type: str) -> bytes:
        """Drop the cosignature: he has no use for it."""
        return b""

    def _take(self, batch: EventBatch) -> object:
        (given,) = take_batches(self._central, [check_batch(self._device, batch, "10.8.0.7")])
        if isinstance(given, VeildeskError):
            raise given
        return given

    def _show_head(self, log_size: int) -> DeskHead:
        with read(self._central.engine) as connection:
            head = read_head(connection, self._device.id)
            log = choose_head(connection, Tree.read(connection), log_size)
        return DeskHead(next_seq=head.next_seq, head=head.head, log=sign_head(self._central.log_key, log))
