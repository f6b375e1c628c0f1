"""A desk that is killed in the middle of a call at the table finds it again when it is started anew (D1, D7, C1)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Ending, Stage
from app.telephony.softphone import Softphone
from app.telephony.states import Call, Cut
from protocol.call_refusals import ConsentUnanswered
from protocol.cards import Disposition
from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.extensions import bind, take_back
from server.store.call_tables import call_records, table_calls
from server.store.tables import people
from tests.calling import Caller
from tests.real_central import RealCentral
from tests.telephony.site import PhoneDesk
from tests.telephony.table import DESK_EXTENSION, PlayingTrunk, TableTelephone, await_voice, put_phone
from tests.waiting import wait_for
from ui.demo.central import DemoPerson
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx
from ui.main import join_desk
from ui.totp import make_code

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("programs") / "desk_at_table.py"


@dataclass
class Place:
    """Where an agent sits, whose desk may be killed and started anew."""

    folder: DeskFolder
    keyring: DeviceKeyring
    person: DemoPerson
    card: str
    central: RealCentral
    started: list[Desk] = field(default_factory=list)

    def kill_in_mid_call(self, stage: Stage, answer: str = "") -> str:
        """Let a desk's own process call, and kill it once the call is at ``stage``; which call."""
        words = [sys.executable, str(PROGRAM), str(self.folder.path), self.keyring.desk, self.person.username]
        self._forget_codes()
        with subprocess.Popen(
            [*words, self.card, stage.value, answer],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as desk:
            assert desk.stdin
            assert desk.stdout
            desk.stdin.write(f"{self.person.password}\n{make_code(self.person.totp_secret)}\n")
            desk.stdin.flush()
            call = desk.stdout.readline().strip()
            assert call, "the desk came to nothing"
            desk.kill()
        return call

    def start_anew(self) -> Caller:
        """The desk is switched on again, and the same agent signs in."""
        desk = join_desk(self.folder, load_identity(self.folder, self.keyring), self.keyring, Softphone)
        self.started.append(desk)
        start_desk(desk, "test")
        made = Caller(desk, self.person, self.central, [])
        made.sign_in()
        desk.calls.choice.prefer_table(on=True)
        return made

    def _forget_codes(self) -> None:
        with self.central.writing() as connection:
            connection.execute(update(people).values(totp_step=0))


@pytest.fixture
def place(
    central: RealCentral, table_pbx: DemoPbx, telephone: TableTelephone, keyring_daemon: None, tmp_path: Path
) -> Iterator[Place]:
    """An agent with a customer and a telephone on his table."""
    put_phone(central, table_pbx.rule)
    person = central.add_person(Role.AGENT)
    (card,) = central.give_cards(person, 1)
    with central.writing() as connection:
        bind(connection, central.books.node, DESK_EXTENSION, person.username, "tests")
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    enrol_desk(central.make_ticket("table"), "table", folder, keyring)
    made = Place(folder, keyring, person, card, central)
    yield made
    for desk in made.started:
        stop_desk(desk)
    with central.writing() as connection:
        take_back(connection, central.books.node, DESK_EXTENSION, "tests")


def await_call(caller: Caller, stage: Stage) -> Call:
    """The call at the ear, once it is shown at ``stage``."""
    calls = caller.desk.calls
    wait_for(lambda: calls.state.current is not None and calls.state.current.leg.stage is stage)
    assert calls.state.current is not None
    return calls.state.current


def read_end(central: RealCentral, call: str) -> tuple[object, ...]:
    """How a call ended by its record, and by whom; empty words while it is on."""
    told = table_calls.c.call == call_records.c.id
    query = select(call_records.c.ending, table_calls.c.ended_by).join(table_calls, told)
    return tuple(central.look_up(query.where(call_records.c.id == call))[0])


@pytest.mark.parametrize("stage", [Stage.AT_TABLE, Stage.RINGING, Stage.TALKING])
def test_the_call_is_shown_with_its_stage_its_card_and_its_name_and_is_hung_up_from_there(
    place: Place, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, stage: Stage
) -> None:
    telephone.conduct = Conduct.RING if stage is Stage.AT_TABLE else Conduct.TALK
    trunk.conduct = Conduct.TALK if stage is Stage.TALKING else Conduct.RING
    killed = place.kill_in_mid_call(stage)
    caller = place.start_anew()
    call = await_call(caller, stage)
    dialled = caller.last(Act.CALL_DIALLED)
    assert (call.id, call.card, call.number) == (killed, place.card, dialled.detail["number"])
    assert read_end(central, killed) == ("", "")
    assert caller.last(Act.CALL_FOUND).object_id == killed
    caller.desk.calls.hang_up()
    wait_for(lambda: not caller.desk.calls.state.is_busy)
    wait_for(lambda: not telephone.calls and not trunk.calls)
    ending = Ending.HUNG_UP if stage is Stage.TALKING else Ending.GIVEN_UP
    assert read_end(central, killed) == (ending.value, "desk")
    assert caller.last(Act.CALL_ENDED).detail["ending"] == ending.value
    wait_for(caller.is_ready)
    assert len(caller.events(Act.CALL_FOUND)) == 1


def test_what_the_customer_says_is_not_stored_before_his_yes_and_a_yes_is_remembered(
    place: Place, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    place.kill_in_mid_call(Stage.TALKING)
    caller = place.start_anew()
    assert await_call(caller, Stage.TALKING).agreed is None
    calls = caller.desk.calls
    with pytest.raises(ConsentUnanswered):
        calls.check_storing(place.card, Disposition.INTERESTED, "")
    assert calls.answer_consent(place.card, agreed=True)
    calls.check_storing(place.card, Disposition.INTERESTED, "")
    calls.hang_up()
    wait_for(lambda: not calls.state.is_busy and not telephone.calls)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_from_before_holds_and_no_other_is_taken(
    place: Place, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, answer: str
) -> None:
    killed = place.kill_in_mid_call(Stage.TALKING, answer)
    assert read_end(central, killed) == ("", ""), "the call runs on"
    caller = place.start_anew()
    calls = caller.desk.calls
    if answer == "yes":
        assert await_call(caller, Stage.TALKING).agreed is True
        assert not calls.answer_consent(place.card, agreed=False)
        calls.check_storing(place.card, Disposition.INTERESTED, "")
        calls.hang_up()
    wait_for(lambda: not telephone.calls and not trunk.calls)
    wait_for(lambda: calls.state.last is not None)
    assert not calls.answer_consent(place.card, agreed=True)
    assert len(caller.events(Act.CONSENT_ANSWERED)) == 1
    assert calls.state.last is not None
    assert (calls.state.last.cut, calls.may_store(place.card)) == (
        (Cut.AGENT, True) if answer == "yes" else (Cut.NOT_AGREED, False)
    )
    assert read_end(central, killed) == (Ending.HUNG_UP.value, "desk")


def test_it_is_handed_on_from_the_desk_that_was_started_anew(
    place: Place,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    table_pbx: DemoPbx,
    tmp_path: Path,
) -> None:
    name = f"desk-{make_identifier()[-8:]}"
    colleague = PhoneDesk(central, table_pbx, tmp_path / name, name, DeviceKeyring(name), 0)
    try:
        colleague.sign_on()
        killed = place.kill_in_mid_call(Stage.TALKING)
        caller = place.start_anew()
        await_call(caller, Stage.TALKING)
        colleague.be_there()
        target = next(one for one in caller.desk.calls.list_targets() if one.place == colleague.identity.card.id)
        caller.desk.calls.transfer(target)
        handed = colleague.ear.await_incoming()
        assert handed.card == place.card
        wait_for(lambda: not caller.desk.calls.state.is_busy and not telephone.calls)
        assert read_end(central, killed) == (Ending.TRANSFERRED.value, "desk")
        colleague.phone.answer(handed.key)
        colleague.ear.await_stage(handed.key, Stage.TALKING)
        colleague.phone.hang_up(handed.key)
        wait_for(lambda: not trunk.calls)
    finally:
        colleague.close()


def test_a_call_that_is_over_by_then_is_shown_to_nobody_and_the_next_one_once(
    place: Place, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    killed = place.kill_in_mid_call(Stage.TALKING)
    trunk.hang_up()
    wait_for(lambda: read_end(central, killed) == (Ending.FAR_HUNG_UP.value, "customer"))
    caller = place.start_anew()
    wait_for(caller.is_ready)
    assert not caller.events(Act.CALL_FOUND)
    call = caller.desk.calls.dial(place.card)
    await_call(caller, Stage.TALKING)
    await_voice(trunk)
    assert [(one.id, one.is_over) for one in caller.desk.calls._board.calls.values()] == [(call.id, False)]
    caller.desk.calls.hang_up()
    wait_for(lambda: not telephone.calls and not trunk.calls)
    assert not caller.events(Act.CALL_FOUND)


def test_a_desk_that_is_killed_twice_finds_it_twice(
    place: Place, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    killed = place.kill_in_mid_call(Stage.TALKING)
    assert place.kill_in_mid_call(Stage.TALKING, "found") == killed
    caller = place.start_anew()
    assert await_call(caller, Stage.TALKING).id == killed
    lost = [event for event in caller.events(Act.CALL_ENDED) if event.detail["ending"] == Ending.DESK_LOST.value]
    assert len(lost) == 2, "each life that ended in mid-call says so"
    caller.desk.calls.hang_up()
    wait_for(lambda: not telephone.calls and not trunk.calls)
