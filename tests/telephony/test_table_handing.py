"""Calls at the telephone on the table that are handed on, and supervisors who hear them or join them (D1, C1, U1).

A whole desk leads the calls, the telephone network is the hostile one, and the supervisor has a softphone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import pytest
from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from app.telephony.states import Call, Standing
from protocol.call_refusals import CallOver
from protocol.events import Act, Outcome
from protocol.joining import ListenInRule
from protocol.joining_refusals import ListeningNotAgreed
from protocol.refusals import NotFound
from protocol.table_calls import TableHandOn
from protocol.team import HelpRequest, HelpWanted
from protocol.telephones import Queue, TargetKind, TransferTarget
from protocol.times import after, now
from server.services.calling.presence import AWAY_S
from server.store.call_tables import call_records, incoming_calls, presence
from tests.calling import Caller
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.telephony.joined import (
    BOSS_HZ,
    UNHEARD,
    BossDesk,
    await_heard,
    await_unheard,
    let_listen,
    measure_far,
    measure_heard,
    seat_boss,
)
from tests.telephony.recorded import DESK_HZ, FAR_HZ
from tests.telephony.table import (
    DESK_EXTENSION,
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    put_phone,
    require_no_number,
)
from tests.waiting import wait_for
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx

QUEUE = "service"
_CROSSES = 5
"""After as many refusals a change is asked for once more: time enough, 2 to 4 seconds each."""


@pytest.fixture(scope="module")
def boss(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BossDesk]:
    """The supervisor of the team, who takes calls as well."""
    let_listen(central, ListenInRule.TOLD)
    made = seat_boss(central, table_pbx, tmp_path_factory.mktemp("boss"))
    yield made
    let_listen(central, ListenInRule.NEVER)
    made.desk.close()


@pytest.fixture
def agent(table_caller: Caller, central: RealCentral, table_pbx: DemoPbx) -> Caller:
    """Who calls over the telephone on his table; nobody of another test is there, and policy names a queue."""
    with central.writing() as connection:
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
        connection.execute(update(call_records).where(call_records.c.ended_at.is_(None)).values(ended_at=now()))
    put_phone(central, msgspec.structs.replace(table_pbx.rule, queues=(Queue(place=QUEUE, title="客服"),)))
    table_caller.desk.calls.choice.prefer_table(on=True)
    wait_for(lambda: table_caller.desk.calls.state.standing is Standing.DESK_PHONE and table_caller.is_ready())
    return table_caller


def talk(agent: Caller) -> Call:
    """A call in which both talk."""
    agent.desk.calls.dial(agent.cards()[0])
    wait_for(lambda: _is_talking(agent))
    call = agent.desk.calls.state.current
    assert call is not None
    return call


def take_in(agent: Caller, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral, at: DemoPbx) -> Call:
    """A customer of his calls, and he takes the call at his telephone."""
    telephone.conduct = Conduct.RING
    trunk.call(central.read_number(agent.cards()[0]), at.trunk_side)
    wait_for(lambda: agent.desk.calls.state.ringing and telephone.calls)
    telephone.take()
    wait_for(lambda: _is_talking(agent))
    call = agent.desk.calls.state.current
    assert call is not None
    return call


def _is_talking(agent: Caller) -> bool:
    call = agent.desk.calls.state.current
    return call is not None and call.leg.stage is Stage.TALKING and call.leg.at_table


def come_in(agent: Caller, boss: BossDesk, call: Call) -> str:
    """He asks for help, the supervisor comes in; the key of the supervisor's line."""
    asked = agent.desk.central.call("POST", "/v1/help", HelpRequest, HelpWanted(call=call.id))
    key = boss.desk.phone.dial(boss.come_in(asked.id).token)
    boss.desk.ear.await_stage(key, Stage.TALKING)
    return key


def find_target(agent: Caller, place: str) -> TransferTarget:
    """Whom Central says the call may be handed to."""
    return next(target for target in agent.desk.calls.list_targets() if target.place == place)


def await_taken(boss: BossDesk) -> str:
    """The call that rings at the supervisor's desk, taken; its key."""
    ringing = boss.desk.ear.await_incoming()
    boss.desk.phone.answer(ringing.key)
    boss.desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    return ringing.key


