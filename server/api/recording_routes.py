"""Routes of recorded calls: a PBX's recorder asks and brings, an inspector hears (C1, S1, U1)."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter

from protocol.recording_refusals import RecordingGone
from protocol.recordings import (
    Listening,
    ListenRequest,
    PiecesTaken,
    RecorderState,
    RecordingKey,
    RecordingOrders,
    RecordingPiece,
    RecordingPieces,
    RecordingRequest,
)
from protocol.roles import Role
from server.api.access import PBX, AtDoor, allow, off_loop
from server.api.waiting import look_until
from server.services.policy import load_policy
from server.services.recordings.hearing import give_piece, open_listening
from server.services.recordings.taking import begin_recording, list_orders, take_pieces
from server.services.vpn import require_vpn

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
LISTENERS = (Role.INSPECTOR,)


@post("/v1/recordings/orders", opt=allow(PBX), status_code=200)
async def ask_orders(request: Asked, door: AtDoor, data: JSONBody[RecorderState]) -> RecordingOrders:
    """Which calls a PBX's recorder is to begin and to stop with; waits for one where there is none yet."""

    def look() -> RecordingOrders:
        with door.telling(request) as (connection, pbx):
            return list_orders(connection, pbx, data)

    return await look_until(look, lambda orders: bool(orders.begin or orders.stop), data.wait_s)


@post("/v1/recordings", opt=allow(PBX), status_code=200)
@off_loop
def begin(request: Asked, door: AtDoor, data: JSONBody[RecordingRequest]) -> RecordingKey:
    """Begin a recording of a call whose customer said yes: its key, sealed to the recorder."""
    with door.serving(request) as (connection, pbx, ip):
        require_vpn(load_policy(connection), ip)
        return begin_recording(connection, door.central, pbx, ip, data)


@post("/v1/recordings/pieces", opt=allow(PBX), status_code=200)
@off_loop
def bring_pieces(request: Asked, door: AtDoor, data: JSONBody[RecordingPieces]) -> PiecesTaken:
    """Keep pieces of recordings, each after the one before it."""
    with door.serving(request) as (connection, pbx, ip):
        return PiecesTaken(gone=take_pieces(connection, door.central, pbx, ip, data.pieces))


@post("/v1/recordings/listenings", opt=allow(LISTENERS, customers=True), status_code=200)
@off_loop
def ask_to_listen(request: Asked, door: AtDoor, data: JSONBody[ListenRequest]) -> Listening:
    """Ask to hear a call; needs a step-up. Its recordings' keys come sealed to this desk."""
    with door.writing(request) as (connection, caller):
        return open_listening(connection, door.central, caller, data)


@get("/v1/recordings/listenings/{listening:str}/{recording:str}/{number:str}", opt=allow(LISTENERS, customers=True))
@off_loop
def give_one_piece(request: Asked, door: AtDoor, listening: Id, recording: Id, number: Id) -> RecordingPiece:
    """One piece of a call that the caller has leave to hear, at this desk."""
    with door.writing(request) as (connection, caller):
        return give_piece(connection, caller, listening, recording, _read_number(number))


def _read_number(number: str) -> int:
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise RecordingGone
    return int(number)


ROUTES = (ask_orders, begin, bring_pieces, ask_to_listen, give_one_piece)
