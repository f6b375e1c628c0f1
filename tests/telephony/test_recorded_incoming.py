"""A customer's own call is recorded as one to him is, and goes on being recorded at a colleague's desk (C1, S1)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import select, update

from app.telephony import engine_process
from app.telephony.port import Stage
from protocol.cards import CardPage
from protocol.identifiers import make_identifier
from protocol.telephones import PhoneRule, Queue
from protocol.times import after, now
from server.services.calling.presence import AWAY_S
from server.services.policy import RecordingPolicy, load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import incoming_calls, presence
from server.store.tables import customers
from tests.real_central import RealCentral
from tests.telephony import recorded
from tests.telephony.listening import await_more_voice, hears
from tests.telephony.recorded import (
    DESK_HZ,
    FAR_HZ,
    RecordedDesk,
    await_pieces,
    await_true,
    is_copied,
    list_recordings,
    open_recording,
)
from tests.telephony.test_incoming import end_records
from tests.telephony.tones import measure_loudest, measure_tone
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

_HEARD = 1500
"""Of the tones' amplitude of 8,000."""


def check_both_voices(central: RealCentral, call: str) -> None:
    """A recording of the call has the agent and the customer."""
    pieces = open_recording(central, list_recordings(central, call)[0].id)
    for hertz in (DESK_HZ, FAR_HZ):
        assert measure_loudest(pieces[1], hertz) > _HEARD, f"{hertz} Hz"


@pytest.fixture(scope="module")
def desks(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RecordedDesk, RecordedDesk]]:
    """Two desks at a PBX whose policy records."""
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_process, "subprocess", recorded.make_speaking())
        for _ in range(2):
            name = f"desk-{make_identifier()[-8:]}"
            made.append(RecordedDesk(central, pbx, tmp_path_factory.mktemp(name), name))
    recorded.record_calls(central, RecordingPolicy(on=True))
    yield made[0], made[1]
    recorded.record_calls(central, RecordingPolicy())
    for desk in made:
        desk.close()


@pytest.fixture
def queue(central: RealCentral) -> Iterator[str]:
    """Policy names a queue, and nobody is there to take its calls."""
    with central.writing() as connection:
        policy = load_policy(connection)
        phone = PhoneRule(queues=(Queue(place="service", title="客服"),))
        named = msgspec.structs.replace(policy, desk=msgspec.structs.replace(policy.desk, phone=phone))
        set_policy(connection, central.books.node, named, "tests")
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
    yield "service"
    with central.writing() as connection:
        set_policy(connection, central.books.node, policy, "tests")


@pytest.fixture
def talking(network: CallingFarEnd, desks: tuple[RecordedDesk, RecordedDesk], central: RealCentral) -> CallingFarEnd:
    """The telephone network, whose far end sends a tone; both agents are there and free."""
    network.conduct = Conduct.TALK
    end_records(central)
    for desk in desks:
        desk.phone_desk.be_there()
        desk.phone_desk.ear.legs.clear()
    return network


