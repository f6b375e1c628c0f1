"""Routes for those who oversee desks and people."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter, QueryParameter

from protocol.oversight import (
    AccountChange,
    AlertRow,
    DeviceRevocation,
    DeviceRow,
    PersonRow,
    TicketAnswer,
    TicketRequest,
)
from protocol.roles import Role
from server.api.access import AtDoor, allow, off_loop
from server.services.devices import check_revocation, revoke_device
from server.services.notices import list_alerts
from server.services.oversight import change_account, check_change, list_devices, list_people
from server.services.stepup import require_step_up
from server.services.tickets import make_ticket
from server.settings import find_public_url

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
OVERSEERS = (Role.ADMIN, Role.SECURITY)


@get("/v1/devices", opt=allow(OVERSEERS))
@off_loop
def show_devices(request: Asked, door: AtDoor) -> tuple[DeviceRow, ...]:
    """Every desk."""
    return door.reading(request, lambda connection, _: list_devices(connection))


@post("/v1/devices/{device:str}/revoke", opt=allow(OVERSEERS), status_code=204)
@off_loop
def revoke(request: Asked, door: AtDoor, device: Id, data: JSONBody[DeviceRevocation]) -> None:
    """Shut a desk out; needs a step-up."""
    with door.writing(request) as (connection, caller):
        check_revocation(connection, device)
        require_step_up(connection, door.central, caller)
        revoke_device(connection, door.central, device, data.reason, caller)


@post("/v1/tickets", opt=allow((Role.ADMIN,)))
@off_loop
def issue_ticket(request: Asked, door: AtDoor, data: JSONBody[TicketRequest]) -> TicketAnswer:
    """An enrolment ticket, shown once; needs a step-up."""
    central = door.central
    with door.writing(request) as (connection, caller):
        require_step_up(connection, central, caller)
        return make_ticket(
            connection,
            central.authority,
            central.node,
            url=find_public_url(central.settings),
            device_name=data.device_name,
            made_by=caller.person.id,
        )


@get("/v1/people", opt=allow(OVERSEERS))
@off_loop
def show_people(request: Asked, door: AtDoor) -> tuple[PersonRow, ...]:
    """Every account."""
    return door.reading(request, lambda connection, _: list_people(connection))


@post("/v1/people/{person:str}", opt=allow(OVERSEERS), status_code=204)
@off_loop
def change_person(request: Asked, door: AtDoor, person: Id, data: JSONBody[AccountChange]) -> None:
    """Unlock, freeze or unfreeze an account; needs a step-up."""
    with door.writing(request) as (connection, caller):
        check_change(connection, caller, person, data)
        require_step_up(connection, door.central, caller)
        change_account(connection, door.central, caller, person, data)


@get("/v1/alerts", opt=allow((Role.SECURITY,), customers=True))
@off_loop
def show_alerts(
    request: Asked, door: AtDoor, before: Annotated[int, QueryParameter(ge=0, le=2**53)] = 0
) -> tuple[AlertRow, ...]:
    """The newest 200 alerts, or those before the one whose number is `before`."""
    return door.reading(request, lambda connection, _: list_alerts(connection, before))


ROUTES = (show_devices, revoke, issue_ticket, show_people, change_person, show_alerts)
