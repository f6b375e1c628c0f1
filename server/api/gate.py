"""The gate that every request passes before anything reads it: size, signature, device; and a digest on every answer.

It stands below routing, so that no route can be reached, and nothing can be learned of what exists, without it.
"""

from __future__ import annotations

import base64
import re
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from typing import Any

import anyio
import anyio.to_thread
import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from protocol.enrolment import EnrolRequest
from protocol.errors import UnexpectedError, VeildeskError
from protocol.problem_details import MEDIA_TYPE, describe_problem
from protocol.refusals import InvalidRequest, MethodNotAllowed, NotFound
from server.api.answers import name_error
from server.api.bodies import Body
from server.api.crowd import Crowd
from server.api.plain_signatures import read_plain_digest
from server.api.sightings import Sightings
from server.api.signatures import (
    NonceRegister,
    SignedMessage,
    check_digest,
    check_plain_digest,
    check_signature,
    read_key_id,
)
from server.keys.authority import read_request, write_raw_key
from server.services.callers import Device, SignedRequest, find_device
from server.services.central import Central
from server.settings import list_authorities
from server.store.database import ask

ENROL_PATH = "/v1/enrol"
_NOTES, _TILES, _ENTRIES = ("/log/checkpoint", "/log/cosigned"), "/log/tile/", "/log/tile/entries/"
STATE = "veildesk"
_NAME = (b"server", b"veildesk")
"""In place of the server's own, which would say what Central is built of."""
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_EVENTS, _HEAD = "/v1/events", "/v1/events/head"
"""A frozen desk may go on looking at the log: whether it was a copy, or somebody has rewritten the log, shows there."""


class Gate:
    """ASGI middleware. Puts a :class:`SignedRequest` into the scope's state."""

    def __init__(self, app: ASGIApp, central: Central, register: NonceRegister) -> None:
        self._app, self._central, self._register = app, central, register
        self._authorities = list_authorities(central.settings)
        self._sightings = Sightings(central.engine)
        self._crowd = Crowd()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a sound request in; answer an unsound one."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        with ExitStack() as stay:
            try:
                request = await self._let_in(scope, receive, stay)
            except Exception as error:  # whatever it is, the desk gets words that it can check
                await answer.refuse(name_error(error))
                return
            scope.setdefault("state", {})[STATE] = request
            await self._app(scope, _replay(request.body, receive), answer.send)

    async def _let_in(self, scope: HTTPScope, receive: Receive, stay: ExitStack) -> SignedRequest:
        """The request, whole, counted as its device's for as long as ``stay`` lasts. What is long is read to its end
        only for who has signed its head, and has few others under way."""
        headers = _fold_headers(scope)
        body = Body(headers.get("content-length", "0"), receive)
        await body.begin()
        if scope["raw_path"].decode("ascii", "replace") == ENROL_PATH:  # its key is in its body
            stay.enter_context(self._crowd.joined_by(None))
            await body.read_on()
        check = partial(self._check, scope, headers, body.content, is_whole=body.is_whole)
        request = await anyio.to_thread.run_sync(check)
        if request.device:
            stay.enter_context(self._crowd.joined_by(request.device))
        if body.is_whole:
            return request
        if request.device is None:
            raise InvalidRequest(reason="nothing of this kind has a body")
        await body.read_on()
        announced = read_plain_digest(headers)
        if announced is None:
            return await anyio.to_thread.run_sync(_take_body, request, headers, body.content)
        check_plain_digest(announced, body.digest)
        return _put_body(request, body.content)

    def _check(self, scope: HTTPScope, headers: dict[str, str], body: bytes, *, is_whole: bool) -> SignedRequest:
        """A request whose head is sound; where ``body`` is not whole, that is looked at later."""
        path = scope["raw_path"].decode("ascii", "replace")
        query = scope["query_string"].decode("ascii", "replace")
        target = f"{path}?{query}" if query else path
        host = headers.get("host", "")
        if host.lower() not in self._authorities:
            raise InvalidRequest(reason="it is addressed to another host")
        message = SignedMessage(scope["method"], f"https://{host}{target}", headers)
        client = scope["client"]
        is_open = needs_no_signature(scope["path"])
        device = None if is_open else self._find_signer(path, message, body)
        if is_whole and not is_open:
            check_digest(message.headers, body)
        if scope["method"] not in _METHODS:
            raise MethodNotAllowed
        if "%00" in path:
            raise NotFound
        scheme, _, token = headers.get("authorization", "").partition(" ")
        request = SignedRequest(
            device=device,
            ip=client[0] if client else "",
            method=scope["method"],
            path=target,
            body=body,
            token=token if scheme == "Bearer" else "",
            step_up=headers.get("step-up", ""),
        )
        _refuse_nul(request)
        return request

    def _find_signer(self, path: str, message: SignedMessage, body: bytes) -> Device | None:
        if path == ENROL_PATH:
            check_signature(message, _read_enrolling_key(body), "enrolment", self._register)
            return None
        with ask(self._central.engine) as connection:
            device = find_device(connection, read_key_id(message), frozen=path == _HEAD)
        check_signature(message, device.public_key, device.id, self._register)
        self._sightings.note(device)
        return device


def needs_no_signature(path: str) -> bool:
    """Whether a client certificate is enough: public tools shall be able to verify the log's hashes and notes."""
    return path in _NOTES or (path.startswith(_TILES) and not path.startswith(_ENTRIES))


class _Answer:
    """Holds an answer's body back until it is whole, to put its digest into its head (RFC 9530, T3)."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: dict[str, Any] | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Take a message of the application's."""
        if message["type"] == "http.response.start":
            self._start = dict(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def refuse(self, error: VeildeskError) -> None:
        """Answer with problem details."""
        body = msgspec.json.encode(describe_problem(error))
        self._start = {
            "type": "http.response.start",
            "status": error.status,
            "headers": [
                (b"content-type", MEDIA_TYPE.encode()),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"no-store"),
            ],
        }
        self._body = bytearray(body)
        await self._finish()

    async def _finish(self) -> None:
        if self._start is None:
            await self.refuse(UnexpectedError())
            return
        digest = base64.b64encode(sha256(self._body).digest()).decode()
        headers = [*self._start["headers"], (b"content-digest", f"sha-256=:{digest}:".encode()), _NAME]
        await self._send({**self._start, "headers": headers})  # type: ignore[arg-type]
        await self._send({"type": "http.response.body", "body": bytes(self._body), "more_body": False})


def _take_body(request: SignedRequest, headers: dict[str, str], body: bytes) -> SignedRequest:
    """``request`` with the whole of its body, as its head announced it."""
    check_digest(headers, body)
    return _put_body(request, body)


def _put_body(request: SignedRequest, body: bytes) -> SignedRequest:
    whole = msgspec.structs.replace(request, body=body)
    _refuse_nul(whole)
    return whole


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def give() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give


def _fold_headers(scope: Scope) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1").strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _refuse_nul(request: SignedRequest) -> None:
    """PostgreSQL's text holds no NUL. Events are kept as their bytes, and must be taken as they are."""
    if request.path.partition("?")[0] != _EVENTS and rb"\u0000" in request.body and _NUL.search(request.body):
        raise InvalidRequest(reason="it holds a character that is none (U+0000)")


def _read_enrolling_key(body: bytes) -> bytes:
    try:
        request = msgspec.json.decode(body, type=EnrolRequest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(reason="it is not an enrolment") from error
    return write_raw_key(read_request(request.csr))
