"""The desk's one way to speak to Central: signed, over TLS 1.3, answers checked before use (A5, A6, T3)."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct, structs

from protocol.errors import StepUpRequired, VeildeskError
from protocol.refusals import DigestMismatch, InvalidRequest
from protocol.road import CentralNonsense, CentralUnreachable

if TYPE_CHECKING:
    from app.proving import Prover
    from app.road import Road
    from app.vpn import VpnGuard
    from protocol.posture import Posture
    from protocol.vpn import VpnRule
    from secure_store.device import DeviceIdentity

Answer = TypeVar("Answer")
TIMEOUT_S = 10.0
_EVENTS = "/v1/events"
"""Taking the same batch twice is Central's promise, so it may be asked again."""


class CentralCall(Struct, frozen=True):
    """What is asked. ``step_up``: the header's value, empty where no proof goes with it."""

    method: str
    path: str
    body: bytes
    step_up: str = ""
    timeout_s: float = TIMEOUT_S


class CentralClient:
    """Central, as ``identity`` may speak to it. Any thread; connections are reused, each by one thread at a time.

    Every fault is a VeildeskError: CentralUnreachable, CentralSlow, CentralUntrusted, CentralNonsense, DigestMismatch,
    VpnMissing, or what Central itself refuses with. ``vpn`` is asked before anything is sent.
    """

    def __init__(self, identity: DeviceIdentity, vpn: VpnGuard | None = None) -> None:
        self._identity, self._vpn = identity, vpn
        self._token: str | None = None
        self._road: Road | None = None
        self._closed = False
        self._listeners: list[Callable[[VeildeskError], None]] = []
        self._watchers: list[Callable[[VeildeskError | None], None]] = []
        self.look_over: Callable[[], Posture | None] = lambda: None
        """What this desk says of its machine when somebody signs in."""
        self.latency_ms: float | None = None
        """Milliseconds that the last quick answer took; None before the first and while Central cannot be reached."""

    def set_token(self, token: str | None) -> None:
        """The session to speak in, in memory only; None for none."""
        self._token = token

    @property
    def has_token(self) -> bool:
        """Whether there is a session to speak in."""
        return self._token is not None

    def on_refusal(self, listener: Callable[[VeildeskError], None]) -> None:
        """Call ``listener`` (from any thread) with every error a call ends in, before it is raised."""
        self._listeners.append(listener)

    def on_outcome(self, listener: Callable[[VeildeskError | None], None]) -> None:
        """Call ``listener`` (from any thread) after every call, with the error that it ended in or None."""
        self._watchers.append(listener)

    def call(
        self, method: str, path: str, answer: type[Answer], body: Any = None, *, timeout_s: float = TIMEOUT_S
    ) -> Answer:
        """Send a request and read its answer as ``answer`` (NoneType: it says nothing).

        ``path`` starts with ``/v1`` and holds its query. A damaged answer is dropped and, where that can do no harm,
        asked for once more.
        """
        return self._ask(CentralCall(method, path, encode_body(body), timeout_s=timeout_s), answer)

    def call_with_proof(self, method: str, path: str, answer: type[Answer], body: Any, prove: Prover) -> Answer:
        """Send a request that needs a fresh proof: asked once to get a challenge, then with ``prove``'s answer.

        StepUpRequired when Central wants a code as well and there is none: nothing is sent then, since a wrong proof
        counts towards the account's lock.
        """
        from protocol.proofs import digest_act, write_step_up

        request = CentralCall(method, path, encode_body(body))
        try:
            return self._ask(request, answer)
        except StepUpRequired as error:
            wanted = error
        proof = prove(_read_challenge(wanted.challenge), digest_act(method, path, request.body))
        if wanted.facts.get("code") == "yes" and not proof.code:
            raise wanted
        return self._ask(structs.replace(request, step_up=write_step_up(proof)), answer)

    def close(self) -> None:
        """Close every connection; later calls are CentralUnreachable. Safe to call twice."""
        self._closed = True
        self._token = None
        if self._road is not None:
            self._road.close()

    def reload(self) -> None:
        """Speak with the identity's renewed certificate from now on."""
        road, self._road = self._road, None
        if road is not None:
            road.close()

    def follow_rule(self, rule: VpnRule) -> None:
        """Go by what Central asks of the road from now on. KeyringMissing when it cannot be kept."""
        if self._vpn is not None:
            self._vpn.adopt(rule)

    def _ask(self, request: CentralCall, answer: type[Answer]) -> Answer:
        token = self._token
        try:
            answered = self._ask_twice(request, answer)
        except VeildeskError as error:
            if isinstance(error, CentralUnreachable):
                self.latency_ms = None
            self._tell(error)
            if token != self._token:  # it is about a session that is over
                raise
            for listener in tuple(self._listeners):
                listener(error)
            raise
        self._tell(None)
        return answered

    def _tell(self, error: VeildeskError | None) -> None:
        for watcher in tuple(self._watchers):
            watcher(error)

    def _ask_twice(self, request: CentralCall, answer: type[Answer]) -> Answer:
        try:
            return self._ask_once(request, answer)
        except (DigestMismatch, CentralUnreachable) as error:
            if not _may_ask_again(error, harmless=request.method == "GET" or request.path == _EVENTS):
                raise
        return self._ask_once(request, answer)

    def _ask_once(self, request: CentralCall, answer: type[Answer]) -> Answer:
        if self._closed:
            raise CentralUnreachable
        if not request.path.startswith("/v1/"):
            raise InvalidRequest(reason="the path is not Central's")
        headers = {"Step-Up": request.step_up} if request.step_up else {}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        started = monotonic()
        content = self._find_road().send(request.method, request.path, request.body, headers, request.timeout_s)
        if "wait=" not in request.path:
            self.latency_ms = (monotonic() - started) * 1000
        return decode_answer(content, answer)

    def _find_road(self) -> Road:
        road = self._road
        if road is None:
            from app.road import Road  # urllib3 and TLS, only once somebody speaks to Central
            from app.tls import make_context

            identity = self._identity
            context = make_context(
                identity.ca_path.read_text("ascii"),
                identity.certificate_path,
                identity.key_path,
                identity.ssl_password,
                identity.list_revoked(),
            )
            road = self._road = Road(identity.card.central, context, identity.key, identity.card.id, self._vpn)
        return road


