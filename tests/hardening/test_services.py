"""The units of Central, witness and PBX: systemd reads them, and they leave a service little to misuse (A7)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "build" / "service"
UNITS = sorted(SERVICES.glob("*.service"))
_WORST = 30
"""Tenths of systemd's points of exposure; 13 where nothing but the network is open."""


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_the_unit_and_rates_it_ok(unit: Path, tmp_path: Path) -> None:
    copy = tmp_path / unit.name
    # only programs and users that are not on every machine are others here
    text = re.sub(r"(?m)^(ExecStart\w*=[+!]?)/\S+", r"\1/usr/bin/true", unit.read_text("utf-8"))
    copy.write_text(re.sub(r"(?m)^User=.*", "User=daemon", text), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    assert (checked.returncode, unit.stem in checked.stderr) == (0, False), checked.stderr
    words = ["systemd-analyze", "security", "--offline=yes", f"--threshold={_WORST}", str(copy)]
    rated = subprocess.run(words, capture_output=True, text=True, check=False)
    assert rated.returncode == 0, rated.stdout[-400:]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_says_how_it_comes_and_goes(unit: Path) -> None:
    head = unit.read_text("utf-8")
    assert all(re.search(rf"^# {word}\s", head, re.MULTILINE) for word in ("Install", "Undo"))
    assert f"{unit.name}" in head


def test_the_command_on_the_path_hands_its_words_on_as_they_are() -> None:
    script = SERVICES / "as-veildesk"
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    assert script.read_text("utf-8").rstrip().endswith('/opt/veildesk/bin/veildesk-central "$@"')
