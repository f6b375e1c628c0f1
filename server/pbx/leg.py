"""A side of a call: sippy's user agent, kept strict, and what was said there of voice."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from sippy.CCEvents import CCEventConnect, CCEventUpdate
from sippy.MsgBody import MsgBody
from sippy.UA import UA
from sippy.UasStateUpdating import UasStateUpdating
from sippy.UaStateConnected import UaStateConnected

from server.pbx.answers import PENDING
from server.pbx.media import Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.voice import Voice, VoiceUnusable, read_voice, write_voice

_TAKEN_METHODS = frozenset({"INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO"})
_LONGEST_SESSION = 2**31
DESK = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
"""A desk's identifier, which is its name here."""
QUEUE = re.compile(r"^[A-Za-z][A-Za-z0-9-]{0,39}$")
"""A queue's name: a word, so that no number is one."""


class StrictAgent(UA):  # type: ignore[misc]
    """sippy's user agent, deaf to whatever would make it speak of one leg on the other. ``may_hand_over``: whether this
    leg may ask that the other talk to somebody else (RFC 3515); a telephone network never may."""

    may_hand_over = False
    owns_call = False
    """Whether the call's identifier is of our making, as it is where we began the call."""
    lSDP: Any  # noqa: N815 - sippy's name
    rSDP: Any  # noqa: N815
    _is_unacknowledged = False
    _given: Any = None
    _heard: Any = None

    @property
    def is_free(self) -> bool:
        """Whether a change may be asked of it: no INVITE is under way, and our answer to one is acknowledged
        (RFC 3261, 14.1)."""
        return isinstance(self.state, UaStateConnected) and not self._is_unacknowledged

    @property
    def is_asking(self) -> bool:
        """Whether it has asked for a change and waits."""
        return isinstance(self.state, UasStateUpdating)

    def recvRequest(self, req: Any, sip_t: Any) -> Any:  # noqa: N802 - sippy's name
        """Take a request of this leg."""
        method = req.getMethod()
        req.delHFs("also")  # a BYE that hands over, by what was a draft; a REFER is looked at
        if method not in _TAKEN_METHODS and not (self.may_hand_over and method == "REFER"):
            return (req.genResponse(405, "Method Not Allowed"), None, None)
        if method == "REFER" and not _names_place(req):  # the call goes on as it was
            return (req.genResponse(404, "Not Found"), None, None)
        if self.isConnected() and method not in self.state.recv_request_handlers:  # a change is under way
            return (req.genResponse(*PENDING), None, None)
        if method == "INVITE" and isinstance(self.state, UaStateConnected):
            self._heard = self.rSDP
            if req.getBody() is None and self.rSDP is not None:  # it asks for our description: we say it again
                req.setBody(self.rSDP.getCopy())
        return super().recvRequest(req, sip_t)

    def recvEvent(self, event: Any) -> None:  # noqa: N802
        """Take what this leg is to do."""
        if isinstance(event, CCEventUpdate):
            self._given, self._heard = self.lSDP, self.rSDP
        super().recvEvent(event)

    def changeState(self, newstate: Any) -> None:  # noqa: N802
        """Go on. After a change that was refused what was said before it stands, which sippy forgets."""
        super().changeState(newstate)
        if isinstance(self.state, UaStateConnected):
            self.lSDP = self._given if self.lSDP is None else self.lSDP
            self.rSDP = self._heard if self.rSDP is None else self.rSDP

    def sendUasResponse(self, scode: int, *words: Any, ack_wait: bool = False, **named: Any) -> None:  # noqa: ARG002, N802
        """Answer an INVITE of this leg; a yes waits to be acknowledged."""
        is_yes = 200 <= scode < 300
        self._is_unacknowledged = self._is_unacknowledged or is_yes
        super().sendUasResponse(scode, *words, ack_wait=is_yes, **named)

    def recvACK(self, req: Any) -> None:  # noqa: N802
        """Our yes is acknowledged; with a description where it was asked for ours."""
        self._is_unacknowledged = False
        body = req.getBody()
        if body is not None and self.isConnected() and str(body) != str(self.rSDP):
            self.rSDP = body.getCopy()
            self.equeue.append(CCEventConnect(("ACK", "ACK", body)))
            self.emitPendingEvents()


