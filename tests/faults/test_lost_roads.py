"""A firewall that forgets what stands, as each does that begins anew: nobody waits long, and nobody is misled (D1).

Linux sends what is lost again for a quarter of an hour, and whoever only waits would wait on.
"""

from __future__ import annotations

import pytest

from protocol.pulse import DEAD_S
from tests.own_network import need_own_network, run_in_own_network


@pytest.fixture(scope="module")
def told(keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What came of a desk's and a PBX's requests on connections that were forgotten."""
    need_own_network()
    return run_in_own_network("tests.faults.forgetful_firewall", str(tmp_path_factory.mktemp("road")))


def test_a_pbx_gives_its_connection_up_and_asks_by_another(told: dict[str, object]) -> None:
    assert told["before"] == "answered", "the control: there was a connection"
    assert told["lost"] == "CentralUnreachable", "what was asked may not be asked twice"
    assert DEAD_S - 1 < float(str(told["lost_s"])) < 3 * DEAD_S, "with what is done before on a busy machine"
    assert told["after"] == "answered"


def test_a_desk_asks_again_what_it_may(told: dict[str, object]) -> None:
    assert told["desk"] == "answered"


def test_a_desk_that_waits_for_notices_hears_what_came_meanwhile(told: dict[str, object]) -> None:
    assert (told["noticed"], told["heard"]) == ("answered", ["policy-changed"])
