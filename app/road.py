"""Requests on the road to Central: signed going out, checked coming back (RFC 9421, RFC 9530, RFC 9457)."""

from __future__ import annotations

from contextlib import contextmanager
from queue import Empty, LifoQueue
from time import monotonic
from typing import TYPE_CHECKING

from http_message_signatures import (
    ContentDigest,
    HTTPMessageSignaturesException,
    InvalidSignature,
)
from requests import PreparedRequest, Request, Response, Session
from requests.exceptions import RequestException
from requests_http_signature import HTTPSignatureAuth, algorithms
from urllib3.exceptions import HTTPError

from app.road_faults import explain_fault
from app.tls import PrivateAdapter
from protocol.one_key import OneKey
from protocol.problem_details import read_problem
from protocol.refusals import DigestMismatch
from protocol.road import CentralNonsense, CentralSlow
from protocol.signing import LABEL, TAG, choose_components

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from app.vpn import VpnGuard

CONNECT_S = 5.0
MAX_ANSWER = 32 * 1024 * 1024
"""Bytes of an answer at most; a page of 500 cards is some 500 kB."""
_CHUNK = 64 * 1024


class DeviceSignature(HTTPSignatureAuth):
    """Signs every request with the device's key, covering what :mod:`protocol.signing` says."""

    def __init__(self, key: Ed25519PrivateKey, key_id: str) -> None:
        super().__init__(
            signature_algorithm=algorithms.ED25519,
            key_resolver=OneKey(key),
            key_id=key_id,
            label=LABEL,
            tag=TAG,
            use_nonce=True,
        )

    def get_covered_component_ids(self, request: PreparedRequest) -> Sequence[str]:
        """The components, from the headers that are sent."""
        return choose_components(frozenset(name.lower() for name in request.headers))


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
        self._signature = DeviceSignature(key, key_id)
        self._idle: LifoQueue[Session] = LifoQueue()
        self._closed = False

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str], timeout_s: float) -> bytes:
        """The body of a successful answer. Raises what Central refuses with, DigestMismatch (fact ``answer`` when it
        is the answer that was damaged), CentralUnreachable, CentralSlow, CentralUntrusted or CentralNonsense; or
        VpnMissing, and nothing was sent."""
        if self._vpn is not None:
            self._vpn.check()
        deadline = monotonic() + timeout_s
        with self._borrow_session() as session:
            try:
                response = self._dispatch(session, method, path, body, headers, timeout_s)
                try:
                    content = _read_body(response, deadline, timeout_s)
                finally:
                    response.close()
            except (RequestException, HTTPError, OSError) as error:
                raise explain_fault(error, timeout_s) from error
        _check_digest(response, content)
        if not 200 <= response.status_code < 300:
            raise read_problem(response.headers.get("Content-Type", ""), content)
        return content

    def close(self) -> None:
        """Close the idle connections; those in use close when they are given back."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _dispatch(
        self, session: Session, method: str, path: str, body: bytes, headers: Mapping[str, str], timeout_s: float
    ) -> Response:
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **headers}
        if body:
            sent["Content-Type"] = "application/json"
        request = Request(method, self._origin + path, headers=sent, data=body or None, auth=self._signature)
        timeout = (min(CONNECT_S, timeout_s), timeout_s)
        return session.send(session.prepare_request(request), timeout=timeout, allow_redirects=False, stream=True)

    @contextmanager
    def _borrow_session(self) -> Iterator[Session]:
        try:
            session = self._idle.get_nowait()
        except Empty:
            session = self._make_session()
        try:
            yield session
        finally:
            if self._closed:
                session.close()
            else:
                self._idle.put(session)

    def _make_session(self) -> Session:
        session = Session()
        session.trust_env = False  # no proxy, .netrc or authority from the environment
        session.headers.clear()
        session.adapters.clear()
        session.mount("https://", PrivateAdapter(self._context, self._vpn))
        return session


def _read_body(response: Response, deadline: float, timeout_s: float) -> bytes:
    """The whole body, within the deadline; read to its end, so that the connection can be used again."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise CentralNonsense
    content = bytearray()
    for chunk in response.raw.stream(_CHUNK, decode_content=False):
        content += chunk
        if len(content) > MAX_ANSWER:
            raise CentralNonsense
        if monotonic() > deadline:
            raise CentralSlow(seconds=f"{timeout_s:g}")
    return bytes(content)


def _check_digest(response: Response, content: bytes) -> None:
    try:
        ContentDigest.verify(response.headers.get("Content-Digest", ""), content)
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError) as error:
        raise DigestMismatch(answer="yes") from error
