"""A call over the telephone on the table whose PBX, Central or answers are lost: how it ends, or goes on (D1, D7)."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.telephony.account import make_account
from app.telephony.port import Ending, Link, Stage
from app.telephony.table_phone import TablePhone
from protocol.road import CentralSlow
from protocol.table_calls import EndedBy
from protocol.telephones import PhoneRule
from protocol.times import after, now
from server.store.call_tables import table_calls
from tests.real_central import RealCentral
from tests.telephony.recorded import await_true
from tests.telephony.site import Ear
from tests.telephony.table import (
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    read_record,
)
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx


def test_a_pbx_that_is_killed_ends_the_call_and_the_next_one_runs(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, table_pbx: DemoPbx
) -> None:
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    table_pbx.end("veildesk-pbx", at_once=True)
    table_pbx.start_program()
    telephone.hang_up()  # whoever hears nothing any more puts the receiver down
    trunk.hang_up()
    assert table_desk.await_end(key).ending is Ending.PBX_LOST
    assert read_record(central) == (True, "pbx-lost", "pbx-lost", EndedBy.PBX)
    key = table_desk.dial(1)
    table_desk.ear.await_stage(key, Stage.TALKING)
    table_desk.table.hang_up(key)
    assert table_desk.await_end(key).ending is Ending.HUNG_UP


def test_a_call_that_central_took_for_lost_does_not_run_on_unseen(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    """The PBX's road was cut for a minute: its desk shows that the call is over, and nobody could end it any more."""
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    on = table_calls.c.ended_at.is_(None)

    def cut_road() -> bool:
        with central.writing() as connection:
            connection.execute(update(table_calls).where(on).values(heard_at=after(now(), seconds=-61)))
        return any(leg.stage is Stage.ENDED for leg in table_desk.ear.list_of(key))

    await_true(cut_road, "Central to take the call for lost")
    assert table_desk.await_end(key).ending is Ending.PBX_LOST
    await_true(lambda: not telephone.calls and not trunk.calls, "both sides to hear of the end")


def test_a_call_whose_desk_was_not_answered_does_not_ring_on(
    table_desk: TableDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Central placed it, and each answer was lost: the desk says that it is over, and would not hear of the rest."""
    telephone.conduct, ask, lost = Conduct.RING, table_desk.client.call, iter(range(3))

    def lose(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        found = ask(method, path, answer, *words, **named)  # type: ignore[arg-type]
        if path == "/v1/tables/calls" and next(lost, None) is not None:
            raise CentralSlow(seconds=10)
        return found

    monkeypatch.setattr(table_desk.client, "call", lose)
    key = table_desk.dial()
    assert table_desk.await_end(key).ending is Ending.PBX_LOST
    await_true(lambda: read_record(central)[3] is not None, "Central to hear of the end")
    assert read_record(central)[1:] == ("given-up", "given-up", EndedBy.DESK)
    await_true(lambda: any(data.startswith(b"CANCEL ") for data in telephone.received), "the telephone's CANCEL")
    assert trunk.find_number() == ""


def test_a_telephone_that_is_started_anew_finds_its_call_though_the_first_answers_are_lost(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    ask, lost, again, ear = table_desk.client.call, iter(range(2)), TablePhone(table_desk.client), Ear()

    def lose(method: str, path: str, answer: type[object], *words: object, **named: object) -> object:
        found = ask(method, path, answer, *words, **named)  # type: ignore[arg-type]
        if path == "/v1/tables/waiting" and next(lost, None) is not None:
            raise CentralSlow(seconds="10")
        return found

    monkeypatch.setattr(table_desk.client, "call", lose)
    again.start(make_account(table_desk.identity, PhoneRule()), ear)
    ear.await_link(Link.READY)
    ((_, found), *_) = ear.legs
    assert (found.stage, found.at_table, found.incoming) == (Stage.TALKING, True, False), "told before anybody may dial"
    assert found.card in table_desk.cards
    again.hang_up(found.key)
    assert ear.await_leg(found.key, lambda leg: leg.stage is Stage.ENDED).ending is Ending.HUNG_UP
    assert table_desk.await_end(key).ending is Ending.HUNG_UP
    assert {leg.key for _, leg in ear.legs} == {found.key}, "once"
    again.stop()


def test_a_central_that_is_gone_ends_no_call_and_hears_of_its_end_later(
    table_desk: TableDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    key = table_desk.dial()
    table_desk.ear.await_stage(key, Stage.TALKING)
    central.kill()
    try:
        trunk.hang_up()
        await_true(lambda: not telephone.calls, "the telephone to hear of the end")
    finally:
        central.serve()
    assert table_desk.await_end(key).ending is Ending.FAR_HUNG_UP
    assert read_record(central) == (True, "far-hung-up", "far-hung-up", EndedBy.CUSTOMER)
