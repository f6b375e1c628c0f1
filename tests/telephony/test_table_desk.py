"""A whole desk calls over the telephone on the table: real trunk, PBX, journal and Central (D1, D7, P3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Link, Stage
from app.telephony.states import Cut, HandedOn, Standing
from protocol.call_refusals import ConsentUnanswered, PhoneNotReady
from protocol.cards import CardState, Disposition
from protocol.events import Act
from protocol.identifiers import Identifier, make_identifier
from protocol.recordings import PIECE_SAMPLES
from protocol.road import CentralUnreachable
from protocol.telephones import PhoneMode, PhoneRule
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.extensions import bind, take_back
from server.services.cards import touch_card
from server.services.policy import RecordingPolicy
from server.store.call_tables import call_records, table_calls
from server.store.tables import customers, people
from tests.calling import Caller
from tests.reading import read_elsewhere
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.recorded import (
    DESK_HZ,
    FAR_HZ,
    await_pieces,
    is_copied,
    list_recordings,
    open_recording,
    record_calls,
)
from tests.telephony.site import PhoneDesk
from tests.telephony.table import DESK_EXTENSION, PlayingTrunk, TableTelephone, count_voice, put_phone
from tests.telephony.tones import measure_loudest, measure_tone
from tests.waiting import wait_for
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

_HEARD = 1500
"""Of the tones' amplitude of 8,000."""


def is_at(table_caller: Caller, stage: Stage) -> bool:
    """Whether the call at the ear has come so far."""
    call = table_caller.desk.calls.state.current
    return call is not None and call.leg.stage is stage


def read_record(central: RealCentral, call: Identifier) -> tuple[object, ...]:
    """Whether the call was answered, how it ended and by whom."""
    query = (
        select(call_records.c.answered_at, call_records.c.ending, table_calls.c.ended_by)
        .join(table_calls, table_calls.c.call == call_records.c.id)
        .where(call_records.c.id == call)
    )
    (answered_at, ending, by), *_ = central.look_up(query)
    return bool(answered_at), ending, by


def test_who_has_a_telephone_chooses_it_calls_over_it_and_goes_back(
    table_caller: Caller, trunk: HostileFarEnd, telephone: TableTelephone, central: RealCentral
) -> None:
    calls = table_caller.desk.calls
    assert (calls.choice.find_own_phone(), calls.state.standing) == (DESK_EXTENSION, Standing.SOFTPHONE)
    calls.choice.prefer_table(on=True)
    wait_for(lambda: calls.state.standing is Standing.DESK_PHONE and table_caller.is_ready())
    call = calls.dial(table_caller.cards()[0])
    wait_for(lambda: is_at(table_caller, Stage.TALKING))
    calls.hold(on=True)
    assert not table_caller.events(Act.CALL_HELD), "hold is the telephone's own"
    assert calls.state.current
    assert (calls.state.current.leg.held, calls.state.current.leg.at_table) == (False, True)
    calls.hang_up()
    wait_for(lambda: not calls.state.is_busy)
    assert [event.act for event in table_caller.events(Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED)] == [
        Act.CALL_DIALLED,
        Act.CALL_ANSWERED,
        Act.CALL_ENDED,
    ]
    assert read_record(central, call.id) == (True, Ending.HUNG_UP.value, "desk")
    number = trunk.find_number().encode()
    files = [read_elsewhere(path) for path in table_caller.desk.folder.path.rglob("*") if path.is_file()]
    written = b"".join(table_caller.desk.trail.journal.events_from(1, 10_000))
    assert call.id.encode() in written, "the journal was read"
    assert count_hits(b"".join([written, *files, telephone.wire]), number) == 0
    calls.choice.prefer_table(on=False)
    wait_for(lambda: calls.state.standing is Standing.SOFTPHONE and table_caller.is_ready())


@pytest.fixture
def recorded(central: RealCentral) -> Iterator[None]:
    """Policy has calls recorded."""
    record_calls(central, RecordingPolicy(on=True))
    yield
    record_calls(central, RecordingPolicy())


