"""A road that is cut in mid-call: a moment costs nothing, minutes end the call at both ends, on record (D1, D7).

The five minutes are five minutes, and so a part of ``make calls`` alone.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.telephony.port import Ending
from tests.own_network import need_own_network, run_in_own_network
from ui.demo.pbx import PbxMissing, check_programs

_MINUTES_S = 300


@pytest.fixture
def cut_off(keyring_daemon: None) -> None:
    """This machine can cut a road of its own."""
    try:
        check_programs()
    except PbxMissing as error:
        pytest.skip(error.say())
    need_own_network()


def cut(place: Path, kind: str) -> dict[str, object]:
    """What came of a call whose road was gone for so many seconds, or of a telephone whose firewall began anew."""
    return run_in_own_network("tests.telephony.cut_road", str(place), kind)


def test_five_seconds_without_a_road_cost_the_call_nothing_but_them(cut_off: None, tmp_path: Path) -> None:
    told = cut(tmp_path, "5")
    assert told["lost"] > 100, "the control: voice was lost, some 250 packets each way"
    assert told["going_on"], "then voice went both ways in the same call"
    ending, talked = told["central"]
    assert (ending, told["desk"]["ending"]) == (Ending.HUNG_UP, Ending.HUNG_UP)
    assert int(told["desk"]["talk_s"]) == talked >= 5


def test_a_telephone_whose_firewall_began_anew_calls_again_within_a_minute(cut_off: None, tmp_path: Path) -> None:
    assert cut(tmp_path, "forget") == {}


@pytest.mark.skipif("VEILDESK_CALLS" not in os.environ, reason="takes five minutes and more: 'make calls'")
def test_five_minutes_without_a_road_end_the_call_at_both_ends_and_on_record(cut_off: None, tmp_path: Path) -> None:
    told = cut(tmp_path, str(_MINUTES_S))
    assert told["said"] == "The call broke off: the PBX or the network was gone. Call again once it is back."
    assert told["desk_s"] < _MINUTES_S > told["far_s"], "each end noticed it by itself, while the road was gone"
    assert told["early"] == [], "the control: Central could not know"
    ending, talked = told["central"]
    assert (ending, told["desk"]["ending"], told["desk"]["cut"]) == (Ending.PBX_LOST, Ending.PBX_LOST, "none")
    assert int(told["desk"]["talk_s"]) == talked >= 1
