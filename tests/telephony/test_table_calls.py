"""Calls over the telephone on the table: it rings first, then the customer, and both are joined (D1, P3, U2).

The telephone network is the hostile one, and every byte that reaches the telephone is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, update

from app.telephony.account import make_account
from app.telephony.port import Ending, Link, Stage
from app.telephony.table_phone import TablePhone
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.refusals import TooManyRequests
from protocol.road import CentralSlow, RecordsUnavailable
from protocol.table_calls import EndedBy
from protocol.telephones import PhoneRule
from protocol.times import after, now
from server.store.call_tables import call_records, calls, table_calls
from server.store.tables import consents, customers
from tests.real_central import RealCentral
from tests.telephony.recorded import FAR_HZ, await_true
from tests.telephony.site import Ear
from tests.telephony.table import (
    PLAYED_HZ,
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    await_voice,
    hear_next,
    let_voice_be_clear,
    require_no_number,
)
from ui.demo import pbx
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

RING_HZ, HEARD = 450, 2000
_EXTENSION = "8012"


@pytest.fixture(scope="module")
def shared_desk(seat_at_table: Callable[[str, int], TableDesk]) -> TableDesk:
    """The desk beside the telephone."""
    return seat_at_table(_EXTENSION, 8)


@pytest.fixture
def desk(shared_desk: TableDesk, central: RealCentral) -> Iterator[TableDesk]:
    """Policy lets voice be clear, since this telephone has no SRTP; afterwards every customer agrees again."""
    let_voice_be_clear(central, clear=True)
    yield shared_desk
    mine = shared_desk.cards
    with central.writing() as connection:
        connection.execute(update(consents).where(consents.c.customer.in_(mine)).values(withdrawn_at=None))
        connection.execute(update(customers).where(customers.c.id.in_(mine)).values(state=CardState.NEW.value))


def test_both_are_joined_and_the_telephone_learns_no_number(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    await_voice(telephone)
    await_voice(trunk)
    assert read_record(central)[:3] == (True, "", "")
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.HUNG_UP
    stages = [leg.stage for leg in desk.ear.list_of(key)]
    assert (stages[0], stages[-2:]) == (Stage.DIALLING, [Stage.TALKING, Stage.ENDED])
    assert read_record(central) == (True, "hung-up", "hung-up", EndedBy.DESK)
    require_none(telephone, trunk)


def test_the_agent_hears_that_it_rings_at_the_customers_and_then_the_customer(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) > HEARD, "a second of tone, four of silence"
    trunk.take()
    desk.ear.await_stage(key, Stage.TALKING)
    await_true(lambda: hear_next(telephone, FAR_HZ) > HEARD, "the customer's voice")
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) < HEARD / 10
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.HUNG_UP
    require_none(telephone, trunk)


def test_what_the_network_plays_while_it_rings_is_heard_in_the_tones_place(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.plays = True
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    trunk.ring_on()
    await_true(lambda: hear_next(telephone, PLAYED_HZ) > HEARD, "what the network plays")
    assert max(hear_next(telephone, RING_HZ) for _ in range(6)) < HEARD / 10
    trunk.take()
    desk.ear.await_stage(key, Stage.TALKING)
    await_voice(trunk)
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.HUNG_UP
    require_none(telephone, trunk)


def test_a_change_that_crosses_one_of_the_telephones_own_ends_no_call(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    telephone.crosses = 1
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    await_true(lambda: telephone.crosses == 0, "the change")
    await_voice(telephone)
    await_voice(trunk)
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.HUNG_UP


@pytest.mark.parametrize("before", [0, 1])
def test_no_telephone_has_a_customers_voice_sent_to_where_rtpengine_takes_orders(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, table_pbx: DemoPbx, before: int
) -> None:
    """Packets that begin like orders would be carried out, and answered to the customer; reports go a port higher."""
    telephone.conduct, telephone.voice_port = Conduct.TAKE, table_pbx.media[1] - before
    key = desk.dial()
    assert desk.await_end(key).ending is Ending.PBX_LOST
    assert trunk.received == []
    await_true(lambda: not telephone.calls, "the telephone to hear of the end")


@pytest.mark.parametrize(
    ("who", "ending", "by"),
    [("table", Ending.HUNG_UP, EndedBy.TABLE), ("customer", Ending.FAR_HUNG_UP, EndedBy.CUSTOMER)],
)
def test_whoever_hangs_up_ends_both_sides(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    who: str,
    ending: Ending,
    by: EndedBy,
) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    await_voice(telephone)
    (telephone if who == "table" else trunk).hang_up()
    assert desk.await_end(key).ending is ending
    assert read_record(central) == (True, ending.value, ending.value, by)
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")
    require_none(telephone, trunk)


@pytest.mark.parametrize(
    ("conduct", "ending"),
    [
        (Conduct.BUSY, Ending.TABLE_BUSY),
        (Conduct.DECLINE, Ending.TABLE_BUSY),
        (Conduct.MISSING, Ending.TABLE_AWAY),
        (Conduct.REDIRECT, Ending.TABLE_AWAY),
    ],
)
def test_a_telephone_that_nobody_takes_has_no_customer_called(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    conduct: Conduct,
    ending: Ending,
) -> None:
    telephone.conduct = conduct
    key = desk.dial()
    assert desk.await_end(key).ending is ending
    assert read_record(central) == (False, ending.value, ending.value, EndedBy.TABLE)
    assert trunk.received == []
    await_true(lambda: not telephone.calls, "the telephone to ring no more")


def test_a_telephone_that_rings_out_has_no_customer_called(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    table_pbx: DemoPbx,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telephone.conduct = Conduct.RING
    with monkeypatch.context() as briefly:
        briefly.setattr(pbx, "_TABLE_RING_S", 10)
        table_pbx.start_program()
    try:
        key = desk.dial()
        assert desk.await_end(key).ending is Ending.TABLE_UNTAKEN
        assert read_record(central) == (False, "table-untaken", "table-untaken", EndedBy.TABLE)
        assert trunk.received == []
        await_true(lambda: not telephone.calls, "the telephone to ring no more")
    finally:
        table_pbx.start_program()


@pytest.mark.parametrize(
    ("conduct", "ending"),
    [
        (Conduct.BUSY, Ending.BUSY),
        (Conduct.DECLINE, Ending.DECLINED),
        (Conduct.MISSING, Ending.UNREACHABLE),
        (Conduct.REDIRECT, Ending.UNREACHABLE),
        (Conduct.HANG_UP, Ending.FAR_HUNG_UP),
    ],
)
def test_what_the_customer_does_ends_the_telephones_call_and_tells_it_nothing(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, conduct: Conduct, ending: Ending
) -> None:
    trunk.conduct = conduct
    key = desk.dial()
    assert desk.await_end(key).ending is ending
    await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    require_none(telephone, trunk)


def test_a_customer_who_rings_is_given_up_from_the_desk(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    trunk.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.GIVEN_UP
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")
    require_none(telephone, trunk)


def test_a_ringing_telephone_is_given_up_from_the_desk(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    telephone.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.AT_TABLE)
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.GIVEN_UP
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert trunk.received == []


def test_a_withdrawal_while_the_telephone_rings_stops_the_call(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    telephone.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.AT_TABLE)
    withdraw(central, desk)
    assert desk.await_end(key).stage is Stage.ENDED
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert read_record(central)[3] is EndedBy.CENTRAL
    assert trunk.received == []


def test_a_withdrawal_just_before_the_telephone_is_taken_calls_nobody(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    telephone.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.AT_TABLE)
    let_voice_be_clear(central, clear=True)
    with central.writing() as connection:  # the rules alone change: nothing has the PBX end what rings
        given = select(calls.c.customer).order_by(calls.c.made_at.desc()).limit(1).scalar_subquery()
        connection.execute(update(customers).where(customers.c.id == given).values(assigned_to=None))
    try:
        telephone.take()
        assert desk.await_end(key).ending is Ending.REFUSED
        assert read_record(central)[3] is EndedBy.CENTRAL
        assert trunk.received == []
    finally:
        person = select(table_calls.c.person).limit(1).scalar_subquery()
        with central.writing() as connection:
            connection.execute(update(customers).where(customers.c.id.in_(desk.cards)).values(assigned_to=person))


def test_a_central_that_has_no_time_as_the_telephone_is_taken_is_told_as_that_and_not_as_a_rule(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    telephone.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.AT_TABLE)
    with central.writing():  # for as long as somebody else writes, Central can take nothing in
        telephone.take()
        await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    assert desk.await_end(key).ending is Ending.CENTRAL_BUSY
    assert read_record(central) == (False, "central-busy", "central-busy", EndedBy.PBX)
    assert trunk.received == []


@pytest.mark.parametrize(
    ("refusal", "ending"),
    [
        (TooManyRequests(seconds="2"), Ending.CENTRAL_BUSY),
        (RecordsUnavailable(reason="it is busy"), Ending.CENTRAL_BUSY),
        (CallUnderWay(), Ending.TABLE_BUSY),
        (NoExtension(), Ending.TABLE_AWAY),
        (CallTokenRefused(), Ending.REFUSED),
    ],
)
def test_what_keeps_central_from_having_the_telephone_rung_is_told_as_what_it_is(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    monkeypatch: pytest.MonkeyPatch,
    refusal: VeildeskError,
    ending: Ending,
) -> None:
    ask = desk.client.call

    def refuse(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        if path == "/v1/tables/calls" and not getattr(words[0], "is_given_up", False):
            raise refusal
        return ask(method, path, answer, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.client, "call", refuse)
    assert desk.await_end(desk.dial()).ending is ending
    assert b"INVITE " not in telephone.wire
    assert trunk.received == []


def test_a_withdrawal_while_the_customers_telephone_rings_stops_the_call(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    trunk.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    withdraw(central, desk)
    desk.await_end(key)
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in trunk.received), "the trunk's CANCEL")
    assert read_record(central)[3] is EndedBy.CENTRAL
    require_none(telephone, trunk)


def test_a_telephone_without_srtp_is_not_rung_where_policy_does_not_let_it(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    let_voice_be_clear(central, clear=False)
    key = desk.dial()
    assert desk.await_end(key).ending is Ending.TABLE_AWAY
    assert b"RTP/AVP" not in telephone.wire
    assert trunk.received == []


def test_a_pbx_that_is_killed_ends_the_call_and_the_next_one_runs(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, table_pbx: DemoPbx
) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    table_pbx.end("veildesk-pbx", at_once=True)
    table_pbx.start_program()
    telephone.hang_up()  # whoever hears nothing any more puts the receiver down
    trunk.hang_up()
    assert desk.await_end(key).ending is Ending.PBX_LOST
    assert read_record(central) == (True, "pbx-lost", "pbx-lost", EndedBy.PBX)
    key = desk.dial(1)
    desk.ear.await_stage(key, Stage.TALKING)
    desk.table.hang_up(key)
    assert desk.await_end(key).ending is Ending.HUNG_UP


def test_a_call_that_central_took_for_lost_does_not_run_on_unseen(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    """The PBX's road was cut for a minute: its desk shows that the call is over, and nobody could end it any more."""
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    on = table_calls.c.ended_at.is_(None)

    def cut_road() -> bool:
        with central.writing() as connection:
            connection.execute(update(table_calls).where(on).values(heard_at=after(now(), seconds=-61)))
        return any(leg.stage is Stage.ENDED for leg in desk.ear.list_of(key))

    await_true(cut_road, "Central to take the call for lost")
    assert desk.await_end(key).ending is Ending.PBX_LOST
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")


