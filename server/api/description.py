"""What the interface description says beyond the routes' own types: problems, access, bodies read by hand."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from protocol.delivery import EventBatch
from protocol.problem_details import MEDIA_TYPE, Problem
from protocol.proofs import STEP_UP_HEADER
from server.api.access import DEVICE, KEY, PBX, TICKET, WITNESS_ALONE

Schema = dict[str, Any]

CONFIG = OpenAPIConfig(
    title="Veildesk Central",
    version="1",
    description=(
        "TLS 1.3 with a client certificate. Every request is signed by its desk's Ed25519 key (RFC 9421) over its "
        "method, target, Content-Digest (RFC 9530) and whatever it carries of Authorization and "
        f"{STEP_UP_HEADER}. Errors are problem details (RFC 9457) with a stable type."
    ),
    use_handler_docstrings=True,
    components=Components(
        security_schemes={
            "device": SecurityScheme(type="mutualTLS", description="and an RFC 9421 signature by its key"),
            "session": SecurityScheme(type="http", scheme="bearer", description="from POST /v1/session"),
        }
    ),
)
_BY_HAND = {("/v1/events", "post"): EventBatch}
"""Routes that read their body themselves."""
_PROBLEM = {"$ref": "#/components/responses/Problem"}


def describe(app: Litestar) -> Schema:
    """The OpenAPI description of every route of ``app``."""
    schema: Schema = app.openapi_schema.to_schema()
    components = schema["components"]
    _, made = msgspec.json.schema_components([Problem, *_BY_HAND.values()], ref_template="#/components/schemas/{name}")
    components["schemas"] |= made
    components["responses"] = {
        "Problem": {
            "description": "It was refused, or failed: what happened, what it means, what to do.",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    access = _find_access(app)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            _complete(operation, access[path, method], _BY_HAND.get((path, method)))
    return schema


def _find_access(app: Litestar) -> dict[tuple[str, str], object]:
    return {
        (route.path_format, method.lower()): handler.opt[KEY]
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler) and KEY in handler.opt
        for method in handler.http_methods
    }


def _complete(operation: Schema, access: object, body: type | None) -> None:
    operation["responses"].pop("400", None)
    for status, answer in operation["responses"].items():
        answer["description"] = "Nothing to say." if status == "204" else "It was done."
    operation["responses"]["default"] = _PROBLEM
    operation["security"] = (
        [{"device": []}] if access in (DEVICE, TICKET, WITNESS_ALONE, PBX) else [{"device": [], "session": []}]
    )
    if access == WITNESS_ALONE:
        note = {"type": "string", "description": "a signed note (C2SP signed-note)"}
        operation["requestBody"] = {"required": True, "content": {"text/plain": {"schema": note}}}
    if body is not None:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body.__name__}"}}}
        operation["requestBody"] = {"required": True, "content": content}
