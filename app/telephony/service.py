"""Calling at the desk: leave from Central, the token dialled, every step on record before it takes effect (D1, C1, P3).

A number is nowhere here. The telephone is whatever stands behind :mod:`app.telephony.port`.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.session_state import SessionState
from app.telephony.choice import PhoneChoice
from app.telephony.consent import asks_consent, name_wording, stores_words
from app.telephony.joining import Joining
from app.telephony.missed import MissedCalls
from app.telephony.phone_line import PhoneLine
from app.telephony.port import Ending, Leg, Link, Stage
from app.telephony.records import CallRecords
from app.telephony.states import Call, Cut, PauseReason, PhoneState, Standing
from app.telephony.switchboard import Switchboard
from app.telephony.table_phone import TablePhone
from protocol.call_refusals import CallUnderWay, CardLent, ConsentUnanswered, NotToBeCalled, PhoneNotReady
from protocol.calls import CallRequest, CallTicket
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.events import Act, ObjectKind
from protocol.inbox import InboxKind
from protocol.refusals import NotFound, SessionLocked
from protocol.road import CentralNonsense
from protocol.telephones import TransferTarget

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.telephony.port import Telephone
    from app.trail import Trail
    from app.vpn import VpnState
    from protocol.cards import Campaign, Disposition
    from protocol.identifiers import Identifier
    from protocol.inbox import InboxItem
    from secure_store.device import DeviceIdentity


class CallService:
    """The calls of who is at work: one at the ear, others on hold. Acts off the GUI thread; ``state`` from any."""

    def __init__(
        self,
        identity: DeviceIdentity,
        central: CentralClient,
        keeper: SessionKeeper,
        trail: Trail,
        make_telephone: Callable[[], Telephone] | None = None,
    ) -> None:
        self._central, self._keeper, self._trail = central, keeper, trail
        self._records = CallRecords(trail)
        self._line = PhoneLine(identity, keeper, make_telephone, lambda: TablePhone(central))
        self._board = Switchboard(keeper, self._line, self._records)
        self._missed = MissedCalls(central, keeper, trail, self._board)
        self.joining = Joining(central, keeper, trail, self._board, self._line, self._require_free)
        """Teammates' calls that are joined, and who joins this desk's."""
        self.choice = PhoneChoice(central, self._board, self._line, self._follow)
        """What the person calls over, and through what he speaks and hears."""
        self._abandon = Cut.NONE
        keeper.on_change(self._hear_state)

    @property
    def state(self) -> PhoneState:
        """How everything stands."""
        return self._board.state

    def on_change(self, listener: Callable[[PhoneState], None]) -> None:
        """Call ``listener`` with every new state, in order, from whatever thread brought it."""
        self._board.on_change(listener)

    def dial(self, card_id: Identifier) -> Call:
        """Call a card: CALL_ASKED durable, leave from Central, CALL_DIALLED durable, then the token goes out.

        PhoneNotReady, CallUnderWay, NotFound, CardLent, SessionLocked; what Central refuses with, which is recorded;
        NotToBeCalled when the customer withdrew meanwhile (P3). A call that the agent gave up while Central was asked
        comes back as one that has ended.
        """
        card, campaign = self._board.find(card_id)
        if card is None:
            raise NotFound
        if card.call is not None:
            raise CardLent
        with self._board.mutex:
            self._require_free()
            self._abandon = Cut.NONE
            self._board.publish(asking=card_id, last=None, wrap_up_until=None, withdrawn=False)
        try:
            with self._trail.asking(Act.CALL_ASKED, ObjectKind.CARD, card_id, is_followed=True):
                ticket = self._central.call("POST", "/v1/calls", CallTicket, CallRequest(card=card_id))
            if ticket.card != card_id:
                raise CentralNonsense
            with self._board.mutex:
                return self._place(ticket, campaign)
        finally:
            with self._board.mutex:
                self._board.publish(asking=None)

    def answer(self, call_id: Identifier) -> None:
        """Take a call that rings here; the one at the ear is put on hold. CALL_ANSWERED is durable first. Nothing where
        it rings at the table."""
        with self._board.mutex:
            call = self._board.get(call_id)
            if call is None or not call.is_ringing_here or call.leg.at_table:
                return
            self._records.answered(call)
            self._board.set_aside()
            self._board.ear = call.leg.key
            self._line.telephone.answer(call.leg.key)
            self._board.publish(last=None, wrap_up_until=None)
            self._board.strike_missed(call.card)

    def hang_up(self, call_id: Identifier | None = None) -> None:
        """End the call at the ear, or another; give it up while it rings, decline it where it rings here."""
        with self._board.mutex:
            if call_id is None and self.state.asking is not None:
                self._abandon = Cut.AGENT
            call = self._board.get(call_id) if call_id else self.state.current
            if call is not None:
                self._board.cut(call, Cut.AGENT)

    def mute(self, *, on: bool) -> None:
        """Send silence, or the voice again."""
        with self._board.mutex:
            if self._board.ear is not None:
                self._line.telephone.mute(self._board.ear, on=on)

    def hold(self, *, on: bool) -> None:
        """Put the far end on hold or take it back; CALL_HELD is durable first. Nothing where it is at the table."""
        with self._board.mutex:
            call = self.state.current
            if call is not None and call.leg.stage is Stage.TALKING and not call.leg.at_table:
                self._board.hold(call, on=on)

    def take_back(self, call_id: Identifier) -> None:
        """Talk to one that is on hold; the one at the ear is put on hold."""
        with self._board.mutex:
            call = self._board.get(call_id)
            if call is None or call.leg.stage is not Stage.TALKING or call.leg.key == self._board.ear:
                return
            self._board.set_aside()
            self._board.ear = call.leg.key
            self._board.hold(call, on=False)
            self._board.publish()

    def send_tone(self, tone: str) -> None:
        """A key of the keypad, for the far end's menus. Which one is not recorded: it may belong to a number."""
        with self._board.mutex:
            if self._board.ear is not None:
                self._line.telephone.send_tone(self._board.ear, tone)

    def list_targets(self) -> tuple[TransferTarget, ...]:
        """Whom a call may be handed to now, as Central says."""
        return self._central.call("GET", "/v1/calls/targets", tuple[TransferTarget, ...])

    def transfer(self, target: TransferTarget) -> None:
        """Hand the call at the ear on; CALL_TRANSFERRED is durable first. Where it is at the table Central may refuse:
        NotFound, CallOver, what the road raises; that is recorded, and the call goes on."""
        with self._board.mutex:
            call, telephone = self.state.current, self._line.telephone
            if call is None or call.leg.stage is not Stage.TALKING:
                return
            self._records.transferred(call, target)
        try:
            telephone.transfer(call.leg.key, target.place)
        except VeildeskError as error:
            self._records.not_transferred(call, target, error)
            raise

    def answer_consent(self, card_id: Identifier, *, agreed: bool) -> bool:
        """Note the customer's word, once a call: CONSENT_ANSWERED is durable first, and a no ends the call (C1).

        False, and nothing noted, where no call with this customer is on.
        """
        with self._board.mutex:
            call = next((one for one in self._board.calls.values() if one.card == card_id and one.needs_consent), None)
            _, campaign = self._board.find(card_id)
            if call is None or campaign is None or call.answered_at is None or call.agreed is not None:
                return False
            self._records.answered_consent(call, campaign, name_wording(campaign), agreed=agreed)
            self._board.said[card_id] = agreed
            call = self._board.calls[call.leg.key] = replace(call, agreed=agreed)
            if not agreed:
                self._board.cut(call, Cut.NOT_AGREED)
            self._board.publish()
            return True

    def check_storing(self, card_id: Identifier, disposition: Disposition, note: str) -> None:
        """ConsentUnanswered for what a customer said in a call, before his yes (C1)."""
        if not self.may_store(card_id) and stores_words(disposition, note):
            raise ConsentUnanswered

    def may_store(self, card_id: Identifier) -> bool:
        """Whether what this customer says may be stored: no, from a call's first word to his yes. At a telephone on a
        table that word may be spoken before this desk hears of it."""
        if any(call.card == card_id and call.may_talk_unheard for call in tuple(self._board.calls.values())):
            return False
        return self._board.said.get(card_id, True) is True

    def pause(self, reason: PauseReason) -> None:
        """Take no calls for a while, CALLS_PAUSED durable first; what rings is declined."""
        with self._board.mutex:
            if self.state.pause is not reason:
                self._records.paused(reason)
                self._board.publish(pause=reason)
                self._board.decline(Cut.UNAVAILABLE)

    def resume(self) -> None:
        """Take calls again; the time after a call is over, too."""
        with self._board.mutex:
            if self.state.pause is not None:
                self._records.resumed(self.state.pause)
            self._board.publish(pause=None, wrap_up_until=None)

    def forget_missed(self) -> None:
        """The list of missed calls was seen to, on record, here and at Central. What Central raises; it stays then."""
        self._missed.clear()

    def look_at_missed(self) -> None:
        """List those that Central has, where they are not listed yet."""
        self._missed.look()

    def hear(self, item: InboxItem) -> None:
        """A notice from Central came."""
        if item.kind is InboxKind.CONSENT_WITHDRAWN:
            self._withdraw(item.ref)
        elif item.kind is InboxKind.CALL_MISSED:
            self._missed.want()
        elif item.kind is InboxKind.CALL_HANDED_ON:
            self._board.note_handed_on(item)
        elif item.kind is InboxKind.POLICY_CHANGED:
            self._follow()
        else:
            self.joining.hear(item)

    def hear_cards(self, changed: frozenset[Identifier] | None) -> None:
        """Cards changed: a customer may be one who is not to be called now (P3), or one who calls just now."""
        with self._board.mutex:
            with suppress(VeildeskError):  # a vault that just closed knows no card
                self._board.learn_cards()
            cards = {call.card for call in self._board.calls.values()} | {self.state.asking}
        for card_id in cards:
            if card_id is not None and (changed is None or card_id in changed):
                with suppress(VeildeskError):  # a vault that just closed says nothing of any card
                    card, _ = self._board.find(card_id)
                    if card is not None and card.state is CardState.STOPPED:
                        self._withdraw(card_id)

    def hear_road(self, state: VpnState) -> None:
        """The way out changed: no voice runs beside the VPN (T2)."""
        self._line.may_leave = state.is_allowed
        if not state.is_allowed:
            self._board.end_all(Cut.VPN_LOST)
        self._follow()

    def close(self) -> None:
        """End every call and the telephone."""
        self._board.end_all(Cut.PHONE_STOPPED)
        self._line.close()

    def _require_free(self) -> None:
        if self._keeper.state is not SessionState.ACTIVE:
            raise SessionLocked
        state = self.state
        if not state.standing.carries:
            raise PhoneNotReady(reason=state.standing.value)
        if state.link is not Link.READY:
            raise PhoneNotReady(reason=state.link.value)
        if not state.can_dial:
            raise CallUnderWay

    def _place(self, ticket: CallTicket, campaign: Campaign | None) -> Call:
        call = Call(
            id=ticket.id,
            leg=Leg(key="", stage=Stage.DIALLING, token=ticket.token),
            begun_at=monotonic(),
            number=ticket.number,
            card=ticket.card,
            needs_consent=asks_consent(campaign),
        )
        error = self._find_hindrance()
        if error is not None:
            self._records.not_dialled(call, error)
            raise error
        self._records.dialled(call)
        if self._abandon is Cut.AGENT:
            given_up = replace(call.leg, stage=Stage.ENDED, ending=Ending.GIVEN_UP)
            return self._board.finish(replace(call, leg=given_up, cut=Cut.AGENT))
        self._board.set_aside()
        key = self._line.telephone.dial(ticket.token)
        call = self._board.calls[key] = replace(call, leg=replace(call.leg, key=key))
        self._board.ear = key
        self._board.strike_missed(call.card)
        return call

    def _find_hindrance(self) -> VeildeskError | None:
        """What came between while Central was asked."""
        if self._keeper.state is not SessionState.ACTIVE:
            return SessionLocked()
        if self._abandon is Cut.WITHDRAWN:
            return NotToBeCalled()
        return None if self.state.is_ready else PhoneNotReady(reason=self.state.link.value)

    def _withdraw(self, card_id: Identifier) -> None:
        """P3: whoever is being called is called no more; whoever talks is not cut off, and the agent is told."""
        with self._board.mutex:
            if self.state.asking == card_id:
                self._abandon = Cut.WITHDRAWN
            for call in tuple(self._board.calls.values()):
                if call.card != card_id:
                    continue
                if call.answered_at is None:
                    self._board.cut(call, Cut.WITHDRAWN)
                else:
                    self._board.publish(withdrawn=True)

    def _hear_state(self, state: SessionState) -> None:
        if state is SessionState.ACTIVE:
            self._follow()
        elif state is SessionState.LOCKED:
            with self._board.mutex:
                self._board.decline(Cut.LOCKED)
                self.joining.hear_lock()
                current = self.state.current
                if current is not None and current.answered_at is None:
                    self._board.cut(current, Cut.LOCKED)
        elif state is SessionState.SIGNED_OUT:
            self._board.end_all(Cut.SESSION_ENDED)
            self._line.lay_down()
            self._board.clear()
            self._missed.want()

    def _follow(self) -> None:
        """Have the telephone that policy wants, and none where none may be."""
        if self._line.must_change:
            self._board.end_all(Cut.PHONE_STOPPED)
        standing = self._line.follow(self._board)
        with self._board.mutex:
            link = self.state.link if standing.carries else Link.OFF
            sound = None if standing is Standing.DESK_PHONE else self.state.sound
            self._board.publish(standing=standing, link=link, sound=sound)
