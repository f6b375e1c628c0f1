"""What breaks in mid-call costs the call, and is called by its name (D1)."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from baresip import UserAgent
from baresip.call import Call
from baresip.errors import BaresipError, CommandTimeout

from app.telephony import engine_process
from app.telephony.account import make_account
from app.telephony.engine import phone as engine_phone
from app.telephony.engine.leg import EngineLeg
from app.telephony.engine.phone import Phone
from app.telephony.engine.words import Hold, LegIs, Report
from app.telephony.engine_process import EngineProcess
from app.telephony.port import Ending, Link, Stage
from app.telephony.softphone import Softphone
from protocol.telephones import PhoneRule
from tests.real_central import RealCentral
from tests.telephony.site import Ear, PhoneDesk
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx
from ui.demo.ports import find_free_port


def talk(desk: PhoneDesk, network: FarEnd) -> str:
    """A call that runs, with voice."""
    network.conduct = Conduct.TALK
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    return key


def test_an_engine_that_is_killed_costs_its_call_and_comes_back(desk: PhoneDesk, network: FarEnd) -> None:
    key = talk(desk, network)
    desk.ear.links.clear()
    engine = desk.phone.engine_pid
    assert engine
    os.kill(engine, signal.SIGKILL)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.ENGINE_LOST
    desk.ear.await_link(Link.READY)
    assert desk.ear.links == [Link.ENGINE_GONE, Link.CONNECTING, Link.READY]
    assert desk.phone.engine_pid != engine
    key = talk(desk, network)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


def test_an_engine_that_hangs_before_it_says_how_it_stands_is_replaced(
    desk: PhoneDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def start(words: list[str], **options: Any) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(words, **options)
        if not started:
            os.kill(made.pid, signal.SIGSTOP)
        started.append(made.pid)
        return made

    monkeypatch.setattr(engine_process, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": start}))
    phone, ear = Softphone(start_limit_s=15), Ear()
    phone.start(make_account(desk.identity, PhoneRule(host="localhost", port=find_free_port())), ear)
    try:
        ear.await_link(Link.DOWN)
        assert ear.links[:3] == [Link.CONNECTING, Link.ENGINE_GONE, Link.CONNECTING]
        assert phone.engine_pid != started[0]
    finally:
        phone.stop()


class BusyCall:
    """A call with a change of its own under way, which takes nothing but once it is let."""

    handle = 1

    def __init__(self) -> None:
        self.refused, self.is_free, self.is_held = 0, False, False

    async def hold(self) -> None:
        """Where it may be."""
        self._take(is_held=True)

    async def resume(self) -> None:
        """The same."""
        self._take(is_held=False)

    def _take(self, *, is_held: bool) -> None:
        if not self.is_free:
            self.refused += 1
            raise BaresipError("another session refresh is in flight")
        self.is_held = is_held


@pytest.mark.parametrize("wanted", [(True,), (True, False), (True, False, True)])
def test_a_hold_waits_for_a_change_that_is_under_way_and_the_last_word_on_it_counts(
    wanted: tuple[bool, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_phone, "_HOLD_PAUSE_S", 0.001)
    said: list[Report] = []
    phone, call = Phone(said.append), BusyCall()
    leg = phone._legs["key"] = EngineLeg("key", cast(Call, call), Stage.TALKING)

    async def hold() -> None:
        for on in wanted:
            await phone.obey(Hold("key", on))
        while call.refused < 50 and phone._tasks:
            await asyncio.sleep(0.001)
        call.is_free = True
        await asyncio.gather(*phone._tasks)

    asyncio.run(hold())
    assert (call.is_held, leg.held) == (wanted[-1], wanted[-1])
    assert {one.held for one in said if isinstance(one, LegIs)} == {wanted[-1]}, "and nothing else was told"


def test_an_engine_leaves_no_folder_however_it_ends(
    desk: PhoneDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = EngineProcess(())
    assert list(tmp_path.iterdir()) == [Path(engine.folder)]
    engine.end(0)
    assert list(tmp_path.iterdir()) == []
    phone, ear = Softphone(), Ear()
    phone.start(make_account(desk.identity, PhoneRule(host="localhost", port=find_free_port())), ear)
    try:
        ear.await_link(Link.DOWN)
        assert list(tmp_path.iterdir()) == [], "one that runs needs none any more, so that it may be killed at any time"
    finally:
        phone.stop()


def test_an_engine_whose_stack_answers_no_more_gives_up() -> None:
    class Agent:
        async def register(self) -> None:
            raise CommandTimeout("no answer")

    async def sign_on(phone: Phone) -> None:
        with suppress(CommandTimeout):
            await phone._stay_signed_on(cast(UserAgent, Agent()))

    said: list[Report] = []
    phone = Phone(said.append)
    asyncio.run(sign_on(phone))
    assert phone.broken.is_set()
    assert said == []


def test_a_short_cut_of_the_network_costs_nothing(desk: PhoneDesk, network: FarEnd) -> None:
    key = talk(desk, network)
    desk.tap.cut()
    desk.phone.hold(key, on=True)
    desk.ear.await_leg(key, lambda leg: leg.held)
    desk.tap.mend()
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


def test_a_pbx_that_is_gone_ends_the_call_and_is_found_again(desk: PhoneDesk, network: FarEnd, pbx: DemoPbx) -> None:
    key = talk(desk, network)
    for name in ("rtpengine", "veildesk-pbx", "kamailio"):
        pbx.end(name, at_once=True)
    try:
        assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.PBX_LOST
        desk.ear.await_link(Link.DOWN)
        lost = desk.dial()
        assert desk.ear.await_stage(lost, Stage.ENDED).ending is Ending.PBX_LOST
    finally:
        pbx.start()
    desk.ear.await_link(Link.READY)
    key = talk(desk, network)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


def test_a_central_that_is_gone_lets_calls_run_and_begins_none(
    desk: PhoneDesk, network: FarEnd, central: RealCentral
) -> None:
    ticket = desk.ask()
    key = talk(desk, network)
    central.kill()
    try:
        lost = desk.phone.dial(ticket.token)
        assert desk.ear.await_stage(lost, Stage.ENDED).ending is Ending.PBX_LOST
        assert desk.ear.list_of(key)[-1].stage is Stage.TALKING
        desk.phone.hang_up(key)
        assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP
    finally:
        central.serve()