def test_a_call_whose_desk_was_not_answered_does_not_ring_on(
    desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Central placed it, and each answer was lost: the desk says that it is over, and would not hear of the rest."""
    telephone.conduct, ask, lost = Conduct.RING, desk.client.call, iter(range(3))

    def lose(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        found = ask(method, path, answer, *words, **named)  # type: ignore[arg-type]
        if path == "/v1/tables/calls" and next(lost, None) is not None:
            raise CentralSlow(seconds=10)
        return found

    monkeypatch.setattr(desk.client, "call", lose)
    key = desk.dial()
    assert desk.await_end(key).ending is Ending.PBX_LOST
    await_true(lambda: read_record(central)[3] is not None, "Central to hear of the end")
    assert read_record(central)[1:] == ("given-up", "given-up", EndedBy.DESK)
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert trunk.received == []


def test_a_telephone_that_is_started_anew_finds_its_call_though_the_first_answers_are_lost(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    ask, lost, again, ear = desk.client.call, iter(range(2)), TablePhone(desk.client), Ear()

    def lose(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        found = ask(method, path, answer, *words, **named)  # type: ignore[arg-type]
        if path == "/v1/tables/waiting" and next(lost, None) is not None:
            raise CentralSlow(seconds="10")
        return found

    monkeypatch.setattr(desk.client, "call", lose)
    again.start(make_account(desk.identity, PhoneRule()), ear)
    ear.await_link(Link.READY)
    ((_, found), *_) = ear.legs
    assert (found.stage, found.at_table, found.incoming) == (Stage.TALKING, True, False), "told before anybody may dial"
    assert found.card in desk.cards
    again.hang_up(found.key)
    assert ear.await_leg(found.key, lambda leg: leg.stage is Stage.ENDED).ending is Ending.HUNG_UP
    assert desk.await_end(key).ending is Ending.HUNG_UP
    assert {leg.key for _, leg in ear.legs} == {found.key}, "once"
    again.stop()


def test_a_central_that_is_gone_ends_no_call_and_hears_of_its_end_later(
    desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    central.kill()
    try:
        trunk.hang_up()
        await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    finally:
        central.serve()
    assert desk.await_end(key).ending is Ending.FAR_HUNG_UP
    assert read_record(central) == (True, "far-hung-up", "far-hung-up", EndedBy.CUSTOMER)


def withdraw(central: RealCentral, desk: TableDesk) -> None:
    """Every customer of the desk's takes his yes back."""
    with central.writing() as connection:
        mine = consents.c.customer.in_(desk.cards)
        connection.execute(update(consents).where(mine).values(withdrawn_at=now()))


def read_record(central: RealCentral) -> tuple[bool, str, str, EndedBy | None]:
    """The latest call: whether the customer answered, how it ended by its record and by its PBX, and by whom."""
    query = (
        select(call_records.c.answered_at, call_records.c.ending, table_calls.c.ending, table_calls.c.ended_by)
        .join(table_calls, table_calls.c.call == call_records.c.id)
        .order_by(table_calls.c.asked_at.desc())
        .limit(1)
    )
    answered_at, record, told, by = central.look_up(query)[0]
    return answered_at is not None, str(record), str(told), EndedBy(str(by)) if by else None


def require_none(telephone: TableTelephone, trunk: PlayingTrunk) -> None:
    """No number of the call's reached the telephone."""
    require_no_number(telephone, trunk, trunk.find_number(), _EXTENSION)
