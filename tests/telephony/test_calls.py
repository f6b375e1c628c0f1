"""Calls to tokens, from a desk's engine over Kamailio to a telephone network (D1, T1)."""

from __future__ import annotations

import re

import pytest

from app.telephony.port import Ending, Stage
from tests.telephony.site import PhoneDesk
from ui.demo.far_end import Conduct, FarEnd


def find_number(network: FarEnd) -> bytes:
    """The number by which the network was called last: eleven digits, as the trunk is told."""
    found = re.findall(rb"INVITE sip:(\d{11})@", b"".join(network.received))
    assert found, "the trunk was called by no number"
    return bytes(found[-1])


def test_a_call_is_made_talked_over_and_ended_and_its_voice_is_sealed(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.TALK
    key = desk.dial()
    leg = desk.ear.await_stage(key, Stage.TALKING)
    assert desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed).token
    assert leg.key == key
    find_number(network)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP


@pytest.mark.parametrize(
    ("conduct", "ending"),
    [
        (Conduct.BUSY, Ending.BUSY),
        (Conduct.DECLINE, Ending.DECLINED),
        (Conduct.MISSING, Ending.UNREACHABLE),
        (Conduct.REDIRECT, Ending.UNREACHABLE),
        (Conduct.HANG_UP, Ending.FAR_HUNG_UP),
    ],
)
def test_each_end_has_its_name(desk: PhoneDesk, network: FarEnd, conduct: Conduct, ending: Ending) -> None:
    network.conduct = conduct
    assert desk.ear.await_leg(desk.dial(), lambda leg: leg.stage is Stage.ENDED).ending is ending


def test_a_call_that_nobody_takes_is_given_up(desk: PhoneDesk, network: FarEnd) -> None:
    network.conduct = Conduct.RING
    key = desk.dial()
    desk.ear.await_stage(key, Stage.RINGING)
    desk.phone.hang_up(key)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.GIVEN_UP
