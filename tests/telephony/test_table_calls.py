"""Calls over the telephone on the table: it rings first, then the customer, and both are joined (D1, U2).

The telephone network is the hostile one, and every byte that reaches the telephone is read.
"""

from __future__ import annotations

import pytest

from app.telephony.port import Ending, Stage
from protocol.table_calls import EndedBy
from tests.real_central import RealCentral
from tests.telephony.endings import each_end
from tests.telephony.recorded import FAR_HZ, await_true
from tests.telephony.table import (
    PLAYED_HZ,
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    await_voice,
    hear_next,
    read_record,
    require_none,
)
from ui.demo.far_end import Conduct

RING_HZ, HEARD = 450, 2000


def test_both_are_joined_and_the_telephone_learns_no_number(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    await_voice(telephone)
    await_voice(trunk)
    assert read_record(central)[:3] == (True, "", "")
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.HUNG_UP
    stages = [leg.stage for leg in table_desk.ear.list_of(key)]
    assert (stages[0], stages[-2:]) == (Stage.DIALLING, [Stage.TALKING, Stage.ENDED])
    assert read_record(central) == (True, "hung-up", "hung-up", EndedBy.DESK)
    require_none(telephone, trunk)


def test_the_agent_hears_that_it_rings_at_the_customers_and_then_the_customer(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.conduct = Conduct.RING
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.RINGING)
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) > HEARD, "a second of tone, four of silence"
    trunk.take()
    table_desk.ear.await_stage(key, Stage.TALKING)
    await_true(lambda: hear_next(telephone, FAR_HZ) > HEARD, "the customer's voice")
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) < HEARD / 10
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.HUNG_UP
    require_none(telephone, trunk)


def test_what_the_network_plays_while_it_rings_is_heard_in_the_tones_place(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.plays = True
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.RINGING)
    trunk.ring_on()
    await_true(lambda: hear_next(telephone, PLAYED_HZ) > HEARD, "what the network plays")
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) < HEARD / 10
    trunk.take()
    table_desk.ear.await_stage(key, Stage.TALKING)
    await_voice(trunk)
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.HUNG_UP
    require_none(telephone, trunk)


def test_a_change_that_crosses_one_of_the_telephones_own_ends_no_call(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    telephone.crosses = 1
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    await_true(lambda: telephone.crosses == 0, "the change")
    await_voice(telephone)
    await_voice(trunk)
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.HUNG_UP


@pytest.mark.parametrize(
    ("who", "ending", "by"),
    [("table", Ending.HUNG_UP, EndedBy.TABLE), ("customer", Ending.FAR_HUNG_UP, EndedBy.CUSTOMER)],
)
def test_whoever_hangs_up_ends_both_sides(
    table_desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    who: str,
    ending: Ending,
    by: EndedBy,
) -> None:
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    await_voice(telephone)
    (telephone if who == "table" else trunk).hang_up()
    assert table_desk.await_end(key).ending is ending
    assert read_record(central) == (True, ending.value, ending.value, by)
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")
    require_none(telephone, trunk)


@each_end
def test_what_the_customer_does_ends_the_telephones_call_and_tells_it_nothing(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, conduct: Conduct, ending: Ending
) -> None:
    trunk.conduct = conduct
    key = table_desk.dial()
    assert table_desk.await_end(key).ending is ending
    await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    require_none(telephone, trunk)


def test_a_customer_who_rings_is_given_up_from_the_desk(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.conduct = Conduct.RING
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.RINGING)
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.GIVEN_UP
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")
    require_none(telephone, trunk)


def test_a_ringing_telephone_is_given_up_from_the_desk(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    telephone.conduct = Conduct.RING
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.AT_TABLE)
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.GIVEN_UP
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert trunk.find_number() == ""
