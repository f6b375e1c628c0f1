"""A desk that was killed in mid-call says at its next start how that call ended (D7)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from app.desk import start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.lost_calls import record_lost_calls
from app.trail import Trail
from protocol.events import Act, ObjectKind, Outcome, decode_event
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.store.call_tables import call_records
from tests.far_end import FarEnd
from tests.journals import read_recent
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.central import DemoPerson
from ui.main import join_desk
from ui.totp import make_code

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("programs") / "calling_desk.py"


def kill_in_mid_call(folder: DeskFolder, keyring: DeviceKeyring, person: DemoPerson, card: str) -> None:
    """Let a desk's own process begin a call, and kill it as soon as they talk."""
    words = [sys.executable, str(PROGRAM), str(folder.path), keyring.desk, person.username, card]
    with subprocess.Popen(
        words, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as desk:
        assert desk.stdin
        assert desk.stdout
        desk.stdin.write(f"{person.password}\n{make_code(person.totp_secret)}\n")
        desk.stdin.flush()
        assert desk.stdout.readline() == "talking\n"
        desk.kill()


def read_ending(central: RealCentral, call: str) -> tuple[str, str] | None:
    """Whose call it was and how it ended, once Central knows."""
    query = select(call_records.c.person, call_records.c.ending).where(call_records.c.id == call)
    found = central.look_up(query.where(call_records.c.ended_at.is_not(None)))
    return tuple(found[0]) if found else None


def test_a_killed_desk_says_how_its_call_ended(
    calling_central: RealCentral, keyring_daemon: None, tmp_path: Path
) -> None:
    person = calling_central.add_person(Role.AGENT)
    (card,) = calling_central.give_cards(person, 1)
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    enrol_desk(calling_central.make_ticket("calls", calling_central.line.origin), "calls", folder, keyring)
    kill_in_mid_call(folder, keyring, person, card)

    desk = join_desk(folder, load_identity(folder, keyring), keyring, FarEnd)
    start_desk(desk, "test")
    try:
        kept = list(map(decode_event, desk.trail.journal.events_from(1, 1000)))
        dialled, ended, started = (
            next(event for event in reversed(kept) if event.act is act)
            for act in (Act.CALL_DIALLED, Act.CALL_ENDED, Act.DESK_STARTED)
        )
        assert ended.seq == started.seq - 1
        assert (ended.object_id, ended.outcome, ended.actor) == (dialled.object_id, Outcome.FAILED, "")
        assert ended.detail["ending"] == "desk-lost"
        assert ended.detail["card"] == card
        desk.sync.wake()
        wait_for(lambda: read_ending(calling_central, dialled.object_id))
        assert read_ending(calling_central, dialled.object_id) == (dialled.actor, "desk-lost")
    finally:
        stop_desk(desk)


def test_only_what_was_left_open_is_ended_and_once(tmp_path: Path, keyring: DeviceKeyring) -> None:
    over, open_, incoming = (make_identifier() for _ in range(3))
    out = {"card": make_identifier(), "number": "C-1", "way": "out"}
    with Journal.open(DeskFolder(tmp_path / "desk").make(), make_identifier(), keyring) as journal:
        trail = Trail(journal)
        assert record_lost_calls(trail) == 0
        trail.record(Act.DESK_STARTED)
        trail.record_facts(Act.CALL_DIALLED, ObjectKind.CALL, over, out)
        trail.record_facts(Act.CALL_ENDED, ObjectKind.CALL, over, {**out, "ending": "busy", "talk_s": "0"})
        trail.record_facts(Act.CALL_DIALLED, ObjectKind.CALL, make_identifier(), out, Outcome.REFUSED)
        trail.record_facts(Act.CALL_DIALLED, ObjectKind.CALL, open_, out)
        trail.record_facts(Act.CALL_RANG, ObjectKind.CALL, incoming, {"card": "", "number": "", "way": "in"})
        assert record_lost_calls(trail) == 2
        assert [event.object_id for event in reversed(read_recent(journal, 2))] == [open_, incoming]
        assert record_lost_calls(trail) == 0
        trail.record(Act.DESK_STARTED)
        assert record_lost_calls(trail) == 0