class Telling(Protocol):
    """What a leg is told by us alone: ``wished``, until it has taken it."""

    wished: Voice

    def hear(self, event: Any) -> bool:
        """Whether what comes from the leg is the answer."""


@dataclass(eq=False)
class Leg:
    """One side of a call. ``sealed``: whether its voice is SRTP. ``voice`` is the description that it was given last,
    ``said`` the one that it gave."""

    agent: Any
    side: Side
    sealed: bool
    session: int = field(default_factory=lambda: secrets.randbelow(_LONGEST_SESSION))
    version: int = 0
    voice: Voice | None = None
    said: Voice | None = None
    is_taken: bool = False
    mixed: MixedLeg | None = None
    """Its end at the mixer, while its voice goes there and not to the other leg."""
    change: Telling | None = None
    """What it is told, or to be told, of its voice by us alone."""
    _agreed: tuple[Voice | None, Voice | None] | None = None

    @property
    def is_free(self) -> bool:
        """Whether it may be asked for a change of its voice now."""
        return self.change is None and bool(self.agent.is_free)

    @property
    def is_watched(self) -> bool:
        """Whether its silence means that it is gone: a desk's, and a telephone's on a table that is not on hold."""
        if self.side is Side.TABLE:
            return self.is_taken and self.said is not None and self.said.direction == "sendrecv"
        return self.is_taken and self.sealed

    def describe(self, voice: Voice) -> MsgBody:
        """``voice`` as a message's body; another version than before when it is another voice (RFC 3264, 8)."""
        if voice.protocol != ("RTP/SAVP" if self.sealed else "RTP/AVP") or bool(voice.cryptos) != self.sealed:
            raise VoiceUnusable("not sealed as this side wants it")
        if voice != self.voice:
            self.voice = voice
            self.version += 1
        return MsgBody(write_voice(voice, self.session, self.version))

    def say(self, voice: Voice) -> str:
        """What this leg said of its voice, in our words; VoiceUnusable when it is not sealed as this side must be."""
        if self.sealed != bool(voice.cryptos) or self.sealed != (voice.protocol == "RTP/SAVP"):
            raise VoiceUnusable("not sealed as this side must be")
        self.said = voice
        return write_voice(voice, self.session, self.version)

    def agree(self) -> None:
        """What was said of its voice last, by both, is in force."""
        self._agreed = (self.voice, self.said)

    def withdraw(self) -> None:
        """What was said of its voice since :meth:`agree` was refused, or is not said yet."""
        if self._agreed is not None:
            self.version += self.voice != self._agreed[0]  # a description that was seen is not another's (RFC 3264, 8)
            self.voice, self.said = self._agreed


def make_leg(
    config: dict[str, Any],
    hear: Callable[[Any, Any], None],
    side: Side,
    next_hop: tuple[str, int],
    ring_s: float,
    *,
    sealed: bool,
) -> Leg:
    """A leg that we begin, at ``next_hop``, and that rings for ``ring_s`` seconds at most. ``hear``: its events."""
    agent = StrictAgent(config, event_cb=hear, nh_address=next_hop, expire_time=ring_s)
    agent.owns_call = True
    agent.may_hand_over = side is Side.DESK
    if side is not Side.DESK:
        agent.outbound_proxy = next_hop  # wherever a trunk's or a telephone's Contact points to
    return Leg(agent, side, sealed)


def read_body(body: Any) -> Voice:
    """A message's description of voice; VoiceUnusable."""
    if body is None:
        raise VoiceUnusable("no description")
    return read_voice(str(body))


def _names_place(request: Any) -> bool:
    """Whether a REFER asks for a desk or a queue; never a number."""
    if request.countHFs("refer-to") != 1:
        return False
    place = str(request.getHFBody("refer-to").getUrl().username)
    return bool(DESK.match(place) or QUEUE.match(place))
