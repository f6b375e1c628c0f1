"""Routes of calls: a desk asks for leave, a PBX presents the token (D1)."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody
from sqlalchemy import Connection

from protocol.calls import CallRequest, CallRoute, CallTicket, NextCall, TokenPresented
from protocol.incoming import (
    CallerKey,
    CallerSealed,
    CallHandedOn,
    CallOver,
    CallQueued,
    CallUnmet,
    IncomingRoute,
    MissedCall,
    MissedSeen,
)
from protocol.joining import JoinRoute
from protocol.roles import Role
from protocol.telephones import TransferTarget
from server.api.access import PBX, AtDoor, allow, off_loop
from server.services.callers import find_device, require_pbx
from server.services.calling import next_card
from server.services.calling.handing import hand_on
from server.services.calling.incoming import note_unmet, show_caller_key, take_call
from server.services.calling.lending import note_over
from server.services.calling.missed import list_missed, see_to
from server.services.calling.queues import find_in_queue
from server.services.calling.routing import route_token
from server.services.calling.targets import list_targets
from server.services.calling.tokens import ask_call

Asked = Request[Any, Any, State]


@post("/v1/calls", opt=allow((Role.AGENT, Role.SUPERVISOR), customers=True))
@off_loop
def ask_to_call(request: Asked, door: AtDoor, data: JSONBody[CallRequest]) -> CallTicket:
    """Ask to call one of the caller's cards: a token for the company's PBX, good for one call within half a minute."""
    with door.writing(request) as (connection, caller):
        return ask_call(connection, door.central, caller, data)


@post("/v1/calls/route", opt=allow(PBX), status_code=200)
async def find_route(request: Asked, door: AtDoor, data: JSONBody[TokenPresented]) -> CallRoute | JoinRoute:
    """The number behind a token, sealed to the PBX that was dialled with it, once; or the call that a token joins."""
    signed = door.request(request)
    pbx = require_pbx(signed)

    def act(connection: Connection) -> CallRoute | JoinRoute:
        find_device(connection, pbx.id)  # it may have been shut out since
        return route_token(connection, door.central, pbx, signed.ip, data)

    return await asyncio.wrap_future(door.turns.take(act))


@post("/v1/calls/caller-key", opt=allow(PBX), status_code=200)
@off_loop
def give_caller_key(request: Asked, door: AtDoor) -> CallerKey:
    """The key to which a PBX seals the numbers of those who call."""
    require_pbx(door.request(request))
    return show_caller_key(door.central)


@post("/v1/calls/incoming", opt=allow(PBX), status_code=200)
@off_loop
def find_desk(request: Asked, door: AtDoor, data: JSONBody[CallerSealed]) -> IncomingRoute:
    """Whose desk is to ring for somebody who calls, about which card; nobody's, for whatever reason."""
    with door.serving(request) as (connection, pbx, ip):
        return take_call(connection, door.central, pbx, ip, data)


@post("/v1/calls/handed", opt=allow(PBX), status_code=200)
@off_loop
def go_on_at_desk(request: Asked, door: AtDoor, data: JSONBody[CallHandedOn]) -> IncomingRoute:
    """As which call a far end goes on at the desk that it was handed to; nobody's where it may not."""
    with door.serving(request) as (connection, pbx, ip):
        return hand_on(connection, door.central, pbx, ip, data)


@post("/v1/calls/queued", opt=allow(PBX), status_code=200)
@off_loop
def wait_in_queue(request: Asked, door: AtDoor, data: JSONBody[CallQueued]) -> IncomingRoute:
    """Whose desk is to ring for a call that waits in a queue; nobody's while nobody is free."""
    with door.serving(request) as (connection, pbx, ip):
        return find_in_queue(connection, door.central, pbx, ip, data)


@post("/v1/calls/unmet", opt=allow(PBX), status_code=204)
@off_loop
def miss_call(request: Asked, door: AtDoor, data: JSONBody[CallUnmet]) -> None:
    """Say that nobody took a call at the desk that was named for it."""
    with door.serving(request) as (connection, pbx, _):
        note_unmet(connection, door.central, pbx, data)


@post("/v1/calls/over", opt=allow(PBX), status_code=204)
@off_loop
def end_call(request: Asked, door: AtDoor, data: JSONBody[CallOver]) -> None:
    """Say that a call which came in or was handed on is over, so that nothing stays lent for it."""
    with door.serving(request) as (connection, pbx, _):
        note_over(connection, door.central, pbx, data)


@get("/v1/calls/missed", opt=allow((Role.AGENT, Role.SUPERVISOR), customers=True))
@off_loop
def list_missed_calls(request: Asked, door: AtDoor) -> tuple[MissedCall, ...]:
    """Calls of the caller's customers that nobody took and nobody has seen to yet, newest first."""
    return door.reading(request, list_missed)


@post("/v1/calls/missed/seen", opt=allow((Role.AGENT, Role.SUPERVISOR), customers=True), status_code=204)
@off_loop
def see_to_missed(request: Asked, door: AtDoor, data: JSONBody[MissedSeen]) -> None:
    """List missed calls no more."""
    with door.writing(request) as (connection, caller):
        see_to(connection, door.central, caller, data)


@get("/v1/calls/targets", opt=allow((Role.AGENT, Role.SUPERVISOR)))
@off_loop
def list_call_targets(request: Asked, door: AtDoor) -> tuple[TransferTarget, ...]:
    """Whom the caller may hand a call to now: the queues, then the colleagues of his team who are signed in."""
    return door.reading(request, list_targets)


@post("/v1/calls/next", opt=allow((Role.AGENT, Role.SUPERVISOR), customers=True), status_code=200)
@off_loop
def choose_next(request: Asked, door: AtDoor) -> NextCall:
    """The card that the caller is to call next; one that is nobody's becomes his when he has none left to call."""
    return next_card.choose_next(door.central, partial(door.reading, request), partial(door.writing, request))


ROUTES = (
    ask_to_call,
    find_route,
    give_caller_key,
    find_desk,
    go_on_at_desk,
    wait_in_queue,
    miss_call,
    end_call,
    list_missed_calls,
    see_to_missed,
    list_call_targets,
    choose_next,
)
