"""Calls to tokens, from a desk's engine over Kamailio to a telephone network (D1, T1)."""

from __future__ import annotations

from collections.abc import Callable

from app.telephony.port import Ending, Stage
from tests.telephony.endings import each_end
from tests.telephony.hostile import count_hits
from tests.telephony.listening import await_description, await_more_voice, await_tone, await_voice
from tests.telephony.site import PhoneDesk
from ui.demo.far_end import Conduct, FarEnd


def test_a_call_is_made_talked_over_and_ended_and_its_voice_is_sealed(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.TALK
    key = desk.dial()
    leg = desk.ear.await_stage(key, Stage.TALKING)
    assert desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed).token
    assert leg.key == key
    assert network.find_number().isdigit()
    assert await_voice(network)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


@each_end
def test_each_end_has_its_name(desk: PhoneDesk, network: FarEnd, conduct: Conduct, ending: Ending) -> None:
    network.conduct = conduct
    assert desk.ear.await_leg(desk.dial(), lambda leg: leg.stage is Stage.ENDED).ending is ending


def test_who_hangs_up_as_he_answers_is_heard_each_time(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.HANG_UP
    for card in range(20):
        leg = desk.ear.await_leg(desk.dial(card), lambda leg: leg.stage is Stage.ENDED)
        assert leg.ending is Ending.FAR_HUNG_UP


def test_a_call_that_nobody_takes_is_given_up(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.GIVEN_UP


def test_hold_mute_and_tones_reach_the_far_end(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.TALK
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    desk.phone.hold(key, on=True)
    desk.ear.await_leg(key, lambda leg: leg.held)
    assert await_description(network, "a=sendonly")
    desk.phone.hold(key, on=False)
    desk.ear.wait(lambda: not desk.ear.list_of(key)[-1].held, "the call to be taken back")
    assert await_description(network, "a=sendrecv")
    desk.phone.mute(key, on=True)
    desk.ear.await_leg(key, lambda leg: leg.muted)
    desk.phone.send_tone(key, "7")
    assert await_tone(network) == "7"
    desk.phone.hang_up(key)
    desk.ear.await_stage(key, Stage.ENDED)


def test_a_call_is_handed_to_a_colleague_who_sees_the_card_and_no_number(
    desk: PhoneDesk, make_desk: Callable[..., PhoneDesk], network: FarEnd
) -> None:
    network.conduct = Conduct.TALK
    colleague = make_desk()
    ticket = desk.ask()
    key = desk.phone.dial(ticket.token)
    desk.ear.await_stage(key, Stage.TALKING)
    desk.phone.transfer(key, colleague.identity.card.id)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    incoming = colleague.ear.await_incoming()
    assert (incoming.stage, incoming.card) == (Stage.RINGING, ticket.card)
    colleague.phone.answer(incoming.key)
    assert colleague.ear.await_leg(incoming.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    network.hang_up()
    assert colleague.ear.await_stage(incoming.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    number = network.find_number().encode()
    assert count_hits(colleague.tap.incoming + colleague.tap.outgoing, number) == 0


def test_what_makes_no_sense_does_nothing(desk: PhoneDesk) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    desk.phone.send_tone(key, "77")
    desk.phone.transfer(key, "13800138000")
    desk.phone.answer(key)
    desk.phone.hang_up("no such call")
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP
    assert b"13800138000" not in desk.tap.outgoing
    desk.phone.hold(key, on=True)
    desk.phone.mute(key, on=True)
    assert desk.ear.list_of(key)[-1].stage is Stage.ENDED
