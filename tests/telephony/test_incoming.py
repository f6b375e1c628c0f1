"""A customer calls: his agent's desk rings with the masked card, and all others hear one and the same no (D1, U1)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from protocol.times import now
from server.pbx.incoming import NO_AFTER_S
from server.services.calling.incoming import UNKNOWN
from server.store.call_tables import call_records, incoming_calls, presence
from server.store.tables import counters, customers
from tests.reading import read_elsewhere
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.listening import await_more_voice
from tests.telephony.site import PATIENCE_S, PhoneDesk
from ui.demo.far_caller import CallingFarEnd
from ui.demo.pbx import DemoPbx

STRANGER = "13111111111"
NO = 480


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
    end_records(central)
    with central.writing() as connection:
        connection.execute(update(presence).values(paused_at=None, locked_at=None))


def end_records(central: RealCentral) -> None:
    """Say that every call is over, as the journal of a whole desk does."""
    with central.writing() as connection:
        connection.execute(update(call_records).where(call_records.c.ended_at.is_(None)).values(ended_at=now()))


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
    ringing = agent.ear.await_incoming()
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


def test_the_call_may_be_handed_to_a_colleague_as_any_other(
    agent: PhoneDesk, make_desk: Callable[..., PhoneDesk], network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    network.call(central.read_number(agent.cards[1]), pbx.trunk_side)
    ringing = agent.ear.await_incoming()
    agent.phone.answer(ringing.key)
    agent.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING)
    colleague = make_desk()
    agent.phone.transfer(ringing.key, colleague.identity.card.id)
    assert agent.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.TRANSFERRED
    handed = colleague.ear.await_incoming()
    kept = incoming_calls.c
    (row,) = central.look_up(select(kept.id, kept.handed_from).where(kept.device == colleague.identity.card.id))
    assert (handed.card, handed.known_as, ringing.known_as) == (agent.cards[1], *row), "one that goes on"
    colleague.phone.answer(handed.key)
    assert colleague.ear.await_leg(handed.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    colleague.phone.hang_up(handed.key)
    assert colleague.ear.await_stage(handed.key, Stage.ENDED).ending is Ending.HUNG_UP


def test_a_call_that_is_declined_or_given_up_is_missed(
    agent: PhoneDesk, network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    card = agent.cards[2]
    made = network.call(central.read_number(card), pbx.trunk_side)
    agent.phone.hang_up(agent.ear.await_incoming().key)
    network.await_answer(made, NO)
    assert await_missed(central, card)
    agent.ear.legs.clear()
    made = network.call(central.read_number(card), pbx.trunk_side)
    ringing = agent.ear.await_incoming()
    network.await_answer(made, 180)
    network.give_up(made, pbx.trunk_side)
    assert agent.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.NO_ANSWER
    assert await_missed(central, card)
    state = central.look_up(select(customers.c.state).where(customers.c.id == card))
    assert state == [("callback",)]


def test_who_calls_in_vain_hears_the_same_whoever_he_is(
    agent: PhoneDesk, make_desk: Callable[..., PhoneDesk], network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    """A stranger, a customer whose agent is paused, one whose agent's desk cannot be rung, one who says no number."""
    card = agent.cards[0]
    number = central.read_number(card)
    unknown = count_unknown(central)
    gone = make_desk()
    gone.be_there()
    gone.phone.stop()
    with central.writing() as connection:
        connection.execute(update(presence).where(presence.c.device == agent.identity.card.id).values(paused_at=now()))
    heard = [
        hear_no(network, caller, pbx) for caller in (STRANGER, number, central.read_number(gone.cards[0]), "anonymous")
    ]
    assert [answers for answers, _, _ in heard] == [[100, NO]] * 4
    assert len({said for _, said, _ in heard}) == 1, "word for word"
    assert all(waited >= NO_AFTER_S for _, _, waited in heard), "and no sooner than the longest look takes"
    assert await_missed(central, card)
    assert await_missed(central, gone.cards[0])
    assert count_unknown(central) == unknown + 2
    assert not agent.ear.legs


def test_nobody_but_the_trunk_calls_in(agent: PhoneDesk, pbx: DemoPbx, central: RealCentral) -> None:
    stranger = CallingFarEnd()
    made = stranger.call(central.read_number(agent.cards[0]), pbx.trunk_side)
    stranger.await_answer(made, 403)
    stranger.close()
    assert not agent.ear.legs


def test_a_trunk_that_says_the_number_everywhere_is_not_understood_at_the_desk(
    hostile: tuple[HostileFarEnd, DemoPbx], make_desk: Callable[..., PhoneDesk], central: RealCentral
) -> None:
    network, pbx = hostile
    desk = make_desk(pbx)
    desk.be_there()
    number = central.read_number(desk.cards[0])
    network.sent.clear()
    made = network.call(number, pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    assert ringing.card == desk.cards[0], "the trunk's own word of a card counts for nothing"
    desk.phone.answer(ringing.key)
    desk.ear.await_stage(ringing.key, Stage.TALKING)
    network.await_answer(made, 200)
    desk.phone.hold(ringing.key, on=True)
    desk.ear.await_leg(ringing.key, lambda leg: leg.held)
    network.hang_up()
    desk.ear.await_stage(ringing.key, Stage.ENDED)
    end_records(central)
    words = len(desk.ear.legs)
    given_up = network.call(number, pbx.trunk_side)
    network.await_answer(given_up, 180)
    network.give_up(given_up, pbx.trunk_side)
    desk.ear.wait(lambda: any(leg.stage is Stage.ENDED for _, leg in desk.ear.legs[words:]), "its end")
    assert count_hits(b"".join(network.sent), number.encode()) > 20, "the control: it was said"
    wire = desk.tap.incoming + desk.tap.outgoing
    assert desk.cards[0].encode() in wire
    assert count_hits(wire, number.encode()) == 0
    assert count_hits(repr(desk.ear.legs).encode(), number.encode()) == 0


def test_what_central_writes_of_an_incoming_call_holds_no_number(
    agent: PhoneDesk, network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    number = central.read_number(agent.cards[0])
    made = network.call(number, pbx.trunk_side)
    agent.phone.hang_up(agent.ear.await_incoming().key)
    network.await_answer(made, NO)
    assert await_missed(central, agent.cards[0])
    for folder in (central.folder, pbx.folder):
        for path in folder.rglob("*"):
            if path.is_file():
                assert count_hits(read_elsewhere(path), number.encode()) == 0, path.name


def hear_no(network: CallingFarEnd, number: str, pbx: DemoPbx) -> tuple[list[int], bytes, float]:
    """Call in vain: the codes that came (some come twice), the final answer without what is each call's own, after how
    long."""
    network.received.clear()
    began = time.monotonic()
    made = network.call(number, pbx.trunk_side)
    network.await_answer(made, NO)
    waited = time.monotonic() - began
    final = next(data for data in network.received if data.startswith(f"SIP/2.0 {NO} ".encode()))
    own = re.compile(rb"tag=\w+|branch=\w+|Call-ID: \w+|" + number.encode())
    return list(dict.fromkeys(made.answers)), own.sub(b"", final), waited


def await_missed(central: RealCentral, card: str) -> bool:
    """Whether the latest call of a customer's comes to be missed."""
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        if find_call(central, card)[2]:
            return True
        time.sleep(0.05)
    return False


def count_unknown(central: RealCentral) -> int:
    """Calls of nobody's."""
    found = central.look_up(select(counters.c.value).where(counters.c.name == UNKNOWN))
    return int(str(found[0][0])) if found else 0
