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
from server.pbx.answers import NOT_LIKE_THIS, TAKEN
from server.pbx.bridge import LOOK_S, Bridge
from server.pbx.leg import Leg, read_body
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.ringing import NO_SRTP, TABLE_CALLER
from server.pbx.voice import Voice, VoiceUnusable, read_voice, write_voice
from server.pbx.waiting import RING_BACK
from server.pbx.watch import VoiceWatch

_UNMET = Voice(
    address="127.0.0.1", port=9, protocol="RTP/AVP", codecs=(8, 0), events=101
)  # nobody's yet: the discard port
_ACK, _TRYING, _PENDING = "ACK", 100, 491
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
    """``call``: Central's. ``told`` hears each stage once, in order, ``TALKING`` with whether the table's voice is
    sealed. Its ``caller`` is the telephone. Of sippy's thread."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        ended: Callable[[Bridge], None],
        call: Identifier,
        told: Callable[[TableStage], None],
    ) -> None:
        super().__init__(config, relay, watch, ended, sealed=True)
        self._name, self._told = call, told
        self._stage = TableStage.PLACED
        self._ring_again: Callable[[], None] | None = None
        self._hears_tone = self._hears_network = False
        self.ending, self.ended_by = Ending.PBX_LOST, EndedBy.PBX
        """How it ended, and by whom; what stands here until somebody ends it is what a failure here is."""
        self.on_picked_up: Callable[[TableBridge], None] = lambda made: made.hang_up()
        """Told that the telephone was taken: whom to call is asked now."""

    @property
    def is_talking(self) -> bool:
        """Nobody joins such a call."""
        return False

    def ring_table(self, next_hop: tuple[str, int], extension: str, ring_s: float, *, may_be_clear: bool) -> None:
        """Ring a telephone, with SRTP; once more without where it cannot and policy lets it."""
        if may_be_clear:
            self._ring_again = partial(self._ring_table, next_hop, extension, ring_s, sealed=False)
        self._ring_table(next_hop, extension, ring_s, sealed=True)

    def call_customer(self, next_hop: tuple[str, int], caller: str, number: str, ring_s: float) -> None:
        """Call the customer at the trunk; nothing when the call is over."""
        if self._is_over or self.caller.said is None:
            return
        self.called = self._make_leg(next_hop, Side.FAR, ring_s, sealed=False)
        try:
            body = self._pass_offer(replace(self.caller.said, direction="sendrecv"), self.caller, self.called)
        except (VoiceUnusable, MediaUnavailable):
            self.hang_up()
        else:
            self.called.agent.recvEvent(CCEventTry((SipCallId(), caller, number, body, None, None)))

    def end(self, ending: Ending, by: EndedBy) -> None:
        """End both sides; the first word on why is the one that counts."""
        if not self._is_over:
            self.ending, self.ended_by = ending, by
            self.hang_up()

    def end_as_told(self) -> None:
        """Central wants it to end."""
        talked = self._stage is TableStage.TALKING
        self.end(Ending.HUNG_UP if talked else Ending.GIVEN_UP, EndedBy.DESK)

    def _ring_table(self, next_hop: tuple[str, int], extension: str, ring_s: float, *, sealed: bool) -> None:
        self.caller = self._make_leg(next_hop, Side.TABLE, ring_s, sealed=sealed)
        self.caller.agent.outbound_proxy = next_hop  # wherever the telephone's Contact points to
        try:
            body = self._offer_unmet()
        except (VoiceUnusable, MediaUnavailable):
            self.hang_up()
        else:
            self.caller.agent.recvEvent(CCEventTry((SipCallId(), TABLE_CALLER, extension, body, None, None)))

    def _offer_unmet(self) -> MsgBody:
        text = write_voice(_UNMET, 1, 1)
        offered = self._relay.offer(self._name, Side.FAR, Side.TABLE, text, sealed=self.caller.sealed)
        return self.caller.describe(read_voice(offered))

    def _take(self, event: Any, leg: Leg) -> None:
        is_table = leg is self.caller
        match event:
            case CCEventRing() if event.getData()[0] == _TRYING:
                return
            case CCEventRing() if is_table:
                self._tell(TableStage.TABLE)
            case CCEventRing():
                self._tell(TableStage.FAR)
                self._let_hear(leg, event.getData()[2])
            case CCEventConnect():
                self._take_answer(event, leg)
            case CCEventDisconnect():
                self._end_other(leg)
            case CCEventFail() | CCEventRedirect() if leg.is_taken:
                self._take_no_change(event, leg)
            case CCEventFail() | CCEventRedirect():
                self._fail(event, leg)
            case CCEventUpdate() if self._stage is TableStage.TALKING and not self._is_rearranged:
                super()._take(event, leg)
            case CCEventUpdate():  # there is nobody yet to whom a change would matter
                Timeout(partial(leg.agent.recvEvent, CCEventFail(NOT_LIKE_THIS)), 0.0)

    def _take_answer(self, event: Any, leg: Leg) -> None:
        code, _, body = event.getData()
        if code == _ACK:
            return
        if leg is self.caller and not leg.is_taken:
            self._pick_up(leg, body)
        elif leg is self.called and not leg.is_taken:
            self._meet(leg, body)
        elif leg is self.caller and self._is_rearranged:
            self._is_rearranged = False
            self._read_answer(leg, Side.FAR, body)
        else:
            other = self._other(leg)
            other.agent.recvEvent(CCEventConnect((*TAKEN, self._pass_answer(body, leg, other))))
            other.agree()

    def _pick_up(self, table: Leg, body: Any) -> None:
        self._read_answer(table, Side.FAR, body)
        table.is_taken = True
        self.on_picked_up(self)

    def _meet(self, far: Leg, body: Any) -> None:
        """The customer answers: his voice is told to the telephone, whose hold ends with that."""
        self._end_tone()
        voice = self._read_answer(far, Side.TABLE, body)
        far.is_taken = self._is_rearranged = True
        self._look = Timeout(self._look_for_voice, LOOK_S, -1)
        self.caller.agent.recvEvent(CCEventUpdate(self._pass_offer(voice, far, self.caller)))
        self._tell(TableStage.TALKING)

    def _let_hear(self, far: Leg, body: Any) -> None:
        """The customer's telephone rings: what the network plays is heard, else a tone (RFC 3960, 2.1)."""
        if body is not None:
            with suppress(VoiceUnusable):
                self._read_answer(far, Side.TABLE, body)
                self._hears_network = True
                self._end_tone()
                return
        if not self._hears_network and not self._hears_tone:
            self._relay.play(self._name, Side.TABLE, RING_BACK)
            self._hears_tone = True

    def _end_tone(self) -> None:
        if self._hears_tone:
            self._relay.stop_playing(self._name, Side.TABLE)
            self._hears_tone = False

    def _read_answer(self, leg: Leg, offerer: Side, body: Any) -> Voice:
        """What a leg answered to our own offer, as rtpengine is told it."""
        if leg.voice is None:
            raise VoiceUnusable("an answer to nothing")
        voice = read_body(body).allow(leg.voice)
        self._relay.answer(self._name, offerer, leg.side, leg.say(voice))
        leg.agree()
        return voice

    def _take_no_change(self, event: Any, leg: Leg) -> None:
        if not self._is_rearranged:
            super()._fail(event, leg)
        elif event.getData()[0] == _PENDING and leg.voice is not None:  # it crossed a change of the telephone's own,
            self._is_rearranged = False  # and what that has of rtpengine's leads to the customer by now
            leg.agent.lSDP = leg.describe(leg.voice)  # which sippy forgets with a refusal
        else:  # the telephone does not take the customer's voice
            self.hang_up()

    def _fail(self, event: Any, leg: Leg) -> None:
        code = event.getData()[0]
        if leg is not self.caller:
            self.end(_FAR_ENDINGS.get(code, Ending.UNREACHABLE), EndedBy.CUSTOMER)
        elif code in NO_SRTP and self._ring_again is not None:
            again, self._ring_again = self._ring_again, None
            self._relay.forget(self._name)
            again()
        elif code in _IN_USE:
            self.end(Ending.TABLE_BUSY, EndedBy.TABLE)
        else:
            self._end_unrung(is_over=code in _NOT_TAKEN)

    def _end_unrung(self, *, is_over: bool) -> None:
        """The telephone was not taken; ``is_over``: for as long as it may ring."""
        rang = is_over and self._stage is TableStage.TABLE
        self.end(Ending.TABLE_UNTAKEN if rang else Ending.TABLE_AWAY, EndedBy.TABLE)

    def _end_other(self, leg: Leg) -> None:
        """A side is gone; one that was not taken yet has rung for long enough."""
        talked = self._stage is TableStage.TALKING
        if leg is not self.caller:
            self.end(Ending.FAR_HUNG_UP if leg.is_taken else Ending.NO_ANSWER, EndedBy.CUSTOMER)
        elif leg.is_taken:
            self.end(Ending.HUNG_UP if talked else Ending.GIVEN_UP, EndedBy.TABLE)
        else:
            self._end_unrung(is_over=True)

    def _give_up(self) -> None:
        self.hang_up()

    def _tell(self, stage: TableStage) -> None:
        self._stage = stage
        self._told(stage)
