"""What others signed, compared with the rows: desks their chains, witnesses the checkpoints (U2, A7)."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from protocol.checkpoints import find_cosignatures
from protocol.events import Hash, hash_event
from protocol.notes import SignedNote, VerifierKey, name_key, read_note
from protocol.trail import CheckpointInvalid
from server.log.signed_heads import SignedHead
from server.services.policy import Policy
from server.services.witnesses import read_demand
from server.store.blobs import read_blob, read_text
from server.store.event_rows import read_event_bytes
from server.store.log_tables import checkpoints, cosignatures, pruned_events, signed_heads
from server.store.tables import chain_heads, devices, events, policies


class Attestations(Struct):
    """How many signatures of each kind hold."""

    signed_heads: int = 0
    cosignatures: int = 0


def verify_attestations(connection: Connection, faults: list[str]) -> Attestations:
    """Check every signature that desks and witnesses left; ``faults`` gets a sentence for each that does not hold."""
    found = Attestations()
    _verify_heads(connection, found, faults)
    _verify_ends(connection, faults)
    _verify_cosignatures(connection, found, faults)
    return found


def _verify_heads(connection: Connection, found: Attestations, faults: list[str]) -> None:
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
        .execution_options(yield_per=1000)
    )
    for row in rows:
        head = SignedHead(row.device, row.first_seq, row.last_seq, row.head, read_blob(row.signature))
        where = f"device {head.device}, event {head.last_seq}"
        if not head.holds(keys.get(head.device, b"")):
            faults.append(f"{where}: the signature over events {head.first_seq} to {head.last_seq} is not the desk's")
        elif not (present := _hash(row.bytes, row.pruned)):
            faults.append(f"{where}: signed by the desk, and gone")
        elif present != head.head:
            faults.append(f"{where}: it is not the event that the desk signed")
        else:
            found.signed_heads += 1


def _verify_ends(connection: Connection, faults: list[str]) -> None:
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
            faults.append(f"device {device}: it signed events up to {signed}, but its head is at {next_seq - 1}")
        elif (signed or 0) != next_seq - 1:
            first, last = (signed or 0) + 1, next_seq - 1
            faults.append(f"device {device}, events {first} to {last}: the desk's signature over them is not there")


def _verify_cosignatures(connection: Connection, found: Attestations, faults: list[str]) -> None:
    witnesses = _list_witnesses(connection)
    rows = connection.execute(
        select(cosignatures.c.size, cosignatures.c.witness, cosignatures.c.line, checkpoints.c.note)
        .outerjoin(checkpoints, checkpoints.c.size == cosignatures.c.size)
        .order_by(*cosignatures.primary_key)
    )
    for size, name, line, note in rows:
        where = f"checkpoint {size}: the cosignature of {name.partition('+')[0]}"
        witness = witnesses.get(name)
        if witness is None:
            faults.append(f"{where} is by a key that no policy has named")
        elif note is None or not _is_cosigned(read_text(note), read_text(line), witness):
            faults.append(f"{where} does not hold")
        else:
            found.cosignatures += 1


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
