"""Requests signed by their desk (RFC 9421) over the body's digest (RFC 9530), fresh, seen once (A5, A6, T3)."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    VerifyResult,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from msgspec import Struct

from protocol.ed25519 import check_signature as is_signed
from protocol.refusals import ClockWrong, DigestMismatch, Replayed, SignatureInvalid
from protocol.signing import CLOCK_SKEW, MAX_AGE, TAG, choose_components
from protocol.times import format_instant, now
from server.api.plain_signatures import PlainSignature, read_plain, read_plain_digest
from server.services.central import Central
from server.store.database import ask
from server.store.statements import Statement

_KEY_ID = re.compile(r';keyid="([^"\\]{1,64})"')
_CREATED = re.compile(r";created=(\d{1,12})(?:;|$|,)")
_NONCE_LENGTH = range(16, 65)
_USE = Statement(
    "WITH soon AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)), "
    "gone AS (DELETE FROM nonces WHERE device = :device AND expires_at < :present) "
    "INSERT INTO nonces (device, nonce, expires_at) SELECT :device, :nonce, :expires FROM soon ON CONFLICT DO NOTHING "
    "RETURNING 1"
)


class SignedMessage(Struct, frozen=True):
    """A request as the signature library reads it."""

    method: str
    url: str
    headers: dict[str, str]


class _OneKey(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002 - there is one key
        return self._key

    def resolve_private_key(self, key_id: str) -> bytes:
        raise NotImplementedError(key_id)


class _Verifier(HTTPMessageVerifier):
    max_clock_skew = CLOCK_SKEW
    require_created = True


class NonceRegister(Protocol):
    """Remembers which nonces were seen."""

    def use(self, device: str, nonce: str, created: float) -> bool:
        """Whether this is the nonce's first use."""


class MemoryNonces:
    """For one process. Signatures made before it started are refused, since it cannot have seen them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str], float] = {}
        self._swept = time.monotonic()
        self._started = time.time()

    def use(self, device: str, nonce: str, created: float) -> bool:
        """See :class:`NonceRegister`."""
        if created < int(self._started) - 1:
            return False
        with self._lock:
            self._sweep()
            if (device, nonce) in self._seen:
                return False
            self._seen[device, nonce] = time.monotonic() + (MAX_AGE + 2 * CLOCK_SKEW).total_seconds()
            return True

    def _sweep(self) -> None:
        present = time.monotonic()
        if present - self._swept < 10:
            return
        self._swept = present
        self._seen = {key: until for key, until in self._seen.items() if until > present}


class SharedNonces:
    """For several nodes: in the database they share.

    A nonce does not wait for the disk. It stands in PostgreSQL's log before whatever its request goes on to write, and
    so is lost in a crash only where the request's own effect is lost too.
    """

    def __init__(self, central: Central) -> None:
        self._engine = central.engine

    def use(self, device: str, nonce: str, created: float) -> bool:
        """See :class:`NonceRegister`."""
        until = datetime.fromtimestamp(created, UTC) + MAX_AGE + 2 * CLOCK_SKEW
        values = {"device": device, "nonce": nonce, "expires": format_instant(until), "present": now()}
        with ask(self._engine) as connection:
            return bool(_USE.ask(connection, values))


def choose_register(central: Central) -> NonceRegister:
    """Memory for SQLite, which serves one process; the database for PostgreSQL."""
    return MemoryNonces() if central.engine.dialect.name == "sqlite" else SharedNonces(central)


def read_key_id(message: SignedMessage) -> str:
    """The key that a request says it is signed by; SignatureInvalid when it names none."""
    found = _KEY_ID.search(message.headers.get("signature-input", ""))
    if not found:
        raise SignatureInvalid
    return found[1]


def check_signature(message: SignedMessage, key: bytes, device: str, register: NonceRegister) -> None:
    """SignatureInvalid, ClockWrong or Replayed, unless the request's head is signed, fresh and new. It covers the
    body's digest; that the body has it, :func:`check_digest` says."""
    _check_clock(_read_created(message))
    plain = read_plain(message.method, message.url, message.headers)
    created, nonce = _verify_by_library(message, key) if plain is None else _verify_plain(plain, key)
    if len(nonce) not in _NONCE_LENGTH:
        raise SignatureInvalid
    if not register.use(device, nonce, created):  # another label's may be anybody's
        raise Replayed


def check_digest(headers: Mapping[str, str], body: bytes) -> None:
    """DigestMismatch unless ``body`` is the one that the request's head speaks of."""
    plain = read_plain_digest(headers)
    if plain is not None:
        check_plain_digest(plain, sha256(body).digest())
        return
    try:
        _Verifier.content_digest_class.verify(headers.get("content-digest", ""), body)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise DigestMismatch from error


def check_plain_digest(announced: bytes, present: bytes) -> None:
    """As :func:`check_digest`, of a body whose SHA-256 is at hand."""
    if not compare_digest(announced, present):
        raise DigestMismatch


def _verify_plain(signed: PlainSignature, key: bytes) -> tuple[int, str]:
    """Created and nonce of what ``key`` signed; SignatureInvalid."""
    if signed.created > time.time() + CLOCK_SKEW.total_seconds() or not is_signed(key, signed.signature, signed.base):
        raise SignatureInvalid
    return signed.created, signed.nonce


def _verify_by_library(message: SignedMessage, key: bytes) -> tuple[int, str]:
    try:
        signed = _verify(message, key).parameters
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureInvalid from error
    return int(signed["created"]), str(signed.get("nonce", ""))


def _verify(message: SignedMessage, key: bytes) -> VerifyResult:
    verifier = _Verifier(
        signature_algorithm=algorithms.ED25519,
        key_resolver=_OneKey(Ed25519PublicKey.from_public_bytes(key)),
    )
    results = verifier.verify(
        message,
        max_age=MAX_AGE + timedelta(seconds=1),
        expect_tag=TAG,
        require_components=choose_components(frozenset(message.headers)),
    )
    if len(results) != 1:
        raise SignatureInvalid
    return results[0]


def _read_created(message: SignedMessage) -> int:
    found = _CREATED.search(message.headers.get("signature-input", ""))
    if not found:
        raise SignatureInvalid
    return int(found[1])


def _check_clock(created: int) -> None:
    seconds = round(created - time.time())
    if not -MAX_AGE.total_seconds() <= seconds <= CLOCK_SKEW.total_seconds():
        raise ClockWrong(seconds=str(abs(seconds)), difference=f"{abs(seconds)} seconds", central=now())
