"""A supervisor's desk and an agent's before the served Central: who hears is shown, each step on record (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Ending
from app.telephony.states import Companion, Cut, Standing
from protocol.call_refusals import CallUnderWay
from protocol.events import Act, Event, decode_event
from protocol.identifiers import make_identifier
from protocol.joining import JoinKind, ListenInRule
from protocol.joining_refusals import ListeningForbidden, ListeningNotAgreed
from protocol.refusals import InvalidRequest, ProofRefused
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.extensions import bind, take_back
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import calls, table_joins
from tests.calling import Caller
from tests.far_end import FarEnd
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.central import DemoPerson
from ui.main import join_desk
from ui.totp import make_code


@dataclass
class Boss:
    """A supervisor's desk, and his telephone's far end."""

    desk: Desk
    far: FarEnd
    person: DemoPerson

    def password(self) -> bytearray:
        """His."""
        return bytearray(self.person.password.encode())

    def events(self, *acts: Act) -> list[Event]:
        """What stands in his desk's journal."""
        written = map(decode_event, self.desk.trail.journal.events_from(1, 10_000))
        return [event for event in written if event.act in acts]


@pytest.fixture
def boss(caller: Caller, tmp_path: Path) -> Iterator[Boss]:
    """The supervisor of the agent's team."""
    central = caller.central
    person = central.add_person(Role.SUPERVISOR)
    folder, keyring = DeskFolder(tmp_path / "boss").make(), DeviceKeyring(desk=make_identifier())
    ticket = central.make_ticket("boss", central.line.origin)
    far = FarEnd()
    desk = join_desk(folder, enrol_desk(ticket, "boss", folder, keyring), keyring, lambda: far)
    start_desk(desk, "test")
    central.forget_codes()
    desk.keeper.sign_in(person.username, bytearray(person.password.encode()), make_code(person.totp_secret))
    wait_for(lambda: desk.calls.state.can_dial)
    yield Boss(desk, far, person)
    stop_desk(desk)


@pytest.fixture
def boss_at_table(boss: Boss, caller: Caller) -> Iterator[Boss]:
    """He calls over the telephone on his table."""
    with caller.central.writing() as connection:
        bind(connection, caller.central.books.node, "table-boss", boss.person.username, "tests")
    boss.desk.calls.choice.prefer_table(on=True)
    wait_for(lambda: boss.desk.calls.state.standing is Standing.DESK_PHONE and boss.desk.calls.state.can_dial)
    yield boss
    with caller.central.writing() as connection:
        take_back(connection, caller.central.books.node, "table-boss", "tests")


@pytest.fixture
def listening(calling_central: RealCentral) -> Iterator[None]:
    """Policy lets supervisors listen."""
    put_rule(calling_central, ListenInRule.TOLD)
    yield
    put_rule(calling_central, ListenInRule.NEVER)


def put_rule(central: RealCentral, rule: ListenInRule) -> None:
    """Put a rule for listening in in force."""
    with central.writing() as connection:
        policy = load_policy(connection)
        ruled = msgspec.structs.replace(policy, calls=msgspec.structs.replace(policy.calls, listen_in=rule))
        set_policy(connection, central.books.node, ruled, "test")


def talk(caller: Caller, *, agreed: bool | None = True) -> str:
    """A call of the agent's that is on, placed by a PBX; the customer's answer."""
    call = caller.desk.calls.dial(caller.cards()[0])
    caller.far.ring()
    caller.far.pick_up()
    with caller.central.writing() as connection:  # the PBX of these tests is nobody's program
        device = caller.desk.identity.card.id
        connection.execute(update(calls).where(calls.c.id == call.id).values(pbx=device))
    wait_for(lambda: caller.desk.calls.state.current and caller.desk.calls.state.current.answered_at)
    if agreed is not None:
        assert call.card
        assert caller.desk.calls.answer_consent(call.card, agreed=agreed)
    caller.desk.sync.wake()
    return call.id


def sees_call(boss: Boss, call: str) -> bool:
    """Whether the wall offers to listen to a call."""
    return any(member.call == call and member.may_listen for member in boss.desk.team.wall().members)


