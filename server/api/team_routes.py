"""Routes of a team at work: the supervisors' wall, and asking for help (D1)."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, delete, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter

from protocol.roles import Role
from protocol.team import HelpRequest, HelpWanted, TeamWall
from server.api.access import AtDoor, allow, off_loop
from server.services.calling.help import ask_help, take_help, withdraw_help
from server.services.calling.presence import CALLERS, is_watch_ending, note_watching
from server.services.calling.wall import read_wall

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]


@get("/v1/team", opt=allow((Role.SUPERVISOR,)))
@off_loop
def show_team(request: Asked, door: AtDoor) -> TeamWall:
    """The people of the caller's teams, what they do now and did today; his inbox tells him of changes for a minute."""
    wall, caller, ends = door.reading(
        request,
        lambda connection, caller: (read_wall(connection, caller), caller, is_watch_ending(connection, caller)),
        active=False,
    )
    if ends:
        with door.central.engine.begin() as connection:
            note_watching(connection, caller)
    return wall


@post("/v1/help", opt=allow(CALLERS))
@off_loop
def want_help(request: Asked, door: AtDoor, data: JSONBody[HelpWanted]) -> HelpRequest:
    """Ask the supervisors of the caller's team, and above it, for help."""
    with door.writing(request) as (connection, caller):
        return ask_help(connection, door.central, caller, data)


@delete("/v1/help", opt=allow(CALLERS), status_code=204)
@off_loop
def want_help_no_longer(request: Asked, door: AtDoor) -> None:
    """Withdraw the caller's request for help."""
    with door.writing(request) as (connection, caller):
        withdraw_help(connection, door.central, caller)


@post("/v1/help/{help_request:str}/take", opt=allow((Role.SUPERVISOR,)), status_code=200)
@off_loop
def come_to_help(request: Asked, door: AtDoor, help_request: Id) -> HelpRequest:
    """Say that the caller comes; who asked is told."""
    with door.writing(request) as (connection, caller):
        return take_help(connection, door.central, caller, help_request)


ROUTES = (show_team, want_help, want_help_no_longer, come_to_help)
