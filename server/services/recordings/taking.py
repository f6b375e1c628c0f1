"""What a PBX's recorder is told, and what it brings: which calls, their keys, their pieces (C1, S1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, true, update

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.recording_refusals import RecordingGone
from protocol.recordings import (
    RecorderState,
    RecordingKey,
    RecordingOrders,
    RecordingPiece,
    RecordingRequest,
    make_key,
    seal_key,
)
from protocol.refusals import InvalidRequest
from protocol.times import after, now
from server.keys.recording_keys import wrap_recording_key
from server.keys.records import unwrap_key
from server.services.callers import Device
from server.services.central import Central
from server.services.recordings.known import KNOWN, NUMBER, is_carried_by
from server.services.sealed_values import require_key
from server.services.trail import record
from server.store.call_tables import call_records
from server.store.recording_tables import recording_consents, recording_pieces, recordings
from server.store.tables import sealed_records

_LONGEST_H = 4
"""Nobody talks longer; a call whose end nobody told is not begun with for ever."""
_AGREED = (
    select(recording_consents.c.call, recording_consents.c.customer, NUMBER)
    .select_from(KNOWN.join(recording_consents, recording_consents.c.call == call_records.c.id))
    .where(recording_consents.c.withdrawn_at.is_(None), recording_consents.c.recorded.is_(true()))
)


def list_orders(connection: Connection, pbx: Device, state: RecorderState) -> RecordingOrders:
    """What a recorder that records ``state.calls`` is to begin and to stop with."""
    wanted = _AGREED.where(recording_consents.c.agreed_at > after(now(), hours=-_LONGEST_H)).where(
        is_carried_by(pbx.id), call_records.c.ended_at.is_(None)
    )
    begin = [row.call for row in connection.execute(wanted).all() if row.call not in state.calls]
    agreed = {
        row.call
        for row in connection.execute(
            _AGREED.where(is_carried_by(pbx.id), recording_consents.c.call.in_(state.calls))
        ).all()
    }
    return RecordingOrders(begin=tuple(begin), stop=tuple(call for call in state.calls if call not in agreed))


def begin_recording(
    connection: Connection, central: Central, pbx: Device, ip: str, request: RecordingRequest
) -> RecordingKey:
    """A new recording of a call, and its key, sealed to the recorder; RecordingGone unless the customer said yes."""
    require_key(request.public_key)
    row = connection.execute(_AGREED.where(call_records.c.id == request.call, is_carried_by(pbx.id))).one_or_none()
    stored = (
        row
        and connection.execute(
            select(sealed_records.c.kek_version, sealed_records.c.wrapped).where(
                sealed_records.c.customer == row.customer
            )
        ).one_or_none()
    )
    if row is None or not stored:
        raise RecordingGone
    recording, key = make_identifier(), make_key()
    record_key = unwrap_key(central.keys, row.customer, stored.kek_version, bytes(stored.wrapped))
    connection.execute(
        insert(recordings).values(
            id=recording,
            call=row.call,
            customer=row.customer,
            pbx=pbx.id,
            wrapped=wrap_recording_key(record_key, recording, key),
            begun_at=now(),
        )
    )
    _record(connection, central, Act.RECORDING_BEGAN, row, recording, ip, {"pbx": pbx.id})
    return RecordingKey(recording=recording, sealed=seal_key(key, request.public_key, recording, pbx.id))


def take_pieces(
    connection: Connection, central: Central, pbx: Device, ip: str, pieces: Sequence[RecordingPiece]
) -> tuple[Identifier, ...]:
    """Keep pieces, each after the one before it; the recordings that are gone, of which nothing was kept.

    A piece that is known is left as it is. InvalidRequest for one that does not follow, or follows the last.
    """
    gone = set()
    for piece in pieces:
        row = connection.execute(
            select(recordings, NUMBER)
            .select_from(KNOWN.join(recordings, recordings.c.call == call_records.c.id))
            .where(recordings.c.id == piece.recording, recordings.c.pbx == pbx.id)
        ).one_or_none()
        if row is None or row.destroyed_at is not None:
            gone.add(piece.recording)
        elif piece.number >= row.pieces:
            _keep(connection, central, ip, row, piece)
    return tuple(sorted(gone))


def _keep(connection: Connection, central: Central, ip: str, row: Row[*tuple[Any, ...]], piece: RecordingPiece) -> None:
    if piece.number > row.pieces or row.ended_at is not None:
        raise InvalidRequest(reason=f"piece {piece.number} does not follow")
    kept = {"recording": row.id, "number": piece.number, "last": piece.last, "sealed": piece.sealed}
    connection.execute(insert(recording_pieces).values(kept))
    counted: dict[str, Any] = {"pieces": piece.number + 1}
    if piece.last:
        counted["ended_at"] = now()
        facts = {"pieces": str(piece.number + 1)}
        _record(connection, central, Act.RECORDING_ENDED, row, row.id, ip, facts)
    connection.execute(update(recordings).where(recordings.c.id == row.id).values(counted))


def _record(
    connection: Connection,
    central: Central,
    act: Act,
    row: Row[*tuple[Any, ...]],
    recording: str,
    ip: str,
    facts: dict[str, str],
) -> None:
    detail = {"number": row.number, "card": row.customer, "recording": recording, **facts}
    record(connection, central.node, Deed(act=act, object_kind=ObjectKind.CALL, object_id=row.call, detail=detail), ip)
