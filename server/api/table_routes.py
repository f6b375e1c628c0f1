"""Routes of calls over the telephone on a table: a desk asks and looks, a PBX waits, asks for the number, tells."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec.structs import replace
from sqlalchemy import Connection

from protocol.calls import CallRoute
from protocol.joining import JoinRoute
from protocol.table_calls import (
    LONGEST_LOOK_S,
    TableAwaited,
    TableCall,
    TableCallWanted,
    TableClaim,
    TableHandOn,
    TableOrder,
    TableOrders,
    TablePhone,
    TablesState,
    TableStage,
    TableTaken,
    TableTold,
)
from protocol.times import now
from server.api.access import PBX, AtDoor, allow, off_loop
from server.api.waiting import look_until
from server.services.callers import Caller
from server.services.calling import table_calls, table_handing, table_losses, table_orders, table_rings
from server.services.calling.extensions import find_extension
from server.services.calling.presence import CALLERS
from server.services.transactions import writing

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]


@get("/v1/tables/mine", opt=allow(CALLERS))
@off_loop
def show_own_phone(request: Asked, door: AtDoor) -> TablePhone:
    """The telephone that is bound to the caller."""
    return door.reading(
        request,
        lambda connection, caller: TablePhone(extension=find_extension(connection, caller.person.id)),
        active=False,
    )


@post("/v1/tables/waiting", opt=allow(CALLERS), status_code=200)
async def wait_at_table(request: Asked, door: AtDoor, data: JSONBody[TableAwaited]) -> TablePhone:
    """Have calls that come in ring at the caller's telephone; waits for one.

    Who does not wait also hears of the call that his desk had placed there."""

    def note() -> None:
        with door.writing(request, awake=False) as (connection, caller):
            table_rings.note_waiting(connection, caller, data)

    def look() -> TablePhone:
        return door.reading(request, table_rings.find_ring, active=False, awake=False)

    def look_at_all() -> TablePhone:
        def find(connection: Connection, caller: Caller) -> TablePhone:
            placed = table_calls.find_placed(connection, caller)
            return replace(table_rings.find_ring(connection, caller), placed=placed)

        return door.reading(request, find, active=False, awake=False)

    await anyio.to_thread.run_sync(note)
    if not data.wait_s:
        return await anyio.to_thread.run_sync(look_at_all)
    known = (data.extension, data.call)
    return await look_until(look, lambda found: (found.extension, found.call) != known, data.wait_s)


@post("/v1/tables/calls", opt=allow(CALLERS, customers=True))
@off_loop
def place_over_table(request: Asked, door: AtDoor, data: JSONBody[TableCallWanted]) -> TableCall:
    """Have a PBX ring the caller's telephone, and then the customer of a token."""
    with door.writing(request) as (connection, caller):
        return table_calls.ask_for_table(connection, door.central, caller, data)


@get("/v1/tables/calls/{call:str}", opt=allow(CALLERS))
async def look_at_table_call(
    request: Asked,
    door: AtDoor,
    call: Id,
    after: Annotated[TableStage | None, QueryParameter()] = None,
    wait: Annotated[int, QueryParameter(ge=0, le=LONGEST_LOOK_S)] = 0,
) -> TableCall:
    """How a call of the caller's goes on; waits up to ``wait`` seconds until its stage is not ``after``."""

    def look() -> TableCall:
        found = door.reading(
            request,
            lambda connection, caller: (
                table_calls.look_at(connection, caller, call),
                table_losses.is_lost(connection, call),
            ),
            active=False,
            awake=False,  # a call outlasts a desk that locks
        )
        if not found[1]:
            return found[0]
        with writing(door.central.engine) as connection:
            table_losses.end_if_lost(connection, door.central, call)
            return table_calls.show(connection, call)

    return await look_until(look, lambda found: found.stage is not after, wait)


@post("/v1/tables/calls/{call:str}/end", opt=allow(CALLERS), status_code=204)
@off_loop
def end_table_call(request: Asked, door: AtDoor, call: Id) -> None:
    """Hang up from the desk."""
    with door.writing(request, awake=False) as (connection, caller):
        table_calls.hang_up(connection, door.central, caller, call)


@post("/v1/tables/calls/{call:str}/hand", opt=allow(CALLERS), status_code=204)
@off_loop
def hand_table_call_on(request: Asked, door: AtDoor, call: Id, data: JSONBody[TableHandOn]) -> None:
    """Hand the far end of a call at the caller's telephone to a colleague or to a queue."""
    with door.writing(request) as (connection, caller):
        table_handing.hand_on(connection, caller, call, data)


@post("/v1/tables/orders", opt=allow(PBX), status_code=200)
async def ask_table_orders(request: Asked, door: AtDoor, data: JSONBody[TablesState]) -> TableOrders:
    """What a PBX is to place and to end; waits for word where there is none yet."""
    since = now()

    def look() -> TableOrders:
        with door.telling(request) as (connection, pbx):
            if not table_orders.has_orders(connection, pbx, data, since):
                return TableOrders()
        with door.serving(request) as (connection, pbx, _):
            return table_orders.give_orders(connection, door.central, pbx, data, since)

    def note() -> None:
        with door.serving(request) as (connection, pbx, _):
            table_orders.note_heard(connection, pbx, data)

    if data.on or data.over:
        await anyio.to_thread.run_sync(note)
    return await look_until(look, lambda orders: bool(orders.ring or orders.end or orders.hand), data.wait_s)


@post("/v1/tables/placed", opt=allow(PBX), status_code=200)
@off_loop
def claim_table_call(request: Asked, door: AtDoor, data: JSONBody[TableClaim]) -> TableOrder:
    """Place a call that waits: which telephone to ring. Each is given out once."""
    with door.serving(request) as (connection, pbx, ip):
        return table_orders.place(connection, door.central, pbx, ip, data)


@post("/v1/tables/taken", opt=allow(PBX), status_code=200)
@off_loop
def call_customer(request: Asked, door: AtDoor, data: JSONBody[TableTaken]) -> CallRoute | JoinRoute:
    """The number for a call whose telephone was taken, sealed to its PBX, once; the rules are looked at again. For who
    joins a call, which one."""
    with door.serving(request) as (connection, pbx, ip):
        return table_orders.give_taken(connection, door.central, pbx, ip, data)


@post("/v1/tables/told", opt=allow(PBX), status_code=204)
@off_loop
def tell_table_call(request: Asked, door: AtDoor, data: JSONBody[TableTold]) -> None:
    """Say how a call goes on."""
    with door.serving(request) as (connection, pbx, ip):
        table_orders.note_told(connection, door.central, pbx, ip, data)


ROUTES = (
    show_own_phone,
    wait_at_table,
    place_over_table,
    look_at_table_call,
    end_table_call,
    hand_table_call_on,
    ask_table_orders,
    claim_table_call,
    call_customer,
    tell_table_call,
)
"""Each declares who may ask."""
