"""What breaks in mid-call costs the call, and is called by its name (D1)."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest
from baresip import UserAgent
from baresip.errors import CommandTimeout

from app.telephony.account import make_account
from app.telephony.engine.phone import Phone
from app.telephony.engine.words import Report
from app.telephony.engine_process import EngineProcess
from app.telephony.port import Ending, Link, Stage
from app.telephony.softphone import Softphone
from protocol.telephones import PhoneRule
from tests.real_central import RealCentral
from tests.telephony.site import Ear, PhoneDesk
from ui.demo.central import find_free_port
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx


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


def test_an_engine_that_hangs_before_it_says_how_it_stands_is_replaced(desk: PhoneDesk) -> None:
    phone, ear = Softphone(start_limit_s=6), Ear()
    phone.start(make_account(desk.identity, PhoneRule(host="localhost", port=find_free_port())), ear)
    try:
        while (engine := phone.engine_pid) is None:
            time.sleep(0.001)
        os.kill(engine, signal.SIGSTOP)
        ear.await_link(Link.DOWN)
        assert ear.links[:3] == [Link.CONNECTING, Link.ENGINE_GONE, Link.CONNECTING]
        assert phone.engine_pid != engine
    finally:
        phone.stop()


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
