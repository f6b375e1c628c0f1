"""A PBX's services tell whoever runs the machine that they work, what hinders them, and when it is over (A8)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from server.pbx.main import main
from server.pbx.place import PbxPlace, enrol_pbx
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.ports import find_free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(central: RealCentral, tmp_path: Path) -> PbxPlace:
    """An enrolled PBX."""
    return enrol_pbx(tmp_path / "pbx", central.run("enroll", "--name", "told", "--pbx", "--quiet"), "told")


def move_central(place: PbxPlace, origin: str) -> str:
    """Have the PBX look for Central at ``origin``; where it looked before."""
    before = place.card.central
    place.card = msgspec.structs.replace(place.card, central=origin)
    (place.folder / place.card_file).write_bytes(msgspec.json.encode(place.card))
    return before


@contextmanager
def run_service(place: PbxPlace, journal: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service of the PBX's, whose words go into ``journal``."""
    program = [sys.executable, "-c", "from server.pbx.main import main; main()", *words, f"--state={place.folder}"]
    with journal.open("wb") as told:
        running = subprocess.Popen(program, stderr=told, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def test_the_recorder_says_that_it_started_and_ends_with_0(place: PbxPlace, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    with run_service(place, journal, "record", "--media=127.0.0.1:9") as running:
        wait_for(lambda: b"\n" in journal.read_bytes())
        running.send_signal(signal.SIGTERM)
        assert running.wait() == 0
    said = journal.read_text("utf-8")
    assert said.startswith(f"Recorder: told ({place.card.id}) records what {place.card.central} asks for")
    assert "rtpengine at 127.0.0.1:9" in said


def test_the_recorder_says_once_that_central_is_away_and_what_to_do(place: PbxPlace, tmp_path: Path) -> None:
    journal, nobody = tmp_path / "journal", f"https://127.0.0.1:{find_free_port()}"
    move_central(place, nobody)
    with run_service(place, journal, "record"):
        wait_for(lambda: b"cannot be reached" in journal.read_bytes())
    said = journal.read_text("utf-8")
    assert said.count("Central cannot be reached") == 1
    assert "systemctl status veildesk-central" in said
    assert "card" not in said


@pytest.mark.parametrize("words", [("revocations", "--file"), ("enroll", "--name", "again", "--ticket")])
def test_a_command_says_to_an_administrator_that_central_is_away(
    place: PbxPlace, central: RealCentral, tmp_path: Path, words: tuple[str, ...]
) -> None:
    nobody = f"https://127.0.0.1:{find_free_port()}"
    move_central(place, nobody)
    state, file = place.folder, tmp_path / "file"
    if words[0] == "enroll":
        state = tmp_path / "new"
        file.write_text(central.make_ticket("again", nobody), "utf-8")
    said = CliRunner().invoke(main, [*words, str(file), "--state", str(state)])
    assert said.exit_code == 1
    assert said.output.startswith("Central cannot be reached. Look whether it serves")
    assert "card" not in said.output


def test_a_revoked_pbx_says_what_to_do(place: PbxPlace, central: RealCentral, tmp_path: Path) -> None:
    central.run("device", "revoke", place.card.id, "--reason", "sold")
    said = CliRunner().invoke(main, ["revocations", "--file", str(tmp_path / "ca.crl"), "--state", str(place.folder)])
    assert said.exit_code == 1
    assert "Central does not let this machine in" in said.output
    assert "his desk" not in said.output
