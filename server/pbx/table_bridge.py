"""A call that begins at nobody's: the telephone on a table is rung first, then the customer (RFC 3725, flow III).

The telephone is given rtpengine's voice, behind which is nobody yet, and the customer's by a second INVITE once he
answers. Until then it hears what the network plays, or the tone by which a telephone rings. Towards it nothing has
another author than we: not a name, a header, a tag, a reason or a line of a description.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from sippy.CCEvents import (
    CCEventConnect,
    CCEventDisconnect,
    CCEventFail,
    CCEventRedirect,
    CCEventRing,
    CCEventTry,
    CCEventUpdate,
)
from sippy.MsgBody import MsgBody
from sippy.SipCallId import SipCallId
from sippy.Time.Timeout import Timeout

from protocol.call_records import Ending
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy, TableStage
from server.pbx.answers import NOT_LIKE_THIS, Answer
from server.pbx.bridge import Bridge
from server.pbx.changing import ACK
from server.pbx.leg import Leg, make_leg
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.ringing import Ringing
from server.pbx.rung import Rung
from server.pbx.two_voices import read_taken
from server.pbx.voice import Voice, VoiceUnusable, read_voice, write_voice
from server.pbx.waiting import RING_BACK
from server.pbx.watch import VoiceWatch

_UNMET = Voice(
    address="127.0.0.1", port=9, protocol="RTP/AVP", codecs=(8, 0), events=101
)  # nobody's yet: the discard port
_TRYING = 100
_IN_USE = frozenset({486, 600, 603})
_NOT_TAKEN = frozenset({408, 487})
_FAR_ENDINGS = {
    486: Ending.BUSY,
    600: Ending.BUSY,
    603: Ending.DECLINED,
    408: Ending.NO_ANSWER,
    480: Ending.NO_ANSWER,
    487: Ending.NO_ANSWER,
}


class TableBridge(Bridge):
    """``call``: Central's, which hears of it by ``rung``. Its ``caller`` is the telephone; once the customer has
    answered it is a call like any other. Of sippy's thread."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        ended: Callable[[Bridge], None],
        call: Identifier,
        rung: Rung,
    ) -> None:
        super().__init__(config, relay, watch, ended, sealed=True)
        self._name, self.rung = call, rung
        self.opposite = Side.FAR
        self._told = rung
        self._rings_at_table = self._is_met = False
        self._hears_tone = self._hears_network = False
        self._host = _UNMET.address
        """An address of this machine's at which rtpengine is opposite the telephone."""
        self.on_picked_up: Callable[[TableBridge], None] = lambda made: made.hang_up()
        """Told that the telephone was taken: whom to call is asked now."""

    def ring_table(self, ringing: Ringing) -> None:
        """Ring a telephone, with SRTP; once more without where it cannot and policy lets it."""
        self.caller = self._make_ringing(ringing)
        try:
            body = self._offer_unmet()
        except (VoiceUnusable, MediaUnavailable):
            self.hang_up()
        else:
            self.caller.agent.recvEvent(ringing.begin(body))

    def call_customer(self, next_hop: tuple[str, int], caller: str, number: str, ring_s: float) -> None:
        """Call the customer at the trunk; nothing when the call is over."""
        if self._is_over or self.caller.said is None:
            return
        self.called = make_leg(self._config, self._hear, Side.FAR, next_hop, ring_s, sealed=False)
        try:
            body = self._pass_offer(replace(self.caller.said, direction="sendrecv"), self.caller, self.called)
        except (VoiceUnusable, MediaUnavailable):
            self.hang_up()
        else:
            self.called.agent.recvEvent(CCEventTry((SipCallId(), caller, number, body, None, None)))

    def ring(self) -> None:
        """Who took the telephone is to wait for the call that he joins."""
        self._told.go_on(TableStage.FAR)
        with suppress(MediaUnavailable):
            self._play_tone()

    def admit(self, mixed: MixedLeg) -> None:
        """Lead who took the telephone to the mixer. VoiceUnusable, MediaUnavailable, OSError."""
        self._end_tone()
        self._is_met = True
        self._looks.begin()
        mixed.on_answered = lambda: self._told.take(self.caller, self.caller)
        mixed.on_refused = self.hang_up
        self.move(self.caller, mixed, self._host)

    def send_away(self, answer: Answer) -> None:  # noqa: ARG002 - the telephone was taken: it hears that it is over
        """The call that is joined is over, or nobody is let in."""
        self._told.leave(EndedBy.CUSTOMER, Ending.FAR_HUNG_UP if self._told.talks else Ending.NO_ANSWER)
        self.hang_up()

    def end(self, ending: Ending, by: EndedBy) -> None:
        """End both sides; the first word on why is the one that counts."""
        self._told.leave(by, ending)
        self.hang_up()

    def _ring_again(self, ringing: Ringing, leg: Leg) -> None:
        if self._is_met:
            super()._ring_again(ringing, leg)
        else:
            self._relay.forget(self._name)
            self.ring_table(ringing)

    def _offer_unmet(self) -> MsgBody:
        text = write_voice(_UNMET, 1, 1)
        offered = self._relay.offer(self._name, Side.FAR, Side.TABLE, text, sealed=self.caller.sealed)
        return self.caller.describe(read_voice(offered))

    def _take(self, event: Any, leg: Leg) -> None:
        if self._is_met:
            super()._take(event, leg)
            return
        is_table = leg is self.caller
        match event:
            case CCEventRing() if event.getData()[0] == _TRYING:
                return
            case CCEventRing() if is_table:
                self._rings_at_table = True
                self._told.go_on(TableStage.TABLE)
            case CCEventRing():
                self._told.go_on(TableStage.FAR)
                self._let_hear(leg, event.getData()[2])
            case CCEventConnect() if event.getData()[0] == ACK:
                return
            case CCEventConnect() if is_table:
                self._pick_up(leg, event.getData()[2])
            case CCEventConnect():
                self._meet(leg, event.getData()[2])
            case CCEventDisconnect() if is_table and not leg.is_taken:
                self._end_unrung(is_over=True)
            case CCEventDisconnect():
                self.hang_up()
            case CCEventFail() | CCEventRedirect():
                self._end_refused(event.getData()[0], leg)
            case CCEventUpdate():  # there is nobody yet to whom a change would matter
                Timeout(partial(leg.agent.recvEvent, CCEventFail(NOT_LIKE_THIS)), 0.0)

    def _pick_up(self, table: Leg, body: Any) -> None:
        self._read_answer(table, Side.FAR, body)
        table.is_taken = True
        self.on_picked_up(self)

    def _meet(self, far: Leg, body: Any) -> None:
        """The customer answers: his voice is told to the telephone, whose hold ends with that."""
        self._end_tone()
        voice = self._read_answer(far, Side.TABLE, body)
        far.is_taken = self._is_met = self._is_rearranged = True
        self._looks.begin()
        self._pass_offer(voice, far, self.caller)
        self._change_leg(self.caller, self._take_joined, self.hang_up)
        self._told.take(self.caller, far)

    def _take_joined(self, body: Any) -> None:
        self._is_rearranged = False
        self._read_answer(self.caller, Side.FAR, body)

    def _let_hear(self, far: Leg, body: Any) -> None:
        """The customer's telephone rings: what the network plays is heard, else a tone (RFC 3960, 2.1)."""
        if body is not None:
            with suppress(VoiceUnusable):
                self._read_answer(far, Side.TABLE, body)
                self._hears_network = True
                self._end_tone()
                return
        if not self._hears_network:
            self._play_tone()

    def _play_tone(self) -> None:
        if not self._hears_tone:
            self._relay.play(self._name, Side.TABLE, RING_BACK)
            self._hears_tone = True

    def _end_tone(self) -> None:
        if self._hears_tone:
            self._relay.stop_playing(self._name, Side.TABLE)
            self._hears_tone = False

    def _read_answer(self, leg: Leg, offerer: Side, body: Any) -> Voice:
        """What a leg answered to our own offer, as rtpengine is told it."""
        voice = read_taken(leg, body)
        answered = self._relay.answer(self._name, offerer, leg.side, leg.say(voice))
        if leg.side is Side.TABLE:
            self._host = read_voice(answered).address
        leg.agree()
        return voice

    def _end_refused(self, code: int, leg: Leg) -> None:
        if leg is not self.caller:
            self.end(_FAR_ENDINGS.get(code, Ending.UNREACHABLE), EndedBy.CUSTOMER)
        elif code in _IN_USE:
            self.end(Ending.TABLE_BUSY, EndedBy.TABLE)
        else:
            self._end_unrung(is_over=code in _NOT_TAKEN)

    def _end_unrung(self, *, is_over: bool) -> None:
        """The telephone was not taken; ``is_over``: for as long as it may ring."""
        rang = is_over and self._rings_at_table
        self.end(Ending.TABLE_UNTAKEN if rang else Ending.TABLE_AWAY, EndedBy.TABLE)

    def _give_up(self) -> None:
        self.hang_up()
