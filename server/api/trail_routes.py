"""Routes of the trail."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import anyio.to_thread
import msgspec
from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import QueryParameter

from protocol.checkpoints import MAX_SIZE
from protocol.delivery import DeskHead, EventBatch, Receipt
from protocol.refusals import InvalidRequest
from server.api.access import DEVICE, AtDoor, allow, off_loop
from server.log.append import read_head
from server.log.tree import Tree
from server.services.callers import SignedRequest, require_desk, require_device
from server.services.ingest import CheckedBatch, read_batch
from server.services.receipts import choose_head, sign_head
from server.store.database import read

Asked = Request[Any, Any, State]


@post("/v1/events", opt=allow(DEVICE), status_code=200)
async def deliver_events(request: Asked, door: AtDoor) -> Receipt:
    """Take a batch of events; the device's signature is enough, so that they flow while nobody is signed in."""
    signed = door.request(request)
    receipt = await anyio.to_thread.run_sync(lambda: door.intake.take(_read(signed)))
    return await asyncio.wrap_future(receipt)


@get("/v1/events/head", opt=allow(DEVICE))
@off_loop
def show_head(
    request: Asked, door: AtDoor, log_size: Annotated[int, QueryParameter(ge=0, le=MAX_SIZE)] = 0
) -> DeskHead:
    """How far Central has the device's chain, and the log as it goes on from the desk's checkpoint of ``log_size``."""
    device = require_device(door.request(request))
    with read(door.central.engine) as connection:
        head = read_head(connection, device.id)
        log = choose_head(connection, Tree.read(connection), log_size)
    return DeskHead(next_seq=head.next_seq, head=head.head, log=sign_head(door.central.log_key, log))


def _read(signed: SignedRequest) -> CheckedBatch:
    desk = require_desk(signed)
    try:
        batch = msgspec.json.decode(signed.body, type=EventBatch)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(reason="it is not a batch of events") from error
    return read_batch(desk, batch, signed.ip)


ROUTES = (deliver_events, show_head)
