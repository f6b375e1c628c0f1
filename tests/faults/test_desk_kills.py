"""A desk that is killed at any moment loses nothing it has acknowledged, doubles nothing, and goes on (D7, A8)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from app.enrolment import enrol_desk
from protocol.identifiers import make_identifier
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.faults.desk_site import DeskSite
from tests.faults.fuse import Fuse
from tests.faults.killed_desk import work_until_killed
from tests.faults.killing import kill_often
from tests.faults.ledger import Ledger
from tests.faults.victims import Mark, Stage, run_victim
from tests.real_central import RealCentral

STAGES = (Stage.OPENING, Stage.WRITING, Stage.PUSHING, Stage.ANSWERED, Stage.KEPT)
MOMENTS = {
    "opening": "desk killed while it opens its journal",
    "writing": "desk killed while it writes an event",
    "waiting": "desk killed between record and delivery",
    "taken": "desk killed after Central took it, before the receipt",
    "answered": "desk killed with the receipt in hand",
    "kept": "desk killed while its keyring learns what is delivered",
}


class KilledDesk(DeskSite):
    """See :class:`tests.faults.killing.Site`."""

    def __init__(self, central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring, draw: random.Random) -> None:
        super().__init__(central.books, folder, keyring)
        self._draw = draw

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        seed = self._draw.randrange(2**32)
        return run_victim(fuse, work_until_killed, self.folder.path, self.keyring.desk, seed)

    def look(self, heard: Sequence[Mark]) -> str:
        has_more = self.mend({mark.seq: mark.id for mark in heard if mark.stage is Stage.WRITTEN})
        return judge(heard[-1].stage, has_more)


def judge(last: Stage, has_more: bool) -> str:
    """The moment of a death, by the last mark and whether Central has more than the journal knows of."""
    if last in (Stage.OPENING, Stage.WRITING, Stage.ANSWERED, Stage.KEPT):
        return last.value
    return "taken" if has_more else "waiting"


def test_a_desk_killed_at_any_moment_loses_and_doubles_nothing(
    real_central: RealCentral,
    keyring_daemon: None,
    tmp_path: Path,
    draw: random.Random,
    kills: int,
    ledger: Ledger,
) -> None:
    def make_site() -> KilledDesk:
        desk = make_identifier()
        folder, keyring = DeskFolder(tmp_path / desk).make(), DeviceKeyring(desk)
        enrol_desk(real_central.make_ticket(desk), desk, folder, keyring)
        return KilledDesk(real_central, folder, keyring, draw)

    kill_often(make_site, STAGES, MOMENTS, kills, draw, ledger)
