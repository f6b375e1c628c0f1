"""A clock a day behind or a year ahead: chains keep their order, nothing is lost, and somebody says so (A8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central import CentralClient
from app.enrolment import enrol_desk
from protocol.events import Act, Deed
from protocol.problems import ProblemType
from protocol.times import parse_instant
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.services.doctor import examine
from tests.faults.clocks import A_DAY_BACK, A_YEAR_FORWARD, OFFSETS_S, RIGHT, Clock
from tests.faults.desk_site import DeskSite
from tests.faults.wrong_clock import Said, deliver, keep_diary
from tests.real_central import RealCentral, start_bare_central

NEAR_S = 300
WRONG = (A_DAY_BACK, A_YEAR_FORWARD)


def check_said(said: Said, offset: str) -> None:
    """It speaks of clocks, and of the difference where it is known."""
    assert "clock" in said.words, said
    if said.problem is ProblemType.CLOCK_WRONG:
        assert abs(int(said.facts["seconds"]) - OFFSETS_S[offset]) < NEAR_S


def test_a_desk_whose_clock_is_wrong_keeps_its_order_and_delivers_once_it_is_right(
    real_central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    enrol_desk(real_central.make_ticket("desk-clock"), "desk-clock", folder, keyring)
    diary = keep_diary(tmp_path, folder, keyring)
    for offset in WRONG:
        kept, fresh = diary.said[offset]
        assert kept.problem is ProblemType.CLOCK_WRONG
        check_said(kept, offset)
        check_said(fresh, offset)
    assert diary.said[RIGHT][0] == Said(delivered=3)
    assert [event.seq for event in diary.events] == list(range(1, diary.verified + 1))
    started, back, ahead, right = (parse_instant(event.at) for event in diary.events[-4:])
    assert (started - back).days in (0, 1)
    assert (ahead - right).days in (364, 365)
    site = DeskSite(real_central.books, folder, keyring)
    assert site.finish() == diary.verified


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path)


@pytest.fixture
def central(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealCentral]:
    """A Central that goes by ``clock``, and so do its commands; this process does not."""
    for name, value in clock.environment.items():
        monkeypatch.setenv(name, value)
    started = start_bare_central(tmp_path / "central")
    yield started
    started.close()


def test_a_central_whose_clock_is_wrong_refuses_in_words_and_takes_all_once_it_is_right(
    central: RealCentral, clock: Clock, folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    enrol_desk(central.make_ticket("desk-1"), "desk-1", folder, keyring)
    identity = load_identity(folder, keyring)
    client = CentralClient(identity)
    with Journal.open(folder, identity.card.id, keyring) as journal:
        assert deliver(identity, client, journal).delivered
        for number, offset in enumerate(WRONG):
            clock.set(offset)
            journal.append(Deed(act=Act.CARD_OPENED, detail={"clock": offset}))
            central.run("team", "add", f"team-{number}", "Team")  # by the wrong clock, into Central's own chain
            kept, fresh = deliver(identity, client, journal), deliver(identity, CentralClient(identity), journal)
            assert (kept.problem, fresh.problem) == (ProblemType.CLOCK_WRONG, ProblemType.CERTIFICATE_OUTDATED)
            check_said(kept, offset)
            check_said(fresh, offset)
        clock.set(RIGHT)
        (finding,) = (each for each in examine(central.books) if each.subject == "clock")
        assert "set the clock right" in finding.advice, "the newest event is a year ahead"
        assert deliver(identity, client, journal).delivered == len(WRONG)
    DeskSite(central.books, folder, keyring).finish()