def test_after_a_yes_both_voices_of_a_customers_own_call_are_kept(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    desk = desks[0]
    talking.call(central.read_number(desk.phone_desk.cards[0]), pbx.trunk_side)
    call, key = desk.take()
    assert not is_copied(pbx, call.id), "nobody listens before a yes"
    desk.answer(call, "yes")
    await_pieces(central, call.id, 2)
    desk.hang_up(call, key)
    await_true(lambda: list_recordings(central, call.id)[0].ended_at is not None, "the recording's end")
    check_both_voices(central, call.id)


def test_a_recorded_call_goes_on_as_a_recording_of_its_own_at_a_colleagues_desk(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    desk, colleague = desks
    ticket, key = desk.talk(1)
    desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    desk.hand_on(ticket, key, colleague)
    taken, far_key = colleague.take()
    await_pieces(central, taken.id, 2)
    assert _list_cards(colleague) == {ticket.card: taken.id}, "he sees whom he talks to"
    assert await_more_voice(talking), "the call goes on"
    await_true(lambda: list_recordings(central, ticket.id)[0].ended_at is not None, "the first recording's end")
    colleague.answer(taken, "no")
    colleague.hang_up(taken, far_key)
    assert _list_cards(colleague) == {}, "and no longer"
    for call in (ticket.id, taken.id):
        (row,) = list_recordings(central, call)
        assert row.destroyed_at is not None, "a no at the colleague's desk takes the yes back for both"


def test_a_card_that_was_lent_goes_when_the_call_is_over_though_its_desk_says_nothing(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral
) -> None:
    desk, colleague = desks
    ticket, key = desk.talk(1)
    desk.hand_on(ticket, key, colleague)
    taken, far_key = colleague.take()
    assert _list_cards(colleague) == {ticket.card: taken.id}
    talking.hang_up()
    colleague.phone_desk.ear.await_stage(far_key, Stage.ENDED)
    await_true(lambda: _list_cards(colleague) == {}, "the end of what was lent")


def test_both_voices_are_heard_in_what_was_recorded_after_the_handing_on(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    colleague, desk = desks
    talking.call(central.read_number(desk.phone_desk.cards[2]), pbx.trunk_side)
    call, key = desk.take()
    desk.answer(call, "yes")
    await_pieces(central, call.id, 1)
    desk.hand_on(call, key, colleague)
    taken, far_key = colleague.take()
    await_pieces(central, taken.id, 2)
    colleague.hang_up(taken, far_key)
    (link,) = central.look_up(select(incoming_calls.c.handed_from).where(incoming_calls.c.id == taken.id))
    assert link == (call.id,)
    check_both_voices(central, taken.id)


@pytest.mark.parametrize("is_queued", [True, False], ids=["in a queue", "for one colleague"])
def test_what_who_waits_hears_is_in_no_recording(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, queue: str, is_queued: bool
) -> None:
    desk, colleague = desks
    ticket, key = desk.talk(3)
    desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    if not is_queued:
        colleague.phone_desk.be_there()
    desk.hand_on(ticket, key, queue if is_queued else colleague)
    assert hears(talking, 450)
    await_true(lambda: list_recordings(central, ticket.id)[0].ended_at is not None, "the recording's end, meanwhile")
    colleague.phone_desk.be_there()
    taken, far_key = colleague.take()
    await_pieces(central, taken.id, 3)
    colleague.hang_up(taken, far_key)
    for call in (ticket.id, taken.id):
        pieces = open_recording(central, list_recordings(central, call)[0].id)
        assert measure_loudest(pieces[0], FAR_HZ) > _HEARD
        assert max(measure_tone(piece, 450) for piece in pieces) < _HEARD / 3


def test_a_call_is_handed_on_while_central_is_away_and_nothing_of_it_is_recorded(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    desk, colleague = desks
    ticket, key = desk.talk(3)
    central.stop()
    try:
        desk.phone_desk.phone.transfer(key, colleague.phone_desk.identity.card.id)
        handed = colleague.phone_desk.ear.await_incoming()
        assert (handed.card, handed.known_as) == (ticket.card, None)
        colleague.phone_desk.phone.answer(handed.key)
        colleague.phone_desk.ear.await_leg(handed.key, lambda leg: leg.stage is Stage.TALKING)
        assert await_more_voice(talking)
        colleague.phone_desk.phone.hang_up(handed.key)
        colleague.phone_desk.ear.await_stage(handed.key, Stage.ENDED)
    finally:
        central.serve()


def test_a_customer_whom_the_colleague_does_not_take_is_to_be_called_back(
    desks: tuple[RecordedDesk, RecordedDesk], talking: CallingFarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    desk, colleague = desks
    talking.call(central.read_number(desk.phone_desk.cards[0]), pbx.trunk_side)
    call, key = desk.take()
    desk.hand_on(call, key, colleague)
    ringing = colleague.phone_desk.ear.await_incoming()
    colleague.phone_desk.phone.hang_up(ringing.key)
    colleague.phone_desk.ear.await_stage(ringing.key, Stage.ENDED)
    await_true(lambda: _is_missed(central, ringing.known_as), "the call to be missed")
    assert central.look_up(select(customers.c.state).where(customers.c.id == call.card)) == [("callback",)]


def _list_cards(desk: RecordedDesk) -> dict[str, str]:
    """The cards that are lent to a desk's agent, and for which calls."""
    page = desk.phone_desk.client.call("GET", "/v1/cards?after=0&limit=500", CardPage)
    return {card.id: card.call for card in page.cards if card.call}


def _is_missed(central: RealCentral, call: str | None) -> bool:
    ((missed_at,),) = central.look_up(select(incoming_calls.c.missed_at).where(incoming_calls.c.id == call))
    return missed_at is not None
