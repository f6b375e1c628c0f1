"""Witnesses of the log: whose cosignatures policy knows, taking them, and showing what is to be cosigned (A7)."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from protocol.checkpoints import find_cosignatures, read_checkpoint
from protocol.errors import VeildeskError
from protocol.following import Demand
from protocol.notes import SignedNote, name_key, read_key, read_note, write_signature
from protocol.refusals import InvalidRequest
from protocol.sessions import DeskPolicy
from protocol.times import after, now
from protocol.trail import WITNESS_UNNAMED, CheckpointInvalid
from server.log.publication import count_cosigned, keep_cosignature, publish, read_published
from server.log.publication import read_note as published_note
from server.services.central import Central
from server.services.policy import load_policy
from server.store.database import read
from server.store.log_tables import checkpoints, cosignatures

PATIENCE_S = 30
"""How long a checkpoint stands while it lacks cosignatures that policy demands. Witnesses look every few seconds, each
in its own time: only what stands still for them can be cosigned by all."""

_NEWEST_OF = (
    select(cosignatures.c.size)
    .where(cosignatures.c.witness == bindparam("witness"))
    .order_by(cosignatures.c.size.desc())
    .limit(1)
)


def read_demand(policy: DeskPolicy) -> Demand:
    """What policy demands of a checkpoint; CheckpointInvalid for a witness that is no key."""
    return Demand(policy.cosignatures_needed, tuple(map(read_key, policy.witnesses)))


def publish_checkpoint(central: Central) -> str:
    """The newest checkpoint's note with its cosignatures. Where the log has grown a newer one is published, unless the
    newest waits for witnesses."""
    with read(central.engine) as connection:
        if _awaits_witnesses(connection):
            return read_published(connection)
    with central.engine.begin() as connection:
        return publish(connection, central.log_key)


def take_cosignatures(connection: Connection, body: bytes) -> None:
    """Keep the cosignatures of a note, which is a published checkpoint's; the same again changes nothing.

    InvalidRequest, and none is kept, when it is not, or when one does not hold or is by nobody that policy names.
    """
    signed = _read_body(body)
    demand = read_demand(load_policy(connection).desk)
    try:
        found = find_cosignatures(signed, demand.witnesses)
        size = read_checkpoint(signed.text).size
    except CheckpointInvalid as error:
        raise InvalidRequest(reason=error.facts["reason"]) from error
    if not found:
        raise InvalidRequest(reason=WITNESS_UNNAMED)
    published = connection.execute(select(checkpoints.c.note).where(checkpoints.c.size == size)).scalar_one_or_none()
    if published is None or read_note(published).text != signed.text:
        raise InvalidRequest(reason="it is not a checkpoint that Central published")
    for witness in found:
        (signature, *_) = signed.find(witness)
        keep_cosignature(connection, size, name_key(witness), write_signature(signature))


def find_newest_cosigned(connection: Connection) -> dict[str, int]:
    """For each witness that ever cosigned (as :func:`protocol.notes.name_key` writes it), the largest size."""
    rows = connection.execute(
        select(cosignatures.c.witness, func.max(cosignatures.c.size)).group_by(cosignatures.c.witness)
    )
    return {witness: int(size) for witness, size in rows}


def list_cosigned(connection: Connection) -> tuple[str, ...]:
    """For each witness that policy names, the note of the newest checkpoint that it cosigned: by its own signature it
    finds out whether it has forgotten something."""
    known = map(name_key, read_demand(load_policy(connection).desk).witnesses)
    found = (connection.execute(_NEWEST_OF, {"witness": witness}).scalar_one_or_none() for witness in known)
    sizes = {int(size) for size in found if size is not None}
    return tuple(published_note(connection, size) for size in sorted(sizes))


def _read_body(body: bytes) -> SignedNote:
    try:
        return read_note(body.decode())
    except (UnicodeDecodeError, VeildeskError) as error:
        raise InvalidRequest(reason="it is not a signed note") from error


def _awaits_witnesses(connection: Connection) -> bool:
    demand = read_demand(load_policy(connection).desk)
    if not demand.needed:
        return False
    newest = connection.execute(
        select(checkpoints.c.size, checkpoints.c.published_at).order_by(checkpoints.c.size.desc()).limit(1)
    ).one_or_none()
    if newest is None or not after(now(), seconds=-PATIENCE_S) < newest.published_at <= now():
        return False
    return count_cosigned(connection, newest.size, map(name_key, demand.witnesses)) < demand.needed
