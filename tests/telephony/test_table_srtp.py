"""A telephone on the table that can SRTP, which is baresip: its voice is sealed up to the PBX, and there only (T1)."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from app.telephony.port import Ending, Leg, Stage
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.telephones import PhoneRule, Queue
from protocol.times import after, now
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.presence import AWAY_S
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import presence, table_rings
from tests.real_central import RealCentral
from tests.telephony.joined import (
    BOSS_HZ,
    Boss,
    BossDesk,
    Told,
    await_heard,
    await_unheard,
    measure_far,
    measure_heard,
    seat_agent,
    seat_boss,
)
from tests.telephony.recorded import DESK_HZ, FAR_HZ, await_true
from tests.telephony.site import PATIENCE_S, PhoneDesk, allow_calls
from tests.telephony.table import TableDesk, count_voice
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx
from ui.demo.ports import find_free_port

_QUEUE = "service"
_PROGRAM = Path(__file__).parent / "programs" / "srtp_telephone.py"


class SealedTelephone:
    """The program, and what it has said."""

    def __init__(self, place: Path) -> None:
        self.address, self.heard = ("127.0.0.1", find_free_port(socket.SOCK_DGRAM)), place / "heard"
        words = [sys.executable, str(_PROGRAM), str(self.address[1]), str(DESK_HZ), str(self.heard)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said: list[str] = []
        Thread(target=self._listen, daemon=True).start()
        await_true(lambda: "ready" in self.said, "baresip to start")

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line.strip())

    def do(self, word: str) -> None:
        """What the agent does at it."""
        assert self._process.stdin
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Have it end by itself, since baresip leaves a folder behind otherwise."""
        self._process.communicate("\n", timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def telephone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealedTelephone]:
    made = SealedTelephone(tmp_path_factory.mktemp("telephone"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def table_pbx(
    central: RealCentral,
    far_end: FarEnd,
    telephone: SealedTelephone,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[DemoPbx]:
    """A PBX of their own; policy lets no voice be clear, and names a queue."""
    allow_calls(central)
    pbx = DemoPbx(tmp_path_factory.mktemp("pbx-srtp") / "pbx", central, far_end.address, tables=telephone.address)
    pbx.start()
    with central.writing() as connection:
        policy = load_policy(connection)
        phone = PhoneRule(queues=(Queue(place=_QUEUE, title="客服"),))
        named = replace(policy, desk=replace(policy.desk, phone=phone))
        set_policy(connection, central.books.node, named, "tests")
    yield pbx
    with central.writing() as connection:
        set_policy(connection, central.books.node, policy, "tests")
    pbx.stop()


@pytest.fixture(scope="module")
def desk(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TableDesk]:
    """A desk beside the telephone; nobody of another test is there."""
    with central.writing() as connection:
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))
    name = f"desk-{make_identifier()[-8:]}"
    made = TableDesk(central, table_pbx, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), 4, "table-7")
    made.sign_on()
    yield made
    made.close()


@pytest.fixture
def colleague(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PhoneDesk]:
    """Another desk, with a softphone."""
    name = f"desk-{make_identifier()[-8:]}"
    made = PhoneDesk(central, table_pbx, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), 1)
    made.sign_on()
    yield made
    made.close()


@pytest.fixture(scope="module")
def boss(central: RealCentral, table_pbx: DemoPbx, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BossDesk]:
    """The supervisor of its agent, with a softphone."""
    made = seat_boss(central, table_pbx, tmp_path_factory.mktemp("boss"))
    yield made
    made.desk.close()


def test_voice_is_sealed_at_the_table_and_goes_on_after_a_hold_of_the_telephones_own(
    desk: TableDesk, telephone: SealedTelephone, far_end: FarEnd
) -> None:
    far_end.conduct = Conduct.TALK
    key = desk.dial()
    desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    await_true(lambda: {"taken", "sealed"} <= set(telephone.said), "the telephone to say that it is sealed")
    await_more(far_end)
    far_end.received.clear()
    telephone.do("hold")
    await_true(lambda: any(b"a=sendonly" in data or b"a=inactive" in data for data in far_end.received), "a hold")
    telephone.do("resume")
    await_more(far_end)
    telephone.do("hang-up")
    assert desk.await_end(key).ending is Ending.HUNG_UP
    await_true(lambda: not far_end.calls, "the customer to hear of the end")


