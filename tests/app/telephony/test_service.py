"""What the desk does of a call, and what its journal says of it afterwards (D1, D7, C1, P3, T2)."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Link, Stage
from app.telephony.states import Cut, PauseReason, Standing
from app.vpn import RoadKind, VpnState
from protocol.call_refusals import CallUnderWay, ConsentUnanswered, NotToBeCalled, PhoneNotReady
from protocol.cards import CardState, Disposition
from protocol.events import Act, Outcome
from protocol.inbox import InboxItem, InboxKind
from protocol.roles import Role
from protocol.telephones import PhoneMode, PhoneRule, TargetKind
from protocol.times import now
from server.services.cards import touch_card
from server.store.call_tables import calls
from server.store.tables import customers
from tests.calling import PHONE, Caller, put_rule
from tests.waiting import wait_for


def talk(caller: Caller, card: str) -> None:
    """A call that was answered."""
    caller.desk.calls.dial(card)
    caller.far.ring()
    caller.far.pick_up()
    wait_for(lambda: caller.desk.calls.state.current and caller.desk.calls.state.current.answered_at)


def idle(caller: Caller) -> bool:
    """Whether no call is on."""
    return not caller.desk.calls.state.is_busy


def test_a_call_is_on_record_from_the_wish_to_the_last_second(caller: Caller) -> None:
    card = caller.cards()[0]
    talk(caller, card)
    caller.desk.calls.hang_up()
    wait_for(lambda: idle(caller))

    story = caller.events(Act.CALL_ASKED, Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED)
    assert [event.act for event in story] == [Act.CALL_ASKED, Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED]
    assert story[0].object_id == card
    assert {event.object_id for event in story[1:]} == {caller.desk.calls.state.last.id}
    ended = story[-1].detail
    assert (ended["ending"], ended["cut"], ended["card"]) == (Ending.HUNG_UP, Cut.AGENT, card)
    assert ended["number"].startswith("C-")


def test_what_goes_to_the_pbx_is_the_token_that_central_gave(caller: Caller) -> None:
    call = caller.desk.calls.dial(caller.cards()[0])
    assert caller.far.asked == [("dial", call.leg.token)]
    assert caller.central.look_up(select(calls.c.id).where(calls.c.id == call.id))
    assert caller.far.account.desk == caller.desk.identity.card.id


def test_a_refused_call_reaches_no_telephone_and_is_recorded(caller: Caller) -> None:
    card = caller.cards()[0]
    with caller.central.writing() as connection:
        connection.execute(update(customers).where(customers.c.id == card).values(state=CardState.STOPPED.value))
    with pytest.raises(NotToBeCalled):
        caller.desk.calls.dial(card)
    assert caller.far.asked == []
    refused = caller.last(Act.CALL_ASKED)
    assert (refused.outcome, refused.detail["problem"]) == (Outcome.REFUSED, "not-to-be-called")
    assert caller.is_ready()


def test_a_second_call_waits_until_the_first_is_on_hold(caller: Caller) -> None:
    first, second = caller.cards()[:2]
    talk(caller, first)
    with pytest.raises(CallUnderWay):
        caller.desk.calls.dial(second)
    caller.desk.calls.hold(on=True)
    wait_for(caller.is_ready)
    talk(caller, second)
    state = caller.desk.calls.state
    assert state.current.card == second
    assert [call.card for call in state.held] == [first]
    caller.desk.calls.take_back(state.held[0].id)
    wait_for(lambda: caller.desk.calls.state.current.card == first and not caller.desk.calls.state.current.leg.held)
    assert [event.detail["on"] for event in caller.events(Act.CALL_HELD)] == ["yes", "yes", "no"]


def test_a_withdrawal_hangs_up_while_it_rings_and_tells_the_agent_while_he_talks(caller: Caller) -> None:
    ringing, talking = caller.cards()[:2]
    caller.desk.calls.dial(ringing)
    caller.far.ring()
    caller.desk.calls.hear(InboxItem(seq=1, kind=InboxKind.CONSENT_WITHDRAWN, at=now(), ref=ringing))
    wait_for(lambda: idle(caller))
    assert caller.last(Act.CALL_ENDED).detail["cut"] == Cut.WITHDRAWN

    talk(caller, talking)
    caller.desk.calls.hear(InboxItem(seq=2, kind=InboxKind.CONSENT_WITHDRAWN, at=now(), ref=talking))
    assert caller.desk.calls.state.withdrawn
    assert caller.desk.calls.state.current.leg.stage is Stage.TALKING


def test_a_card_that_central_stops_in_mid_dial_ends_its_call(caller: Caller) -> None:
    card = caller.cards()[0]
    caller.desk.calls.dial(card)
    with caller.central.writing() as connection:
        connection.execute(update(customers).where(customers.c.id == card).values(state=CardState.STOPPED.value))
        touch_card(connection, card)
    caller.desk.sync.wake()
    wait_for(lambda: idle(caller))
    assert caller.last(Act.CALL_ENDED).detail["cut"] == Cut.WITHDRAWN


def test_without_central_the_call_goes_on_and_its_record_is_complete(caller: Caller) -> None:
    talk(caller, caller.cards()[0])
    caller.central.line.cut()
    caller.far.end(Ending.FAR_HUNG_UP)
    wait_for(lambda: idle(caller))
    ended = caller.last(Act.CALL_ENDED)
    assert ended.detail["ending"] == Ending.FAR_HUNG_UP
    caller.central.line.restore()
    caller.desk.sync.wake()
    wait_for(lambda: caller.desk.trail.journal.delivered_upto() >= ended.seq)


def test_an_engine_that_ends_takes_its_call_and_says_so(caller: Caller) -> None:
    talk(caller, caller.cards()[0])
    caller.far.link(Link.ENGINE_GONE)
    caller.far.end(Ending.ENGINE_LOST)
    wait_for(lambda: idle(caller) and caller.desk.calls.state.link is Link.ENGINE_GONE)
    assert caller.last(Act.CALL_ENDED).outcome is Outcome.FAILED
    with pytest.raises(PhoneNotReady):
        caller.desk.calls.dial(caller.cards()[0])
    caller.far.link(Link.READY)
    wait_for(caller.is_ready)


def test_a_lock_gives_up_dialling_and_lets_a_conversation_go_on(caller: Caller) -> None:
    first, second = caller.cards()[:2]
    caller.desk.calls.dial(first)
    caller.desk.keeper.lock()
    wait_for(lambda: idle(caller))
    assert caller.last(Act.CALL_ENDED).detail["cut"] == Cut.LOCKED
    caller.desk.keeper.unlock(bytearray(caller.person.password.encode()))
    talk(caller, second)
    caller.desk.keeper.lock()
    key = caller.far.come_in(first)
    wait_for(lambda: ("hang up", key) in caller.far.asked and caller.desk.calls.state.missed)
    assert caller.desk.calls.state.current.leg.stage is Stage.TALKING


def test_sign_out_ends_calls_in_the_name_of_who_made_them(caller: Caller) -> None:
    talk(caller, caller.cards()[0])
    person = caller.desk.keeper.person.id
    caller.desk.keeper.sign_out()
    ended = caller.last(Act.CALL_ENDED)
    assert (ended.actor, ended.detail["cut"]) == (person, Cut.SESSION_ENDED)
    wait_for(lambda: caller.far.is_stopped)
    assert caller.desk.calls.state.standing is Standing.OFF


def test_no_voice_runs_beside_the_vpn(caller: Caller) -> None:
    talk(caller, caller.cards()[0])
    caller.desk.calls.hear_road(VpnState(RoadKind.DIRECT, "eth0", is_allowed=False, is_required=True))
    assert caller.last(Act.CALL_ENDED).detail["cut"] == Cut.VPN_LOST
    assert caller.desk.calls.state.standing is Standing.NO_VPN
    wait_for(lambda: caller.far.is_stopped)
    caller.desk.calls.hear_road(VpnState(RoadKind.TUNNEL, "wg0"))
    wait_for(caller.is_ready)
    assert len(caller.phones) == 2


def test_nothing_the_customer_says_is_stored_before_his_yes(caller: Caller) -> None:
    card = caller.cards()[0]
    talk(caller, card)
    with pytest.raises(ConsentUnanswered):
        caller.desk.outcomes.record(card, Disposition.INTERESTED)
    with pytest.raises(ConsentUnanswered):
        caller.desk.outcomes.record(card, Disposition.NOT_INTERESTED, note="likes oak")
    caller.desk.outcomes.record(card, Disposition.WRONG_NUMBER)
    assert caller.desk.calls.answer_consent(card, agreed=True)
    assert not caller.desk.calls.answer_consent(card, agreed=False), "a second word changes nothing"
    caller.desk.outcomes.record(card, Disposition.INTERESTED, note="likes oak")
    answered = caller.last(Act.CONSENT_ANSWERED).detail
    assert answered["answer"] == "yes"
    assert len(answered["wording"]) == 16


def test_a_no_ends_the_call_and_nothing_is_stored_of_it(caller: Caller) -> None:
    card = caller.cards()[0]
    talk(caller, card)
    caller.desk.calls.answer_consent(card, agreed=False)
    wait_for(lambda: idle(caller))
    assert caller.last(Act.CALL_ENDED).detail["cut"] == Cut.NOT_AGREED
    with pytest.raises(ConsentUnanswered):
        caller.desk.outcomes.record(card, Disposition.NOT_INTERESTED, note="was angry")
    caller.desk.outcomes.record(card, Disposition.NOT_INTERESTED)


def test_a_call_comes_in_with_its_card_and_the_other_goes_on_hold(caller: Caller) -> None:
    first, second = caller.cards()[:2]
    talk(caller, first)
    caller.far.come_in(second)
    wait_for(lambda: caller.desk.calls.state.ringing)
    call = caller.desk.calls.state.ringing[0]
    assert call.card == second
    caller.desk.calls.answer(call.id)
    wait_for(lambda: caller.desk.calls.state.current.card == second)
    wait_for(lambda: [held.card for held in caller.desk.calls.state.held] == [first])
    assert caller.last(Act.CALL_ANSWERED).detail["by"] == "desk"


def test_a_pause_declines_what_rings_and_lists_it_as_missed(caller: Caller) -> None:
    card = caller.cards()[0]
    caller.desk.calls.pause(PauseReason.MEAL)
    caller.far.come_in(card)
    wait_for(lambda: caller.desk.calls.state.missed)
    missed = caller.desk.calls.state.missed[0]
    assert (missed.card, missed.why) == (card, Cut.UNAVAILABLE)
    caller.desk.calls.resume()
    assert [event.detail["reason"] for event in caller.events(Act.CALLS_PAUSED, Act.CALLS_RESUMED)] == ["meal", "meal"]


def test_a_call_goes_to_a_queue_or_a_colleague_by_the_name_that_central_gave(caller: Caller) -> None:
    colleague = caller.central.find_person(Role.AGENT)
    talk(caller, caller.cards()[0])
    targets = caller.desk.calls.list_targets()
    assert [target.name for target in targets if target.kind is TargetKind.QUEUE] == ["Service"]
    assert colleague.name not in {target.name for target in targets}, "nobody who is not at a desk"
    caller.desk.calls.transfer(targets[0])
    wait_for(lambda: idle(caller))
    assert ("transfer", "service") in caller.far.asked
    assert caller.last(Act.CALL_TRANSFERRED).detail["place"] == "service"
    assert caller.last(Act.CALL_ENDED).detail["ending"] == Ending.TRANSFERRED


def test_a_policy_without_a_pbx_says_so_and_one_with_another_pbx_is_followed(caller: Caller) -> None:
    put_rule(caller.central, PhoneRule())
    wait_for(lambda: caller.desk.calls.state.standing is Standing.NO_PBX)
    assert caller.phones[0].is_stopped or wait_for(lambda: caller.phones[0].is_stopped) is None
    put_rule(caller.central, PhoneRule(mode=PhoneMode.DESK_PHONE))
    wait_for(lambda: caller.desk.calls.state.standing is Standing.DESK_PHONE)
    put_rule(caller.central, PHONE)
    wait_for(caller.is_ready)
    assert len(caller.phones) == 2
