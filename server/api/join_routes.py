"""Routes of those who join a call: a supervisor asks, the agent's desk says that it shows him, a PBX lets him in."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter

from protocol.joining import JoinOrders, JoinOver, JoinsState, JoinTicket, ListenInRequest
from protocol.roles import Role
from server.api.access import PBX, AtDoor, allow, off_loop
from server.api.waiting import look_until
from server.services.calling.joined import list_orders, note_begun, note_over
from server.services.calling.joining import ask_to_listen, come_in, note_shown
from server.services.calling.presence import CALLERS

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]


@post("/v1/joins/listen", opt=allow((Role.SUPERVISOR,), customers=True), status_code=200)
@off_loop
def ask_to_listen_in(request: Asked, door: AtDoor, data: JSONBody[ListenInRequest]) -> JoinTicket:
    """Ask to listen to a call of the caller's teams that is on; needs a step-up. Whose call it is is told by whom."""
    with door.writing(request) as (connection, caller):
        return ask_to_listen(connection, door.central, caller, data)


@post("/v1/help/{help_request:str}/join", opt=allow((Role.SUPERVISOR,), customers=True), status_code=200)
@off_loop
def join_for_help(request: Asked, door: AtDoor, help_request: Id) -> JoinTicket:
    """Come into the call in which somebody asked for help, to speak in it."""
    with door.writing(request) as (connection, caller):
        return come_in(connection, door.central, caller, help_request)


@post("/v1/joins/{join:str}/shown", opt=allow(CALLERS), status_code=204)
@off_loop
def say_shown(request: Asked, door: AtDoor, join: Id) -> None:
    """Say that this desk shows the caller who hears his call."""
    with door.writing(request) as (connection, caller):
        note_shown(connection, caller, join)


@post("/v1/joins/orders", opt=allow(PBX), status_code=200)
async def ask_join_orders(request: Asked, door: AtDoor, data: JSONBody[JoinsState]) -> JoinOrders:
    """Whom a PBX is to let into a call and whom to put out; waits for one where there is none yet."""

    def look() -> JoinOrders:
        with door.telling(request) as (connection, pbx):
            orders = list_orders(connection, pbx, data)
        if not orders.begin:
            return orders
        with door.serving(request) as (connection, pbx, ip):
            begun = tuple(join for join in orders.begin if note_begun(connection, door.central, pbx, ip, join))
        return JoinOrders(begin=begun, stop=orders.stop)

    return await look_until(look, lambda orders: bool(orders.begin or orders.stop), data.wait_s)


@post("/v1/joins/over", opt=allow(PBX), status_code=204)
@off_loop
def say_join_over(request: Asked, door: AtDoor, data: JSONBody[JoinOver]) -> None:
    """Say that somebody is in a call no longer, or could not be let in."""
    with door.serving(request) as (connection, pbx, ip):
        note_over(connection, door.central, pbx, ip, data)


ROUTES = (ask_to_listen_in, join_for_help, say_shown, ask_join_orders, say_join_over)
