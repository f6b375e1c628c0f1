"""Who may ask what: every route and every caller there is, over TLS, with the answer written down here (U1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.handlers import HTTPRouteHandler

from protocol.errors import VeildeskError
from protocol.oversight import DeviceKind
from protocol.refusals import DeviceRefused, Forbidden, SessionEnded
from protocol.roles import Role
from server.services.central import make_central
from tests.server.every_route import fill, list_routes, try_route
from tests.server.house import House
from tests.server.served import Wire, place_wire, serving, wait_until_served
from ui.demo.ports import find_free_port

PEOPLE = {
    "A": Role.AGENT,
    "S": Role.SUPERVISOR,
    "I": Role.INSPECTOR,
    "G": Role.SECURITY,
    "P": Role.PRIVACY,
    "D": Role.ADMIN,
}
DEVICES = {"k": DeviceKind.DESK, "w": DeviceKind.WITNESS, "x": DeviceKind.PBX}
"""Nobody is signed in at them."""
ANYBODY, AT_A_DESK, ANY_DEVICE = "ASIGPD", "ASIGPDk", "ASIGPDkwx"
MAY = {
    "GET /v1/standing/{person}": ANY_DEVICE,
    "POST /v1/enrol": ANY_DEVICE,
    "POST /v1/device/certificate": ANY_DEVICE,
    "GET /v1/revocations": ANY_DEVICE,
    "PUT /v1/device/posture": AT_A_DESK,
    "POST /v1/session/challenge": AT_A_DESK,
    "POST /v1/session": AT_A_DESK,
    "GET /v1/session": ANYBODY,
    "DELETE /v1/session": ANYBODY,
    "POST /v1/session/unlock-challenge": ANYBODY,
    "POST /v1/session/unlock": ANYBODY,
    "PUT /v1/password": ANYBODY,
    "GET /v1/campaigns": "AS",
    "GET /v1/cards": "AS",
    "GET /v1/cards/{card}": "AS",
    "POST /v1/reveals": "AS",
    "GET /v1/reveals/{reveal}": "AS",
    "DELETE /v1/reveals/{reveal}": "AS",
    "POST /v1/reveals/{reveal}/collect": "AS",
    "GET /v1/approvals": "S",
    "POST /v1/approvals/{reveal}": "AS",
    "POST /v1/calls": "AS",
    "POST /v1/calls/route": "x",
    "POST /v1/calls/caller-key": "x",
    "POST /v1/calls/incoming": "x",
    "POST /v1/calls/handed": "x",
    "POST /v1/calls/queued": "x",
    "POST /v1/calls/unmet": "x",
    "POST /v1/calls/over": "x",
    "GET /v1/calls/missed": "AS",
    "POST /v1/calls/missed/seen": "AS",
    "GET /v1/calls/targets": "AS",
    "POST /v1/calls/next": "AS",
    "POST /v1/recordings/orders": "x",
    "POST /v1/recordings": "x",
    "POST /v1/recordings/pieces": "x",
    "POST /v1/recordings/listenings": "I",
    "GET /v1/recordings/listenings/{listening}/{recording}/{number}": "I",
    "GET /v1/inspections/choices": "I",
    "POST /v1/inspections/search": "I",
    "GET /v1/inspections/calls/{call}": "I",
    "POST /v1/inspections": "I",
    "POST /v1/inspections/results": "AS",
    "POST /v1/inspections/calls/{call}/answer": "AS",
    "GET /v1/team": "S",
    "POST /v1/help": "AS",
    "DELETE /v1/help": "AS",
    "POST /v1/help/{help_request}/take": "S",
    "POST /v1/help/{help_request}/join": "S",
    "GET /v1/inbox": ANYBODY,
    "POST /v1/joins/listen": "S",
    "POST /v1/joins/{join}/shown": "AS",
    "POST /v1/joins/orders": "x",
    "POST /v1/joins/over": "x",
    "POST /v1/events": AT_A_DESK,
    "GET /v1/events/head": ANY_DEVICE,
    "GET /log/checkpoint": ANY_DEVICE,
    "GET /log/cosigned": ANY_DEVICE,
    "POST /log/cosignatures": "w",
    "GET /log/tile/{level}/{rest}": ANY_DEVICE,
    "GET /log/tile/entries/{rest}": "Gw",
    "GET /v1/devices": "GD",
    "POST /v1/devices/{device}/revoke": "GD",
    "POST /v1/tickets": "D",
    "GET /v1/people": "GD",
    "POST /v1/people/{person}": "GD",
    "GET /v1/alerts": "G",
    "POST /v1/trail/search": "SGP",
    "POST /v1/calls/search": "SI",
    "GET /v1/tables/mine": "AS",
    "POST /v1/tables/waiting": "AS",
    "POST /v1/tables/calls": "AS",
    "GET /v1/tables/calls/{call}": "AS",
    "POST /v1/tables/calls/{call}/end": "AS",
    "POST /v1/tables/calls/{call}/hand": "AS",
    "POST /v1/tables/orders": "x",
    "POST /v1/tables/placed": "x",
    "POST /v1/tables/taken": "x",
    "POST /v1/tables/told": "x",
    "GET /v1/openapi.json": "D",
}
"""What a caller may ask at all; of whose things, each service says."""
LAST = "DELETE /v1/session"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company whose Central is served."""
    folder = tmp_path_factory.mktemp("asked")
    central = make_central(folder, host="127.0.0.1", port=find_free_port(), hosts=("127.0.0.1",), url="", database="")
    made = House(central).furnish()
    with serving(central):
        wait_until_served(place_wire(made, folder / "first", "first"))
        yield made
    central.engine.dispose()


def place(house: House, folder: Path, caller: str) -> Wire:
    """A caller of the table."""
    if caller in DEVICES:
        return place_wire(house, folder, house.name("device"), DEVICES[caller])
    wire = place_wire(house, folder, house.name("wire"))
    wire.sign_in(house.enlist(PEOPLE[caller]))
    return wire


def expect_refusal(caller: str, may: str) -> type[VeildeskError]:
    """How whoever may not is refused: a device by its kind, a person by his role, nobody for want of a session."""
    if may == AT_A_DESK:
        return DeviceRefused
    return SessionEnded if caller in DEVICES and may not in DEVICES else Forbidden


def ask(wire: Wire, method: str, path: str, handler: HTTPRouteHandler) -> type[VeildeskError] | None:
    """What a request is refused with, if it is; also below ``/log``, where a desk asks for nothing."""
    if not path.startswith("/log/"):
        return try_route(wire, method, path, handler)
    try:
        headers = {"Authorization": f"Bearer {wire.token}"} if wire.token else {}
        wire.client._road.send(method, fill(path), b"", headers, 20)
    except VeildeskError as error:
        return type(error)
    return None


@pytest.mark.parametrize("caller", [*PEOPLE, *DEVICES])
def test_every_route_is_open_to_those_of_the_table_and_to_nobody_else(
    house: House, tmp_path: Path, caller: str
) -> None:
    routes = {f"{method} {path}": (method, path, handler) for method, path, handler in list_routes(house)}
    assert routes.keys() == MAY.keys()
    wire = place(house, tmp_path / "wire", caller)
    wrong = {}
    for route in sorted(routes, key=LAST.__eq__):
        refused = ask(wire, *routes[route])
        if caller not in MAY[route]:
            if refused is not expect_refusal(caller, MAY[route]):
                wrong[route] = refused
        elif refused in (Forbidden, DeviceRefused, SessionEnded):
            wrong[route] = refused
    wire.client.close()
    assert wrong == {}