@pytest.mark.usefixtures("recorded")
def test_each_voice_of_such_a_call_is_recorded_after_a_yes_and_not_before(
    table_caller: Caller, trunk: HostileFarEnd, telephone: TableTelephone, central: RealCentral, table_pbx: DemoPbx
) -> None:
    table_caller.desk.calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    call = table_caller.desk.calls.dial(table_caller.cards()[0])
    wait_for(lambda: is_at(table_caller, Stage.TALKING))
    heard = count_voice(telephone)
    wait_for(lambda: count_voice(telephone) > heard + 50)
    assert not is_copied(table_pbx, call.id)
    assert not list_recordings(central, call.id)
    assert table_caller.desk.calls.answer_consent(table_caller.cards()[0], agreed=True)
    await_pieces(central, call.id, 2)
    table_caller.desk.calls.hang_up()
    wait_for(lambda: list_recordings(central, call.id)[0].ended_at is not None)
    second = open_recording(central, list_recordings(central, call.id)[0].id)[1]
    assert len(second) == PIECE_SAMPLES
    for hertz in (DESK_HZ, FAR_HZ):
        assert measure_loudest(second, hertz) > _HEARD, f"{hertz} Hz"
    assert measure_tone(second, 700) < _HEARD / 3, "the control: a pitch that nobody sounds"


