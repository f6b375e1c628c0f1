"""A desk whose clock is wrong, in a process with a clock of its own (:mod:`tests.faults.clocks`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from app.central import CentralClient
from app.eventpush import push_events
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, Event
from protocol.problems import ProblemType
from secure_store.device import DeviceIdentity, load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.faults.clocks import A_DAY_BACK, A_YEAR_FORWARD, RIGHT, Clock
from tests.journals import read_recent


class Said(Struct, frozen=True, kw_only=True):
    """What a delivery came to: how many events, or a problem in words."""

    delivered: int = 0
    problem: ProblemType | None = None
    facts: dict[str, str] = {}
    words: str = ""


class Diary(Struct, kw_only=True):
    """What the desk recorded, in the journal's order, and what deliveries came to by the clock then: over the
    connection that stood, and over a new one."""

    events: list[Event]
    said: dict[str, tuple[Said, Said]]
    verified: int


def keep_diary(place: Path, folder: DeskFolder, keyring: DeviceKeyring) -> Diary:
    """Let the enrolled desk work by the clock in ``place``, which goes wrong and is set right again."""
    command = [sys.executable, "-m", "tests.faults.wrong_clock", str(place), str(folder.path), keyring.desk]
    environment = os.environ | Clock(place).environment
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=Diary)


def deliver(identity: DeviceIdentity, client: CentralClient, journal: Journal) -> Said:
    """What comes of trying."""
    try:
        return Said(delivered=push_events(identity, client, journal))
    except VeildeskError as error:
        return Said(problem=error.problem, facts=error.facts, words=error.say())


def work(place: Path, folder: DeskFolder, keyring: DeviceKeyring) -> Diary:
    """The same, within the process that has the clock."""
    clock, identity = Clock(place), load_identity(folder, keyring)
    client, said = CentralClient(identity), {}
    with Journal.open(folder, identity.card.id, keyring) as journal:
        journal.append(Deed(act=Act.DESK_STARTED))
        deliver(identity, client, journal)
        for offset in (A_DAY_BACK, A_YEAR_FORWARD, RIGHT):
            clock.set(offset)
            journal.append(Deed(act=Act.CARD_OPENED, detail={"clock": offset}))
            said[offset] = (deliver(identity, client, journal), deliver(identity, CentralClient(identity), journal))
        events = list(reversed(read_recent(journal)))
        return Diary(events=events, said=said, verified=journal.verify())


if __name__ == "__main__":
    diary = work(Path(sys.argv[1]), DeskFolder(Path(sys.argv[2])), DeviceKeyring(sys.argv[3]))
    sys.stdout.write(msgspec.json.encode(diary).decode())
