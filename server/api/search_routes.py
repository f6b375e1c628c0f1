"""The routes of investigators' searches."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from litestar.datastructures import State
from litestar.params import JSONBody

from protocol.call_search import CallPage, CallQuery
from protocol.trail_search import TrailPage, TrailQuery
from server.api.access import AtDoor, allow, off_loop
from server.services.calling.search import SEARCHERS as CALL_SEARCHERS
from server.services.calling.search import plan_call_search, search_calls
from server.services.trail_search import SEARCHERS, plan_search, search_trail
from server.store.database import read

Asked = Request[Any, Any, State]


@post("/v1/trail/search", opt=allow(SEARCHERS, customers=True), status_code=200)
@off_loop
def search(request: Asked, door: AtDoor, data: JSONBody[TrailQuery]) -> TrailPage:
    """A page of the trail; the search is on record before it is answered, and keeps no writer waiting."""
    with door.writing(request) as (connection, caller):
        planned = plan_search(connection, door.central, caller, data)
    with read(door.central.engine) as connection:
        return search_trail(connection, planned)


@post("/v1/calls/search", opt=allow(CALL_SEARCHERS, customers=True), status_code=200)
@off_loop
def look_through_calls(request: Asked, door: AtDoor, data: JSONBody[CallQuery]) -> CallPage:
    """A page of the calls, masked; the search is on record before it is answered, and keeps no writer waiting."""
    with door.writing(request) as (connection, caller):
        planned = plan_call_search(connection, door.central, caller, data)
    with read(door.central.engine) as connection:
        return search_calls(connection, planned)


ROUTES = (search, look_through_calls)
