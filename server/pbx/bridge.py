"""One call: two legs that know nothing of each other (a back-to-back user agent, RFC 7092).

Each side gets requests and answers of our own making. From one leg to the other go: that it rings, that it was taken,
a final status out of a few, and a description of voice that was read strictly and written anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from sippy.SipCallId import SipCallId

from protocol.call_records import Ending
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy
from server.pbx.answers import NOBODY, NOT_LIKE_THIS, OUT_OF_ORDER, PROGRESS, RINGING, TAKEN, Answer, simplify
from server.pbx.aside import Aside
from server.pbx.changing import ACK, GONE
from server.pbx.leg import Leg, StrictAgent, make_leg, read_body
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.ringing import Ringing
from server.pbx.rung import Rung
from server.pbx.two_voices import TwoVoices, read_taken
from server.pbx.voice import VoiceUnusable
from server.pbx.voice_looks import VoiceLooks
from server.pbx.watch import VoiceWatch


class Bridge(TwoVoices):
    """A call from ``caller``, a desk where it is ``sealed``, to whoever is named later. Of sippy's thread. ``ended`` is
    told once, at the end."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        ended: Callable[[Bridge], None],
        *,
        sealed: bool,
    ) -> None:
        super().__init__(relay, secrets.token_hex(12))
        self._config, self._ended = config, ended
        self._looks = VoiceLooks(watch, lambda: (self._name, (self.caller, self.called)), self.hang_up)
        self.caller = Leg(StrictAgent(config, event_cb=self._hear), Side.DESK if sealed else Side.FAR, sealed)
        self.caller.agent.may_hand_over = sealed
        self._offer: Any = None
        self.opposite = Side.MIXER
        """As what rtpengine knows who is opposite the caller, where that is the mixer."""
        self._is_over = self._is_left = self._is_handed_over = False
        self._aside = Aside(relay)
        self.awaited: Identifier | None = None
        """Which call of Central's a desk is rung for, until one takes it."""
        self.is_lent = False
        """Whether it was handed on, as a call of Central's, to a desk that may be shown its card for it alone."""
        self.rung: Rung | None = None
        """Where a telephone on a table is in the call, what Central hears of it, until it is over there."""
        self._ringing: Ringing | None = None
        self.on_try: Callable[[Bridge], None] = lambda _: None
        """Told when the caller's request is in: somebody may be called for it now."""
        self.on_handed_over: Callable[[Bridge, str], None] = lambda made, _: made.hang_up()
        """Told the name of whom the caller, who is gone now, wants the other side to talk to."""
        self.on_untaken: Callable[[Bridge], None] | None = None
        """Told, once, that a desk which was rung in the caller's place did not take the call; without it both end."""
        self.on_unmoved: Callable[[Bridge, str, Side], None] = lambda made, _, __: made.hang_up()
        """Told that the other side stays at a voice of rtpengine's, by its name, opposite whom, while the caller's desk
        is at the call's own."""

    @property
    def is_over(self) -> bool:
        """Whether either side has ended it."""
        return self._is_over

    @property
    def is_settling(self) -> bool:
        """Whether the other side has not taken yet what it is to hear while it waits."""
        return self._aside.is_settling

    @property
    def is_talking(self) -> bool:
        """Whether a desk and a far end talk, each to the other or with more."""
        return self.is_joinable and not self._is_rearranged

    @property
    def is_joinable(self) -> bool:
        """Whether a desk and a far end have taken it: they talk, or will as soon as one of them has heard of the
        other's voice."""
        is_elsewhere = self._is_left or self._is_handed_over
        is_at_table = self.rung is not None and not self.rung.talks
        return not (self._is_over or is_elsewhere or is_at_table) and self.called is not None and self.caller.is_taken

    def begin(self, request: Any, transaction: Any) -> Any:
        """Take the caller's request, by sippy's convention; one that it cannot read is no call."""
        try:
            return self.caller.agent.recvRequest(request, transaction)
        except Exception:  # whatever the request lacks; no trace of it is written
            self._is_over = True
            self._ended(self)
            return (request.genResponse(*NOT_LIKE_THIS), None, None)

    def admit(self, mixed: MixedLeg) -> None:
        """Take the caller's request for the mixer, where nobody is called. VoiceUnusable, MediaUnavailable, OSError."""
        voice = read_body(self._offer)
        answered = mixed.answer(voice, self.caller.say(voice))
        self.caller.mixed, self.caller.is_taken = mixed, True
        self._looks.begin()
        self.caller.agent.recvEvent(CCEventConnect((*TAKEN, answered)))

    def ring(self) -> None:
        """Tell the caller to wait."""
        if not self._is_over:
            self.caller.agent.recvEvent(CCEventRing((*RINGING, None)))

    def call(self, next_hop: tuple[str, int], caller: str, user: str, ring_s: float, *, name: str) -> None:
        """Call ``user`` at the telephone network of ``next_hop`` for the caller's request, as ``caller``. Nothing when
        the call is over. ``name``: by which its voice is known to whoever may record it."""
        if self._is_over:
            return
        self._name = name
        self.called = make_leg(self._config, self._hear, Side.FAR, next_hop, ring_s, sealed=False)
        try:
            body = self._pass_offer(read_body(self._offer), self.caller, self.called)
        except VoiceUnusable:
            self.refuse(NOT_LIKE_THIS)
        except MediaUnavailable:
            self.refuse(OUT_OF_ORDER)
        else:
            self.called.agent.recvEvent(CCEventTry((SipCallId(), caller, user, body, None, None)))

    def leave_waiting(self, announcement: str) -> None:
        """The caller is gone, and a desk to take his place is not found yet: the other side hears that it waits, until
        a desk takes it; nothing where it refuses to. ``announcement``: as for :class:`~server.pbx.waiting.Waiting`."""
        self.caller.is_taken = False
        if self._is_over or self.called is None:
            return
        waiting = self._aside.begin(self.called, self._name, self.caller.side, announcement)
        try:
            self.move(self.called, waiting.mixed, waiting.host)
        except (VoiceUnusable, MediaUnavailable, OSError):
            self.hang_up()

    def call_for_far_end(self, ringing: Ringing, *, name: str | None) -> None:
        """Ring somebody in the place of the caller that is gone, with what the far end said of its voice last; both
        ends when it does not come to that. ``name``: as for :meth:`call`, another than before."""
        called = self.called
        if self._is_over or called is None or called.said is None:
            self.hang_up()
            return
        if not self._aside.is_at(self._name):
            self._relay.forget(self._name)
        self.caller = self._make_ringing(ringing)
        self._name, self._is_handed_over = name or secrets.token_hex(12), True
        self._is_left = False
        if not self._aside.waits:
            called.mixed = None
        try:
            body = self._pass_offer(called.said, called, self.caller)
        except (VoiceUnusable, MediaUnavailable):
            self.hang_up()
            return
        self.caller.agent.recvEvent(ringing.begin(body))

    def call_desk(self, ringing: Ringing, *, name: str) -> None:
        """Ring somebody for the caller's request, which came from a telephone network. ``name``: as for
        :meth:`call`."""
        self._name = name
        self.called = self._make_ringing(ringing)
        try:
            body = self._pass_offer(read_body(self._offer), self.caller, self.called)
        except (VoiceUnusable, MediaUnavailable):
            self.refuse(OUT_OF_ORDER)
        else:
            self.called.agent.recvEvent(ringing.begin(body))

    def end_here(self) -> None:
        """It is to end for whom it rings, or with whom it is on; where somebody else may be rung, he is."""
        if not self._is_handed_over or self.caller.is_taken:
            self._give_up()
        elif self.on_untaken is None:
            self.hang_up()
        else:
            self._let_caller_go()
            self._try_another()

    def hand_over(self, place: str) -> None:
        """Who talks at a telephone on a table is gone, and the other side is for whoever is at ``place``; nothing while
        both do not talk."""
        if self.rung is not None and self.is_talking:
            self.rung.leave(EndedBy.DESK, Ending.TRANSFERRED)
            self._let_caller_go()
            self._end_rung()
            self._leave_to(place)

    def _leave_to(self, place: str) -> None:
        self._is_left = True
        self.on_handed_over(self, place)

    def _let_caller_go(self) -> None:
        """Hang up on the caller alone."""
        agent = self.caller.agent
        agent.event_cb = lambda *_: None
        agent.recvEvent(CCEventDisconnect())

    def refuse(self, answer: Answer) -> None:
        """Tell the caller no."""
        if not self._is_over:
            with self._ending():
                self._say_no(answer)

    def _say_no(self, answer: Answer) -> None:
        self.caller.agent.recvEvent(CCEventFail(answer))

    def send_away(self, answer: Answer) -> None:
        """Tell who joins a call no, or, where he was let in, that it is over."""
        if self.caller.is_taken:
            self.hang_up()
        else:
            self.refuse(answer)

    def hang_up(self) -> None:
        """End both sides."""
        if not self._is_over:
            with self._ending():
                for leg in (self.caller, self.called):
                    if leg is not None:
                        leg.agent.recvEvent(CCEventDisconnect())

    def _hear(self, event: Any, agent: Any) -> None:
        if self._is_over:
            return
        leg = self.caller if agent is self.caller.agent else self.called
        if leg is None:
            return
        try:
            if self._ringing is not None and (other := self._ringing.find_other(event, leg)) is not None:
                self._ring_again(other, leg)
                return
            if self.rung is not None:
                self.rung.hear(event, leg)
            if leg.change is None or not leg.change.hear(event):
                self._take(event, leg)
        except (VoiceUnusable, MediaUnavailable, OSError):
            self._give_up()

    def _take(self, event: Any, leg: Leg) -> None:
        match event:
            case CCEventTry():
                self._offer = event.getData()[3]
                self.on_try(self)
            case CCEventDisconnect() if leg is self.caller and leg.is_taken and event.getData() is not None:
                self._leave_to(str(event.getData().getUrl().username))
            case CCEventDisconnect() | CCEventFail() | CCEventRedirect() if self._is_untaken(leg):
                self._try_another()
            case CCEventDisconnect():
                self._end_other(leg)
            case _ if leg.mixed is not None:
                self._take_mixed(event, leg, leg.mixed)
            case _ if self.called is None:
                with self._ending():
                    return
            case CCEventRing():
                self._ring(event)
            case CCEventConnect() if event.getData()[0] == ACK:
                self._refresh(leg, read_body(event.getData()[2]))
            case CCEventConnect():
                self._take_answer(event, leg)
            case CCEventUpdate():
                self._pass_change(read_body(event.getData()), leg)
            case CCEventFail() | CCEventRedirect():
                self._fail(event, leg)

    def _is_untaken(self, leg: Leg) -> bool:
        """Whether ``leg`` is a desk that does not take a call for which another one may be rung."""
        return leg is self.caller and self._is_handed_over and not leg.is_taken and self.on_untaken is not None

    def _try_another(self) -> None:
        told, self.on_untaken, self.awaited = self.on_untaken, None, None
        self._is_handed_over = False
        self._end_rung()
        if told is not None:
            told(self)

    def _ring(self, event: Any) -> None:
        """The called side rings; with a description, its sound is heard already."""
        code, _, body = event.getData()
        if code == 100 or self.called is None or self.caller.is_taken or self._is_handed_over:
            return
        if body is None:
            self.caller.agent.recvEvent(CCEventRing((*RINGING, None)))
        else:
            self.caller.agent.recvEvent(CCEventRing((*PROGRESS, self._pass_answer(body, self.called, self.caller))))

    def _take_answer(self, event: Any, leg: Leg) -> None:
        other = self._other(leg)
        answered = self._pass_answer(event.getData()[2], leg, other)
        leg.is_taken = other.is_taken = True
        self.awaited = self.on_untaken = None
        if self.rung is not None:
            self.rung.take(leg, other)
        self._looks.begin()
        if self._is_handed_over:
            self._is_handed_over, self._is_rearranged = False, True
            self._change_leg(other, partial(self._take_rearranged, other), partial(self._refuse_rearranged, other))
            return
        other.agree()
        other.agent.recvEvent(CCEventConnect((*TAKEN, answered)))

    def _take_rearranged(self, far: Leg, body: Any) -> None:
        """The far end has heard where to send its voice now, and nobody waits for the answer."""
        self._is_rearranged = False
        self._aside.end()
        self._aside.forget()
        self._refresh(far, read_taken(far, body))

    def _refuse_rearranged(self, far: Leg) -> None:
        self._is_rearranged = False
        far.mixed = None
        if (left := self._aside.stay()) is None:
            self.hang_up()
        else:
            self.on_unmoved(self, *left)

    def _fail(self, event: Any, leg: Leg) -> None:
        """A no: to the call itself, or to a change of its voice, after which it goes on as it was."""
        other, code = self._other(leg), event.getData()[0]
        if leg.is_taken:
            if code not in GONE and other.agent.is_asking:
                self._refuse_change(leg, other, code)
            return
        with self._ending():
            if other is self.caller:
                self._say_no(simplify(code))
            else:
                other.agent.recvEvent(CCEventFail(NOBODY))

    def _give_up(self) -> None:
        """What one side sent cannot be passed on, so nothing is."""
        if self.caller.is_taken:
            self.hang_up()
            return
        with self._ending():
            self._say_no(NOT_LIKE_THIS)
            if self.called is not None:
                self.called.agent.recvEvent(CCEventDisconnect())

    def _end_other(self, leg: Leg) -> None:
        with self._ending():
            if leg is self.called and not self.caller.is_taken:
                self._say_no(NOBODY)
            elif leg is self.called:
                self.caller.agent.recvEvent(CCEventDisconnect())
            elif self.called is not None:
                self.called.agent.recvEvent(CCEventDisconnect())

    def _make_ringing(self, ringing: Ringing) -> Leg:
        self._ringing = ringing
        side, ring_s = ringing.side, ringing.ring_s
        return make_leg(self._config, self._hear, side, ringing.next_hop, ring_s, sealed=ringing.is_sealed)

    def _ring_again(self, ringing: Ringing, leg: Leg) -> None:
        """Ring something else in the place of ``leg``."""
        if leg is self.caller:
            self.call_for_far_end(ringing, name=self._name)
        else:
            self._relay.forget(self._name)
            self.call_desk(ringing, name=self._name)

    def _end_rung(self) -> None:
        rung, self.rung = self.rung, None
        if rung is not None:
            rung.end()

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """Tell the sides that it is over: first, since nobody is to stay on the line for what fails after it."""
        self._is_over = True
        try:
            yield
        finally:
            self._aside.end()
            self._end_rung()
            self._looks.end()
            self._offer = None
            self._aside.forget()
            self._relay.forget(self._name)
            self._ended(self)