def test_the_customer_who_hangs_up_ends_the_sealed_side(
    desk: TableDesk, telephone: SealedTelephone, far_end: FarEnd
) -> None:
    telephone.said.clear()
    far_end.conduct = Conduct.TALK
    key = desk.dial(1)
    desk.ear.await_stage(key, Stage.TALKING)
    await_more(far_end)
    far_end.hang_up()
    assert desk.await_end(key).ending is Ending.FAR_HUNG_UP
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")


def test_a_customer_who_calls_is_sealed_at_the_table(
    desk: TableDesk,
    telephone: SealedTelephone,
    far_end: CallingFarEnd,
    table_pbx: DemoPbx,
    central: RealCentral,
) -> None:
    begin(desk, telephone, far_end)
    number = central.read_number(desk.cards[2])
    made = far_end.call(number, table_pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    assert (ringing.card, ringing.at_table) == (desk.cards[2], True)
    desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    far_end.await_answer(made, 200)
    hold_and_go_on(telephone, far_end)
    telephone.do("hang-up")
    assert desk.await_end(ringing.key).ending is Ending.HUNG_UP
    await_true(lambda: not far_end.calls, "the customer to hear of the end")
    require_sealed(central, ringing)


def test_a_customer_who_waits_in_a_queue_is_sealed_at_the_table(
    desk: TableDesk,
    colleague: PhoneDesk,
    telephone: SealedTelephone,
    far_end: CallingFarEnd,
    central: RealCentral,
) -> None:
    begin(desk, telephone, far_end)
    key = colleague.dial()
    colleague.ear.await_stage(key, Stage.TALKING)
    colleague.phone.transfer(key, _QUEUE)
    assert colleague.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    ringing = desk.ear.await_incoming()
    assert (ringing.card, ringing.at_table) == (colleague.cards[0], True)
    desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    hold_and_go_on(telephone, far_end)
    far_end.hang_up()
    assert desk.await_end(ringing.key).ending is Ending.FAR_HUNG_UP
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")
    require_sealed(central, ringing)


def test_a_call_that_is_handed_on_is_sealed_at_the_table(
    desk: TableDesk,
    colleague: PhoneDesk,
    telephone: SealedTelephone,
    far_end: CallingFarEnd,
    central: RealCentral,
) -> None:
    begin(desk, telephone, far_end)
    key = colleague.dial()
    colleague.ear.await_stage(key, Stage.TALKING)
    colleague.phone.transfer(key, desk.identity.card.id)
    ringing = desk.ear.await_incoming()
    desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    hold_and_go_on(telephone, far_end)
    desk.table.hang_up(ringing.key)
    assert desk.await_end(ringing.key).ending is Ending.HUNG_UP
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")
    require_sealed(central, ringing)


def test_a_supervisor_in_the_call_is_heard_at_the_sealed_telephone_and_takes_the_call_from_it(
    desk: TableDesk, boss: BossDesk, telephone: SealedTelephone, far_end: CallingFarEnd
) -> None:
    begin(desk, telephone, far_end)
    agent, ticket = Told(desk), desk.ask(2)
    key = desk.table.dial(ticket.token)
    desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    mine = boss.desk.phone.dial(boss.come_in(agent.want_help(ticket.id).id).token)
    agent.show()
    boss.desk.ear.await_stage(mine, Stage.TALKING)
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, boss.heard, hertz), f"{hertz} Hz at the supervisor's")
    for hertz in (DESK_HZ, BOSS_HZ):
        await_heard(partial(measure_far, far_end, hertz), f"{hertz} Hz at the customer's")
    for hertz in (FAR_HZ, BOSS_HZ):
        await_heard(partial(measure_heard, telephone.heard, hertz), f"{hertz} Hz at the telephone")
    telephone.do("hold")
    await_unheard(partial(measure_far, far_end, DESK_HZ), "the agent, who is on hold")
    await_heard(partial(measure_far, far_end, BOSS_HZ), "the supervisor meanwhile")
    telephone.do("resume")
    await_heard(partial(measure_far, far_end, DESK_HZ), "the agent again")
    boss.desk.be_there()
    desk.table.transfer(key, boss.desk.identity.card.id)
    assert desk.await_end(key).ending is Ending.TRANSFERRED
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")
    boss.desk.ear.await_stage(mine, Stage.ENDED)
    handed = boss.desk.ear.await_incoming()
    boss.desk.phone.answer(handed.key)
    boss.desk.ear.await_leg(handed.key, lambda leg: leg.stage is Stage.TALKING)
    await_heard(partial(measure_far, far_end, BOSS_HZ), "who took it at the customer's")
    await_unheard(partial(measure_far, far_end, DESK_HZ), "no agent")
    await_heard(partial(measure_heard, boss.heard, FAR_HZ), "the customer at his who took it")
    boss.desk.phone.hang_up(handed.key)
    await_true(lambda: not far_end.calls, "the customer to hear of the end")


