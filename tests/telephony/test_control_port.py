"""rtpengine takes orders from its PBX's programs alone, by the rules that come with its service (A1, S1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.own_network import need_own_network, run_in_own_network
from ui.demo.pbx import PbxMissing, check_programs

ROOT = Path(__file__).parents[2]
_PONG, _KEPT = "c1 d6:result4:ponge", "kept from it"


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, str]]:
    """What became of each user's order, before the rules and with them."""
    try:
        check_programs()
    except PbxMissing as error:
        pytest.skip(error.say())
    need_own_network("nft", "list", "ruleset")
    return run_in_own_network("tests.telephony.programs.control_port")


def test_without_the_rules_anybody_on_the_machine_commands_it(told: dict[str, dict[str, str]]) -> None:
    assert set(told["before"].values()) == {_PONG}, "the control"


def test_with_them_the_pbx_s_user_alone_does_and_not_even_rtpengine_itself(told: dict[str, dict[str, str]]) -> None:
    with_rules = {**told["with"]}
    assert with_rules.pop("veildesk-pbx") == _PONG
    assert set(with_rules.values()) == {_KEPT}
    assert with_rules.keys() == {"rtpengine", "another account", "root"}


def test_the_service_does_not_start_rtpengine_without_them() -> None:
    unit = (ROOT / "build" / "service" / "veildesk-rtpengine.service").read_text("ascii")
    (before,) = [line for line in unit.splitlines() if line.startswith("ExecStartPre")]
    assert before == "ExecStartPre=+/usr/sbin/nft -f /etc/veildesk/control.nft"
    assert "--listen-ng=127.0.0.1:2223 " in unit, "the port that the rules name"
