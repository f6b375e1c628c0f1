"""The witness's way to Central: TLS 1.3, Central's own authority alone, signed where Central asks for it (A5, A6)."""

from __future__ import annotations

import secrets
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import (
    ContentDigest,
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    algorithms,
)
from msgspec import Struct

from protocol.one_key import OneKey
from protocol.problem_details import read_problem
from protocol.pulse import has_stopped, list_options
from protocol.refusals import DeviceRefused, DigestMismatch
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted
from protocol.signing import LABEL, TAG, choose_components

CONNECT_S, TIMEOUT_S = 5.0, 20.0
MAX_ANSWER = 1024 * 1024
"""Bytes of an answer at most; a checkpoint has some 300, a tile 8,192."""

_HUNG_UP = "Server disconnected without sending a response."
"""What httpcore says where no byte of an answer came, as on a kept connection that ended meanwhile."""


class _Message(Struct):
    """A request as the signature library reads and completes it."""

    method: str
    url: str
    headers: dict[str, str]


class Road:
    """Speaks to ``origin`` (``https://host:port``) with ``key``, which Central knows as ``key_id``.

    Raises what Central refuses with; CentralUnreachable, CentralSlow, CentralUntrusted, CentralNonsense,
    DigestMismatch; DeviceRefused where Central does not take the certificate.
    """

    def __init__(self, origin: str, context: ssl.SSLContext, key: Ed25519PrivateKey, key_id: str) -> None:
        self._origin = origin.rstrip("/")
        self._key_id = key_id
        self._signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=OneKey(key))
        self._client = _open_client(context)

    def fetch(self, path: str) -> bytes:
        """What stands at ``path``; without a signature, as any follower of the log asks."""
        return self._send("GET", path, b"", {})

    def ask(self, path: str) -> bytes:
        """What stands at ``path`` for this device, signed (RFC 9421)."""
        return self._send_signed("GET", path, b"", {})

    def post(self, path: str, body: bytes, media_type: str) -> bytes:
        """What Central answers to ``body``, signed (RFC 9421)."""
        return self._send_signed("POST", path, body, {"content-type": media_type})

    def _send_signed(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        digest = ContentDigest.create(body)
        message = _Message(method, self._origin + path, {**headers, "content-digest": digest})
        self._signer.sign(
            message,
            key_id=self._key_id,
            created=datetime.now(UTC),
            nonce=secrets.token_urlsafe(24),
            label=LABEL,
            tag=TAG,
            covered_component_ids=choose_components(frozenset(message.headers)),
            use_existing_digest=True,
        )
        return self._send(method, path, body, message.headers)

    def reopen(self, context: ssl.SSLContext) -> None:
        """Speak with another certificate from now on. What is under way ends on the connection that it began on, which
        closes when nobody uses it any more."""
        self._client = _open_client(context)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        sent = {"accept-encoding": "identity", **headers}
        try:
            with self._client.stream(method, self._origin + path, content=body or None, headers=sent) as answer:
                content = _read_body(answer)
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            raise _explain(error) from error
        try:
            ContentDigest.verify(answer.headers.get("content-digest", ""), content)
        except (HTTPMessageSignaturesException, ValueError) as error:
            raise DigestMismatch(answer="yes") from error
        if not answer.is_success:
            raise read_problem(answer.headers.get("content-type", ""), content)
        return content


def _open_client(context: ssl.SSLContext) -> httpx.Client:
    way = httpx.HTTPTransport(verify=context, trust_env=False, socket_options=list_options())
    patience = httpx.Timeout(TIMEOUT_S, connect=CONNECT_S)
    return httpx.Client(transport=way, trust_env=False, follow_redirects=False, timeout=patience)


def make_context(ca: str, certificate: Path, key: Path) -> ssl.SSLContext:
    """A TLS 1.3-only context that trusts ``ca`` (PEM) alone; ssl.SSLError when they are not what they should be."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=ca)
    context.load_cert_chain(certificate, key)
    return context


def _read_body(answer: httpx.Response) -> bytes:
    content = bytearray()
    for chunk in answer.iter_raw():
        content += chunk
        if len(content) > MAX_ANSWER:
            raise CentralNonsense
    return bytes(content)


def _explain(error: BaseException) -> Exception:
    for link in _unwrap(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return CentralUntrusted(reason=link.verify_message or "its certificate is not from our own authority")
        if isinstance(link, ssl.SSLError) and "ALERT" in (link.reason or ""):
            return DeviceRefused()
        if isinstance(link, ssl.SSLError) and "EOF" not in (link.reason or ""):
            return CentralUntrusted(reason="it does not speak TLS 1.3 as ours does")
        if has_stopped(link):
            return CentralUnreachable()
    if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
        return CentralSlow(seconds=f"{TIMEOUT_S:g}")
    is_nonsense = isinstance(error, httpx.ProtocolError) and str(error) != _HUNG_UP
    return CentralNonsense() if is_nonsense else CentralUnreachable()


def _unwrap(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
