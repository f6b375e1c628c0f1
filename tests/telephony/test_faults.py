"""What breaks in mid-call costs the call, and is called by its name (D1)."""

from __future__ import annotations

import os
import signal

from app.telephony.port import Ending, Link, Stage
from tests.real_central import RealCentral
from tests.telephony.site import PhoneDesk
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
