"""The ports of voice of each PBX on this machine are its own: rtpengine would share them, and voice would go astray.

They are let go when it ends, and when it cannot start.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest

from protocol.administration import ConfigurationWrong
from tests.real_central import RealCentral
from ui.demo.pbx import DemoPbx, PbxMissing, check_programs
from ui.demo.ports import VOICES, claim_voices


@pytest.fixture
def pbxs(tmp_path: Path) -> list[DemoPbx]:
    """Two that nobody calls, of which the voice's relay alone is to run."""
    try:
        check_programs()
    except PbxMissing as error:
        pytest.skip(error.say())
    made = [DemoPbx(tmp_path / name, RealCentral(tmp_path / "central", 0), ("127.0.0.1", 9)) for name in ("one", "two")]
    for pbx in made:
        pbx.folder.mkdir()
    return made


def read_ports(pbx: DemoPbx) -> range:
    """What the relay was told."""
    said = " ".join(map(str, cast(list[object], pbx.processes["rtpengine"].args)))
    first, last = (int(re.findall(rf"--port-{name}=(\d+)", said)[0]) for name in ("min", "max"))
    return range(first, last + 1)


def test_two_have_ports_of_their_own_for_as_long_as_their_relay_lives(pbxs: list[DemoPbx]) -> None:
    try:
        for pbx in pbxs:
            pbx.start_media()
        first, second = map(read_ports, pbxs)
        assert not {*first} & {*second}
        assert len(first) == len(second) == VOICES
        third, claim = claim_voices()
        claim.close()
        assert third not in {*first, *second}, "the relay holds what this process let go"
    finally:
        for pbx in pbxs:
            pbx.stop()


def test_where_one_program_does_not_start_none_runs_on(pbxs: list[DemoPbx], monkeypatch: pytest.MonkeyPatch) -> None:
    never_enrolled, *_ = pbxs
    begun = []
    start_media = never_enrolled.start_media

    def watch() -> None:
        start_media()
        begun.append(never_enrolled.processes["rtpengine"])

    monkeypatch.setattr(never_enrolled, "start_media", watch)
    with pytest.raises(ConfigurationWrong):
        never_enrolled.start()
    assert begun[0].poll() is not None