def _may_ask_again(error: VeildeskError, *, harmless: bool) -> bool:
    if isinstance(error, CentralUnreachable):
        return harmless and bool(error.facts.get("cut"))
    dropped_by_central = not error.facts.get("answer")
    return harmless or dropped_by_central


def check_central_url(url: str) -> str:
    """``url`` without a trailing slash; InvalidRequest unless it is plain ``https://host[:port]``."""
    parts = urlsplit(url)
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme != "https" or not parts.hostname or extra:
        raise InvalidRequest(reason="Central's address is not https://host:port")
    return url.rstrip("/")


def encode_body(body: Any) -> bytes:
    """A request's body as sent; None is an empty one."""
    return b"" if body is None else msgspec.json.encode(body)


def decode_answer(content: bytes, answer: type[Answer]) -> Answer:
    """An answer's body as ``answer``; CentralNonsense when it is not one."""
    if answer is NoneType:
        return cast(Answer, None)
    try:
        return msgspec.json.decode(content, type=answer)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CentralNonsense from error


def _read_challenge(text: str) -> bytes:
    from base64 import b64decode

    from protocol.proofs import CHALLENGE_BYTES

    try:
        challenge = b64decode(text, validate=True)
    except ValueError as error:
        raise CentralNonsense from error
    if len(challenge) != CHALLENGE_BYTES:
        raise CentralNonsense
    return challenge