def test_a_supervisor_joins_from_a_sealed_telephone_and_is_put_out_with_the_call(
    central: RealCentral,
    table_pbx: DemoPbx,
    telephone: SealedTelephone,
    far_end: CallingFarEnd,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name = f"boss-{make_identifier()[-8:]}"
    place, keyring = tmp_path_factory.mktemp(name), DeviceKeyring(name)
    seated = TableDesk(central, table_pbx, place, name, keyring, 0, "table-8", Role.SUPERVISOR)
    seated.sign_on()
    agent = seat_agent(central, table_pbx, tmp_path_factory.mktemp("agent"))
    begin(seated, telephone, far_end)
    ticket, key = agent.desk.talk()
    mine = seated.table.dial(Boss(seated).come_in(agent.want_help(ticket.id).id).token)
    agent.show()
    seated.ear.await_leg(mine, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    await_true(lambda: {"taken", "sealed"} <= set(telephone.said), "the telephone to say that it is sealed")
    for hertz in (DESK_HZ, FAR_HZ):
        await_heard(partial(measure_heard, telephone.heard, hertz), f"{hertz} Hz at the supervisor's")
    await_heard(partial(measure_heard, agent.heard, DESK_HZ), "the supervisor at the agent's")
    agent.desk.hang_up(ticket, key)
    assert seated.await_end(mine).ending is Ending.FAR_HUNG_UP
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")
    agent.desk.close()
    seated.close()


def begin(desk: TableDesk, telephone: SealedTelephone, far_end: CallingFarEnd) -> None:
    """Nothing was heard yet, and whoever is called speaks."""
    desk.ear.legs.clear()
    telephone.said.clear()
    far_end.conduct = Conduct.TALK
    far_end.received.clear()


def hold_and_go_on(telephone: SealedTelephone, far_end: FarEnd) -> None:
    """The telephone is sealed, and so it is after a hold of its own."""
    await_true(lambda: {"taken", "sealed"} <= set(telephone.said), "the telephone to say that it is sealed")
    await_more(far_end)
    far_end.received.clear()
    telephone.do("hold")
    await_true(lambda: any(b"a=sendonly" in data or b"a=inactive" in data for data in far_end.received), "a hold")
    telephone.do("resume")
    await_more(far_end)


def require_sealed(central: RealCentral, leg: Leg) -> None:
    """So it is on record."""
    rung = select(table_rings.c.is_sealed).where(table_rings.c.call == leg.known_as)
    assert central.look_up(rung) == [(True,)]


def await_more(end: FarEnd) -> None:
    """Wait for a second of voice from now on."""
    before = count_voice(end)
    await_true(lambda: count_voice(end) > before + 50, "voice")
