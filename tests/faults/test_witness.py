"""A witness follows Central over TLS, cosigns what goes on from before, and raises the alarm over the rest (A7)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from app.desk import Desk
from app.enrolment import enrol_desk
from app.eventpush import demand_witnesses, push_events
from app.sync import Connection, SyncStatus
from protocol.checkpoints import find_cosignatures, open_checkpoint
from protocol.events import Act, Deed, ObjectKind
from protocol.following import Evidence
from protocol.identifiers import make_identifier
from protocol.notes import read_key, read_note, write_note
from protocol.oversight import DeviceKind
from protocol.refusals import DeviceRefused, NotFound
from protocol.sessions import DeskPolicy
from protocol.tiles import TILE_LEVELS, TILE_WIDTH, read_path
from protocol.times import after, now
from protocol.trail import CheckpointInvalid, CosignaturesMissing
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.cli import main
from server.commands.shell import ALARM
from server.services.policy import Policy
from server.services.policy_setting import set_policy
from server.services.tickets import make_ticket
from server.services.trail import record
from server.store.log_tables import cosignatures
from server.store.tables import devices
from server.witness.memory import WitnessMemory
from server.witness.place import WitnessPlace
from server.witness.watch import Alarm
from tests.faults.outside import NAME, Outside
from tests.memory_log import MemoryLog, find_root
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.condition import judge_condition
from ui.main import join_desk


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", "witness", "--once", *words])


def enrol(central: RealCentral, state: Path, kind: DeviceKind = DeviceKind.WITNESS) -> Result:
    """A ticket as ``veildesk-central enroll --witness`` makes it, redeemed over TLS; then a first look."""
    books = central.books
    with central.writing() as connection:
        ticket = make_ticket(
            connection, books.authority, books.node, url=central.origin, device_name=NAME, made_by="tests", kind=kind
        ).ticket
    file = state.with_suffix(".ticket")
    file.write_text(ticket)
    return run("--state", str(state), "--ticket", str(file), "--name", NAME)


def demand(central: RealCentral, needed: int, *vkeys: str) -> DeskPolicy:
    policy = DeskPolicy(cosignatures_needed=needed, witnesses=vkeys)
    with central.writing() as connection:
        set_policy(connection, central.books.node, Policy(desk=policy), "tests")
    return policy


def grow(central: RealCentral) -> None:
    with central.writing() as connection:
        record(connection, central.books.node, Deed(act=Act.CUSTOMER_SOUGHT))


def read_evidence(state: Path) -> Evidence:
    (file,) = (state / "evidence").iterdir()
    return msgspec.json.decode(file.read_bytes(), type=Evidence)


@contextmanager
def watching(state: Path) -> Iterator[None]:
    """The witness as the program that it is, until the block is over; it stops when it is told to."""
    words = ["audit", "witness", "--state", str(state), "--every", "0.2"]
    process = subprocess.Popen([sys.executable, "-c", "from server.cli import main; main()", *words])
    try:
        yield
        process.terminate()
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait(60)


def is_delivered(desk: Desk) -> bool:
    with suppress(CosignaturesMissing):
        push_events(desk.identity, desk.central, desk.trail.journal)
    return desk.trail.journal.waiting() == 0


def work_and_deliver(desk: Desk) -> int:
    """Do something, and push; how many events are proven by now."""
    desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())
    with suppress(CosignaturesMissing):
        push_events(desk.identity, desk.central, desk.trail.journal)
    assert desk.trail.journal.waiting() > 0
    return desk.trail.journal.delivered_upto()


@pytest.fixture
def state(central: RealCentral, tmp_path: Path) -> Path:
    """The folder of a witness that policy names."""
    folder = tmp_path / "witness"
    told = enrol(central, folder)
    assert told.exit_code == 1, told.output
    assert "Central's policy does not name this witness's key yet: give the key above" in told.stderr
    assert central.look_up(select(devices.c.seen_at).where(devices.c.id == WitnessPlace(folder).card.id)) != [(None,)]
    demand(central, 0, WitnessPlace(folder).vkey)
    assert run("--state", str(folder)).exit_code == 0
    return folder


def test_a_desk_believes_central_once_a_witness_has_signed(
    central: RealCentral, state: Path, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    vkey = WitnessPlace(state).vkey
    policy = demand(central, 1, vkey)
    desk = join_desk(folder, enrol_desk(central.make_ticket("desk-1"), "desk-1", folder, keyring), keyring)
    demand_witnesses(desk.trail.journal, policy)
    desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())
    assert push_events(desk.identity, desk.central, desk.trail.journal) == 0
    with pytest.raises(CosignaturesMissing, match="0 of 1") as missing:
        push_events(desk.identity, desk.central, desk.trail.journal)
    assert desk.trail.journal.delivered_upto() == 0
    long_ago = after(now(), seconds=-policy.silence_warning_s - 1)
    status = SyncStatus(Connection.ONLINE, waiting=3, last_sync=long_ago, error=missing.value)
    condition = judge_condition(status, silence_s=0, policy=policy, has_session=True)
    assert condition
    assert "0 of 1 witnesses" in condition.sentence
    with watching(state):
        wait_for(lambda: is_delivered(desk))
        wait_for(lambda: work_and_deliver(desk) > 20)  # though the newest event is never proven at once
        wait_for(lambda: is_delivered(desk))
    _, signed = open_checkpoint((state / "checkpoint").read_text(), central.books.log_key.public)
    assert find_cosignatures(signed, [read_key(vkey)])
    desk.central.close()
    desk.trail.journal.close()


def test_a_log_that_was_set_back_raises_the_alarm_and_is_never_cosigned_again(
    central: RealCentral, state: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(central.books.place.database) as present, sqlite3.connect(tmp_path / "backup.db") as backup:
        present.backup(backup)
    backup.close()
    present.close()
    grow(central)
    assert run("--state", str(state)).exit_code == 0
    seen = (state / "checkpoint").read_text()
    _restore(central, tmp_path / "backup.db")
    told = run("--state", str(state))
    assert told.exit_code == ALARM
    assert "ALARM" in told.stderr
    assert "it has shrunk" in told.stderr
    evidence = read_evidence(state)
    held, _ = open_checkpoint(evidence.held, central.books.log_key.public)
    offered, _ = open_checkpoint(evidence.offered.checkpoint, central.books.log_key.public)
    assert (seen.startswith(evidence.held.rpartition("\n\n")[0]), offered.size < held.size) == (True, True)
    grow(central)
    assert run("--state", str(state)).exit_code == ALARM
    assert (state / "checkpoint").read_text() == seen


def test_a_witness_whose_folder_was_set_back_finds_its_own_signature_and_signs_nothing_more(
    central: RealCentral, state: Path, tmp_path: Path
) -> None:
    shutil.copytree(state, tmp_path / "backup")
    for _ in range(2):
        grow(central)
        assert run("--state", str(state)).exit_code == 0
    signed, _ = open_checkpoint((state / "checkpoint").read_text(), central.books.log_key.public)
    grow(central)
    set_back = tmp_path / "backup"
    told = run("--state", str(set_back))
    assert told.exit_code == ALARM
    assert f"has signed {signed.size}: its memory was set back" in told.stderr
    evidence = read_evidence(set_back)
    offered, lines = open_checkpoint(evidence.offered.checkpoint, central.books.log_key.public)
    assert offered == signed
    assert find_cosignatures(lines, [WitnessPlace(state).key]), "by its own key, which only this witness has"
    assert central.look_up(select(func.max(cosignatures.c.size))) == [(signed.size,)]
    assert run("--state", str(set_back)).exit_code == ALARM
    assert run("--state", str(state)).exit_code == 0, "and the one that remembers goes on"


def _restore(central: RealCentral, backup: Path) -> None:
    central.stop()
    central.books.engine.dispose()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{central.books.place.database}{suffix}").unlink(missing_ok=True)
    shutil.copy(backup, central.books.place.database)
    central.serve()


def test_a_desks_ticket_makes_no_witness(central: RealCentral, tmp_path: Path) -> None:
    told = enrol(central, tmp_path / "desk", DeviceKind.DESK)
    assert told.exit_code == 1
    assert "Central enrolled this as a desk" in told.stderr


def test_nobody_works_at_a_witness(central: RealCentral, state: Path) -> None:
    place = WitnessPlace(state)
    assert central.look_up(select(devices.c.kind).where(devices.c.id == place.card.id)) == [("witness",)]
    road = place.open_road()
    with pytest.raises(DeviceRefused):
        road.post("/v1/session/challenge", b'{"username":"li.qiang"}', "application/json")
    road.close()


def test_a_witness_renews_its_certificate(central: RealCentral, state: Path) -> None:
    place = WitnessPlace(state)
    before = (state / "tls.crt").read_text()
    road = place.open_road()
    assert not place.refresh(road)
    over = msgspec.structs.replace(place.card, expires_at=now())
    (state / place.card_file).write_bytes(msgspec.json.encode(over))
    place = WitnessPlace(state)
    assert place.refresh(road)
    assert (state / "tls.crt").read_text() != before
    assert road.fetch("/log/checkpoint")
    road.close()
    assert WitnessPlace(state).card.expires_at > after(now(), days=80)


def test_one_witness_a_folder(central: RealCentral, state: Path) -> None:
    memory = WitnessMemory(state)
    told = run("--state", str(state))
    memory.close()
    assert told.exit_code == 1
    assert "another witness has it open" in told.stderr


def test_an_unreachable_central_is_told_and_cosigns_nothing(central: RealCentral, state: Path) -> None:
    central.stop()
    told = run("--state", str(state))
    central.serve()
    assert told.exit_code == 1
    assert "Central cannot be reached" in told.stderr


class LyingCentral:
    """A Central that shows whatever log it is given."""

    def __init__(self, log: MemoryLog) -> None:
        self.log, self.cosigned = log, b""

    def fetch(self, path: str) -> bytes:
        """As Central serves it (C2SP tlog-tiles)."""
        if path == "/log/checkpoint":
            return self.log.view().checkpoint.encode()
        if path == "/log/cosigned":
            return msgspec.json.encode([self.cosigned.decode()] if self.cosigned else [])
        level, _, rest = path.removeprefix("/log/tile/").partition("/")
        tile, span = read_path(rest), 1 << int(level) * TILE_LEVELS
        first = tile.place * TILE_WIDTH
        if (first + tile.width) * span > len(self.log.leaves):
            raise NotFound
        begins = range(first * span, (first + tile.width) * span, span)
        return b"".join(find_root(self.log.leaves[begin : begin + span]) for begin in begins)

    def post(self, path: str, body: bytes, media_type: str) -> bytes:
        """Keep the cosigned note."""
        self.cosigned = body
        return b""


def stand_outside(folder: Path, log: MemoryLog, *peers: Path) -> tuple[Outside, LyingCentral]:
    """A witness of a log in memory, and the Central that shows it."""
    central = LyingCentral(log)
    return Outside(folder, central, log.vkey, peers), central


@pytest.fixture
def log() -> MemoryLog:
    made = MemoryLog()
    made.add(*(b"event %d" % number for number in range(300)))
    return made


def test_every_growth_is_followed(tmp_path: Path) -> None:
    log = MemoryLog()
    outside, central = stand_outside(tmp_path / "w", log)
    for size in (0, 1, 2, 255, 256, 257, 511, 1000, 65_536, 65_537, 66_000):
        log.add(*(b"event %d" % number for number in range(len(log.leaves), size)))
        assert outside.watch.look().checkpoint.size == size
        _, signed = open_checkpoint(central.cosigned.decode(), log.public)
        assert find_cosignatures(signed, [outside.place.key])


def test_a_witness_that_lost_its_memory_alone_signs_nothing(log: MemoryLog, tmp_path: Path) -> None:
    outside, central = stand_outside(tmp_path / "w", log)
    outside.watch.look()
    outside.memory.close()
    (outside.folder / "seen.db").unlink()
    again = Outside(outside.folder, central, log.vkey)
    cosigned = central.cosigned
    log.add(b"later")
    with pytest.raises(Alarm, match="remembers 0 events, and has signed 300"):
        again.watch.look()
    assert (again.memory.held, central.cosigned) == (None, cosigned)


def test_what_this_witness_did_not_sign_accuses_nobody(log: MemoryLog, tmp_path: Path) -> None:
    """Somebody else's key of the same name, and a line that does not hold."""
    outside, central = stand_outside(tmp_path / "w", log)
    other, theirs = stand_outside(tmp_path / "other", log)
    other.watch.look()
    central.cosigned = theirs.cosigned
    assert outside.watch.look().checkpoint.size == 300
    (own,) = read_note(central.cosigned.decode()).find(outside.place.key)
    log.add(b"later")
    fresh = read_note(log.view().checkpoint)
    central.cosigned = write_note(fresh.text, (*fresh.signatures, own)).encode()
    with pytest.raises(CheckpointInvalid, match="does not hold"):
        outside.watch.look()


