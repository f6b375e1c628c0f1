"""Calls that are handed to a queue: ringing at one desk after another, with the customer on the line (D1)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import msgspec
import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Leg, Stage
from protocol.telephones import PhoneRule, Queue
from protocol.times import after, now
from server.services.calling.presence import AWAY_S
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import incoming_calls, presence
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.telephony.listening import await_more_voice
from tests.telephony.site import PATIENCE_S, PhoneDesk
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct

QUEUE = "service"


@pytest.fixture(autouse=True)
def _rule(central: RealCentral) -> Iterator[None]:
    """Policy names a queue, and nobody of another test is there."""
    with central.writing() as connection:
        policy = load_policy(connection)
        phone = PhoneRule(queues=(Queue(place=QUEUE, title="客服"),))
        named = msgspec.structs.replace(policy, desk=msgspec.structs.replace(policy.desk, phone=phone))
        set_policy(connection, central.books.node, named, "tests")
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
    yield
    with central.writing() as connection:
        set_policy(connection, central.books.node, policy, "tests")


@pytest.fixture(scope="module")
def colleagues(make_desk: Callable[..., PhoneDesk]) -> tuple[PhoneDesk, PhoneDesk]:
    """Two who are free, once they say that they are there."""
    return make_desk(), make_desk()


def hand_to_queue(desk: PhoneDesk, network: CallingFarEnd) -> tuple[str, str]:
    """Talk to a customer, and hand him to the queue; his card, and the call at Central."""
    network.conduct = Conduct.TALK
    ticket = desk.ask()
    key = desk.phone.dial(ticket.token)
    desk.ear.await_stage(key, Stage.TALKING)
    desk.phone.transfer(key, QUEUE)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    return ticket.card, ticket.id


def await_ringing(desks: tuple[PhoneDesk, ...]) -> tuple[PhoneDesk, Leg]:
    """The one of ``desks`` at which it rings."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        for desk in desks:
            for _, leg in desk.ear.legs:
                if leg.incoming:
                    return desk, leg
        time.sleep(0.05)
    raise AssertionError("it rings nowhere")


def test_a_call_rings_at_one_desk_after_another_until_somebody_takes_it(
    desk: PhoneDesk, colleagues: tuple[PhoneDesk, PhoneDesk], network: CallingFarEnd, central: RealCentral
) -> None:
    for one in colleagues:
        one.be_there()
        one.ear.legs.clear()
    card, call = hand_to_queue(desk, network)
    first, ringing = await_ringing(colleagues)
    assert (ringing.stage, ringing.card) == (Stage.RINGING, card)
    first.phone.hang_up(ringing.key)
    second = next(one for one in colleagues if one is not first)
    _, again = await_ringing((second,))
    assert again.card == card
    second.phone.answer(again.key)
    assert second.ear.await_leg(again.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    kept = incoming_calls.c
    rows = central.look_up(select(kept.id, kept.device, kept.missed_at).where(kept.handed_from == call))
    told = {(ringing.known_as, first.identity.card.id, None), (again.known_as, second.identity.card.id, None)}
    assert set(map(tuple, rows)) == told
    network.hang_up()
    assert second.ear.await_stage(again.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    number = network.find_number().encode()
    for one in colleagues:
        assert count_hits(one.tap.incoming + one.tap.outgoing, number) == 0


def test_a_call_waits_until_somebody_is_free(
    desk: PhoneDesk, colleagues: tuple[PhoneDesk, PhoneDesk], network: CallingFarEnd
) -> None:
    colleague, _ = colleagues
    colleague.ear.legs.clear()
    hand_to_queue(desk, network)
    colleague.be_there()
    _, ringing = await_ringing((colleague,))
    colleague.phone.answer(ringing.key)
    colleague.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING)
    colleague.phone.hang_up(ringing.key)
    assert colleague.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.HUNG_UP


def test_who_hangs_up_while_he_waits_is_called_back(
    desk: PhoneDesk, network: CallingFarEnd, central: RealCentral
) -> None:
    _, call = hand_to_queue(desk, network)
    network.hang_up()
    kept = incoming_calls.c
    deadline = time.monotonic() + PATIENCE_S
    while not (rows := central.look_up(select(kept.missed_at).where(kept.handed_from == call))):
        assert time.monotonic() < deadline, "nobody is told that it was missed"
        time.sleep(0.05)
    assert rows[0][0]
