"""Hearing a recorded call: asked for with a fresh proof, given out one piece at a time, on record (U1, U2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier, make_identifier
from protocol.recording_refusals import ListeningOver, RecordingGone
from protocol.recordings import ListenedPart, Listening, ListenRequest, RecordingPiece, seal_key
from protocol.times import now
from server.keys.recording_keys import unwrap_recording_key
from server.keys.records import unwrap_key
from server.services.acts import record_acts
from server.services.callers import Caller, find_until
from server.services.central import Central
from server.services.recordings.known import KNOWN, NUMBER
from server.services.sealed_values import require_key
from server.services.stepup import check_step_up
from server.store.call_tables import call_records
from server.store.recording_tables import listenings, recording_pieces, recordings
from server.store.tables import sealed_records


def open_listening(connection: Connection, central: Central, caller: Caller, request: ListenRequest) -> Listening:
    """Leave to hear a call, after a fresh proof: the keys of its recordings, sealed to the desk. RecordingGone where
    there is nothing to hear."""
    require_key(request.public_key)
    found = (
        select(recordings, NUMBER, sealed_records.c.kek_version, sealed_records.c.wrapped.label("record_key"))
        .select_from(KNOWN.join(recordings, recordings.c.call == call_records.c.id))
        .join(sealed_records, sealed_records.c.customer == recordings.c.customer)
        .where(recordings.c.call == request.call, recordings.c.destroyed_at.is_(None), recordings.c.pieces > 0)
        .order_by(recordings.c.begun_at)
    )
    rows = connection.execute(found).all()
    if not rows:
        raise RecordingGone
    proof = check_step_up(connection, central, caller)
    first = rows[0]
    made = {
        "id": make_identifier(),
        "call": request.call,
        "person": caller.person.id,
        "device": caller.device.id,
        "made_at": now(),
        "expires_at": find_until(caller.policy.recording.listen_s),
    }
    connection.execute(insert(listenings).values(made))
    detail = {"number": first.number, "card": first.customer, "listening": str(made["id"])}
    deed = Deed(
        act=Act.RECORDING_ASKED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=request.call,
        outcome=Outcome.DONE,
        detail=detail | {"pieces": str(sum(row.pieces for row in rows))},
    )
    record_acts(connection, central.node, (proof,), (deed,), caller.ip, caller.policy)
    return Listening(
        id=str(made["id"]),
        call=request.call,
        number=first.number,
        expires_at=str(made["expires_at"]),
        parts=tuple(_describe(central, row, request.public_key, caller.device.id) for row in rows),
    )


def give_piece(
    connection: Connection, caller: Caller, listening: Identifier, recording: Identifier, number: int
) -> RecordingPiece:
    """One piece, to the person and the desk that asked. ListeningOver, RecordingGone."""
    leave = connection.execute(
        select(listenings).where(
            listenings.c.id == listening,
            listenings.c.person == caller.person.id,
            listenings.c.device == caller.device.id,
            listenings.c.expires_at > now(),
        )
    ).one_or_none()
    if leave is None:
        raise ListeningOver
    piece = connection.execute(
        select(recording_pieces)
        .join(recordings, recordings.c.id == recording_pieces.c.recording)
        .where(recordings.c.id == recording, recordings.c.call == leave.call, recordings.c.destroyed_at.is_(None))
        .where(recording_pieces.c.number == number)
    ).one_or_none()
    if piece is None:
        raise RecordingGone
    connection.execute(update(listenings).where(listenings.c.id == listening).values(given=listenings.c.given + 1))
    return RecordingPiece(recording=recording, number=number, last=piece.last, sealed=bytes(piece.sealed))


def _describe(central: Central, row: Row[*tuple[Any, ...]], public_key: bytes, device: Identifier) -> ListenedPart:
    record_key = unwrap_key(central.keys, row.customer, row.kek_version, bytes(row.record_key))
    key = unwrap_recording_key(record_key, row.id, bytes(row.wrapped))
    return ListenedPart(
        recording=row.id,
        begun_at=row.begun_at,
        pieces=row.pieces,
        whole=row.ended_at is not None,
        sealed=seal_key(key, public_key, row.id, device),
    )
