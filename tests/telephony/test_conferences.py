"""A supervisor whom an agent asks into his call: three who hear one another, over real parts (D1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from app.telephony.port import Ending, Stage
from protocol.inbox import InboxKind
from server.services.policy import RecordingPolicy
from tests.real_central import RealCentral
from tests.telephony import joined
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.joined import (
    BOSS_HZ,
    UNHEARD,
    AgentDesk,
    BossDesk,
    await_heard,
    await_unheard,
    measure_far,
    measure_heard,
)
from tests.telephony.recorded import (
    DESK_HZ,
    FAR_HZ,
    await_pieces,
    await_true,
    list_recordings,
    open_recording,
    record_calls,
)
from tests.telephony.site import PhoneDesk
from tests.telephony.tones import measure_loudest
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx


@pytest.fixture(scope="module")
def agent(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AgentDesk]:
    """Who asks for help."""
    made = joined.seat_agent(central, pbx, tmp_path_factory.mktemp("agent"))
    yield made
    made.desk.close()


@pytest.fixture(scope="module")
def boss(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BossDesk]:
    """His supervisor."""
    made = joined.seat_boss(central, pbx, tmp_path_factory.mktemp("boss"))
    yield made
    made.desk.close()


@pytest.fixture
def talking(network: FarEnd) -> FarEnd:
    """The telephone network, whose far end sends a tone."""
    network.conduct = Conduct.TALK
    return network


def come_in(agent: AgentDesk, boss: BossDesk, call: str) -> str:
    """The agent asks for help, the supervisor comes in; the key of his telephone's call."""
    key = boss.desk.phone.dial(boss.come_in(agent.want_help(call).id).token)
    agent.show()
    boss.desk.ear.await_stage(key, Stage.TALKING)
    return key


def test_all_three_hear_one_another_and_whoever_leaves_the_rest_goes_on(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd
) -> None:
    ticket, key = agent.desk.talk()
    agent.phone_desk.tap.incoming.clear()
    mine = come_in(agent, boss, ticket.id)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, boss.heard, hertz), f"{hertz} Hz at the supervisor's")
    for hertz in (DESK_HZ, BOSS_HZ):
        await_heard(partial(measure_far, talking, hertz), f"{hertz} Hz at the customer's")
    for hertz in (FAR_HZ, BOSS_HZ):
        await_heard(partial(measure_heard, agent.heard, hertz), f"{hertz} Hz at the agent's")
    assert measure_heard(boss.heard, BOSS_HZ) < UNHEARD, "nobody hears himself"
    assert b"INVITE" not in agent.phone_desk.tap.incoming, "the agent's desk is told nothing"
    boss.desk.phone.hang_up(mine)
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    agent.await_notice(InboxKind.LEFT)
    await_unheard(partial(measure_far, talking, BOSS_HZ), "silence of the supervisor's")
    await_heard(partial(measure_far, talking, DESK_HZ), "the agent at the customer's")
    await_heard(partial(measure_heard, agent.heard, FAR_HZ), "the customer at the agent's")
    agent.desk.hang_up(ticket, key)
    await_true(lambda: not talking.calls, "the customer's end of it")


def test_the_agents_hold_keeps_him_out_and_the_others_talk_on(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd
) -> None:
    ticket, key = agent.desk.talk()
    mine = come_in(agent, boss, ticket.id)
    phone, ear = agent.phone_desk.phone, agent.phone_desk.ear
    await_heard(partial(measure_heard, agent.heard, BOSS_HZ), "the supervisor at the agent's")
    await_heard(partial(measure_far, talking, DESK_HZ), "the agent at the customer's")
    phone.hold(key, on=True)
    ear.await_leg(key, lambda leg: leg.held)
    await_unheard(partial(measure_far, talking, DESK_HZ), "the agent, who is on hold")
    await_heard(partial(measure_far, talking, BOSS_HZ), "the supervisor meanwhile")
    phone.hold(key, on=False)
    ear.wait(lambda: not ear.list_of(key)[-1].held, "the call to be taken back")
    await_heard(partial(measure_far, talking, DESK_HZ), "the agent again")
    boss.desk.phone.hold(mine, on=True)
    boss.desk.ear.await_leg(mine, lambda leg: leg.held)
    await_unheard(partial(measure_far, talking, BOSS_HZ), "the supervisor, who is on hold")
    agent.desk.hang_up(ticket, key)
    assert boss.desk.ear.await_stage(mine, Stage.ENDED).ending is Ending.FAR_HUNG_UP


def test_the_customer_who_hangs_up_ends_it_for_all(agent: AgentDesk, boss: BossDesk, talking: FarEnd) -> None:
    ticket, key = agent.desk.talk()
    mine = come_in(agent, boss, ticket.id)
    await_heard(partial(measure_far, talking, BOSS_HZ), "the supervisor")
    talking.hang_up()
    assert boss.desk.ear.await_stage(mine, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    assert agent.phone_desk.ear.await_stage(key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    agent.desk.hang_up(ticket, key)


def test_a_call_of_three_that_is_handed_on_is_a_call_of_two(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, make_desk: Callable[..., PhoneDesk]
) -> None:
    ticket, key = agent.desk.talk()
    mine = come_in(agent, boss, ticket.id)
    await_heard(partial(measure_far, talking, BOSS_HZ), "the supervisor")
    colleague = make_desk()
    agent.phone_desk.phone.transfer(key, colleague.identity.card.id)
    assert agent.phone_desk.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    incoming = colleague.ear.await_incoming()
    colleague.phone.answer(incoming.key)
    assert colleague.ear.await_leg(incoming.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    await_unheard(partial(measure_far, talking, BOSS_HZ), "no supervisor")
    talking.hang_up()
    assert colleague.ear.await_stage(incoming.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP


def test_a_call_of_three_is_recorded_as_it_is_heard(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, central: RealCentral
) -> None:
    record_calls(central, RecordingPolicy(on=True))
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    mine = come_in(agent, boss, ticket.id)
    await_heard(partial(measure_far, talking, BOSS_HZ), "the supervisor")
    since = list_recordings(central, ticket.id)[0].pieces
    await_pieces(central, ticket.id, since + 2)
    agent.desk.hang_up(ticket, key)
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    record_calls(central, RecordingPolicy())
    (recording,) = list_recordings(central, ticket.id)
    piece = open_recording(central, recording.id)[since + 1]
    for hertz in (DESK_HZ, FAR_HZ, BOSS_HZ):
        assert measure_loudest(piece, hertz) > 1000, hertz


def test_no_number_reaches_the_supervisors_desk_from_a_far_end_that_says_it_everywhere(
    hostile: tuple[HostileFarEnd, DemoPbx],
    central: RealCentral,
    keyring_daemon: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    network, pbx = hostile
    network.conduct = Conduct.TALK
    network.sent.clear()
    agent = joined.seat_agent(central, pbx, tmp_path_factory.mktemp("agent"))
    boss = joined.seat_boss(central, pbx, tmp_path_factory.mktemp("boss"))
    ticket, key = agent.desk.talk()
    mine = come_in(agent, boss, ticket.id)
    await_heard(partial(measure_far, network, BOSS_HZ), "the supervisor at the customer's")
    agent.desk.hang_up(ticket, key)
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    number = network.find_number().encode()
    assert count_hits(b"".join(network.sent), number) > 20, "the control: it was said"
    for desk in (agent.phone_desk, boss.desk):
        assert b"200 OK" in desk.tap.incoming, "the wire was read"
        assert count_hits(desk.tap.incoming + desk.tap.outgoing, number) == 0
    agent.desk.close()
    boss.desk.close()
