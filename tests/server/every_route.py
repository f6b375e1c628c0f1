"""Every route of Central's, and a request to it that reads."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from protocol.errors import VeildeskError
from server.api.application import make_routes
from tests.server.examples import SOMETHING, make_example
from tests.server.house import House
from tests.server.served import Wire


def list_routes(house: House) -> list[tuple[str, str, HTTPRouteHandler]]:
    """Every route: method, path as declared, handler."""
    return [
        (method, route.path_format, handler)
        for route in make_routes(house.central).routes
        for handler in route.route_handlers
        for method in sorted(handler.http_methods)
        if "access" in handler.opt
    ]


def fill(path: str) -> str:
    """A path whose gaps hold something that is not there."""
    return "/".join(SOMETHING if "{" in part else part for part in path.split("/"))


def find_body(handler: HTTPRouteHandler):
    """A body that reads, for a route that takes one."""
    data = handler.parsed_fn_signature.parameters.get("data")
    return make_example(data.annotation) if data else None


def try_route(wire: Wire, method: str, path: str, handler: HTTPRouteHandler) -> type[VeildeskError] | None:
    """What a request to a route is refused with, if it is."""
    try:
        wire.call(method, fill(path), type(None), find_body(handler))
    except VeildeskError as error:
        return type(error)
    return None
