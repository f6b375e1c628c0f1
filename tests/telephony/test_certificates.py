"""A PBX's certificate is renewed by the PBX itself, for all of its programs, before it ends (decision 001, A6)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from protocol.recordings import RecorderState, RecordingOrders
from protocol.times import after, now
from server.keys.authority import Authority
from server.pbx.main import main
from server.pbx.place import PbxPlace, enrol_pbx
from server.settings import CentralFolder
from server.store.tables import devices
from server.witness.enrolled import EnrolledPlace
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.ports import find_free_port

ROOT = Path(__file__).parents[2]
_ALMOST_OVER = 10
"""Days."""


@pytest.fixture
def place(central: RealCentral, tmp_path: Path) -> PbxPlace:
    """An enrolled PBX, by whose card its certificate ends soon."""
    made = enrol_pbx(tmp_path / "pbx", central.run("enroll", "--name", "certified", "--pbx", "--quiet"), "certified")
    soon = msgspec.structs.replace(made.card, expires_at=after(now(), days=_ALMOST_OVER))
    (made.folder / made.card_file).write_bytes(msgspec.json.encode(soon))
    return PbxPlace(made.folder)


def lasts(place: EnrolledPlace) -> bool:
    """Whether the certificate in its folder ends later than soon."""
    return PbxPlace(place.folder).card.expires_at > after(now(), days=_ALMOST_OVER + 1)


def ask(road: object) -> RecordingOrders:
    """Something that Central answers to a PBX alone."""
    body = msgspec.json.encode(RecorderState(calls=(), wait_s=0))
    return msgspec.json.decode(
        road.post("/v1/recordings/orders", body, "application/json"),  # type: ignore[attr-defined]
        type=RecordingOrders,
    )


def test_it_is_renewed_once_and_every_road_takes_it(place: PbxPlace) -> None:
    other = PbxPlace(place.folder)
    roads, others = [place.open_road() for _ in range(2)], other.open_road()
    before = (place.folder / "tls.crt").read_bytes()
    assert place.refresh(*roads)
    renewed = (place.folder / "tls.crt").read_bytes()
    assert renewed != before
    assert lasts(place)
    assert other.refresh(others)
    assert (place.folder / "tls.crt").read_bytes() == renewed, "the second program asked for one of its own"
    assert not place.refresh(*roads)
    assert not other.refresh(others)
    for road in (*roads, others):
        ask(road)
        road.close()


def test_central_says_when_a_pbx_was_last_there(place: PbxPlace, central: RealCentral) -> None:
    query = select(devices.c.seen_at).where(devices.c.id == place.card.id)
    assert central.look_up(query) == [(None,)]
    road = place.open_road()
    ask(road)
    road.close()
    ((seen,),) = central.look_up(query)
    assert seen <= now()


@pytest.mark.parametrize("word", ["enroll", "enrol"])
def test_it_is_enrolled_under_the_spelling_of_centrals_command_and_the_old_one(
    central: RealCentral, tmp_path: Path, word: str
) -> None:
    (tmp_path / "ticket").write_text(central.run("enroll", "--name", word, "--pbx", "--quiet"), "utf-8")
    words = [word, "--state", str(tmp_path / "pbx"), "--ticket", str(tmp_path / "ticket"), "--name", word]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    assert PbxPlace(tmp_path / "pbx").card.id in said.stdout


@pytest.mark.parametrize("program", ["serve", "record"])
def test_both_programs_look_after_it(place: PbxPlace, program: str) -> None:
    more = []
    if program == "serve":
        more = [f"--here=127.0.0.1:{find_free_port(socket.SOCK_DGRAM)}", "--trunk=127.0.0.1:9"]
    words = [sys.executable, "-c", "from server.pbx.main import main; main()", program, f"--state={place.folder}"]
    with subprocess.Popen([*words, *more], env={**os.environ, "PYTHONPATH": str(ROOT)}) as running:
        try:
            wait_for(lambda: lasts(place))
        finally:
            running.kill()


def test_the_revoked_certificates_are_fetched_for_kamailio_and_an_older_list_is_left_alone(
    place: PbxPlace, central: RealCentral, tmp_path: Path
) -> None:
    file = tmp_path / "ca.crl"
    words = ["revocations", "--state", str(place.folder), "--file", str(file)]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    first = file.read_bytes()
    assert first == central.books.place.crl.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o644
    central.books.authority.write_crl(["0abc"])
    assert CliRunner().invoke(main, words).exit_code == 0
    newer = file.read_bytes()
    assert newer != first
    central.books.place.crl.write_bytes(first)
    assert CliRunner().invoke(main, words).exit_code == 0
    assert file.read_bytes() == newer, "a revoked desk would be let in again"
    Authority.create(CentralFolder(_make(tmp_path / "foreign")))
    central.books.place.crl.write_bytes((tmp_path / "foreign" / "ca.crl").read_bytes())
    refused = CliRunner().invoke(main, words)
    assert refused.exit_code == 1
    assert file.read_bytes() == newer
    central.books.authority.write_crl(())


def _make(folder: Path) -> Path:
    folder.mkdir()
    return folder