@pytest.mark.parametrize("grown", [0, 40], ids=["same size", "grown"])
def test_another_history_is_an_alarm_with_both_checkpoints(log: MemoryLog, tmp_path: Path, grown: int) -> None:
    outside, central = stand_outside(tmp_path / "w", log)
    outside.watch.look()
    held, cosigned = outside.memory.note, central.cosigned
    log.leaves[17] = log.leaves[18]
    log.add(*(b"later %d" % number for number in range(grown)))
    with pytest.raises(Alarm, match="first 300 events are not those of before"):
        outside.watch.look()
    evidence = read_evidence(outside.folder)
    assert (evidence.held, evidence.offered.checkpoint) == (held, log.view().checkpoint)
    assert (outside.memory.note, central.cosigned) == (held, cosigned)


def test_tiles_of_another_tree_are_an_alarm(log: MemoryLog, tmp_path: Path) -> None:
    outside, central = stand_outside(tmp_path / "w", log)
    other = MemoryLog()
    other.leaves = log.leaves[::-1]
    honest = central.fetch
    other_central = LyingCentral(other)
    central.fetch = lambda path: (honest if "checkpoint" in path else other_central.fetch)(path)  # type: ignore[method-assign]
    with pytest.raises(Alarm, match="tiles are not those of its checkpoint of 300 events"):
        outside.watch.look()
    assert central.cosigned == b""


