"""What others signed, compared with the rows: desks their chains, witnesses the checkpoints (U2, A7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from protocol.checkpoints import find_cosignatures
from protocol.events import Hash, hash_event
from protocol.notes import SignedNote, VerifierKey, name_key, read_note
from protocol.trail import CheckpointInvalid
from server.log.faults import Fault, Faults
from server.log.signed_heads import SignedHead
from server.services.policy import Policy
from server.services.witnesses import read_demand
from server.store.blobs import read_blob, read_text
from server.store.event_rows import read_event_bytes
from server.store.log_tables import checkpoints, cosignatures, pruned_events, signed_heads
from server.store.tables import chain_heads, devices, events, policies

_PAGE = 1_000


class _Wrong(Enum):
    """What is wrong with a signature, or with the event that it is over."""

    FORGED = "the signature is not the desk's"
    GONE = "signed by the desk, and gone"
    OTHER = "it is not the event that the desk signed"


@dataclass(kw_only=True, slots=True)
class _HeadFault(Fault):
    """Signatures of a device, one after the other: the first is over the events from ``first`` to ``upto``, the last
    one's last event is ``last``."""

    what: _Wrong
    device: str
    upto: int

    def say(self) -> str:
        if self.count == 1:
            where = f"device {self.device}, event {self.last}"
            if self.what is _Wrong.FORGED:
                return f"{where}: the signature over events {self.first} to {self.last} is not the desk's"
            return f"{where}: {self.what.value}"
        if self.what is _Wrong.FORGED:
            where = f"device {self.device}, events {self.first} to {self.last}"
            return f"{where}: none of the {self.count:,} signatures over them is the desk's"
        where = f"device {self.device}, {self.count:,} events from {self.upto} to {self.last}"
        return f"{where}, each the last under a signature: {self.what.value}"


@dataclass(kw_only=True, slots=True)
class _CosignatureFault(Fault):
    """Cosignatures of a witness, one after the other, by the sizes of their checkpoints."""

    witness: str

    def say(self) -> str:
        name = self.witness.partition("+")[0]
        if self.count == 1:
            return f"checkpoint {self.first}: the cosignature of {name} {self.what}"
        which = f"{self.count:,} checkpoints from {self.first} to {self.last}, each"
        return f"{which}: the cosignature of {name} {self.what}"


class Attestations(Struct):
    """How many signatures of each kind hold."""

    signed_heads: int = 0
    cosignatures: int = 0


def verify_attestations(connection: Connection, faults: Faults) -> Attestations:
    """Check every signature that desks and witnesses left; ``faults`` gets, and tells, what does not hold."""
    found = Attestations()
    _verify_heads(connection, found, faults)
    _verify_ends(connection, faults)
    _verify_cosignatures(connection, found, faults)
    return found


def _verify_heads(connection: Connection, found: Attestations, faults: Faults) -> None:
    keys = {device: read_blob(key) for device, key in connection.execute(select(devices.c.id, devices.c.public_key))}
    kept, gone = (
        (table.c.device == signed_heads.c.device) & (table.c.seq == signed_heads.c.last_seq)
        for table in (events, pruned_events)
    )
    rows = connection.execute(
        select(signed_heads, events.c.bytes, pruned_events.c.hash.label("pruned"))
        .outerjoin(events, kept)
        .outerjoin(pruned_events, gone)
        .order_by(*signed_heads.primary_key)
        .execution_options(yield_per=_PAGE)
    )
    for page in rows.partitions():
        for row in page:
            head = SignedHead(row.device, row.first_seq, row.last_seq, row.head, read_blob(row.signature))
            wrong = _judge(head, keys.get(head.device, b""), _hash(row.bytes, row.pruned))
            faults.note(("signed heads", head.device), [_make_head_fault(head, wrong)] if wrong else ())
            found.signed_heads += not wrong
        faults.settle()
    faults.end()


def _judge(head: SignedHead, key: bytes, present: Hash) -> _Wrong | None:
    if not head.holds(key):
        return _Wrong.FORGED
    if not present:
        return _Wrong.GONE
    return None if present == head.head else _Wrong.OTHER


def _make_head_fault(head: SignedHead, wrong: _Wrong) -> _HeadFault:
    return _HeadFault(device=head.device, first=head.first_seq, upto=head.last_seq, last=head.last_seq, what=wrong)


def _verify_ends(connection: Connection, faults: Faults) -> None:
    """Each desk's chain ends with an event that the desk signed."""
    rows = connection.execute(
        select(chain_heads.c.device, chain_heads.c.next_seq, func.max(signed_heads.c.last_seq).label("signed"))
        .join(devices, devices.c.id == chain_heads.c.device)
        .outerjoin(signed_heads, signed_heads.c.device == chain_heads.c.device)
        .where(chain_heads.c.next_seq > 1)
        .group_by(chain_heads.c.device, chain_heads.c.next_seq)
    )
    for device, next_seq, signed in rows:
        if (signed or 0) >= next_seq:
            faults.say(f"device {device}: it signed events up to {signed}, but its head is at {next_seq - 1}")
        elif (signed or 0) != next_seq - 1:
            first, last = (signed or 0) + 1, next_seq - 1
            faults.say(f"device {device}, events {first} to {last}: the desk's signature over them is not there")
    faults.settle()


def _verify_cosignatures(connection: Connection, found: Attestations, faults: Faults) -> None:
    witnesses = _list_witnesses(connection)
    rows = connection.execute(
        select(cosignatures.c.size, cosignatures.c.witness, cosignatures.c.line, checkpoints.c.note)
        .outerjoin(checkpoints, checkpoints.c.size == cosignatures.c.size)
        .order_by(*cosignatures.primary_key)
        .execution_options(yield_per=_PAGE)
    )
    for page in rows.partitions():
        for size, name, line, note in page:
            witness, reason = witnesses.get(name), ""
            if witness is None:
                reason = "is by a key that no policy has named"
            elif note is None or not _is_cosigned(read_text(note), read_text(line), witness):
                reason = "does not hold"
            wrong = [_CosignatureFault(first=size, last=size, witness=name, what=reason)] if reason else []
            faults.note(("cosignatures", name), wrong)
            found.cosignatures += not wrong
        faults.settle()
    faults.end()


def _is_cosigned(note: str, line: str, witness: VerifierKey) -> bool:
    try:
        text = read_note(note).text
        signed: SignedNote = read_note(f"{text}\n{line}")
        return bool(find_cosignatures(signed, [witness]))
    except CheckpointInvalid:
        return False


def _list_witnesses(connection: Connection) -> dict[str, VerifierKey]:
    """Every witness that a policy has ever named."""
    bodies = connection.execute(select(policies.c.body)).scalars()
    demands = (read_demand(msgspec.convert(body, type=Policy).desk) for body in bodies)
    return {name_key(witness): witness for demand in demands for witness in demand.witnesses}


def _hash(kept: bytes | memoryview | str | None, pruned: bytes | None) -> Hash:
    if kept is not None:
        return hash_event(read_event_bytes(kept))
    return read_blob(pruned).hex() if pruned is not None else ""
