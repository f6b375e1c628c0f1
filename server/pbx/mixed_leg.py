"""A leg of a call whose other end is the mixer, with rtpengine between: sealed on one side, plain on the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sippy.MsgBody import MsgBody

from server.pbx.blending import PCMA, PCMU
from server.pbx.media import MediaRelay, Side
from server.pbx.mixer.post import Post
from server.pbx.voice import ANSWERS, Voice, VoiceUnusable, read_voice, write_voice

_CODECS = (PCMA, PCMU)


class Described(Protocol):
    """A leg, as far as its voice goes."""

    @property
    def side(self) -> Side:
        """Whose it is."""

    @property
    def sealed(self) -> bool:
        """Whether it is SRTP."""

    @property
    def voice(self) -> Voice | None:
        """The description that it was given last."""

    def describe(self, voice: Voice) -> MsgBody:
        """``voice``, as a message's body for it; VoiceUnusable."""


class MixedLeg:
    """``leg`` and its place at the mixer; rtpengine knows their voice as ``name``, and the mixer's end of it as
    ``side``. Methods raise VoiceUnusable, MediaUnavailable, OSError. Of sippy's thread."""

    def __init__(self, relay: MediaRelay, name: str, leg: Described, side: Side, *, speaks: bool) -> None:
        self._relay, self.name, self._leg, self._side, self._speaks = relay, name, leg, side, speaks
        self.post: Post | None = None
        self.on_answered: Callable[[], None] = lambda: None
        """Told when the leg has taken what it was offered."""
        self.on_refused: Callable[[], None] = lambda: None
        """Told when it does not take it, and goes on as it was."""

    def answer(self, voice: Voice, written: str) -> MsgBody:
        """What to answer the leg, which offered ``voice``, as ``written``: the mixer's voice."""
        theirs = read_voice(self._relay.offer(self.name, self._leg.side, self._side, written, sealed=False))
        post = self._connect(theirs, voice.codecs)
        mine = self._describe(post, (post.codec,), ANSWERS.get(voice.direction, "sendrecv"))
        answered = self._relay.answer(self.name, self._leg.side, self._side, mine)
        return self._leg.describe(read_voice(answered))

    def offer(self, host: str, direction: str) -> MsgBody:
        """What to offer the leg: the mixer's voice, whose socket is on ``host``, in the formats that the leg has."""
        if self.post is None:
            self.post = Post.bind(host, speaks=self._speaks, hears=True)
        known = self._leg.voice
        codecs, events = (known.codecs, known.events) if known is not None else (_CODECS, None)
        mine = self._describe(self.post, codecs, direction, events)
        offered = self._relay.offer(
            self.name, self._side, self._leg.side, mine, sealed=self._leg.sealed, keeps_port=True
        )
        return self._leg.describe(read_voice(offered))

    def take_answer(self, voice: Voice, written: str) -> None:
        """The leg answered an offer with ``voice``, as ``written``."""
        answered = self._relay.answer(self.name, self._side, self._leg.side, written)
        self._connect(read_voice(answered), voice.codecs)

    def _connect(self, theirs: Voice, codecs: tuple[int, ...]) -> Post:
        codec = next((codec for codec in codecs if codec in _CODECS and codec in theirs.codecs), None)
        if codec is None:
            raise VoiceUnusable("no codec of the mixer's")
        if self.post is None:
            self.post = Post.bind(theirs.address, speaks=self._speaks, hears=True)
        self.post.connect(theirs.address, theirs.port, codec)
        return self.post

    def _describe(self, post: Post, codecs: tuple[int, ...], direction: str, events: int | None = None) -> str:
        host, port = post.address
        mine = Voice(address=host, port=port, protocol="RTP/AVP", codecs=codecs, events=events, direction=direction)
        return write_voice(mine, 1, 1)
