"""One call from its inspector's desk to its agent's and back: heard, judged, answered, judged anew (U1, U2)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from protocol.events import Act
from protocol.inspection import Stage
from protocol.recordings import PIECE_SAMPLES
from protocol.roles import Role
from tests.app.listening.conftest import KeepingSpeaker
from tests.e2e.desks import CallCentre, Seat
from tests.recorded_call import make_voice, record_call
from ui.inspecting import file_dialog
from ui.inspecting.file_dialog import FileDialog
from ui.inspecting.page import InspectionPage
from ui.rail import Page
from ui.widgets.proof_dialog import ProofDialog


def find_page(seat: Seat) -> InspectionPage:
    """The inspector's page, in front."""
    seat.desk.window.turn_to(Page.INSPECTION)
    page = seat.desk.window.stack.get(Page.INSPECTION)
    assert isinstance(page, InspectionPage)
    return page


def choose(page: InspectionPage, call: str) -> bool:
    """Whether the call is listed; it is chosen then."""
    for place in range(page.model.rowCount()):
        if page.model.row_at(place).call.id == call:
            page.table.selectRow(place)
            return True
    return False


def open_file(centre: CallCentre, page: InspectionPage, call: str) -> FileDialog:
    """The call's file, once it is there."""
    centre.wait(lambda: choose(page, call), "the call is found")
    page._inspect.click()
    return centre.find(lambda: page.dialog, "the file is opened")


def test_a_call_is_heard_judged_answered_and_judged_anew(centre: CallCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = KeepingSpeaker()
    monkeypatch.setattr(file_dialog, "PortAudioSpeaker", lambda: speaker)
    inspector = centre.begin("desk-31", Role.INSPECTOR)
    agent = centre.sit_down(centre.enrol_desk("desk-32"), centre.central.find_person(Role.AGENT, 1))
    call = record_call(centre.central, inspector.device, make_voice(12))
    page = find_page(inspector)
    page.filters.button.click()
    dialog = open_file(centre, page, call)

    dialog.listen.click()
    (asked,) = dialog.findChildren(ProofDialog)
    QTest.keyClicks(asked.password, inspector.person.password)
    asked.button.click()
    centre.wait(lambda: dialog.pane and dialog.pane.isVisible(), "it may be heard")
    centre.wait(lambda: len(speaker.played) > PIECE_SAMPLES, "it is heard")
    QTest.keyClicks(dialog.form.marks.note, "cut in")
    dialog.form.marks.choose("courtesy")
    dialog.form.marks.button.click()
    for box in dialog.form.criteria.boxes:
        box.choose(0 if box.criterion.id == "courtesy" else box.criterion.points)
    if place := os.environ.get("VEILDESK_PICTURES"):
        centre.app.processEvents()
        dialog.grab().save(str(Path(place) / "inspecting.png"))
    dialog.form.button.click()
    centre.wait(lambda: page.dialog is None and speaker.is_closed, "it is recorded, and nothing plays on")

    news = agent.desk.window.news
    centre.wait(news.isVisible, "the agent is told")
    assert "85 of 100" in news.banner.sentence
    news.open()
    results = news.dialog.page
    centre.wait(lambda: results.model.rowCount(), "his results are there")
    results.table.selectRow(0)
    results.open_chosen()
    QTest.keyClicks(results.dialog.answer, "she spoke first, ask 13812345678 ")
    results.dialog.submit()
    centre.wait(lambda: results.dialog is None, "his answer is taken")
    news.dialog.close()

    def objects() -> bool:
        return choose(page, call) and page.chosen().stage is Stage.OBJECTED

    centre.wait(objects, "the inspector sees that he objects")
    again = open_file(centre, page, call)
    assert again._file.answer.text == "she spoke first, ask 138****5678"
    again.form.criteria.boxes[4].choose(15)
    again.form.button.click()
    centre.wait(lambda: page.dialog is None, "it is judged anew")
    centre.wait(lambda: choose(page, call) and page.chosen().score == 100, "the newest version counts")

    told = [event.act for event in centre.deliver(inspector) if event.object_id == call]
    assert told.count(Act.INSPECTION_RECORDED) == 2
    assert told.index(Act.RECORDING_OPENED) < told.index(Act.INSPECTION_RECORDED)
    assert Act.INSPECTION_ANSWERED in {event.act for event in centre.deliver(agent)}
