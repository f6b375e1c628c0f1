"""Requests on the road to Central: signed going out, checked coming back (RFC 9421, RFC 9530, RFC 9457)."""

from __future__ import annotations

import secrets
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from queue import Empty, LifoQueue
from time import monotonic
from typing import TYPE_CHECKING

from http_message_signatures import (
    ContentDigest,
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    InvalidSignature,
    algorithms,
)
from msgspec import Struct
from urllib3 import HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from app.road_faults import explain_fault
from app.tls import open_pool
from app.uptime import read_uptime
from protocol.one_key import OneKey
from protocol.problem_details import read_problem
from protocol.refusals import DigestMismatch
from protocol.road import CentralNonsense, CentralSlow
from protocol.signing import LABEL, TAG, choose_components

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from urllib3 import BaseHTTPResponse

    from app.vpn import VpnGuard

CONNECT_S = 5.0
MAX_ANSWER = 32 * 1024 * 1024
"""Bytes of an answer at most; a page of 500 cards is some 500 kB."""
_IDLE_S = 25.0
"""For so long a connection that nobody uses is good for another request. Central closes it after 30; behind a road that
was cut meanwhile, or a firewall that has forgotten it, no desk would hear of that before its next request was lost."""
_CHUNK = 64 * 1024


class Request(Struct, frozen=True):
    """A request as the signature library looks at it."""

    method: str
    url: str
    headers: dict[str, str]


class DeviceSigner:
    """Signs requests with the device's key, covering what :mod:`protocol.signing` says."""

    def __init__(self, key: Ed25519PrivateKey, key_id: str) -> None:
        self._key_id = key_id
        self._signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=OneKey(key))

    def sign(self, request: Request, body: bytes) -> None:
        """Add digest and signature to the request's headers. HTTPMessageSignaturesException where a header or the
        address is none that HTTP knows."""
        request.headers["Content-Digest"] = ContentDigest.create(body)
        self._signer.sign(
            request,
            key_id=self._key_id,
            created=datetime.now(UTC),
            nonce=secrets.token_urlsafe(16),
            label=LABEL,
            tag=TAG,
            covered_component_ids=choose_components(frozenset(name.lower() for name in request.headers)),
            use_existing_digest=True,
        )


class Road:
    """Sends signed requests to ``origin`` (``https://host:port``) and answers with checked bodies. Any thread.

    ``vpn`` has a word before each request and each connection; enrolment, which is before any policy, goes without.
    """

    def __init__(
        self,
        origin: str,
        context: ssl.SSLContext,
        key: Ed25519PrivateKey,
        key_id: str,
        vpn: VpnGuard | None = None,
    ) -> None:
        self._vpn = vpn
        self._origin = origin.rstrip("/")
        self._context = context
        self._signer = DeviceSigner(key, key_id)
        self._idle: LifoQueue[tuple[HTTPSConnectionPool, float]] = LifoQueue()
        self._closed = False

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str], timeout_s: float) -> bytes:
        """The body of a successful answer. Raises what Central refuses with, DigestMismatch (fact ``answer`` when it
        is the answer that was damaged), CentralUnreachable, CentralSlow, CentralUntrusted or CentralNonsense; or
        VpnMissing, and nothing was sent."""
        if self._vpn is not None:
            self._vpn.check()
        deadline = monotonic() + timeout_s
        request = self._sign(method, path, body, headers)
        try:
            with self._borrow_pool() as pool:
                response = _dispatch(pool, request, path, body, timeout_s)
                try:
                    content = _read_body(response, deadline, timeout_s)
                finally:
                    response.close()
        except (HTTPError, OSError) as error:
            self._drop_idle()  # what cost this one its answer may have cut them, too
            raise explain_fault(error, timeout_s) from error
        _check_digest(response, content)
        if not 200 <= response.status < 300:
            raise read_problem(response.headers.get("Content-Type", ""), content)
        return content

    def close(self) -> None:
        """Close the idle connections; those in use close when they are given back."""
        self._closed = True
        self._drop_idle()

    def _sign(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Request:
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **headers}
        if body:
            sent["Content-Type"] = "application/json"
        request = Request(method, self._origin + path, sent)
        try:
            self._signer.sign(request, body)
        except HTTPMessageSignaturesException as error:  # what Central once said stands in it: an identifier, a token
            raise CentralNonsense from error
        return request

    @contextmanager
    def _borrow_pool(self) -> Iterator[HTTPSConnectionPool]:
        pool = self._find_idle() or open_pool(self._origin, self._context, self._vpn)
        try:
            yield pool
        finally:
            if self._closed:
                pool.close()
            else:
                self._idle.put((pool, read_uptime()))

    def _find_idle(self) -> HTTPSConnectionPool | None:
        """The one that was used last, unless that is too long ago, as it is then for all others."""
        with suppress(Empty):
            pool, since = self._idle.get_nowait()
            if read_uptime() - since < _IDLE_S:
                return pool
            pool.close()
            self._drop_idle()
        return None

    def _drop_idle(self) -> None:
        with suppress(Empty):
            while True:
                self._idle.get_nowait()[0].close()


def _dispatch(
    pool: HTTPSConnectionPool, request: Request, path: str, body: bytes, timeout_s: float
) -> BaseHTTPResponse:
    return pool.urlopen(
        request.method,
        path,
        body or None,
        request.headers,
        retries=False,
        timeout=Timeout(connect=min(CONNECT_S, timeout_s), read=timeout_s),
        preload_content=False,
        decode_content=False,
    )


def _read_body(response: BaseHTTPResponse, deadline: float, timeout_s: float) -> bytes:
    """The whole body, within the deadline; read to its end, so that the connection can be used again."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise CentralNonsense
    content = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=False):
        content += chunk
        if len(content) > MAX_ANSWER:
            raise CentralNonsense
        if monotonic() > deadline:
            raise CentralSlow(seconds=f"{timeout_s:g}")
    return bytes(content)


def _check_digest(response: BaseHTTPResponse, content: bytes) -> None:
    try:
        ContentDigest.verify(response.headers.get("Content-Digest", ""), content)
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError) as error:
        raise DigestMismatch(answer="yes") from error
