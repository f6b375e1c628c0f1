"""Supervisors who hear a call, or come into it, by the telephone on their own table (D1, C1, U1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.joining import ListenInRule
from protocol.roles import Role
from protocol.times import now
from secure_store.keyring_store import DeviceKeyring
from server.store.call_tables import joins, table_joins
from server.store.tables import people, sessions
from tests.real_central import RealCentral
from tests.telephony.joined import (
    BOSS_HZ,
    UNHEARD,
    AgentDesk,
    Boss,
    await_heard,
    await_unheard,
    let_listen,
    measure_far,
    measure_heard,
    seat_agent,
)
from tests.telephony.listening import await_more_voice
from tests.telephony.recorded import DESK_HZ, FAR_HZ, await_true, is_copied
from tests.telephony.table import PlayingTrunk, TableDesk, TableTelephone, require_no_number
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

_EXTENSION = "8066"


@dataclass
class Seated:
    """The supervisor at his desk, beside his telephone."""

    desk: TableDesk
    boss: Boss


@pytest.fixture(scope="module")
def agent(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AgentDesk]:
    """Who leads the calls, by his softphone."""
    let_listen(central, ListenInRule.TOLD)
    made = seat_agent(central, table_pbx, tmp_path_factory.mktemp("agent"))
    yield made
    let_listen(central, ListenInRule.NEVER)
    made.desk.close()


@pytest.fixture(scope="module")
def seated(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seated]:
    """His supervisor."""
    name = f"boss-{make_identifier()[-8:]}"
    place, keyring = tmp_path_factory.mktemp(name), DeviceKeyring(name)
    made = TableDesk(central, table_pbx, place, name, keyring, 0, _EXTENSION, Role.SUPERVISOR)
    made.sign_on()
    yield Seated(made, Boss(made))
    made.close()


@pytest.fixture
def telephone(telephone: TableTelephone) -> TableTelephone:
    """The supervisor's, into which he speaks."""
    telephone.hertz = BOSS_HZ
    return telephone


def test_a_listener_hears_both_at_his_telephone_and_nobody_hears_him(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk, table_pbx: DemoPbx
) -> None:
    ticket, key = agent.desk.talk()
    number = trunk.find_number()
    agent.desk.answer(ticket, "yes")
    mine = seated.desk.table.dial(seated.boss.ask(ticket.id).token)
    agent.show()
    seated.desk.ear.await_stage(mine, Stage.TALKING)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_far, telephone, hertz), f"{hertz} Hz")
    assert await_more_voice(trunk)
    await_heard(partial(measure_far, trunk, DESK_HZ), "the control: the agent is heard there")
    assert measure_far(trunk, BOSS_HZ) < UNHEARD
    await_heard(partial(measure_heard, agent.heard, FAR_HZ), "the control: the customer is heard there")
    assert measure_heard(agent.heard, BOSS_HZ) < UNHEARD
    telephone.hang_up()
    assert seated.desk.await_end(mine).ending is Ending.HUNG_UP
    agent.await_notice(InboxKind.LEFT)
    await_true(lambda: not is_copied(table_pbx, ticket.id), "the copy's end")
    assert await_more_voice(trunk), "the call goes on"
    stages = list(dict.fromkeys(leg.stage for leg in seated.desk.ear.list_of(mine)))
    assert stages[0] is Stage.DIALLING
    assert stages[-2:] == [Stage.TALKING, Stage.ENDED]
    agent.desk.hang_up(ticket, key)
    require_no_number(telephone, trunk, number, _EXTENSION)


def test_all_three_hear_one_another_and_it_ends_for_all_with_the_call(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    ticket, key = agent.desk.talk()
    mine = seated.desk.table.dial(seated.boss.come_in(agent.want_help(ticket.id).id).token)
    agent.show()
    seated.desk.ear.await_stage(mine, Stage.TALKING)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_far, telephone, hertz), f"{hertz} Hz at the supervisor's")
    for hertz in (DESK_HZ, BOSS_HZ):
        await_heard(partial(measure_far, trunk, hertz), f"{hertz} Hz at the customer's")
    for hertz in (FAR_HZ, BOSS_HZ):
        await_heard(partial(measure_heard, agent.heard, hertz), f"{hertz} Hz at the agent's")
    assert measure_far(telephone, BOSS_HZ) < UNHEARD, "nobody hears himself"
    agent.desk.hang_up(ticket, key)
    assert seated.desk.await_end(mine).ending is Ending.FAR_HUNG_UP
    await_true(lambda: not telephone.calls and not trunk.calls, "all to hear of the end")


