"""How long recordings are kept, and how they go: key and pieces, overwritten, on record (X1, X2)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, func, or_, select, update

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.times import after, now
from server.services.central import Central
from server.services.policy import load_policy
from server.services.recordings.known import KNOWN, NUMBER, find_named
from server.services.trail import record
from server.store.call_tables import call_records
from server.store.recording_tables import recording_consents, recording_pieces, recordings

BATCH = 50
"""Recordings of one transaction: desks wait for it, so that it is short."""
_KEPT = (
    select(recordings.c.id, recordings.c.call, recordings.c.customer, recordings.c.pieces, NUMBER)
    .select_from(KNOWN.join(recordings, recordings.c.call == call_records.c.id))
    .where(recordings.c.destroyed_at.is_(None))
    .order_by(recordings.c.begun_at)
)


def withdraw(connection: Connection, central: Central, call: Identifier, why: str, by: str = "") -> int:
    """The customer's yes holds no more: nothing is recorded of the call from now on, and what was is destroyed; how
    many recordings. So it is with whatever the call was handed on from, and to, by the same yes. A call that nobody
    agreed to be recorded in has none."""
    said = select(func.coalesce(recording_consents.c.said_in, recording_consents.c.call))
    first = connection.execute(said.where(recording_consents.c.call == call)).scalar_one_or_none() or call
    same = or_(recording_consents.c.call == first, recording_consents.c.said_in == first)
    in_force = same & recording_consents.c.withdrawn_at.is_(None)
    connection.execute(update(recording_consents).where(in_force).values(withdrawn_at=now()))
    under = select(recording_consents.c.call).where(same)
    return _destroy(connection, central.node, recordings.c.call.in_(under), why, by)


def find_call(connection: Connection, number: str) -> Identifier:
    """The call of a short name (``C-118``); ConfigurationWrong when there is none."""
    named = select(call_records.c.id).where(call_records.c.id.in_(find_named(number)))
    found = connection.execute(named).scalar_one_or_none()
    if found is None:
        raise ConfigurationWrong(setting=f"call {number[:64]}", reason="there is no such call")
    return str(found)


def prune_recordings(engine: Engine, node: str, between: Callable[[], None] = lambda: None) -> int:
    """Destroy what policy keeps no longer; how many went. Stopped in the middle, it goes on when it is called again.
    ``between`` is called after each transaction that destroyed some."""
    done = 0
    while True:
        with engine.begin() as connection:
            days = load_policy(connection).recording.keep_days
            due = recordings.c.begun_at < after(now(), days=-days)
            gone = _destroy(connection, node, due, f"kept for {days} days", "", BATCH)
        if not gone:
            return done
        done += gone
        between()


def _destroy(connection: Connection, node: str, which: object, why: str, by: str, most: int = 10_000) -> int:
    rows = connection.execute(_KEPT.where(which).limit(most)).all()  # type: ignore[arg-type]
    if rows and connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # overwrite what was there
    for row in rows:
        connection.execute(delete(recording_pieces).where(recording_pieces.c.recording == row.id))
        connection.execute(update(recordings).where(recordings.c.id == row.id).values(wrapped=None, destroyed_at=now()))
        facts = {"number": row.number, "card": row.customer, "recording": row.id, "pieces": str(row.pieces)}
        facts |= {"why": why, **({"by": by[:200]} if by else {})}
        deed = Deed(act=Act.RECORDING_DESTROYED, object_kind=ObjectKind.CALL, object_id=row.call, detail=facts)
        record(connection, node, deed)
    return len(rows)
