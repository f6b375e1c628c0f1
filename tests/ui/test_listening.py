"""A recorded call on screen: chosen among the calls, proven for, played by keys, and never left running (U1)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from protocol.recording_refusals import SoundMissing
from protocol.recordings import PIECE_SAMPLES
from tests.app.listening.conftest import Inspector, KeepingSpeaker
from tests.app.listening.conftest import inspector as inspector
from tests.recorded_call import make_voice, record_call
from ui.jobs import JobRunner
from ui.listening import dialog as dialog_module
from ui.listening.dialog import ListenDialog
from ui.oversight.calls_page import CallsPage
from ui.widgets.proof_dialog import ProofDialog


@pytest.fixture
def page(inspector: Inspector, qtbot, english) -> CallsPage:
    """An inspector's calls, a recorded one chosen."""
    call = record_call(inspector.central, inspector.desk.identity.card.id, make_voice(40))
    shown = CallsPage(inspector.desk, JobRunner())
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    with qtbot.waitActive(shown, timeout=60_000):
        shown.show()
        shown.activateWindow()
    shown.start()
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0, timeout=60_000)
    row = next(place for place in range(shown.model.rowCount()) if shown.model.row_at(place).id == call)
    shown.table.selectRow(row)
    shown.focus_list()
    return shown


def prove(page: CallsPage, inspector: Inspector, qtbot) -> None:
    """Press the key, say why, and prove who asks."""
    assert page._listen.isEnabled()
    page._listen.click()
    (asked,) = page.findChildren(ProofDialog)
    asked.answer.setText("抽查")
    qtbot.keyClicks(asked.password, inspector.person.password)
    qtbot.mouseClick(asked.button, Qt.MouseButton.LeftButton)


def await_dialog(page: CallsPage, qtbot) -> ListenDialog:
    """The player, once it is there."""
    qtbot.waitUntil(lambda: bool(page.findChildren(ListenDialog)), timeout=60_000)
    return page.findChildren(ListenDialog)[0]


def test_a_chosen_call_is_heard_by_keys_and_stops_when_the_page_is_left(
    page: CallsPage, inspector: Inspector, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = KeepingSpeaker(holds_at=PIECE_SAMPLES)  # else all of it may be played before this thread has its turn
    monkeypatch.setattr(dialog_module, "PortAudioSpeaker", lambda: speaker)
    prove(page, inspector, qtbot)
    shown = await_dialog(page, qtbot)
    speaker.await_bytes(PIECE_SAMPLES)
    qtbot.waitUntil(lambda: shown.player.state.is_playing, timeout=60_000)
    qtbot.keyClick(shown.view, Qt.Key.Key_Space)
    assert not shown.player.state.is_playing
    qtbot.waitUntil(lambda: "Stopped" in shown.view.accessibleName(), timeout=60_000)
    qtbot.keyClick(shown.view, Qt.Key.Key_Home)
    assert shown.player.state.at_s == 0
    if place := os.environ.get("VEILDESK_PICTURES"):
        shown.player.skip(7)
        QApplication.processEvents()
        shown.grab().save(str(Path(place) / "listening.png"))
        page.grab().save(str(Path(place) / "calls.png"))
    qtbot.keyClick(shown.view, Qt.Key.Key_Space)
    speaker.hold(on=False)
    page.stop()
    assert shown.player.join(60)
    assert speaker.is_closed
    qtbot.waitUntil(lambda: not page.findChildren(ListenDialog), timeout=60_000)


def test_a_machine_without_sound_says_so(
    page: CallsPage, inspector: Inspector, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> KeepingSpeaker:
        raise SoundMissing

    monkeypatch.setattr(dialog_module, "PortAudioSpeaker", refuse)
    prove(page, inspector, qtbot)
    shown = await_dialog(page, qtbot)
    qtbot.waitUntil(lambda: "no sound device" in shown.words.text(), timeout=60_000)
    shown.reject()


def test_a_guard_that_sees_a_way_out_stops_it(
    page: CallsPage, inspector: Inspector, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = KeepingSpeaker()
    monkeypatch.setattr(dialog_module, "PortAudioSpeaker", lambda: speaker)
    prove(page, inspector, qtbot)
    shown = await_dialog(page, qtbot)
    speaker.await_bytes(2)
    shown.stop_showing("A storage device was plugged in.")
    assert shown.player.join(60)
    assert shown.words.text() == "A storage device was plugged in."
    shown.reject()