@pytest.fixture
def free(boss: BossDesk) -> BossDesk:
    """He is at work, and nothing rang at his desk yet."""
    boss.desk.be_there()
    boss.desk.ear.legs.clear()
    boss.desk.tap.incoming.clear()
    boss.desk.tap.outgoing.clear()
    return boss


def test_a_call_is_handed_from_the_table_to_a_colleague_who_talks_to_the_customer(
    agent: Caller, free: BossDesk, telephone: TableTelephone, trunk: PlayingTrunk, central: RealCentral
) -> None:
    call = talk(agent)
    number = trunk.find_number()
    await_heard(partial(measure_far, trunk, DESK_HZ), "the agent at the customer's")
    agent.desk.calls.transfer(find_target(agent, free.desk.identity.card.id))
    wait_for(lambda: not agent.desk.calls.state.is_busy)
    last = agent.desk.calls.state.last
    assert last is not None
    assert last.ending is Ending.TRANSFERRED
    wait_for(lambda: not telephone.calls)
    key = await_taken(free)
    await_heard(partial(measure_far, trunk, BOSS_HZ), "the colleague at the customer's")
    await_heard(partial(measure_heard, free.heard, FAR_HZ), "the customer at the colleague's")
    await_unheard(partial(measure_far, trunk, DESK_HZ), "no agent")
    came = central.look_up(select(incoming_calls.c.customer).where(incoming_calls.c.handed_from == call.id))
    assert [tuple(row) for row in came] == [(call.card,)]
    record = select(call_records.c.ending).where(call_records.c.id == call.id)
    assert central.look_up(record)[0][0] == Ending.TRANSFERRED.value
    told = agent.last(Act.CALL_TRANSFERRED)
    assert (told.outcome, told.detail["place"]) == (Outcome.DONE, free.desk.identity.card.id)
    trunk.hang_up()
    assert free.desk.ear.await_stage(key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    require_no_number(telephone, trunk, number, DESK_EXTENSION)
    assert count_hits(free.desk.tap.incoming + free.desk.tap.outgoing, number.encode()) == 0


def test_a_call_that_came_in_at_the_table_is_handed_to_a_queue(
    agent: Caller,
    free: BossDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    table_pbx: DemoPbx,
) -> None:
    take_in(agent, telephone, trunk, central, table_pbx)
    agent.desk.calls.transfer(find_target(agent, QUEUE))
    wait_for(lambda: not agent.desk.calls.state.is_busy and not telephone.calls)
    key = await_taken(free)
    await_heard(partial(measure_far, trunk, BOSS_HZ), "the colleague at the customer's")
    await_heard(partial(measure_heard, free.heard, FAR_HZ), "the customer at the colleague's")
    free.desk.phone.hang_up(key)
    wait_for(lambda: not trunk.calls)


def test_a_call_is_handed_from_one_table_to_another_and_back_to_none_who_is_not_there(
    agent: Caller,
    seat_at_table: Callable[[str, int], TableDesk],
    telephone: TableTelephone,
    trunk: PlayingTrunk,
) -> None:
    other = seat_at_table("8077", 1)
    call = talk(agent)
    nobody = TransferTarget(kind=TargetKind.QUEUE, place="nowhere", name="")
    with pytest.raises(NotFound):
        agent.desk.calls.transfer(nobody)
    assert agent.last(Act.CALL_TRANSFERRED).outcome is Outcome.REFUSED
    assert _is_talking(agent), "the call goes on"
    agent.desk.calls.transfer(find_target(agent, other.identity.card.id))
    ringing = other.ear.await_incoming()
    assert ringing.at_table
    other.ear.await_stage(ringing.key, Stage.TALKING)
    await_heard(partial(measure_far, trunk, DESK_HZ), "whoever took it")
    path = f"/v1/tables/calls/{call.id}/hand"
    with pytest.raises(CallOver):
        agent.desk.central.call("POST", path, type(None), TableHandOn(place=QUEUE))
    trunk.hang_up()
    assert other.await_end(ringing.key).ending is Ending.FAR_HUNG_UP
    wait_for(lambda: not telephone.calls)


@pytest.mark.parametrize("way", ["out", "in"])
def test_a_supervisor_listens_to_a_call_at_the_table_after_a_yes_and_is_heard_by_nobody(
    agent: Caller,
    free: BossDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    table_pbx: DemoPbx,
    way: str,
) -> None:
    calls = agent.desk.calls
    call = talk(agent) if way == "out" else take_in(agent, telephone, trunk, central, table_pbx)
    with pytest.raises(ListeningNotAgreed):
        free.ask(call.id)
    assert call.card is not None
    assert calls.answer_consent(call.card, agreed=True)
    wait_for(lambda: not agent.desk.trail.journal.backlog().count)
    key = free.desk.phone.dial(free.ask(call.id).token)
    free.desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert [(one.call, one.speaks) for one in calls.state.company] == [(call.id, False)], "the agent sees it"
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, free.heard, hertz), f"{hertz} Hz")
    for end, hertz in ((trunk, DESK_HZ), (telephone, FAR_HZ)):
        await_heard(partial(measure_far, end, hertz), "the control: both hear each other")
        assert measure_far(end, BOSS_HZ) < UNHEARD
    free.desk.phone.hang_up(key)
    wait_for(lambda: not calls.state.company)
    again = free.desk.phone.dial(free.ask(call.id).token)
    free.desk.ear.await_stage(again, Stage.TALKING)
    calls.hang_up()
    assert free.desk.ear.await_stage(again, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    wait_for(lambda: not trunk.calls and not telephone.calls)


@pytest.mark.parametrize("way", ["out", "in"])
def test_all_three_hear_one_another_and_whoever_leaves_the_rest_goes_on(
    agent: Caller,
    free: BossDesk,
    telephone: TableTelephone,
    trunk: PlayingTrunk,
    central: RealCentral,
    table_pbx: DemoPbx,
    way: str,
) -> None:
    call = talk(agent) if way == "out" else take_in(agent, telephone, trunk, central, table_pbx)
    key = come_in(agent, free, call)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, free.heard, hertz), f"{hertz} Hz at the supervisor's")
    for hertz in (DESK_HZ, BOSS_HZ):
        await_heard(partial(measure_far, trunk, hertz), f"{hertz} Hz at the customer's")
    for hertz in (FAR_HZ, BOSS_HZ):
        await_heard(partial(measure_far, telephone, hertz), f"{hertz} Hz at the agent's")
    assert measure_heard(free.heard, BOSS_HZ) < UNHEARD, "nobody hears himself"
    free.desk.phone.hang_up(key)
    await_unheard(partial(measure_far, trunk, BOSS_HZ), "silence of the supervisor's")
    await_heard(partial(measure_far, trunk, DESK_HZ), "the agent at the customer's")
    await_heard(partial(measure_far, telephone, FAR_HZ), "the customer at the agent's")
    telephone.hang_up()
    wait_for(lambda: not trunk.calls and not agent.desk.calls.state.is_busy)


