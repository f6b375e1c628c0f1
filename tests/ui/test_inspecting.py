"""Inspections on screen: judged by keys, kept while the desk is locked, read and answered by those concerned (U1)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from app.settings import Language, Scheme
from protocol.cards import Disposition
from protocol.inbox import InboxItem, InboxKind
from protocol.inspection import (
    DEFAULT_SCHEME,
    ConsentAnswer,
    Inspection,
    InspectionDraft,
    InspectionPage,
    InspectionQuery,
    Stage,
)
from protocol.refusals import Conflict
from protocol.roles import Role
from protocol.times import now
from tests.pictures.inspection_scenes import open_file, open_own
from tests.pictures.inspections import make_answer, make_inspection, make_page, make_results
from tests.pictures.oversight_scenes import open_page
from ui.inspecting.file_dialog import FileDialog
from ui.inspecting.page import InspectionPage as InspectorsPage
from ui.inspecting.results_page import ResultsPage
from ui.inspecting.words import explain_criterion, name_criterion
from ui.rail import ROLE_PAGES, Page


@pytest.fixture(autouse=True)
def _own_answers(studio):
    """What a test has Central answer ends with it."""
    yield
    for name in ("record", "answer", "find"):
        studio.central.__dict__.pop(name, None)


def judge_all(dialog: FileDialog, points: dict[str, int] | None = None) -> None:
    """All points, but for those named."""
    for box in dialog.form.criteria.boxes:
        box.choose((points or {}).get(box.criterion.id, box.criterion.points))


def catch_drafts(made, dialog: FileDialog) -> list[InspectionDraft]:
    """What is sent to be recorded from now on."""
    sent: list[InspectionDraft] = []

    def record(draft: InspectionDraft) -> Inspection:
        sent.append(draft)
        return make_inspection(dialog._file.line.call, points={})

    made.central.record = record
    return sent


def test_what_is_not_judged_is_not_sent_and_the_keyboard_goes_there(made):
    dialog = open_file(made, judged=False)
    sent = catch_drafts(made, dialog)
    judge_all(dialog)
    dialog.form.criteria.boxes[2].choose(None)
    dialog.form.submit()
    made.settle()
    assert sent == []
    assert dialog.form.criteria.find_open() is dialog.form.criteria.boxes[2]
    assert dialog.form.hint.text() == "1 to be judged"


@pytest.mark.parametrize("recorded", [True, False])
def test_marks_are_offered_only_where_there_is_a_recording(made, recorded):
    dialog = open_file(made, judged=False, recorded=recorded)
    assert dialog.form.marks.isVisible() is recorded


def test_points_marks_and_a_masked_note_are_recorded_and_the_page_looks_again(made, qtbot):
    dialog = open_file(made, judged=False)
    sent = catch_drafts(made, dialog)
    judge_all(dialog, {"courtesy": 9})
    qtbot.keyClicks(dialog.form.note, "rang 13812345678 ")
    dialog.form.marks.choose("courtesy")
    dialog.form.marks.note.setText("at 13812345678")
    dialog.form.marks.add(83)
    assert dialog.form._total.text() == "94"
    page = dialog.parent()
    assert isinstance(page, InspectorsPage)
    made.central.answers["find"] = InspectionPage(lines=())
    dialog.form.submit()
    made.wait(lambda: page.dialog is None and not page.model.rowCount())
    (draft,) = sent
    assert (draft.after_version, draft.scheme, draft.note) == (0, "/0", "rang 138****5678")
    assert [(mark.at_s, mark.criterion, mark.note) for mark in draft.marks] == [(83, "courtesy", "at 138****5678")]
    assert {one.criterion: one.points for one in draft.judged}["courtesy"] == 9


def test_a_fatal_criterion_unmet_shows_what_it_costs(made):
    dialog = open_file(made, judged=False)
    judge_all(dialog, {"consent": 0})
    assert dialog.form._total.text() == "0, failed"


def test_a_refusal_is_told_and_what_was_filled_in_stays(made):
    dialog = open_file(made, judged=True)
    made.central.answers["record"] = Conflict(reason="somebody inspected this call meanwhile")
    judge_all(dialog, {"care": 3})
    dialog.form.submit()
    made.wait(lambda: "meanwhile" in dialog.banner.sentence)
    assert dialog.isVisible()
    assert dialog.form.button.isEnabled()
    assert dialog.form.draft().points["care"] == 3


def test_what_was_begun_waits_while_the_desk_is_locked(made):
    dialog = open_file(made, judged=False)
    page = dialog.parent()
    assert isinstance(page, InspectorsPage)
    dialog.form.criteria.boxes[1].choose(4)
    page.stop()
    made.settle()
    assert page.dialog is None
    page.start()
    made.settle()
    page.table.selectRow(0)
    page.open_chosen()
    made.wait(lambda: page.dialog is not None)
    assert page.dialog.form.draft().points == {"identity": 4}


def test_a_call_judged_before_is_judged_anew_from_what_stands_there(made):
    dialog = open_file(made, judged=True)
    assert not dialog.form.is_changed()
    assert dialog.form.draft().points["truthfulness"] == 8
    sent = catch_drafts(made, dialog)
    dialog.form.submit()
    made.settle()
    assert [draft.after_version for draft in sent] == [1]


def test_marks_are_dropped_by_delete_and_gone_to_by_enter(made, qtbot):
    marks = open_file(made, judged=True).form.marks
    places: list[int] = []
    marks.gone_to.connect(places.append)
    marks.list.setCurrentRow(1)
    qtbot.keyClick(marks.list, Qt.Key.Key_Return)
    assert places == [83]
    qtbot.keyClick(marks.list, Qt.Key.Key_Delete)
    assert [mark.at_s for mark in marks.marks()] == [11]


def test_the_fields_say_what_is_looked_for_and_a_lot_is_of_calls_nobody_inspected(made):
    _, page = open_page(made, Role.INSPECTOR, Page.INSPECTION, {"find": make_page()})
    asked: list[InspectionQuery] = []

    def search(query: InspectionQuery) -> InspectionPage:
        asked.append(query)
        return InspectionPage(lines=make_page().lines[:2], drawn_from=9 if query.sample else 0)

    made.central.find = search
    filters = page.filters
    for box, value in (
        (filters.campaign, "autumn"),
        (filters.team, "three"),
        (filters.outcome, Disposition.BUSY),
        (filters.consent, ConsentAnswer.NO),
        (filters.recorded, True),
        (filters.stage, Stage.OBJECTED),
        (filters.lot, 5),
    ):
        box.setCurrentIndex(box.findData(value))
        assert box.currentData() == value
    filters.button.click()
    made.settle()
    filters.draw.click()
    made.settle()
    narrow, lot = asked
    assert (narrow.campaign, narrow.team, narrow.recorded) == ("autumn", "three", True)
    assert (narrow.disposition, narrow.consent, narrow.stage) == (Disposition.BUSY, ConsentAnswer.NO, Stage.OBJECTED)
    assert (lot.sample, lot.stage) == (5, Stage.OPEN)
    assert "2 of 9" in page._lot_words.text()


def test_an_agent_answers_once_and_numbers_do_not_stay(made, qtbot):
    dialog = open_own(made)
    page = dialog.findChild(ResultsPage)
    page.table.selectRow(0)
    page.open_chosen()
    result = page.dialog
    assert result.may_answer
    sent: list[tuple[int, str]] = []

    def answer(_: str, version: int, text: str) -> object:
        sent.append((version, text))
        return make_answer()

    made.central.answer = answer
    result.submit()
    made.settle()
    assert sent == []
    qtbot.keyClicks(result.answer, "I read it, ask 13812345678 ")
    result.button.click()
    made.wait(lambda: page.dialog is None)
    assert sent == [(1, "I read it, ask 138****5678")]
    page.table.selectRow(1)
    page.open_chosen()
    assert not page.dialog.may_answer
    assert page.dialog.button.isHidden()


def test_a_supervisor_reads_and_does_not_answer(made):
    _, page = open_page(made, Role.SUPERVISOR, Page.RESULTS, {"results": make_results()})
    page.table.selectRow(0)
    page.open_chosen()
    assert page.dialog.button.isHidden()
    assert "58" in page.bars.accessibleDescription()


def test_a_result_is_told_but_not_in_a_call(made, monkeypatch):
    window = made.window(Role.AGENT)
    item = InboxItem(seq=1, kind=InboxKind.CALL_INSPECTED, at=now(), ref="", facts={"number": "C-1187", "score": "88"})
    busy = SimpleNamespace(calls=SimpleNamespace(state=SimpleNamespace(is_busy=True)))
    monkeypatch.setattr(window.news, "_desk", busy)
    window.follow_notice(item)
    assert window.news.isHidden()
    busy.calls.state.is_busy = False
    window.news.tell()
    assert window.news.banner.sentence == "Your call C-1187 was inspected: 88 of 100."


def test_an_agent_opens_his_results_by_a_button_and_nobody_who_has_a_page_is_offered_it(made):
    made.central.answers["results"] = make_results(is_own=True)
    for role, is_offered in ((Role.AGENT, True), (Role.SUPERVISOR, False), (Role.SECURITY, False)):
        window = made.window(role)
        made.settle()
        assert window.status.results.isVisible() is is_offered, role
        if is_offered:
            window.status.results.click()
            assert window.news.dialog is not None
            window.news.dialog.reject()


def test_nobody_else_has_these_pages(made):
    with_pages = {
        page: {role for role, pages in ROLE_PAGES.items() if page in pages} for page in (Page.INSPECTION, Page.RESULTS)
    }
    assert with_pages == {Page.INSPECTION: {Role.INSPECTOR}, Page.RESULTS: {Role.SUPERVISOR}}
    window = made.window(Role.SECURITY)
    window.news.open()
    assert window.news.dialog is None


@pytest.mark.parametrize("language", list(Language))
def test_every_criterion_of_the_default_scheme_has_words(made, language):
    made.look(language, Scheme.LIGHT)
    for criterion in DEFAULT_SCHEME.criteria:
        assert name_criterion(criterion) != criterion.id
        assert explain_criterion(criterion)
