"""The calls of one desk on the table: which is at the ear, which wait, and how each goes on and ends (D1, D7).

:class:`~app.telephony.service.CallService` says what the agent and Central want; this says what a call does.
"""

from __future__ import annotations

from contextlib import suppress
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.session_state import SessionState
from app.telephony.consent import asks_consent
from app.telephony.port import Ending, Leg, Link, Stage
from app.telephony.states import Call, Cut, HandedOn, Missed, PhoneState
from protocol.errors import UnexpectedError, VeildeskError
from protocol.identifiers import make_identifier
from protocol.incoming import MOST_MISSED
from protocol.keeping import StoreUnwritable, VaultDamaged
from protocol.times import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.session import SessionKeeper
    from app.telephony.phone_line import PhoneLine
    from app.telephony.records import CallRecords
    from protocol.cards import Campaign, Card
    from protocol.identifiers import Identifier
    from protocol.inbox import InboxItem

_DEAF = (StoreUnwritable, VaultDamaged, UnexpectedError)


class Switchboard:
    """The calls and the state that everybody sees. Whoever changes something holds ``mutex``; it is the telephone's
    listener as well."""

    def __init__(self, keeper: SessionKeeper, line: PhoneLine, records: CallRecords) -> None:
        self._keeper, self._line, self._records = keeper, line, records
        self.mutex = RLock()
        self.calls: dict[str, Call] = {}
        """Those that are not over, by the telephone's keys."""
        self.ear: str | None = None
        """The key of the one that the agent talks to."""
        self.said: dict[Identifier, bool | None] = {}
        """What customers answered to the script's wording, in calls of this session."""
        self._handed_on: dict[Identifier, HandedOn] = {}
        """Of calls that ring here, or are about to."""
        self.state = PhoneState()
        self._listeners: list[Callable[[PhoneState], None]] = []
        self._level_listeners: list[Callable[[float], None]] = []

    def on_change(self, listener: Callable[[PhoneState], None]) -> None:
        """Call ``listener`` with every new state, in order, from whatever thread brought it."""
        self._listeners.append(listener)

    def leg_changed(self, leg: Leg) -> None:
        """A call goes on, ends, or comes in."""
        with self.mutex:
            known = self.calls.get(leg.key) or self._take_up(leg)
            if known is None:
                if leg.incoming and leg.stage is Stage.RINGING:
                    self._take_in(leg)
                return
            call = replace(known, leg=leg)
            if leg.stage is Stage.TALKING and call.answered_at is None:
                call = replace(call, answered_at=monotonic() - leg.talked_s)
                if call.card is not None and call.needs_consent:
                    self.said[call.card] = call.agreed
            self.calls[leg.key] = call
            begins = call.answered_at is not None and known.answered_at is None
            if begins and leg.incoming and leg.at_table:
                self._lift(call)
            if begins and (leg.at_table or not leg.incoming) and not self._write(lambda: self._records.answered(call)):
                self._line.telephone.hang_up(leg.key)  # a call that leaves no record is none of ours
            if leg.stage is Stage.ENDED:
                self.finish(call)
            self.publish()

    def _take_up(self, leg: Leg) -> Call | None:
        """A call that goes on at the table and was begun here before this desk was started anew; None where it is
        none. A no that the customer said then ends it now."""
        if leg.known_as is None or leg.incoming or leg.stage is Stage.ENDED:
            return None
        call = self.calls[leg.key] = self._make(replace(leg, stage=Stage.TAKEN))
        self.ear = leg.key
        self.publish(last=None, wrap_up_until=None)
        self.strike_missed(call.card)
        if not self._write(lambda: self._records.found(call)):
            self.cut(call, Cut.PHONE_STOPPED)
        elif call.agreed is False:
            self.cut(call, Cut.NOT_AGREED)
        return self.calls[leg.key]

    def _make(self, leg: Leg) -> Call:
        """The call of a leg that this desk hears of, with what the customer answered in it before this desk was started
        anew."""
        card_id, needs = None, False
        with suppress(VeildeskError):  # a desk that sleeps knows no card
            card, campaign = self.find(leg.card) if leg.card else (None, None)
            card_id, needs = card.id if card else None, asks_consent(campaign)
        name = leg.known_as or make_identifier()
        agreed = None
        if leg.known_as is not None and leg.at_table:
            with suppress(*_DEAF):  # it is asked again, and a no that Central heard stands there
                agreed = self._records.find_answer(name)
        return Call(
            id=name,
            leg=leg,
            begun_at=monotonic(),
            number=leg.number,
            card=card_id,
            needs_consent=needs,
            agreed=agreed,
            handed_on=self._handed_on.get(name),
        )

    def _take_in(self, leg: Leg) -> None:
        call = self.calls[leg.key] = self._make(leg)
        if not self._write(lambda: self._records.rang(call)):
            self.cut(call, Cut.PHONE_STOPPED)
        elif self._keeper.state is not SessionState.ACTIVE:
            self.cut(call, Cut.LOCKED)
        elif self.state.pause is not None:
            self.cut(call, Cut.UNAVAILABLE)
        elif call.agreed is False:
            self.cut(call, Cut.NOT_AGREED)
        self.publish()

    def _lift(self, call: Call) -> None:
        """The receiver of the telephone on the table was lifted for a call that came in."""
        self.ear = call.leg.key
        self.publish(last=None, wrap_up_until=None)
        self.strike_missed(call.card)

    def hold(self, call: Call, *, on: bool) -> None:
        """Put the far end on hold or take it back, on record first."""
        self._records.held(call, on=on)
        self._line.telephone.hold(call.leg.key, on=on)

    def set_aside(self) -> None:
        """Put the call at the ear on hold, so that another can take its place."""
        call = self.state.current
        if call is not None and call.leg.stage is Stage.TALKING and not call.leg.held:
            self.hold(call, on=True)

    def cut(self, call: Call, cut: Cut) -> None:
        """Have the telephone end a call, and remember who wanted it."""
        self.calls[call.leg.key] = replace(call, cut=cut)
        self._line.telephone.hang_up(call.leg.key)

    def decline(self, cut: Cut) -> None:
        """Send away whatever rings here."""
        for call in self.state.ringing:
            self.cut(call, cut)

    def end_all(self, cut: Cut) -> None:
        """End every call and record it at once, since nobody may be left to hear what the telephone says of it."""
        with self.mutex:
            for call in tuple(self.calls.values()):
                self._line.telephone.hang_up(call.leg.key)
                unanswered = Ending.DECLINED if call.leg.incoming else Ending.GIVEN_UP
                ending = unanswered if call.answered_at is None else Ending.HUNG_UP
                self.finish(replace(call, leg=replace(call.leg, stage=Stage.ENDED, ending=ending), cut=cut))
            self.publish()

    def finish(self, call: Call) -> Call:
        """A call is over: on record, off the table."""
        present = monotonic()
        call = replace(call, ended_at=present)
        self.calls.pop(call.leg.key, None)
        self._handed_on.pop(call.id, None)
        self._write(lambda: self._records.ended(call))
        if self.ear == call.leg.key:
            self.ear = next((one.leg.key for one in self.calls.values() if one.leg.held), None)
        missed = self.state.missed
        if call.leg.incoming and call.answered_at is None and call.cut is not Cut.AGENT:
            missed = (Missed(now(), call.card, call.cut, call.id), *missed)[:MOST_MISSED]
        wraps = call.joined is None and (call.answered_at is not None or not call.leg.incoming)
        until = present + self._keeper.policy.phone.wrap_up_s if wraps else self.state.wrap_up_until
        company = tuple(one for one in self.state.company if one.call != call.id)
        self.publish(last=call, missed=missed, wrap_up_until=until, company=company)
        return call

    def _write(self, write: Callable[[], None]) -> bool:
        """Whether it is on disk; for what happened already, and goes on whether it is or not."""
        try:
            write()
        except _DEAF:
            return False
        return True

    def find(self, card_id: Identifier) -> tuple[Card | None, Campaign | None]:
        """A card and its campaign, as far as this desk has them; SessionLocked when nobody is at work."""
        with self._keeper.cards() as cards:
            return cards.get_with_campaign(card_id)

    def note_missed(self, missed: Missed) -> None:
        """A call that Central says nobody took. One that rang here is listed already; a desk that slept then learns now
        whose it was."""
        listed = self.state.missed
        if all(one.call != missed.call for one in listed):
            newest = sorted((missed, *listed), key=lambda one: one.at, reverse=True)
            self.publish(missed=tuple(newest[:MOST_MISSED]))
        else:
            known = (replace(one, card=missed.card) if one.call == missed.call else one for one in listed)
            self.publish(missed=tuple(known))

    def note_handed_on(self, item: InboxItem) -> None:
        """A teammate handed a call to this person; it rings here already, or is about to."""
        by = HandedOn(item.facts.get("who", ""), item.facts.get("queue", ""))
        with self.mutex:
            self._handed_on[item.ref] = by
            call = self.get(item.ref)
            if call is not None:
                self.calls[call.leg.key] = replace(call, handed_on=by)
                self.publish()

    def strike_missed(self, card_id: Identifier | None) -> None:
        """A customer is called back, or spoken to."""
        left = tuple(one for one in self.state.missed if card_id is None or one.card != card_id)
        self.publish(missed=left)

    def learn_cards(self) -> None:
        """Cards came: the customer of a call that is on may be among them."""
        for key, call in tuple(self.calls.items()):
            if call.card is None and call.leg.card is not None:
                card, campaign = self.find(call.leg.card)
                if card is not None:
                    self.calls[key] = replace(call, card=card.id, needs_consent=asks_consent(campaign))
                    if call.answered_at is not None and asks_consent(campaign):
                        self.said[card.id] = call.agreed
        self.publish()

    def get(self, call_id: Identifier) -> Call | None:
        """A call that is not over."""
        return next((call for call in self.calls.values() if call.id == call_id), None)

    def publish(self, **changes: object) -> None:
        """Tell everybody how things stand, with ``changes`` to what the calls do not say themselves."""
        current = self.calls.get(self.ear) if self.ear else None
        others = [call for call in self.calls.values() if call is not current]
        ringing = tuple(call for call in others if call.is_ringing_here)
        held = tuple(call for call in others if not call.is_ringing_here)
        self._show(replace(self.state, current=current, held=held, ringing=ringing, **changes))

    def _show(self, state: PhoneState) -> None:
        if state == self.state:
            return
        self.state = state
        for listener in tuple(self._listeners):
            listener(state)

    def on_level(self, listener: Callable[[float], None]) -> None:
        """Call ``listener`` with the microphone's peak, 0 to 1, while a test runs."""
        self._level_listeners.append(listener)

    def forget_level(self, listener: Callable[[float], None]) -> None:
        """``listener`` wants to hear no more."""
        self._level_listeners.remove(listener)

    def level_heard(self, peak: float) -> None:
        """The microphone's peak."""
        for listener in tuple(self._level_listeners):
            listener(peak)

    def link_changed(self, link: Link) -> None:
        """The telephone stands differently to the PBX."""
        with self.mutex:
            self.publish(link=link)

    def clear(self) -> None:
        """Nobody is at work any more."""
        self.said.clear()
        self._handed_on.clear()
        self._show(PhoneState())
