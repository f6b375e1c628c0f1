"""Routes of inspections: inspectors draw, open and judge calls; agents read and answer; supervisors read (U1, U2)."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter

from protocol.inspection import (
    Answer,
    CallFile,
    Inspection,
    InspectionChoices,
    InspectionDraft,
    InspectionPage,
    InspectionQuery,
    Objection,
    ResultPage,
    ResultQuery,
)
from protocol.roles import Role
from server.api.access import AtDoor, allow, off_loop
from server.services.calling.presence import CALLERS
from server.services.inspecting.case import open_file
from server.services.inspecting.finding import find_calls, list_choices, plan_search, record_draw
from server.services.inspecting.judging import answer_inspection, record_inspection
from server.services.inspecting.results import read_results
from server.services.transactions import writing
from server.store.database import read

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
INSPECTORS = (Role.INSPECTOR,)


@get("/v1/inspections/choices", opt=allow(INSPECTORS))
@off_loop
def show_choices(request: Asked, door: AtDoor) -> InspectionChoices:
    """The campaigns and teams that calls may be looked for by."""
    return door.reading(request, lambda connection, _: list_choices(connection))


@post("/v1/inspections/search", opt=allow(INSPECTORS, customers=True), status_code=200)
@off_loop
def look_for_calls(request: Asked, door: AtDoor, data: JSONBody[InspectionQuery]) -> InspectionPage:
    """Calls to inspect, a page of them or so many by lot; on record before they are given out, a lot by its calls."""
    with door.writing(request) as (connection, caller):
        planned = plan_search(connection, door.central, caller, data)
    with read(door.central.engine) as connection:
        page = find_calls(connection, planned)
    if data.sample:
        with writing(door.central.engine) as connection:
            record_draw(connection, door.central, caller, page)
    return page


@get("/v1/inspections/calls/{call:str}", opt=allow(INSPECTORS, customers=True))
@off_loop
def give_file(request: Asked, door: AtDoor, call: Id) -> CallFile:
    """All that is to be known of a call to judge it, masked; on record."""
    with door.writing(request) as (connection, caller):
        return open_file(connection, door.central, caller, call)


@post("/v1/inspections", opt=allow(INSPECTORS, customers=True))
@off_loop
def take_inspection(request: Asked, door: AtDoor, data: JSONBody[InspectionDraft]) -> Inspection:
    """Record what was judged of a call, as a new version beside those that are there; its agent is told."""
    with door.writing(request) as (connection, caller):
        return record_inspection(connection, door.central, caller, data)


@post("/v1/inspections/results", opt=allow(CALLERS, customers=True), status_code=200)
@off_loop
def show_results(request: Asked, door: AtDoor, data: JSONBody[ResultQuery]) -> ResultPage:
    """Results of the caller's own calls; a supervisor's are those of his teams, with everybody's average."""
    with door.writing(request) as (connection, caller):
        return read_results(connection, door.central, caller, data)


@post("/v1/inspections/calls/{call:str}/answer", opt=allow(CALLERS, customers=True))
@off_loop
def take_answer(request: Asked, door: AtDoor, call: Id, data: JSONBody[Objection]) -> Answer:
    """Answer, once, to the inspection of a call of one's own."""
    with door.writing(request) as (connection, caller):
        return answer_inspection(connection, door.central, caller, call, data)


ROUTES = (show_choices, look_for_calls, give_file, take_inspection, show_results, take_answer)