def test_nothing_is_stored_of_a_customer_whom_the_desk_could_not_hear_of(
    table_caller: Caller,
    trunk: PlayingTrunk,
    telephone: TableTelephone,
    central: RealCentral,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """He answers, talks and hangs up while the desk's road is cut; the telephone beside it has one of its own (C1)."""
    trunk.conduct = Conduct.RING
    calls, card = table_caller.desk.calls, table_caller.cards()[0]
    calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    call = calls.dial(card)
    wait_for(lambda: is_at(table_caller, Stage.RINGING))
    with monkeypatch.context() as cut:
        cut.setattr(table_caller.desk.central, "call", _refuse)
        trunk.take()
        wait_for(lambda: read_record(central, call.id)[0])
        with pytest.raises(ConsentUnanswered):
            calls.check_storing(card, Disposition.INTERESTED, "")
        trunk.hang_up()
        wait_for(lambda: read_record(central, call.id)[1])
    wait_for(lambda: not calls.state.is_busy)
    with pytest.raises(ConsentUnanswered):
        calls.check_storing(card, Disposition.INTERESTED, "")
    told = [event.act for event in table_caller.events(Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED)]
    assert told == [Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED]


def _refuse(*_: object, **__: object) -> None:
    raise CentralUnreachable


def test_what_an_agent_notes_of_a_customer_who_did_not_answer_is_stored(
    table_caller: Caller, trunk: PlayingTrunk, telephone: TableTelephone
) -> None:
    trunk.conduct = Conduct.BUSY
    calls, card = table_caller.desk.calls, table_caller.cards()[0]
    calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    calls.dial(card)
    wait_for(lambda: not calls.state.is_busy)
    calls.check_storing(card, Disposition.NO_ANSWER, "busy all morning")


def test_a_customer_who_withdraws_while_the_telephone_rings_is_not_called(
    table_caller: Caller, trunk: HostileFarEnd, telephone: TableTelephone, central: RealCentral
) -> None:
    telephone.conduct = Conduct.RING
    calls, card = table_caller.desk.calls, table_caller.cards()[0]
    calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    calls.dial(card)
    wait_for(lambda: is_at(table_caller, Stage.AT_TABLE))
    with central.writing() as connection:
        connection.execute(update(customers).where(customers.c.id == card).values(state=CardState.STOPPED.value))
        touch_card(connection, card)
    wait_for(lambda: not calls.state.is_busy)
    assert trunk.find_number() == ""
    wait_for(lambda: not telephone.calls)


@pytest.mark.parametrize("at_table", [True, False])
def test_a_call_that_a_teammate_hands_on_says_who_did(
    table_caller: Caller,
    trunk: HostileFarEnd,
    telephone: TableTelephone,
    central: RealCentral,
    table_pbx: DemoPbx,
    tmp_path: Path,
    at_table: bool,
) -> None:
    telephone.conduct = Conduct.RING
    calls = table_caller.desk.calls
    if at_table:
        calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    name = f"desk-{make_identifier()[-8:]}"
    teammate = PhoneDesk(central, table_pbx, tmp_path / "teammate", name, DeviceKeyring(name), 1)
    try:
        teammate.sign_on()
        key = teammate.dial()
        teammate.ear.await_stage(key, Stage.TALKING)
        teammate.phone.transfer(key, table_caller.desk.identity.card.id)
        wait_for(lambda: calls.state.ringing and calls.state.ringing[0].handed_on is not None)
        (rings,) = calls.state.ringing
        who = central.look_up(select(people.c.name).where(people.c.username == teammate.person.username))[0][0]
        assert (rings.leg.at_table, rings.handed_on) == (at_table, HandedOn(str(who)))
        calls.hang_up(rings.id)
        wait_for(lambda: not calls.state.ringing and not trunk.calls)
    finally:
        teammate.close()


def test_a_desk_that_is_gone_ends_no_call_and_its_record_is_whole(
    table_caller: Caller, trunk: HostileFarEnd, telephone: TableTelephone, central: RealCentral
) -> None:
    table_caller.desk.calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    call = table_caller.desk.calls.dial(table_caller.cards()[0])
    wait_for(lambda: is_at(table_caller, Stage.TALKING))
    table_caller.desk.central.close()
    heard = count_voice(telephone)
    wait_for(lambda: count_voice(telephone) > heard + 100)
    telephone.hang_up()
    wait_for(lambda: read_record(central, call.id)[1])
    assert read_record(central, call.id) == (True, Ending.HUNG_UP.value, "table")


def test_who_signs_out_has_no_call_on(
    table_caller: Caller, trunk: HostileFarEnd, telephone: TableTelephone, central: RealCentral
) -> None:
    table_caller.desk.calls.choice.prefer_table(on=True)
    wait_for(table_caller.is_ready)
    call = table_caller.desk.calls.dial(table_caller.cards()[0])
    wait_for(lambda: is_at(table_caller, Stage.TALKING))
    table_caller.desk.keeper.sign_out()
    wait_for(lambda: not telephone.calls and not trunk.calls)
    wait_for(lambda: read_record(central, call.id)[1])
    assert table_caller.last(Act.CALL_ENDED).detail["cut"] == Cut.SESSION_ENDED


def test_under_a_policy_of_telephones_who_has_none_is_told_and_calls_nobody(
    table_caller: Caller, central: RealCentral, table_pbx: DemoPbx
) -> None:
    calls = table_caller.desk.calls
    put_phone(central, PhoneRule(mode=PhoneMode.DESK_PHONE))
    wait_for(lambda: calls.state.standing is Standing.DESK_PHONE and table_caller.is_ready())
    with central.writing() as connection:
        take_back(connection, central.books.node, DESK_EXTENSION, "tests")
    try:
        put_phone(central, table_pbx.rule)
        wait_for(lambda: calls.state.standing is Standing.SOFTPHONE and table_caller.is_ready())
        put_phone(central, PhoneRule(mode=PhoneMode.DESK_PHONE))
        wait_for(lambda: calls.state.standing is Standing.DESK_PHONE and calls.state.link is Link.REFUSED)
        with pytest.raises(PhoneNotReady):
            calls.dial(table_caller.cards()[0])
        calls.choice.prefer_table(on=True)
        assert not calls.choice.prefers_table, "there is none to prefer"
    finally:
        with central.writing() as connection:
            bind(connection, central.books.node, DESK_EXTENSION, table_caller.person.username, "tests")
