"""Calls that are handed to a queue: ringing at one desk after another, with the customer on the line (D1)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Leg, Stage
from protocol.recordings import RATE
from protocol.telephones import PhoneRule, Queue
from protocol.times import after, now
from server.pbx.blending import encode_a_law
from server.pbx.waiting import write_wav
from server.services.calling.presence import AWAY_S
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import incoming_calls, presence
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.telephony.listening import await_more_voice, hears, hears_no_more
from tests.telephony.site import PATIENCE_S, PhoneDesk
from tests.telephony.test_incoming import end_records
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

QUEUE = "service"
RING_HZ, ANNOUNCED_HZ = 450, 900
_TURN_S = 6
"""Longer than a ring-back tone and the silence after it."""


@pytest.fixture(autouse=True)
def _rule(central: RealCentral) -> Iterator[None]:
    """Policy names a queue, and nobody of another test is there."""
    with central.writing() as connection:
        policy = load_policy(connection)
        phone = PhoneRule(queues=(Queue(place=QUEUE, title="客服"),))
        named = msgspec.structs.replace(policy, desk=msgspec.structs.replace(policy.desk, phone=phone))
        set_policy(connection, central.books.node, named, "tests")
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
    end_records(central)
    yield
    with central.writing() as connection:
        set_policy(connection, central.books.node, policy, "tests")


@pytest.fixture(scope="module")
def colleagues(make_desk: Callable[..., PhoneDesk]) -> tuple[PhoneDesk, PhoneDesk]:
    """Two who are free, once they say that they are there."""
    return make_desk(), make_desk()


def hand_to_queue(desk: PhoneDesk, network: CallingFarEnd, of: int = 0) -> tuple[str, str]:
    """Talk to a customer, and hand him to the queue; his card, and the call at Central."""
    network.conduct = Conduct.TALK
    ticket = desk.ask(of)
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


def test_who_waits_hears_it_ring_until_a_desk_takes_him(
    desk: PhoneDesk, colleagues: tuple[PhoneDesk, PhoneDesk], network: CallingFarEnd
) -> None:
    first, second = colleagues
    for one in colleagues:
        one.ear.legs.clear()
    hand_to_queue(desk, network)
    assert hears(network, RING_HZ), "nobody is free"
    first.be_there()
    _, ringing = await_ringing((first,))
    first.phone.hang_up(ringing.key)
    second.be_there()
    _, ringing = await_ringing((second,))
    for call in network.calls.values():
        assert call.voice
        call.voice.heard.clear()
    assert hears(network, RING_HZ), "it rings at the second desk"
    second.phone.answer(ringing.key)
    second.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING)
    assert hears_no_more(network, RING_HZ, _TURN_S)
    network.hang_up()
    assert second.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP


def test_who_waits_hears_the_announcement_and_a_tone_where_its_file_is_none(
    make_desk: Callable[..., PhoneDesk],
    central: RealCentral,
    far_end: CallingFarEnd,
    network: CallingFarEnd,
    tmp_path: Path,
) -> None:
    file = tmp_path / "announcement.wav"
    tone = (int(4000 * math.sin(2 * math.pi * ANNOUNCED_HZ * n / RATE)) for n in range(RATE))
    file.write_bytes(write_wav(bytes(map(encode_a_law, tone))))
    pbx = DemoPbx(tmp_path / "pbx", central, far_end.address, file)
    pbx.start()
    try:
        desk = make_desk(at=pbx, cards=2)
        hand_to_queue(desk, network)
        assert hears(network, ANNOUNCED_HZ)
        network.hang_up()
        file.write_text("no sound")
        hand_to_queue(desk, network, 1)
        assert hears(network, RING_HZ)
        network.hang_up()
    finally:
        pbx.stop()
