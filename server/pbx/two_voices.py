"""What two legs say to each other of their voice, and what rtpengine is told of it (RFC 3264).

A change that one of them asks for goes to the other. What a desk asks for the far end cannot refuse: it has rtpengine's
voice, whatever the desk does, and a hold is the desk's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sippy.CCEvents import CCEventConnect, CCEventFail, CCEventUpdate
from sippy.MsgBody import MsgBody
from sippy.Time.Timeout import Timeout

from server.pbx.answers import NOT_LIKE_THIS, PENDING, TAKEN
from server.pbx.changing import NOT_NOW, Change
from server.pbx.leg import Leg, read_body
from server.pbx.media import MediaRelay, Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.voice import ANSWERS, Voice, VoiceUnusable, read_voice, write_voice


class TwoVoices:
    """``caller``'s and ``called``'s, the latter None until somebody is called. Methods raise VoiceUnusable,
    MediaUnavailable, OSError. Of sippy's thread."""

    caller: Leg

    def __init__(self, relay: MediaRelay, name: str) -> None:
        self._relay, self._name = relay, name
        self.called: Leg | None = None
        self._is_rearranged = False
        """Whether a side is being told that it talks to somebody else now."""

    @property
    def name(self) -> str:
        """By which its voice is known: the call's identifier at Central, where that has one for it."""
        return self._name

    def move(self, leg: Leg, mixed: MixedLeg, host: str) -> None:
        """Have a leg's voice go to the mixer from now on; ``mixed`` is told when it does. Raises as :meth:`admit`."""
        before = leg.voice
        held = before.direction if before is not None and leg is self.caller else "sendrecv"  # a hold goes on
        mixed.offer(host, held)
        leg.mixed = mixed
        if leg.voice == before and leg.said is not None:  # nothing changed for it, so nothing need be said
            self._take_moved(leg, mixed, None)
        else:
            self._change_leg(leg, partial(self._take_moved, leg, mixed), partial(self._stay, leg, mixed))

    def _change_leg(self, leg: Leg, taken: Callable[[Any], None], refused: Callable[[], None]) -> None:
        """Tell a leg by itself what it was described last."""
        wished = leg.voice
        if wished is not None:
            leg.withdraw()
            Change(leg, wished, taken, refused).begin()

    def _take_moved(self, leg: Leg, mixed: MixedLeg, body: Any) -> None:
        voice = read_taken(leg, body)
        mixed.take_answer(voice, leg.say(voice))
        leg.agree()
        mixed.on_answered()

    def _stay(self, leg: Leg, mixed: MixedLeg) -> None:
        leg.mixed = None
        mixed.on_refused()

    def _take_mixed(self, event: Any, leg: Leg, mixed: MixedLeg) -> None:
        """A leg at the mixer changes its voice."""
        if isinstance(event, CCEventUpdate):
            voice = read_body(event.getData())
            answered = mixed.answer(voice, leg.say(voice))
            leg.agree()
            _reply(leg, CCEventConnect((*TAKEN, answered)))

    def _pass_change(self, voice: Voice, leg: Leg) -> None:
        """A leg describes its voice anew. A desk that may not be asked now has the far end ask again."""
        other = self._other(leg)
        if not other.is_free and other.side is not Side.FAR:
            _reply(leg, CCEventFail(PENDING))
            return
        body = self._pass_offer(voice, leg, other)
        if other.is_free:
            other.agent.recvEvent(CCEventUpdate(body))
        else:
            self._answer_for(other, leg, is_told_later=True)

    def _refuse_change(self, leg: Leg, asking: Leg, code: int) -> None:
        """A change that the other side asked for is refused."""
        if leg.side is Side.FAR:
            self._answer_for(leg, asking, is_told_later=code in NOT_NOW)
            return
        for each in (leg, asking):
            each.withdraw()
        if asking.said is not None:
            self._refresh(asking, asking.said)
        asking.agent.recvEvent(CCEventFail(PENDING if code in NOT_NOW else NOT_LIKE_THIS))

    def _answer_for(self, far: Leg, leg: Leg, *, is_told_later: bool) -> None:
        """Answer a change of a desk's in the place of the far end, which refuses it or may not be asked now: where its
        voice goes it has from rtpengine, whatever the desk does."""
        wished = far.voice
        far.withdraw()
        if far.said is None or leg.said is None or wished is None:
            raise VoiceUnusable("nothing to answer with")
        heard = replace(far.said, direction=ANSWERS.get(leg.said.direction, "sendrecv"))
        text = write_voice(heard, far.session, far.version)
        answered = leg.describe(read_voice(self._relay.answer(self._name, leg.side, far.side, text)))
        leg.agree()
        _reply(leg, CCEventConnect((*TAKEN, answered)))
        if far.change is not None:
            far.change.wished = wished if far.mixed is None or self._is_rearranged else far.change.wished
        elif is_told_later and far.mixed is None:
            Change(far, wished, partial(self._take_told, far), lambda: None).begin()

    def _take_told(self, far: Leg, body: Any) -> None:
        self._refresh(far, read_taken(far, body))

    def _refresh(self, leg: Leg, voice: Voice) -> None:
        """What a leg says of its voice, for rtpengine alone: the other side goes on as it is."""
        other = self._other(leg)
        self._relay.offer(self._name, leg.side, other.side, leg.say(voice), sealed=other.sealed)
        if other.said is not None:
            self._relay.answer(self._name, leg.side, other.side, other.say(other.said))
        leg.agree()

    def _pass_offer(self, voice: Voice, leg: Leg, other: Leg) -> MsgBody:
        offered = self._relay.offer(self._name, leg.side, other.side, leg.say(voice), sealed=other.sealed)
        return other.describe(read_voice(offered))

    def _pass_answer(self, body: Any, leg: Leg, other: Leg) -> MsgBody:
        if leg.voice is None:
            raise VoiceUnusable("an answer to nothing")
        answered = self._relay.answer(self._name, other.side, leg.side, leg.say(read_body(body).allow(leg.voice)))
        leg.agree()
        return other.describe(read_voice(answered))

    def _other(self, leg: Leg) -> Leg:
        if self.called is None:
            raise VoiceUnusable("nobody to talk to")
        return self.called if leg is self.caller else self.caller


def _reply(leg: Leg, event: Any) -> None:
    """Answer a leg's change, once sippy has done with its request."""
    Timeout(partial(leg.agent.recvEvent, event), 0.0)


def read_taken(leg: Leg, body: Any) -> Voice:
    """What a leg answers to what it was told; what it said before, where it does not say."""
    if leg.voice is None or (body is None and leg.said is None):
        raise VoiceUnusable("an answer to nothing")
    return leg.said if body is None and leg.said is not None else read_body(body).allow(leg.voice)
