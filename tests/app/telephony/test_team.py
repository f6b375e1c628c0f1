"""A supervisor at his desk and an agent at another one, before the served Central: wall, help, next card (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.states import PauseReason
from protocol.calls import NextReason
from protocol.identifiers import make_identifier
from protocol.inbox import InboxItem, InboxKind
from protocol.roles import Role
from protocol.team import Member, MemberState
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.store.call_tables import call_records
from tests.calling import Caller
from tests.waiting import wait_for
from ui.main import join_desk
from ui.totp import make_code


class Boss:
    """A supervisor's desk, and what its inbox heard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.heard: list[InboxItem] = []
        desk.inbox.on_item(self.heard.append)

    def has_heard(self, kind: InboxKind) -> bool:
        """Whether a notice of this kind came since :meth:`forget`."""
        return any(item.kind is kind for item in self.heard)

    def sees(self, caller: Caller) -> Member:
        """The agent on the wall."""
        assert caller.desk.keeper.person
        whom = caller.desk.keeper.person.id
        (found,) = (member for member in self.desk.team.wall().members if member.id == whom)
        return found

    def follows(self, caller: Caller, state: MemberState) -> bool:
        """Whether a notice came, and the wall shows ``state`` when it is looked at because of it."""
        if not self.has_heard(InboxKind.TEAM_CHANGED):
            return False
        self.heard.clear()
        return self.sees(caller).state is state


@pytest.fixture
def boss(caller: Caller, tmp_path: Path) -> Iterator[Boss]:
    """The supervisor of the agent's team."""
    central = caller.central
    person = central.add_person(Role.SUPERVISOR)
    folder, keyring = DeskFolder(tmp_path / "boss").make(), DeviceKeyring(desk=make_identifier())
    ticket = central.make_ticket("boss", central.line.origin)
    desk = join_desk(folder, enrol_desk(ticket, "boss", folder, keyring), keyring)
    made = Boss(desk)
    start_desk(desk, "test")
    central.forget_codes()
    desk.keeper.sign_in(person.username, bytearray(person.password.encode()), make_code(person.totp_secret))
    yield made
    stop_desk(desk)


def test_the_wall_follows_a_call_at_another_desk_and_its_record_is_whole(caller: Caller, boss: Boss) -> None:
    wait_for(lambda: boss.sees(caller).state is MemberState.READY)
    call = caller.desk.calls.dial(caller.cards()[0])
    caller.far.ring()
    wait_for(lambda: boss.follows(caller, MemberState.DIALLING))
    caller.far.pick_up()
    wait_for(lambda: boss.follows(caller, MemberState.IN_CALL))
    caller.desk.calls.hold(on=True)
    wait_for(lambda: boss.follows(caller, MemberState.ON_HOLD))
    caller.desk.calls.hang_up()
    wait_for(lambda: boss.follows(caller, MemberState.WRAP_UP))
    caller.desk.calls.pause(PauseReason.MEAL)
    wait_for(lambda: boss.follows(caller, MemberState.PAUSED))
    seen = boss.sees(caller)
    assert (seen.pause, seen.day.calls, seen.day.answered) == ("meal", 1, 1)
    query = select(call_records.c.ending, call_records.c.answered_at, call_records.c.ended_at)
    ((ending, answered, ended),) = caller.central.look_up(query.where(call_records.c.id == call.id))
    assert ending == "hung-up"
    assert str(answered) <= str(ended)


def test_help_is_asked_at_one_desk_and_given_at_another(caller: Caller, boss: Boss) -> None:
    told: list[InboxItem] = []
    caller.desk.inbox.on_item(told.append)
    asked = caller.desk.team.ask_help()
    wait_for(lambda: boss.has_heard(InboxKind.HELP_WANTED))
    assert boss.sees(caller).help == asked
    boss.desk.team.take_help(asked.id)
    wait_for(lambda: [item for item in told if item.kind is InboxKind.HELP_TAKEN])
    assert boss.sees(caller).help is None
    caller.desk.team.ask_help()
    caller.desk.team.withdraw_help()
    assert boss.sees(caller).help is None


def test_who_signs_in_next_has_asked_for_no_help(caller: Caller, boss: Boss) -> None:
    caller.desk.team.ask_help()
    assert boss.sees(caller).help is not None, "the control: the supervisor sees it"
    caller.desk.keeper.sign_out()
    assert caller.desk.team.waiting is None
    caller.sign_in()
    wait_for(lambda: boss.sees(caller).help is None)
    assert caller.desk.team.waiting is None


def test_central_says_which_card_is_next(caller: Caller) -> None:
    found = caller.desk.team.next_card()
    assert found.card in caller.cards()
    assert found.reason in (NextReason.CALLBACK, NextReason.RETRY, NextReason.NEW)
