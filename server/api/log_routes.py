"""The log, as C2SP tlog-tiles serves it, so that public tools can verify it and witnesses can follow it (U2, A7)."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath, PathParameter
from sqlalchemy import Connection

from protocol.oversight import DeviceKind
from protocol.refusals import Forbidden
from protocol.tiles import MAX_LEVEL, read_path
from server.api.access import CERTIFICATE, WITNESS, WITNESS_ALONE, AtDoor, allow, off_loop
from server.log.serving import serve_entries, serve_tile
from server.services.callers import require_device
from server.services.witnesses import list_cosigned, publish_checkpoint, take_cosignatures
from server.store.database import read

Asked = Request[Any, Any, State]
Level = Annotated[int, PathParameter(ge=0, le=MAX_LEVEL)]
_FOREVER = "max-age=31536000, immutable"
_ENTRIES = "/log/tile/entries/"


@get("/log/checkpoint", opt=allow(CERTIFICATE), media_type="text/plain")
@off_loop
def show_checkpoint(door: AtDoor) -> Response[str]:
    """The newest checkpoint, a signed note with its cosignatures."""
    note = publish_checkpoint(door.central)
    return Response(note, media_type="text/plain; charset=utf-8", headers={"cache-control": "no-store"})


@get("/log/cosigned", opt=allow(CERTIFICATE))
@off_loop
def show_cosigned(door: AtDoor) -> Response[tuple[str, ...]]:
    """For each witness that policy names, the note of the newest checkpoint that it cosigned."""
    with read(door.central.engine) as connection:
        notes = list_cosigned(connection)
    return Response(notes, headers={"cache-control": "no-store"})


@post("/log/cosignatures", opt=allow(WITNESS_ALONE), status_code=204)
@off_loop
def add_cosignatures(request: Asked, door: AtDoor) -> None:
    """Take a witness's cosignature: the published checkpoint's note with its line below."""
    signed = door.request(request)
    if require_device(signed).kind is not DeviceKind.WITNESS:
        raise Forbidden
    with door.central.engine.begin() as connection:
        take_cosignatures(connection, signed.body)


@get("/log/tile/{level:int}/{rest:path}", opt=allow(CERTIFICATE), media_type="application/octet-stream")
@off_loop
def show_tile(request: Asked, door: AtDoor, level: Level, rest: FromPath[str]) -> Response[bytes]:  # noqa: ARG001 - see _cut_path
    """A tile of hashes, whole or its first ones."""
    path = _cut_path(request, f"/log/tile/{level}/")
    with read(door.central.engine) as connection:
        hashes = serve_tile(connection, level, path)
    return _answer(hashes, _FOREVER if read_path(path).is_full else "no-cache")


@get("/log/tile/entries/{rest:path}", opt=allow(WITNESS, customers=True), media_type="application/octet-stream")
@off_loop
def show_entries(request: Asked, door: AtDoor, rest: FromPath[str]) -> Response[bytes]:  # noqa: ARG001 - see _cut_path
    """The events of a tile. They name people and cards, and so stay in no cache."""
    path = _cut_path(request, _ENTRIES)

    def fetch(connection: Connection) -> bytes:
        return serve_entries(connection, path)

    return _answer(door.witnessing(request, fetch), "no-store")


def _cut_path(request: Asked, prefix: str) -> str:
    """The path's end letter by letter: the router's own would smooth what must match exactly."""
    path: str = request.scope["path"]
    return path.removeprefix(prefix)


def _answer(content: bytes, caching: str) -> Response[bytes]:
    return Response(content, media_type="application/octet-stream", headers={"cache-control": caching})


ROUTES = (show_checkpoint, show_cosigned, add_cosignatures, show_tile, show_entries)
