"""Whose telephone on the table is not taken, or who is not to be called by now: no customer is (D1, P3, U2)."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension
from protocol.errors import VeildeskError
from protocol.refusals import TooManyRequests
from protocol.road import RecordsUnavailable
from protocol.table_calls import EndedBy
from protocol.times import now
from server.store.call_tables import calls
from server.store.tables import consents, customers, people
from tests.real_central import RealCentral
from tests.telephony.recorded import await_true
from tests.telephony.table import (
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    let_voice_be_clear,
    read_record,
    require_none,
)
from ui.demo import pbx
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx


@pytest.mark.parametrize("before", [0, 1])
def test_no_telephone_has_a_customers_voice_sent_to_where_rtpengine_takes_orders(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, table_pbx: DemoPbx, before: int
) -> None:
    """Packets that begin like orders would be carried out, and answered to the customer; reports go a port higher."""
    telephone.conduct, telephone.voice_port = Conduct.TAKE, table_pbx.media[1] - before
    key = table_desk.dial()
    assert table_desk.await_end(key).ending is Ending.PBX_LOST
    assert trunk.find_number() == ""
    await_true(lambda: not telephone.calls, "the telephone to hear of the end")


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
    table_desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    conduct: Conduct,
    ending: Ending,
) -> None:
    telephone.conduct = conduct
    key = table_desk.dial()
    assert table_desk.await_end(key).ending is ending
    assert read_record(central) == (False, ending.value, ending.value, EndedBy.TABLE)
    assert trunk.find_number() == ""
    await_true(lambda: not telephone.calls, "the telephone to ring no more")


def test_a_telephone_that_rings_out_has_no_customer_called(
    table_desk: TableDesk,
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
        key = table_desk.dial()
        assert table_desk.await_end(key).ending is Ending.TABLE_UNTAKEN
        assert read_record(central) == (False, "table-untaken", "table-untaken", EndedBy.TABLE)
        assert trunk.find_number() == ""
        await_true(lambda: not telephone.calls, "the telephone to ring no more")
    finally:
        table_pbx.start_program()


def ring_at_table(table_desk: TableDesk, telephone: TableTelephone) -> str:
    """A call whose telephone on the table rings, and nobody is there; its key."""
    telephone.conduct = Conduct.RING
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.AT_TABLE)
    return key


def test_a_withdrawal_while_the_telephone_rings_stops_the_call(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = ring_at_table(table_desk, telephone)
    withdraw(central, table_desk)
    assert table_desk.await_end(key).stage is Stage.ENDED
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert read_record(central)[3] is EndedBy.CENTRAL
    assert trunk.find_number() == ""


def test_a_withdrawal_just_before_the_telephone_is_taken_calls_nobody(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = ring_at_table(table_desk, telephone)
    let_voice_be_clear(central, clear=True)
    with central.writing() as connection:  # the rules alone change: nothing has the PBX end what rings
        given = select(calls.c.customer).order_by(calls.c.made_at.desc()).limit(1).scalar_subquery()
        connection.execute(update(customers).where(customers.c.id == given).values(assigned_to=None))
    try:
        telephone.take()
        assert table_desk.await_end(key).ending is Ending.REFUSED
        assert read_record(central)[3] is EndedBy.CENTRAL
        assert trunk.find_number() == ""
    finally:
        person = select(people.c.id).where(people.c.username == table_desk.person.username).scalar_subquery()
        with central.writing() as connection:
            connection.execute(update(customers).where(customers.c.id.in_(table_desk.cards)).values(assigned_to=person))


def test_a_central_that_has_no_time_as_the_telephone_is_taken_is_told_as_that_and_not_as_a_rule(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = ring_at_table(table_desk, telephone)
    with central.writing():  # for as long as somebody else writes, Central can take nothing in
        telephone.take()
        await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    assert table_desk.await_end(key).ending is Ending.CENTRAL_BUSY
    assert read_record(central) == (False, "central-busy", "central-busy", EndedBy.PBX)
    assert trunk.find_number() == ""


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
    table_desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    monkeypatch: pytest.MonkeyPatch,
    refusal: VeildeskError,
    ending: Ending,
) -> None:
    ask = table_desk.client.call

    def refuse(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        if path == "/v1/tables/calls" and not getattr(words[0], "is_given_up", False):
            raise refusal
        return ask(method, path, answer, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(table_desk.client, "call", refuse)
    assert table_desk.await_end(table_desk.dial()).ending is ending
    assert b"INVITE " not in telephone.wire
    assert trunk.find_number() == ""


def test_a_withdrawal_while_the_customers_telephone_rings_stops_the_call(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    trunk.conduct = Conduct.RING
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.RINGING)
    withdraw(central, table_desk)
    table_desk.await_end(key)
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in trunk.received), "the trunk's CANCEL")
    assert read_record(central)[3] is EndedBy.CENTRAL
    require_none(telephone, trunk)


def test_a_telephone_without_srtp_is_not_rung_where_policy_does_not_let_it(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    let_voice_be_clear(central, clear=False)
    key = table_desk.dial()
    assert table_desk.await_end(key).ending is Ending.TABLE_AWAY
    assert b"RTP/AVP" not in telephone.wire
    assert trunk.find_number() == ""


def withdraw(central: RealCentral, desk: TableDesk) -> None:
    """Every customer of the desk's takes his yes back."""
    with central.writing() as connection:
        mine = consents.c.customer.in_(desk.cards)
        connection.execute(update(consents).where(mine).values(withdrawn_at=now()))
