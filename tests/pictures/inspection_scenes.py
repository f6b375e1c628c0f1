"""Inspecting calls, and the results as supervisors and agents see them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.inspection import InspectionPage, ResultPage
from protocol.road import CentralUnreachable
from protocol.roles import Role
from protocol.times import now
from tests.pictures.inspections import make_file, make_page, make_results
from tests.pictures.oversight_scenes import open_page
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio
from ui.inspecting.file_dialog import FileDialog
from ui.inspecting.page import InspectionPage as Page_
from ui.inspecting.result_dialog import ResultDialog
from ui.inspecting.results_page import ResultsPage
from ui.main_window import MainWindow
from ui.rail import Page


def _inspection(studio: Studio, given: object) -> tuple[MainWindow, Page_]:
    window, page = open_page(studio, Role.INSPECTOR, Page.INSPECTION, {"find": given})
    assert isinstance(page, Page_)
    return window, page


add_scene("inspection", lambda studio: _inspection(studio, make_page())[0])
add_scene("inspection-empty", lambda studio: _inspection(studio, InspectionPage(lines=()))[0])
add_scene("inspection-unreachable", lambda studio: _inspection(studio, CentralUnreachable())[0])


@scene("inspection-lot")
def _lot(studio: Studio) -> QWidget:
    window, page = _inspection(studio, make_page())
    lines = make_page().lines[:5]
    studio.central.answers["find"] = InspectionPage(lines=lines, drawn_from=137)
    page.filters.draw.click()
    studio.settle()
    return window


def open_file(studio: Studio, *, judged: bool = True, recorded: bool = True) -> FileDialog:
    """An inspector's dialog over one call."""
    _, page = _inspection(studio, make_page())
    studio.central.answers["open"] = make_file(judged=judged, recorded=recorded)
    page.table.selectRow(0)
    page._inspect.click()
    studio.settle()
    assert page.dialog is not None
    return page.dialog


@scene("inspection-file", in_docs=True)
def _file(studio: Studio) -> QDialog:
    return open_file(studio)


@scene("inspection-file-new")
def _file_new(studio: Studio) -> QDialog:
    dialog = open_file(studio, judged=False, recorded=False)
    dialog.form.criteria.boxes[0].choose(0)
    dialog.form.submit()
    return dialog


def _results(studio: Studio, given: object) -> tuple[MainWindow, ResultsPage]:
    window, page = open_page(studio, Role.SUPERVISOR, Page.RESULTS, {"results": given})
    assert isinstance(page, ResultsPage)
    return window, page


add_scene("results", lambda studio: _results(studio, make_results())[0])
add_scene("results-empty", lambda studio: _results(studio, ResultPage(lines=()))[0])
add_scene("results-unreachable", lambda studio: _results(studio, CentralUnreachable())[0])


@scene("result-read")
def _result(studio: Studio) -> QDialog:
    _, page = _results(studio, make_results())
    page.table.selectRow(1)
    page.open_chosen()
    assert page.dialog is not None
    return page.dialog


def open_own(studio: Studio) -> QDialog:
    """An agent's results, over his page."""
    studio.central.answers["results"] = make_results(is_own=True)
    window = studio.window(Role.AGENT)
    window.news.open()
    studio.settle()
    assert window.news.dialog is not None
    return window.news.dialog


add_scene("results-own", open_own)


@scene("result-to-answer")
def _to_answer(studio: Studio) -> ResultDialog:
    dialog = open_own(studio)
    page = dialog.findChild(ResultsPage)
    assert isinstance(page, ResultsPage)
    page.table.selectRow(2)
    page.open_chosen()
    assert page.dialog is not None
    return page.dialog


@scene("results-news")
def _news(studio: Studio) -> MainWindow:
    window = studio.window(Role.AGENT)
    facts = {"number": "C-1187", "score": "88"}
    window.follow_notice(InboxItem(seq=1, kind=InboxKind.CALL_INSPECTED, at=now(), ref="", facts=facts))
    return window
