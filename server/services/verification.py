"""Recompute the whole trail from its rows (U2, A7): every chain, every place in the log, the tree, what was published.

What was changed together with tiles, head and checkpoints shows only to those who kept a checkpoint: desks, witnesses.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, select

from protocol.events import GENESIS, decode_event, hash_event
from protocol.merkle import hash_leaf
from protocol.notes import VerifierKey
from server.log.recompute import Recomputation
from server.store.event_rows import read_event_bytes
from server.store.tables import chain_heads, events, forks

PAGE = 5_000


class Verification(Struct, kw_only=True):
    """What a verification found. ``faults`` name the device and place, one sentence each; empty means whole.

    ``checkpoints``: how many published ones were found to be those of the rows.
    """

    events: int = 0
    devices: int = 0
    forks: int = 0
    checkpoints: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every chain holds and nobody forked."""
        return not self.faults and not self.forks


class _Chain(Struct):
    next_seq: int = 1
    head: str = GENESIS


def verify_trail(connection: Connection, log: VerifierKey) -> Verification:
    """Walk all events in the log's order, one page at a time; memory grows with devices, not with events."""
    found = Verification()
    chains: dict[str, _Chain] = {}
    tree = Recomputation(connection, log, found.faults)
    last = -1
    while True:
        page = connection.execute(
            select(events.c.log_index, events.c.device, events.c.seq, events.c.bytes)
            .where(events.c.log_index > last)
            .order_by(events.c.log_index)
            .limit(PAGE)
        ).all()
        leaves = []
        for index, device, seq, stored in page:
            data = read_event_bytes(stored)
            if index != last + 1:
                found.faults.append(f"log index {last + 1} to {index - 1}: missing")
            last = index
            leaves.append(hash_leaf(data))
            _verify_link(chains.setdefault(device, _Chain()), found, index, device, seq, data)
        tree.take(leaves)
        found.events += len(page)
        if len(page) < PAGE:
            break
    tree.finish()
    _verify_heads(connection, chains, found)
    found.devices, found.checkpoints = len(chains), tree.checkpoints
    found.forks = len(connection.execute(select(forks.c.device).distinct()).all())
    return found


def _verify_link(chain: _Chain, found: Verification, index: int, device: str, seq: int, data: bytes) -> None:
    where = f"log index {index}, device {device}, event {seq}"
    try:
        event = decode_event(data)
    except msgspec.MsgspecError:
        found.faults.append(f"{where}: its bytes are not an event")
    else:
        if (event.device, event.seq) != (device, seq):
            found.faults.append(f"{where}: its bytes name device {event.device}, event {event.seq}")
        if seq != chain.next_seq:
            found.faults.append(f"{where}: event {chain.next_seq} was due")
        if event.prev != chain.head:
            found.faults.append(f"{where}: it does not follow the event before it")
    chain.next_seq, chain.head = seq + 1, hash_event(data)


def _verify_heads(connection: Connection, chains: dict[str, _Chain], found: Verification) -> None:
    heads = connection.execute(select(chain_heads.c.device, chain_heads.c.next_seq, chain_heads.c.head)).all()
    for device, next_seq, head in heads:
        chain = chains.get(device, _Chain())
        if (chain.next_seq, chain.head) != (next_seq, head):
            found.faults.append(
                f"device {device}: its chain ends before event {chain.next_seq}, but {next_seq} was promised"
            )
    for device in chains.keys() - {device for device, _, _ in heads}:
        found.faults.append(f"device {device}: it has events, but no head on record")
