"""No number reaches a desk: calls in a row (40; ``make calls``: 200), and a far end that says its own everywhere (D1).

Every byte between engine and PBX is read in the clear, by keys for both ends, and searched in every spelling.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import pytest

from app.telephony.port import Ending, Stage
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.site import PhoneDesk
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx

CALLS = int(os.environ.get("VEILDESK_CALLS", "40"))


def test_calls_in_a_row_succeed_and_bring_no_number_to_the_desk(
    desk: PhoneDesk, network: FarEnd, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers, took, hits = set(), [], 0
    for place in range(CALLS):
        token = desk.ask(place).token
        began = time.monotonic()
        key = desk.phone.dial(token)
        desk.ear.await_stage(key, Stage.TALKING)
        took.append(1000 * (desk.ear.moment(key, Stage.TALKING) - began))
        desk.phone.hang_up(key)
        assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.HUNG_UP
        numbers.add(network.find_number())
    wire = desk.tap.incoming + desk.tap.outgoing
    for number in numbers:
        assert count_hits(b"".join(network.received), number.encode()), "the control: the trunk was told the number"
        hits += count_hits(wire, number.encode())
    assert hits == 0
    assert wire.count(b"200 OK") >= CALLS, "the wire was read"
    if os.environ.get("VEILDESK_CALLS"):
        with capsys.disabled():
            print(  # noqa: T201 - the table of 'make calls'
                f"\n{CALLS} calls to {len(numbers)} numbers, 0 failed; token dialled to talking: median"
                f" {statistics.median(took):.0f} ms, p99 {sorted(took)[int(0.99 * len(took))]:.0f} ms;"
                f" {len(wire):,} bytes at the desk, {hits} hits"
            )


@pytest.mark.parametrize(
    "conduct", [Conduct.TALK, Conduct.BUSY, Conduct.MISSING, Conduct.REDIRECT, Conduct.HANG_UP, Conduct.RING]
)
def test_a_far_end_that_says_its_number_everywhere_is_not_understood_at_the_desk(
    hostile: tuple[HostileFarEnd, DemoPbx], hostile_desk: PhoneDesk, conduct: Conduct
) -> None:
    network, _ = hostile
    network.conduct = conduct
    network.sent.clear()
    key = hostile_desk.dial()
    expected = {Conduct.RING: Stage.RINGING, Conduct.TALK: Stage.TALKING}.get(conduct, Stage.ENDED)
    hostile_desk.ear.await_stage(key, expected)
    if conduct is Conduct.TALK:
        hostile_desk.phone.hold(key, on=True)
        hostile_desk.ear.await_leg(key, lambda leg: leg.held)
        network.hang_up()
    elif conduct is Conduct.RING:
        hostile_desk.phone.hang_up(key)
    leg = hostile_desk.ear.await_stage(key, Stage.ENDED)
    number = network.find_number().encode()
    assert count_hits(b"".join(network.sent), number) > 20, "the control: it was said"
    assert count_hits(hostile_desk.tap.incoming + hostile_desk.tap.outgoing, number) == 0
    assert count_hits(repr(hostile_desk.ear.list_of(leg.key)).encode(), number) == 0


@pytest.fixture(scope="module")
def hostile_desk(hostile: tuple[HostileFarEnd, DemoPbx], make_desk: Callable[..., PhoneDesk]) -> PhoneDesk:
    """A desk before the PBX of the hostile network."""
    return make_desk(hostile[1])
