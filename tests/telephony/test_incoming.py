"""A customer calls: his agent's desk rings with the masked card, and all others hear one and the same no (D1, U1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Leg, Stage
from protocol.times import now
from server.store.call_tables import call_records, incoming_calls, presence
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.telephony.listening import await_more_voice
from tests.telephony.site import PhoneDesk
from ui.demo.far_caller import CallingFarEnd
from ui.demo.pbx import DemoPbx


@pytest.fixture(scope="module")
def called_desk(make_desk: Callable[..., PhoneDesk]) -> PhoneDesk:
    """The desk of an agent with customers of his own."""
    return make_desk(cards=3)


@pytest.fixture
def agent(called_desk: PhoneDesk, network: CallingFarEnd, central: RealCentral) -> Iterator[PhoneDesk]:
    """He is at work and free."""
    called_desk.be_there()
    called_desk.tap.incoming.clear()
    called_desk.tap.outgoing.clear()
    called_desk.ear.legs.clear()
    yield called_desk
    network.hang_up()
    with central.writing() as connection:
        connection.execute(update(presence).values(paused_at=None, locked_at=None))
        connection.execute(update(call_records).where(call_records.c.ended_at.is_(None)).values(ended_at=now()))


def come_in(agent: PhoneDesk) -> Leg:
    """The call that rings at a desk."""
    return agent.ear.await_incoming()


def find_call(central: RealCentral, card: str) -> tuple[object, ...]:
    """The latest call of a customer's, as Central has it: who was to take it, where, and when it was missed."""
    kept = incoming_calls.c
    query = select(kept.id, kept.device, kept.missed_at).where(kept.customer == card).order_by(kept.came_at.desc())
    return central.look_up(query)[0]


def test_a_customer_who_calls_reaches_his_agent_who_sees_the_card_and_no_number(
    agent: PhoneDesk, network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    number = central.read_number(agent.cards[0])
    made = network.call(number, pbx.trunk_side)
    ringing = come_in(agent)
    assert (ringing.stage, ringing.card) == (Stage.RINGING, agent.cards[0])
    network.await_answer(made, 180)
    call, device, _ = find_call(central, agent.cards[0])
    assert (call, device) == (ringing.known_as, agent.identity.card.id), "it is on record before anybody answers"
    agent.phone.answer(ringing.key)
    assert agent.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    network.await_answer(made, 200)
    assert await_more_voice(network)
    agent.phone.hold(ringing.key, on=True)
    agent.ear.await_leg(ringing.key, lambda leg: leg.held)
    agent.phone.hold(ringing.key, on=False)
    agent.ear.wait(lambda: not agent.ear.list_of(ringing.key)[-1].held, "the call to be taken back")
    network.hang_up()
    assert agent.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    wire = agent.tap.incoming + agent.tap.outgoing
    assert agent.cards[0].encode() in wire, "the wire was read"
    assert count_hits(wire, number.encode()) == 0
    assert count_hits(repr(agent.ear.list_of(ringing.key)).encode(), number.encode()) == 0
