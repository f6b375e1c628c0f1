"""Customers who call, and calls that are handed on, at the telephone on the table (D1, U1, U2).

The telephone network is the hostile one, and every byte that reaches the telephone is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Leg, Link, Stage
from protocol.identifiers import make_identifier
from protocol.table_calls import EndedBy
from protocol.times import after, now
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.presence import AWAY_S
from server.store.call_tables import call_records, incoming_calls, presence, table_rings
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd
from tests.telephony.recorded import await_true
from tests.telephony.site import PhoneDesk
from tests.telephony.table import TableDesk, TableTelephone, await_voice, require_no_number
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

_EXTENSION, _NO = "8044", 480


@pytest.fixture(scope="module")
def shared_desk(central: RealCentral, seat_at_table: Callable[[str, int], TableDesk]) -> TableDesk:
    """The desk beside the telephone, which asks what rings there."""
    with central.writing() as connection:  # nobody of another test is there
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
    return seat_at_table(_EXTENSION, 4)


@pytest.fixture
def telephone(telephone: TableTelephone) -> TableTelephone:
    """It rings, and somebody takes it when a test has him do it."""
    telephone.conduct = Conduct.RING
    return telephone


@pytest.fixture
def desk(shared_desk: TableDesk) -> TableDesk:
    """Nothing was heard there yet."""
    shared_desk.ear.legs.clear()
    return shared_desk


@pytest.fixture
def colleague(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PhoneDesk]:
    """Another desk, with a softphone."""
    name = f"desk-{make_identifier()[-8:]}"
    made = PhoneDesk(central, table_pbx, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), 1)
    made.sign_on()
    yield made
    made.close()


def test_a_customer_who_calls_rings_at_the_table_and_the_desk_learns_the_card(
    desk: TableDesk, telephone: TableTelephone, trunk: HostileFarEnd, table_pbx: DemoPbx, central: RealCentral
) -> None:
    card = desk.cards[0]
    number = central.read_number(card)
    made = trunk.call(number, table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    assert (ringing.stage, ringing.card, ringing.at_table) == (Stage.RINGING, card, True)
    trunk.await_answer(made, 180)
    assert read_ring(central, ringing)[:2] == (False, "")
    telephone.take()
    talking = desk.ear.await_stage(ringing.key, Stage.TALKING)
    assert not talking.is_sealed, "this telephone has no SRTP"
    trunk.await_answer(made, 200)
    await_voice(telephone)
    telephone.hang_up()
    assert desk.await_end(ringing.key).ending is Ending.HUNG_UP
    assert read_ring(central, ringing) == (True, "hung-up", EndedBy.TABLE, None)
    await_true(lambda: not trunk.calls, "the customer to hear of the end")
    assert card.encode() not in telephone.wire
    require_no_number(telephone, trunk, number, _EXTENSION)


def test_a_customer_who_hangs_up_ends_it_at_the_table(
    desk: TableDesk, telephone: TableTelephone, trunk: HostileFarEnd, table_pbx: DemoPbx, central: RealCentral
) -> None:
    telephone.conduct = Conduct.TALK
    number = central.read_number(desk.cards[1])
    trunk.call(number, table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    desk.ear.await_stage(ringing.key, Stage.TALKING)
    await_voice(telephone)
    trunk.hang_up()
    assert desk.await_end(ringing.key).ending is Ending.FAR_HUNG_UP
    assert read_ring(central, ringing) == (True, "far-hung-up", EndedBy.CUSTOMER, None)
    await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    require_no_number(telephone, trunk, number, _EXTENSION)


def test_a_call_that_the_desk_declines_is_missed_and_rings_no_more(
    desk: TableDesk, telephone: TableTelephone, trunk: HostileFarEnd, table_pbx: DemoPbx, central: RealCentral
) -> None:
    made = trunk.call(central.read_number(desk.cards[2]), table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    trunk.await_answer(made, 180)
    desk.table.hang_up(ringing.key)
    trunk.await_answer(made, _NO)
    assert desk.await_end(ringing.key).ending is Ending.DECLINED
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    await_true(lambda: read_ring(central, ringing)[3] is not None, "the call to be missed")


@pytest.mark.parametrize("conduct", [Conduct.BUSY, Conduct.DECLINE, Conduct.MISSING, Conduct.REDIRECT])
def test_a_call_that_the_telephone_does_not_take_is_missed(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: HostileFarEnd,
    table_pbx: DemoPbx,
    central: RealCentral,
    conduct: Conduct,
) -> None:
    telephone.conduct = conduct
    made = trunk.call(central.read_number(desk.cards[3]), table_pbx.trunk_side)
    trunk.await_answer(made, _NO)
    (call,) = central.look_up(select(incoming_calls.c.id).order_by(incoming_calls.c.came_at.desc()).limit(1))[0]
    missed = select(incoming_calls.c.missed_at).where(incoming_calls.c.id == call)
    await_true(lambda: central.look_up(missed)[0][0] is not None, "the call to be missed")
    ended = select(table_rings.c.ended_by).where(table_rings.c.call == call, table_rings.c.ended_at.is_not(None))
    await_true(lambda: central.look_up(ended) == [(EndedBy.TABLE.value,)], "Central to hear of its end")


def test_a_call_is_handed_to_a_colleague_at_his_table(
    desk: TableDesk,
    colleague: PhoneDesk,
    telephone: TableTelephone,
    trunk: HostileFarEnd,
    central: RealCentral,
) -> None:
    key = colleague.dial()
    colleague.ear.await_stage(key, Stage.TALKING)
    number = trunk.find_number()
    colleague.phone.transfer(key, desk.identity.card.id)
    assert colleague.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    handed = desk.ear.await_incoming()
    assert (handed.card, handed.at_table) == (colleague.cards[0], True)
    await_true(lambda: bool(telephone.calls), "the telephone to ring")
    telephone.take()
    desk.ear.await_stage(handed.key, Stage.TALKING)
    await_voice(telephone)
    desk.table.hang_up(handed.key)
    assert desk.await_end(handed.key).ending is Ending.HUNG_UP
    assert read_ring(central, handed) == (True, "hung-up", EndedBy.DESK, None)
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")
    require_no_number(telephone, trunk, number, _EXTENSION)


def test_a_telephone_that_names_somebody_in_its_goodbye_hands_the_call_to_nobody(
    desk: TableDesk,
    colleague: PhoneDesk,
    telephone: TableTelephone,
    trunk: HostileFarEnd,
    table_pbx: DemoPbx,
    central: RealCentral,
) -> None:
    telephone.conduct, telephone.also = Conduct.TALK, colleague.identity.card.id
    trunk.call(central.read_number(desk.cards[2]), table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    desk.ear.await_stage(ringing.key, Stage.TALKING)
    await_voice(telephone)
    telephone.hang_up()
    assert desk.await_end(ringing.key).ending is Ending.HUNG_UP
    await_true(lambda: not trunk.calls, "the customer to hear of the end")
    assert not colleague.ear.legs


def test_a_pbx_that_is_killed_ends_it(
    desk: TableDesk, telephone: TableTelephone, trunk: HostileFarEnd, table_pbx: DemoPbx, central: RealCentral
) -> None:
    telephone.conduct = Conduct.TALK
    trunk.call(central.read_number(desk.cards[0]), table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    desk.ear.await_stage(ringing.key, Stage.TALKING)
    table_pbx.end("veildesk-pbx", at_once=True)
    table_pbx.start_program()
    assert desk.await_end(ringing.key).ending is Ending.PBX_LOST
    assert read_ring(central, ringing)[1:3] == ("pbx-lost", EndedBy.PBX)
    telephone.hang_up()
    trunk.hang_up()


def test_a_desk_that_lays_its_telephone_down_has_nothing_ring_there(
    desk: TableDesk, telephone: TableTelephone, trunk: HostileFarEnd, table_pbx: DemoPbx, central: RealCentral
) -> None:
    desk.table.stop()
    made = trunk.call(central.read_number(desk.cards[1]), table_pbx.trunk_side)
    trunk.await_answer(made, _NO)
    assert b"INVITE " not in telephone.wire
    assert desk.ear.links[-1] is Link.OFF


def test_a_desk_that_is_gone_without_a_word_has_nothing_ring_there_for_long(
    central: RealCentral,
    telephone: TableTelephone,
    trunk: HostileFarEnd,
    table_pbx: DemoPbx,
    keyring_daemon: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name = f"desk-{make_identifier()[-8:]}"
    gone = TableDesk(central, table_pbx, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), 1, "8045")
    gone.sign_on()
    asked = select(presence.c.table_at).where(presence.c.device == gone.identity.card.id)
    before = now()
    await_true(lambda: str(central.look_up(asked)[0][0]) > before, "the desk to ask, and to wait for twenty seconds")
    gone.client.close()  # as if its plug was pulled: it says nothing, and nothing of it is under way
    made = trunk.call(central.read_number(gone.cards[0]), table_pbx.trunk_side)
    trunk.await_answer(made, 180)
    trunk.await_answer(made, _NO)
    ((call,),) = central.look_up(select(incoming_calls.c.id).order_by(incoming_calls.c.came_at.desc()).limit(1))
    ended = select(table_rings.c.ended_by, incoming_calls.c.missed_at.is_not(None)).join(
        incoming_calls, incoming_calls.c.id == table_rings.c.call
    )
    await_true(lambda: central.look_up(ended.where(table_rings.c.call == call)) == [("central", True)], "its record")
    assert central.look_up(asked) == [(None,)], "nor does the next one ring there"
    gone.close()


def read_ring(central: RealCentral, leg: Leg) -> tuple[bool, str, EndedBy | None, object]:
    """A call by its record: whether it was answered, how it ended; by whom, and when it was missed."""
    query = (
        select(
            call_records.c.answered_at,
            call_records.c.ending,
            table_rings.c.ended_by,
            incoming_calls.c.missed_at,
        )
        .join(table_rings, table_rings.c.call == call_records.c.id)
        .join(incoming_calls, incoming_calls.c.id == call_records.c.id)
        .where(call_records.c.id == leg.known_as)
    )
    answered_at, ending, by, missed_at = central.look_up(query)[0]
    return answered_at is not None, str(ending), EndedBy(str(by)) if by else None, missed_at
