"""Who calls, asked of Central: the number goes there sealed, back come a desk and a card, or nobody (D1, U1)."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from protocol.fields import FieldKind
from protocol.identifiers import Identifier, make_identifier
from protocol.incoming import (
    CALLER_BYTES,
    CallerContext,
    CallerKey,
    CallerSealed,
    CallHandedOn,
    CallOver,
    CallQueued,
    CallUnmet,
    IncomingRoute,
)
from protocol.normalise import normalise
from protocol.refusals import InvalidRequest
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted
from protocol.sealing import seal_value
from server.witness.road import Road

Answer = TypeVar("Answer")
ROAD_FAULTS = (CentralUnreachable, CentralSlow, CentralUntrusted, CentralNonsense)
"""Central was not asked, or did not answer: nobody said no."""
_MEDIA = "application/json"
_DIGITS = re.compile(r"\+?[\d\-.() ]{3,24}")
_BETWEEN = re.compile(r"[\-.() ]")
_LEADING_ZERO = re.compile(r"0(1[3-9]\d{9})")
"""A mobile of another city, as some carriers write it."""
_BARE_COUNTRY = re.compile(r"86(0?[1-9]\d{8,10})")
"""A number with its country's code and nothing to say so; no number of the country itself begins like this."""


class Doorman:
    """Asks for one PBX. Any thread."""

    def __init__(self, road: Road, pbx: Identifier) -> None:
        self._road, self._pbx = road, pbx
        self._key: bytes | None = None

    def ask(self, caller: bytearray) -> IncomingRoute:
        """Whose desk is to ring for ``caller``, :func:`read_caller`'s buffer, which is wiped. What Central refuses
        with, CentralNonsense for an answer that is none, or what the road raises."""
        try:
            try:
                return self._ask(caller)
            except InvalidRequest:  # Central has another key than it had
                self._key = None
                return self._ask(caller)
        finally:
            caller[:] = bytes(len(caller))

    def tell_unmet(self, call: Identifier) -> None:
        """Nobody took a call; raises as :meth:`ask` does."""
        self._road.post("/v1/calls/unmet", msgspec.json.encode(CallUnmet(call=call)), _MEDIA)

    def tell_over(self, call: Identifier) -> None:
        """A call that a desk took is over; raises as :meth:`ask` does."""
        self._road.post("/v1/calls/over", msgspec.json.encode(CallOver(call=call)), _MEDIA)

    def hand_on(self, call: Identifier, desk: Identifier) -> IncomingRoute:
        """As which call the far end of ``call`` goes on at ``desk``; nobody's where it may not. Raises as :meth:`ask`
        does."""
        handed = msgspec.json.encode(CallHandedOn(call=call, desk=desk))
        return _read(self._road.post("/v1/calls/handed", handed, _MEDIA), IncomingRoute)

    def find_in_queue(self, queued: CallQueued) -> IncomingRoute:
        """Whose desk is to ring for a call that waits, as which call; nobody's while nobody is free. Raises as
        :meth:`ask` does."""
        return _read(self._road.post("/v1/calls/queued", msgspec.json.encode(queued), _MEDIA), IncomingRoute)

    def _ask(self, caller: bytearray) -> IncomingRoute:
        if self._key is None:
            self._key = self._fetch_key()
        request = make_identifier()
        sealed = seal_value(caller, self._key, CallerContext(request=request, device=self._pbx))
        asked = msgspec.json.encode(CallerSealed(request=request, caller=sealed))
        return _read(self._road.post("/v1/calls/incoming", asked, _MEDIA), IncomingRoute)

    def _fetch_key(self) -> bytes:
        key = _read(self._road.post("/v1/calls/caller-key", b"{}", _MEDIA), CallerKey).public_key
        try:
            X25519PublicKey.from_public_bytes(key)
        except ValueError as error:
            raise CentralNonsense from error
        return key


def read_caller(request: Any) -> bytearray:
    """Who calls, by a trunk's INVITE: what the network asserts (RFC 3325) where it asserts anything, else its From.
    Always :data:`CALLER_BYTES` long, and nothing but spaces where that is neither a mobile nor a landline with its area
    code."""
    form = None
    for name in ("p-asserted-identity", "from"):
        if request.countHFs(name):
            number = _find_number(request, name)
            form = normalise(FieldKind.MOBILE, number) or normalise(FieldKind.LANDLINE, number)
            break
    return bytearray((form or "").encode("ascii").ljust(CALLER_BYTES))


def _find_number(request: Any, name: str) -> str:
    try:
        user = str(request.getHFBody(name).getUrl().username or "")
    except Exception:  # whatever the trunk wrote there, it is no number
        return ""
    if not _DIGITS.fullmatch(user):
        return ""
    user = _BETWEEN.sub("", user)
    if domestic := _LEADING_ZERO.fullmatch(user):
        return domestic[1]
    if bare := _BARE_COUNTRY.fullmatch(user):
        return f"+86{bare[1]}"
    return user


def _read(content: bytes, kind: type[Answer]) -> Answer:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise CentralNonsense from error
