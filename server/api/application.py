"""Central as an ASGI application: routes behind the gate, problems for errors, OpenAPI for administrators."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.types import ASGIApp

from protocol.roles import Role
from server.api import (
    call_routes,
    entry_routes,
    inbox_routes,
    inspection_routes,
    join_routes,
    log_routes,
    oversight_routes,
    recording_routes,
    search_routes,
    table_routes,
    team_routes,
    trail_routes,
    work_routes,
)
from server.api.access import AtDoor, Door, allow, off_loop, require_declarations
from server.api.answers import answer_error
from server.api.description import CONFIG, describe
from server.api.gate import Gate
from server.api.parent import end_with_parent
from server.api.signatures import choose_register
from server.log.publication import check_log, publish
from server.services.central import Central, open_central
from server.settings import FOLDER_VARIABLE

ROUTE_MODULES = (
    entry_routes,
    work_routes,
    call_routes,
    recording_routes,
    inspection_routes,
    team_routes,
    inbox_routes,
    join_routes,
    trail_routes,
    log_routes,
    oversight_routes,
    search_routes,
    table_routes,
)
"""Each holds its routes in ``ROUTES``."""


def build_application() -> ASGIApp:
    """The application of the data folder in ``VEILDESK_CENTRAL_DATA``, in a worker that ends with its parent."""
    end_with_parent()
    app = make_application(open_central(Path(os.environ[FOLDER_VARIABLE])))
    gc.freeze()  # what is here now stays: collections need not go through it again and again
    return app


def make_application(central: Central) -> ASGIApp:
    """The application of an opened Central; LogDamaged when its log does not fit together."""
    with central.engine.begin() as connection:
        check_log(connection)
        publish(connection, central.log_key)
    app = make_routes(central)
    return Gate(app, central, choose_register(central))


def make_routes(central: Central) -> Litestar:
    """The routes without the gate; RuntimeError when one declares no role."""
    app = _assemble(Door(central), None)
    require_declarations(app)
    return app


def describe_routes(central: Central) -> dict[str, Any]:
    """The OpenAPI description of every route."""
    return describe(_assemble(Door(central), CONFIG))


def _assemble(door: Door, openapi: OpenAPIConfig | None) -> Litestar:
    return Litestar(
        route_handlers=[show_openapi, *(route for module in ROUTE_MODULES for route in module.ROUTES)],
        dependencies={"door": Provide(lambda: door, use_cache=True, sync_to_thread=False)},
        exception_handlers={Exception: answer_error},
        openapi_config=openapi,
        signature_namespace={"Door": Door},
        debug=False,
        pdb_on_exception=False,
    )


@get("/v1/openapi.json", opt=allow((Role.ADMIN,)), include_in_schema=False)
@off_loop
def show_openapi(request: Request[Any, Any, State], door: AtDoor) -> Response[bytes]:
    """The interface description, for administrators."""
    schema = door.reading(request, lambda _connection, _caller: describe_routes(door.central))
    return Response(msgspec.json.encode(schema), media_type="application/json")
