"""People at one desk: locked when idle, unlocked without Central, each with a vault of his own (D6, D8)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.session import LockReason, SessionState
from app.uptime import read_uptime
from protocol.events import Act, Event
from protocol.keeping import VaultMissing, VaultPasswordWrong
from protocol.road import CentralUnreachable
from protocol.roles import Role
from tests.e2e.desks import CallCentre, read_aloud
from ui.demo.tourist import Tourist

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer
from ui import conductor
from ui.main import run_desk

class Watched(conductor.SignInWindow):
    def __init__(self, *words, **named):
        super().__init__(*words, **named)
        self.painted.connect(lambda: QTimer.singleShot(0, self.showMinimized))

    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            print("minimised" if self.isMinimized() else "in front", flush=True)
            if not self.isMinimized():
                self.close()

conductor.SignInWindow = Watched
sys.exit(run_desk(Path(sys.argv[1])))
"""


def type_password(password: str, field: QWidget) -> None:
    """Type it, and Enter."""
    QTest.keyClicks(field, password)
    QTest.keyClick(field, Qt.Key.Key_Return)


def tell_session(found: list[Event]) -> list[tuple[Act, str]]:
    """The lock's events with how or why."""
    acts = (Act.SESSION_LOCKED, Act.SESSION_UNLOCKED, Act.UNLOCK_FAILED)
    return [(one.act, one.detail.get("reason") or one.detail.get("how", "")) for one in found if one.act in acts]


def test_an_idle_desk_locks_and_its_person_unlocks_it_without_central(
    centre: CallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = centre.begin("desk-11", Role.AGENT, cards=2)
    desk, window = seat.desk.desk, seat.desk.window
    card = centre.open_card(seat)
    assert card.mobile.encode() in read_aloud(centre.app)
    later = desk.keeper.policy.idle_lock_s + 1
    monkeypatch.setattr("app.attention.read_uptime", lambda: read_uptime() + later)
    centre.wait(lambda: not window.is_open(), "the desk locks")
    assert (desk.keeper.state, desk.keeper.lock_reason, desk.keeper.vault) == (
        SessionState.LOCKED,
        LockReason.IDLE,
        None,
    )
    assert card.mobile.encode() not in read_aloud(centre.app)
    assert b"Nobody worked here for a while." in read_aloud(window.lock_page)

    centre.central.line.cut()
    lock = window.lock_page
    type_password("not my password", lock.password)
    centre.wait(lambda: lock.banner.sentence, "the wrong password is told")
    assert lock.banner.sentence == VaultPasswordWrong().say()
    type_password(seat.person.password, lock.password)
    centre.wait(window.is_open, "the desk is open again")
    assert len(seat.list_cards()) == 2
    centre.wait(lambda: seat.bar == "Offline", "the bar says so")
    centre.wait(lambda: seat.banner.startswith(CentralUnreachable.what), "the banner says so")

    centre.central.line.restore()
    window.ask_central()
    centre.wait(lambda: seat.bar.startswith("Central"), "Central is there again")
    assert tell_session(centre.deliver(seat)) == [
        (Act.SESSION_LOCKED, "idle"),
        (Act.UNLOCK_FAILED, ""),
        (Act.SESSION_UNLOCKED, "offline"),
    ]


def sign_out(centre: CallCentre, desk: Tourist) -> None:
    """Leave the desk to somebody else."""
    desk.window.sign_out()
    centre.wait(lambda: desk.conductor.window is None and desk.conductor.sign_in.isVisible(), "signed out")


def work_offline(centre: CallCentre, desk: Tourist, username: str, password: str) -> None:
    """Try to, at the sign-in window."""
    page = desk.conductor.sign_in.sign_in_page
    page.offline.setChecked(True)
    page.username.setText(username)
    page.banner.hide()
    type_password(password, page.password)
    centre.wait(lambda: desk.conductor.window or page.banner.sentence, "it is answered")


def test_two_people_share_a_desk_and_each_has_a_vault_of_his_own(centre: CallCentre) -> None:
    first = centre.begin("desk-12", Role.AGENT, cards=2)
    desk = first.desk
    his = {row.id for row in first.list_cards()}
    sign_out(centre, desk)
    second = centre.sit_down(desk, centre.hire(Role.AGENT, cards=3))
    centre.wait(lambda: len(second.list_cards()) == 3, "her cards have come")
    assert not his & {row.id for row in second.list_cards()}
    assert len(list(desk.desk.folder.vaults.iterdir())) == 2
    sign_out(centre, desk)
    found = centre.deliver(second)

    centre.central.line.cut()
    page = desk.conductor.sign_in.sign_in_page
    for name, error in ((first.person.username, VaultPasswordWrong()), ("nobody.here", VaultMissing())):
        work_offline(centre, desk, name, second.person.password)
        assert page.banner.sentence == error.say()
    work_offline(centre, desk, first.person.username, first.person.password)
    assert {row.id for row in first.list_cards()} == his
    sign_out(centre, desk)
    centre.central.line.restore()
    acts = [(event.actor, event.act) for event in found if event.act in (Act.SIGNIN_SUCCEEDED, Act.SIGNOUT)]
    assert [act for _, act in acts] == [Act.SIGNIN_SUCCEEDED, Act.SIGNOUT] * 2
    assert acts[0][0] == acts[1][0] != acts[2][0] == acts[3][0], "each in his own name"


def test_a_second_start_brings_the_first_to_the_front_and_ends(quick_central: object, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert first.stdout
    try:
        assert first.stdout.readline() == "minimised\n"
        again = [sys.executable, "-m", "ui.main", "--data", str(tmp_path)]
        second = subprocess.run(again, capture_output=True, text=True, env=environment, timeout=60)
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert first.stdout.readline() == "in front\n"
        assert first.wait(60) == 0
    finally:
        first.kill()
        first.wait()
