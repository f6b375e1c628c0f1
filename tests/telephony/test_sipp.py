"""The standard calls against SIPp, which is nobody's friend: answers, is busy, rings out, hangs up, is given up, calls.

Of the calls that are talked over ten in a row; ``make calls``: 200.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.telephony.port import Ending, Stage
from server.pbx.media import Side
from tests.real_central import RealCentral
from tests.telephony.hostile import count_hits
from tests.telephony.recorded import await_true
from tests.telephony.sipp_far_end import count_packets, run_sipp
from tests.telephony.site import PhoneDesk
from tests.telephony.test_incoming import end_records
from ui.demo.pbx import DemoPbx
from ui.demo.ports import find_free_port

CALLS = int(os.environ.get("VEILDESK_CALLS", "10"))


@pytest.fixture(scope="module")
def trunk() -> tuple[str, int]:
    """Where SIPp stands."""
    return "127.0.0.1", find_free_port(socket.SOCK_DGRAM)


@pytest.fixture(scope="module")
def sipp_pbx(
    central: RealCentral, trunk: tuple[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoPbx]:
    """A PBX whose trunk is SIPp."""
    made = DemoPbx(tmp_path_factory.mktemp("pbx-sipp") / "pbx", central, trunk)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def sipp_desk(sipp_pbx: DemoPbx, make_desk: Callable[..., PhoneDesk]) -> PhoneDesk:
    """A desk at it."""
    return make_desk(sipp_pbx, cards=8)


def test_calls_are_talked_over_one_after_another(
    sipp_desk: PhoneDesk, sipp_pbx: DemoPbx, trunk: tuple[str, int], tmp_path: Path
) -> None:
    with run_sipp("talks", trunk, tmp_path, calls=CALLS):
        for place in range(CALLS):
            ticket = sipp_desk.ask(place)
            key = sipp_desk.phone.dial(ticket.token)
            sipp_desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
            if not place:
                await_echo(sipp_pbx, ticket.id)
            sipp_desk.phone.hang_up(key)
            assert sipp_desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


@pytest.mark.parametrize(
    ("scenario", "ending"),
    [("is-busy", Ending.BUSY), ("rings-out", Ending.NO_ANSWER), ("hangs-up", Ending.FAR_HUNG_UP)],
)
def test_what_the_far_end_does_has_its_name_at_the_desk(
    sipp_desk: PhoneDesk, trunk: tuple[str, int], tmp_path: Path, scenario: str, ending: Ending
) -> None:
    with run_sipp(scenario, trunk, tmp_path, calls=3):
        for place in range(3):
            leg = sipp_desk.ear.await_leg(sipp_desk.dial(place), lambda leg: leg.stage is Stage.ENDED)
            assert leg.ending is ending


def test_a_call_that_nobody_takes_is_given_up(sipp_desk: PhoneDesk, trunk: tuple[str, int], tmp_path: Path) -> None:
    with run_sipp("is-given-up", trunk, tmp_path, calls=3):
        for place in range(3):
            key = sipp_desk.dial(place)
            sipp_desk.ear.await_stage(key, Stage.RINGING)
            sipp_desk.phone.hang_up(key)
            assert sipp_desk.ear.await_stage(key, Stage.ENDED).ending is Ending.GIVEN_UP


def test_a_customer_of_sipps_calls_and_is_talked_to(
    sipp_desk: PhoneDesk, sipp_pbx: DemoPbx, trunk: tuple[str, int], central: RealCentral, tmp_path: Path
) -> None:
    end_records(central)
    sipp_desk.be_there()
    sipp_desk.ear.legs.clear()
    number, (host, port) = central.read_number(sipp_desk.cards[0]), sipp_pbx.trunk_side
    with run_sipp("calls", trunk, tmp_path, f"{host}:{port}", "-s", number):
        ringing = sipp_desk.ear.await_incoming()
        assert (ringing.card, bool(ringing.known_as)) == (sipp_desk.cards[0], True)
        sipp_desk.phone.answer(ringing.key)
        sipp_desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
        await_echo(sipp_pbx, str(ringing.known_as))
        sipp_desk.phone.hold(ringing.key, on=True)
        sipp_desk.ear.await_leg(ringing.key, lambda leg: leg.held)
        sipp_desk.phone.hold(ringing.key, on=False)
        sipp_desk.ear.wait(lambda: not sipp_desk.ear.list_of(ringing.key)[-1].held, "the call to be taken back")
        sipp_desk.phone.hang_up(ringing.key)
        assert sipp_desk.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.HUNG_UP
    assert count_hits(sipp_desk.tap.incoming + sipp_desk.tap.outgoing, number.encode()) == 0


def await_echo(pbx: DemoPbx, call: str) -> None:
    """Wait for voice of both sides; SIPp sends only what it hears, so what comes from there was said at the desk."""
    for side in (Side.DESK, Side.FAR):
        await_true(partial(_speaks, pbx, call, side), f"voice of the {side}")


def _speaks(pbx: DemoPbx, call: str, side: Side) -> bool:
    return count_packets(pbx, call, side) > 0
