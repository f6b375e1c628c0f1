"""A side of a call: sippy's user agent, kept strict, and what was said there of voice."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from sippy.MsgBody import MsgBody
from sippy.UA import UA

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

    def recvRequest(self, req: Any, sip_t: Any) -> Any:  # noqa: N802 - sippy's name
        """Take a request of this leg."""
        method = req.getMethod()
        if method not in _TAKEN_METHODS and not (self.may_hand_over and method == "REFER"):
            return (req.genResponse(405, "Method Not Allowed"), None, None)
        if method == "REFER" and not _names_place(req):  # the call goes on as it was
            return (req.genResponse(404, "Not Found"), None, None)
        return super().recvRequest(req, sip_t)


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
