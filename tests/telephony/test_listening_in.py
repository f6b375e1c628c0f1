"""Listening in over real Kamailio, rtpengine, PBX and Central: heard by the listener, and he by nobody (D1, U1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from protocol.inbox import InboxKind
from protocol.joining import ListenInRule
from protocol.times import now
from server.store.call_tables import joins
from server.store.tables import people, sessions
from tests.real_central import RealCentral
from tests.telephony import joined
from tests.telephony.hostile import count_hits
from tests.telephony.joined import (
    BOSS_HZ,
    UNHEARD,
    AgentDesk,
    BossDesk,
    await_heard,
    measure_far,
    measure_heard,
)
from tests.telephony.listening import await_more_voice
from tests.telephony.recorded import DESK_HZ, FAR_HZ, await_true, has_voice, is_copied
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx


@pytest.fixture(scope="module")
def agent(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AgentDesk]:
    """Whose calls are listened to."""
    joined.let_listen(central, ListenInRule.TOLD)
    made = joined.seat_agent(central, pbx, tmp_path_factory.mktemp("agent"))
    yield made
    joined.let_listen(central, ListenInRule.NEVER)
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


def is_over(central: RealCentral, call: str) -> bool:
    """Whether nobody is in a call any more, by Central's books."""
    return not central.look_up(select(joins.c.id).where(joins.c.call == call, joins.c.ended_at.is_(None)))


def test_a_listener_hears_both_and_nobody_hears_him(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, pbx: DemoPbx
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    mine = boss.listen(agent, ticket.id)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, boss.heard, hertz), f"{hertz} Hz")
    assert boss.desk.ear.await_leg(mine, lambda leg: leg.is_sealed)
    assert await_more_voice(talking)
    await_heard(partial(measure_far, talking, DESK_HZ), "the control: the agent is heard there")
    assert measure_far(talking, BOSS_HZ) < UNHEARD
    await_heard(partial(measure_heard, agent.heard, FAR_HZ), "the control: the customer is heard there")
    assert measure_heard(agent.heard, BOSS_HZ) < UNHEARD
    boss.desk.phone.hang_up(mine)
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    agent.await_notice(InboxKind.LEFT)
    await_true(lambda: not is_copied(pbx, ticket.id), "the copy's end")
    assert await_more_voice(talking), "the call goes on"
    agent.desk.hang_up(ticket, key)


def test_nobody_is_let_in_before_the_desk_shows_him_and_the_call_hears_no_number(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    boss.desk.tap.incoming.clear()
    mine = boss.desk.phone.dial(boss.ask(ticket.id).token)
    told = agent.await_notice(InboxKind.JOINED)
    assert (told.facts["call"], told.facts["who"], told.facts["kind"]) == (ticket.id, "钱多", "listen")
    boss.desk.ear.await_stage(mine, Stage.RINGING)
    assert not is_copied(pbx, ticket.id)
    assert boss.desk.ear.await_leg(mine, lambda leg: leg.stage is Stage.ENDED).ending is Ending.NO_ANSWER
    await_true(partial(is_over, central, ticket.id), "Central's word")
    again = boss.listen(agent, ticket.id)
    await_heard(partial(measure_heard, boss.heard, FAR_HZ), "the customer")
    boss.desk.phone.hang_up(again)
    boss.desk.ear.await_stage(again, Stage.ENDED)
    number = talking.find_number().encode()
    assert count_hits(b"".join(talking.received), number), "the control: the trunk was told the number"
    assert b"200 OK" in boss.desk.tap.incoming, "the wire was read"
    assert count_hits(boss.desk.tap.incoming + boss.desk.tap.outgoing, number) == 0
    agent.desk.hang_up(ticket, key)


@pytest.mark.parametrize("why", ["call", "no", "policy", "session", "frozen"])
def test_listening_ends_with_the_call_the_yes_the_rule_and_the_session(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, central: RealCentral, pbx: DemoPbx, why: str
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    mine = boss.listen(agent, ticket.id)
    sitting = people.c.username == boss.desk.person.username
    if why == "call":
        agent.desk.hang_up(ticket, key)
    elif why == "no":
        agent.desk.answer(ticket, "no")
    elif why == "policy":
        joined.let_listen(central, ListenInRule.NEVER)
    elif why == "session":
        his = sessions.c.person == select(people.c.id).where(sitting).scalar_subquery()
        with central.writing() as connection:
            connection.execute(update(sessions).where(his).values(ended_at=now()))
    else:
        with central.writing() as connection:
            connection.execute(update(people).where(sitting).values(state="frozen"))
    assert boss.desk.ear.await_stage(mine, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    await_true(partial(is_over, central, ticket.id), "Central's word")
    if why != "call":
        assert await_more_voice(talking), "the call goes on"
        assert not is_copied(pbx, ticket.id)
        agent.desk.hang_up(ticket, key)
    joined.let_listen(central, ListenInRule.TOLD)
    with central.writing() as connection:
        connection.execute(update(people).where(sitting).values(state="active"))
        connection.execute(update(sessions).values(ended_at=None))


def test_a_relay_that_is_gone_leaves_nobody_on_the_line(
    agent: AgentDesk, boss: BossDesk, talking: FarEnd, pbx: DemoPbx
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    boss.listen(agent, ticket.id)
    pbx.end("rtpengine", at_once=True)
    try:
        agent.desk.hang_up(ticket, key)
        await_true(lambda: not talking.calls, "the customer's end of it")
    finally:
        pbx.start_media()
        await_true(partial(has_voice, pbx), "the relay's return")


def test_a_listening_token_is_good_once_and_at_one_desk(agent: AgentDesk, boss: BossDesk, talking: FarEnd) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    other = agent.phone_desk.phone.dial(boss.ask(ticket.id).token)
    assert agent.phone_desk.ear.await_leg(other, lambda leg: leg.stage is Stage.ENDED).ending is Ending.REFUSED
    agent.await_notice(InboxKind.JOINED)
    token = boss.ask(ticket.id).token
    mine = boss.desk.phone.dial(token)
    agent.show()
    boss.desk.ear.await_stage(mine, Stage.TALKING)
    boss.desk.phone.hang_up(mine)
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    again = boss.desk.phone.dial(token)
    assert boss.desk.ear.await_leg(again, lambda leg: leg.stage is Stage.ENDED).ending is Ending.REFUSED
    agent.desk.hang_up(ticket, key)