def test_who_leaves_from_his_desk_leaves_the_call_to_the_others(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    ticket, key = agent.desk.talk()
    mine = seated.desk.table.dial(seated.boss.come_in(agent.want_help(ticket.id).id).token)
    agent.show()
    seated.desk.ear.await_stage(mine, Stage.TALKING)
    await_heard(partial(measure_far, trunk, BOSS_HZ), "the supervisor")
    seated.desk.table.hang_up(mine)
    assert seated.desk.await_end(mine).ending is Ending.HUNG_UP
    agent.await_notice(InboxKind.LEFT)
    await_true(lambda: not telephone.calls, "his telephone to hear of it")
    await_unheard(partial(measure_far, trunk, BOSS_HZ), "no supervisor")
    await_heard(partial(measure_far, trunk, DESK_HZ), "the agent")
    agent.desk.hang_up(ticket, key)


def test_nobody_hears_a_word_before_the_desk_shows_him(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk, table_pbx: DemoPbx
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    mine = seated.desk.table.dial(seated.boss.ask(ticket.id).token)
    agent.await_notice(InboxKind.JOINED)
    seated.desk.ear.await_stage(mine, Stage.RINGING)
    assert not is_copied(table_pbx, ticket.id)
    assert measure_far(telephone, FAR_HZ) < UNHEARD
    assert seated.desk.await_end(mine).ending is Ending.NO_ANSWER
    await_true(lambda: not telephone.calls, "his telephone to hear of it")
    agent.desk.hang_up(ticket, key)


@pytest.mark.parametrize("why", ["busy", "given up", "signed out"])
def test_a_telephone_that_is_not_taken_lets_nobody_in_and_the_agent_sees_him_no_more(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, why: str
) -> None:
    telephone.conduct = Conduct.BUSY if why == "busy" else Conduct.RING
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    mine = seated.desk.table.dial(seated.boss.ask(ticket.id).token)
    if why != "busy":
        seated.desk.ear.await_stage(mine, Stage.AT_TABLE)
    if why == "given up":
        seated.desk.table.hang_up(mine)
    elif why == "signed out":
        sitting = select(people.c.id).where(people.c.username == seated.desk.person.username).scalar_subquery()
        with central.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.person == sitting).values(ended_at=now()))
        await_true(lambda: not telephone.calls, "his telephone to ring no more")
        with central.writing() as connection:
            connection.execute(update(sessions).values(ended_at=None))
    ended = {"busy": Ending.TABLE_BUSY, "given up": Ending.GIVEN_UP, "signed out": Ending.GIVEN_UP}
    assert seated.desk.await_end(mine).ending is ended[why]
    agent.await_notice(InboxKind.LEFT)
    open_ = select(joins.c.id).where(joins.c.call == ticket.id, joins.c.ended_at.is_(None))
    assert not central.look_up(open_)
    assert not central.look_up(select(table_joins.c.join).where(table_joins.c.ended_at.is_(None)))
    agent.desk.hang_up(ticket, key)


def test_a_joining_token_is_good_once_and_at_the_desk_of_who_asked(
    agent: AgentDesk, seated: Seated, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    ticket, key = agent.desk.talk()
    agent.desk.answer(ticket, "yes")
    token = seated.boss.ask(ticket.id).token
    mine = seated.desk.table.dial(token)
    agent.show()
    seated.desk.ear.await_stage(mine, Stage.TALKING)
    telephone.hang_up()
    seated.desk.await_end(mine)
    again = seated.desk.table.dial(token)
    assert seated.desk.await_end(again).ending in (Ending.HUNG_UP, Ending.REFUSED), "the one that was, or none"
    agent.desk.hang_up(ticket, key)