def test_who_listens_is_shown_by_name_until_he_leaves_and_each_step_is_on_record(
    caller: Caller, boss: Boss, listening: None
) -> None:
    call = talk(caller)
    wait_for(lambda: sees_call(boss, call))
    made = boss.desk.calls.joining.listen(call, "how he greets 13800138000", boss.password())
    assert made.leg.muted
    assert made.joined
    assert made.joined.kind is JoinKind.LISTEN
    expected = (Companion(made.id, "钱多", call, speaks=False),)
    wait_for(lambda: caller.desk.calls.state.company == expected)
    boss.far.pick_up()
    wait_for(lambda: boss.events(Act.JOIN_BEGAN))
    assert boss.desk.calls.state.wrap_up_until is None
    boss.desk.calls.hang_up()
    wait_for(lambda: boss.events(Act.JOIN_ENDED))
    (asked,) = boss.events(Act.JOIN_ASKED)
    assert asked.object_id == call
    assert (asked.detail["mode"], asked.detail["reason"]) == ("listen", "how he greets 138****8000")
    assert {event.object_id for event in boss.events(Act.JOIN_BEGAN, Act.JOIN_ENDED)} == {call}
    assert not boss.events(Act.CALL_DIALLED, Act.CALL_ANSWERED, Act.CALL_ENDED)
    assert boss.desk.calls.state.wrap_up_until is None, "no time to wrap up a call that was another's"
    caller.desk.calls.hang_up()
    wait_for(lambda: not caller.desk.calls.state.company)


def test_who_calls_over_his_telephone_has_it_rung_to_listen(
    caller: Caller, boss_at_table: Boss, listening: None
) -> None:
    call, boss = talk(caller), boss_at_table
    wait_for(lambda: sees_call(boss, call))
    made = boss.desk.calls.joining.listen(call, "how he greets", boss.password())
    assert not made.leg.muted, "his telephone's microphone is its own"
    found = select(table_joins.c.extension, table_joins.c.stage).where(table_joins.c.join == made.id)
    wait_for(lambda: [tuple(row) for row in caller.central.look_up(found)] == [("table-boss", "asked")])
    wait_for(lambda: [one.id for one in caller.desk.calls.state.company] == [made.id])
    boss.desk.calls.hang_up()
    wait_for(lambda: boss.events(Act.JOIN_ENDED))
    assert boss.events(Act.JOIN_ENDED)[-1].detail["ending"] == Ending.GIVEN_UP.value
    wait_for(lambda: not caller.desk.calls.state.company)
    caller.desk.calls.hang_up()


def test_without_rule_yes_reason_or_proof_nobody_is_asked_in_and_nobody_is_told(
    caller: Caller, boss: Boss, calling_central: RealCentral
) -> None:
    call = talk(caller, agreed=None)
    wait_for(lambda: any(member.call == call for member in boss.desk.team.wall().members))
    joining = boss.desk.calls.joining
    with pytest.raises(ListeningForbidden):
        joining.listen(call, "how he greets", boss.password())
    put_rule(calling_central, ListenInRule.TOLD)
    assert not sees_call(boss, call)
    with pytest.raises(ListeningNotAgreed):
        joining.listen(call, "how he greets", boss.password())
    card = caller.desk.calls.state.current.card  # type: ignore[union-attr]
    assert caller.desk.calls.answer_consent(str(card), agreed=True)
    wait_for(lambda: sees_call(boss, call))
    with pytest.raises(InvalidRequest):
        joining.listen(call, "?", boss.password())
    with pytest.raises(ProofRefused):
        joining.listen(call, "how he greets", bytearray(b"another password"))
    put_rule(calling_central, ListenInRule.NEVER)
    assert not boss.far.asked
    assert not caller.desk.calls.state.company


def test_who_locks_his_desk_listens_no_longer(caller: Caller, boss: Boss, listening: None) -> None:
    call = talk(caller)
    wait_for(lambda: sees_call(boss, call))
    boss.desk.calls.joining.listen(call, "how he greets", boss.password())
    boss.far.pick_up()
    wait_for(lambda: boss.events(Act.JOIN_BEGAN))
    with pytest.raises(CallUnderWay):
        boss.desk.calls.joining.listen(call, "again", boss.password())
    boss.desk.keeper.lock()
    wait_for(lambda: boss.events(Act.JOIN_ENDED))
    assert boss.events(Act.JOIN_ENDED)[-1].detail["cut"] == Cut.LOCKED
    assert caller.desk.calls.state.current, "the agent's call goes on"


def test_whoever_is_asked_for_help_in_a_call_comes_into_it(caller: Caller, boss: Boss) -> None:
    call = talk(caller, agreed=None)
    wait_for(lambda: any(member.call == call for member in boss.desk.team.wall().members))
    asked = caller.desk.team.ask_help(call)
    made = boss.desk.calls.joining.come_in(asked.id, call)
    assert made.joined
    assert made.joined.kind is JoinKind.SPEAK
    assert not made.leg.muted
    wait_for(lambda: [one.speaks for one in caller.desk.calls.state.company] == [True])
    (member,) = (one for one in boss.desk.team.wall().members if one.call == call)
    assert member.help
    assert member.help.taken_by == "钱多"
    caller.desk.calls.hang_up()
    wait_for(lambda: all(one.help is None for one in boss.desk.team.wall().members))