def test_a_call_of_three_at_the_table_that_is_handed_on_is_a_call_of_two(
    agent: Caller, free: BossDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    call = talk(agent)
    key = come_in(agent, free, call)
    await_heard(partial(measure_far, trunk, BOSS_HZ), "the supervisor")
    agent.desk.calls.transfer(find_target(agent, free.desk.identity.card.id))
    free.desk.ear.await_stage(key, Stage.ENDED)
    taken = await_taken(free)
    await_heard(partial(measure_heard, free.heard, FAR_HZ), "the customer at his who took it")
    await_unheard(partial(measure_far, trunk, DESK_HZ), "no agent")
    free.desk.phone.hang_up(taken)
    wait_for(lambda: not trunk.calls and not telephone.calls)


def test_who_joins_while_the_telephone_is_told_of_the_customers_voice_waits_and_comes_in(
    agent: Caller, free: BossDesk, telephone: TableTelephone, trunk: PlayingTrunk
) -> None:
    telephone.crosses = _CROSSES
    call = talk(agent)
    asked = agent.desk.central.call("POST", "/v1/help", HelpRequest, HelpWanted(call=call.id))
    key = free.desk.phone.dial(free.come_in(asked.id).token)
    free.desk.ear.await_stage(key, Stage.RINGING)
    assert telephone.crosses, "the control: it is told still"
    telephone.crosses = 0
    free.desk.ear.await_stage(key, Stage.TALKING)
    await_heard(partial(measure_far, trunk, BOSS_HZ), "the supervisor")
    free.desk.phone.hang_up(key)
    trunk.hang_up()
    wait_for(lambda: not telephone.calls)