def test_two_witnesses_who_were_shown_two_logs_find_out(log: MemoryLog, tmp_path: Path) -> None:
    other = MemoryLog()
    other.private, other.public = log.private, log.public
    other.leaves = [*log.leaves[:250], *log.leaves[251:], log.leaves[250]]
    one, _ = stand_outside(tmp_path / "one", log)
    two, _ = stand_outside(tmp_path / "two", other, tmp_path / "one" / "checkpoint")
    one.watch.look()
    with pytest.raises(Alarm, match="first 300 events are not those of before"):
        two.watch.look()
    evidence = read_evidence(two.folder)
    assert evidence.held == (one.folder / "checkpoint").read_text()
    assert evidence.offered.checkpoint == other.view().checkpoint


def test_a_peer_ahead_or_unreadable_is_told_and_no_alarm(log: MemoryLog, tmp_path: Path) -> None:
    one, _ = stand_outside(tmp_path / "one", log)
    one.watch.look()
    log.leaves = log.leaves[:200]
    two, _ = stand_outside(tmp_path / "two", log, one.folder / "checkpoint", tmp_path / "nothing")
    ahead, unread = two.watch.look().remarks
    assert "has seen 300 events, and Central shows 200 here" in ahead
    assert "cannot be compared" in unread


def test_what_the_logs_key_did_not_sign_is_refused(log: MemoryLog, tmp_path: Path) -> None:
    outside, _ = stand_outside(tmp_path / "w", log)
    log.private = Ed25519PrivateKey.generate()
    with pytest.raises(CheckpointInvalid):
        outside.watch.look()
    assert outside.memory.held is None
