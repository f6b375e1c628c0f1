"""A whole desk takes a customer's call: real trunk, PBX, engine, journal and Central (D1, D7, U1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.desk import start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Ending, Link, Stage
from app.telephony.softphone import Softphone
from app.telephony.states import PauseReason
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import call_records, incoming_calls, presence
from server.store.tables import customers
from tests.calling import Caller
from tests.reading import read_elsewhere
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.waiting import wait_for
from ui.demo.far_caller import CallingFarEnd
from ui.demo.pbx import DemoPbx
from ui.main import join_desk


@pytest.fixture
def caller(central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path: Path) -> Iterator[Caller]:
    """An agent with two customers, signed in at a whole desk whose softphone is ready."""
    with central.writing() as connection:
        policy = load_policy(connection)
        desk_policy = msgspec.structs.replace(policy.desk, phone=pbx.rule)
        set_policy(connection, central.books.node, msgspec.structs.replace(policy, desk=desk_policy), "tests")
    person = central.add_person(Role.AGENT)
    central.give_cards(person, 2)
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    desk = join_desk(folder, enrol_desk(central.make_ticket("whole"), "whole", folder, keyring), keyring, Softphone)
    start_desk(desk, "test")
    made = Caller(desk, person, central, [])
    made.sign_in()
    wait_for(lambda: desk.calls.state.link is Link.READY)
    device = presence.c.device == desk.identity.card.id
    wait_for(lambda: central.look_up(select(presence.c.person).where(device)))
    yield made
    stop_desk(desk)


def test_a_customer_calls_back_is_answered_and_the_record_is_whole(
    caller: Caller, network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    card = caller.cards()[0]
    number = central.read_number(card)
    made = network.call(number, pbx.trunk_side)
    wait_for(lambda: caller.desk.calls.state.ringing)
    ringing = caller.desk.calls.state.ringing[0]
    assert ringing.card == card
    caller.desk.calls.answer(ringing.id)
    wait_for(lambda: caller.desk.calls.state.current and caller.desk.calls.state.current.leg.stage is Stage.TALKING)
    network.await_answer(made, 200)
    network.hang_up()
    wait_for(lambda: caller.desk.calls.state.current is None)
    kept = call_records.c
    query = select(kept.way, kept.customer, kept.ending, kept.answered_at).where(kept.id == ringing.id)
    wait_for(lambda: central.look_up(query)[0][2])
    way, customer, ending, answered_at = central.look_up(query)[0]
    assert (way, customer, ending, bool(answered_at)) == ("in", card, Ending.FAR_HUNG_UP.value, True)
    assert central.look_up(select(incoming_calls.c.missed_at).where(incoming_calls.c.id == ringing.id)) == [(None,)]
    files = [read_elsewhere(path) for path in caller.desk.folder.path.rglob("*") if path.is_file()]
    written = b"".join(caller.desk.trail.journal.events_from(1, 10_000))
    assert ringing.id.encode() in written, "the journal was read"
    assert count_hits(b"".join([written, *files]), number.encode()) == 0


def test_who_pauses_is_not_rung_and_finds_the_call_in_both_lists(
    caller: Caller, network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    card = caller.cards()[0]
    caller.desk.calls.pause(PauseReason.DO_NOT_DISTURB)
    paused = select(presence.c.paused_at).where(presence.c.device == caller.desk.identity.card.id)
    wait_for(lambda: central.look_up(paused)[0][0])
    made = network.call(central.read_number(card), pbx.trunk_side)
    network.await_answer(made, 480)
    wait_for(lambda: caller.desk.calls.state.missed)
    assert [one.card for one in caller.desk.calls.state.missed] == [card]
    assert not caller.desk.calls.state.ringing
    assert central.look_up(select(customers.c.state).where(customers.c.id == card)) == [("callback",)]
    wait_for(lambda: caller.desk.cards.look_again(card).card.state.value == "callback")
