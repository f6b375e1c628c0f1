"""The list of alerts before a Central's database: pages of it, and what is there stays when a new one comes (U3)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt

from app.desk import Desk
from app.settings import DeskSettings
from protocol.inbox import InboxItem, InboxKind
from protocol.oversight import ALERTS_PAGE, AlertRow
from server.services.notices import list_alerts, raise_alert
from server.store.database import read
from tests.server.watched import NINE, Company
from ui.jobs import JobRunner
from ui.oversight.alerts_page import AlertsPage
from ui.oversight.wrapping import PADDING


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A Central with two pages of alerts and five."""
    made = Company(tmp_path_factory.mktemp("central"), "")
    alert(made, 2 * ALERTS_PAGE + 5)
    yield made
    made.engine.dispose()


def alert(company: Company, count: int) -> None:
    with company.engine.begin() as connection:
        for _ in range(count):
            raise_alert(connection, company.central.node, "bulk-views", "li.qiang", {"who": "李强"})


@pytest.fixture
def page(company: Company, jobs: JobRunner, english: DeskSettings, qtbot) -> AlertsPage:
    """The page with the newest alerts; it asks the database where a desk asks Central."""

    def ask(before: int = 0) -> tuple[AlertRow, ...]:
        with read(company.engine) as connection:
            return list_alerts(connection, before)

    made = AlertsPage(cast("Desk", SimpleNamespace(oversight=SimpleNamespace(alerts=ask))), jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.model.rowCount() == ALERTS_PAGE, timeout=60_000)
    return made


def test_older_alerts_come_below_page_by_page_and_stay_when_a_new_one_comes(company, page, qtbot):
    qtbot.mouseClick(page.older, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 * ALERTS_PAGE, timeout=60_000)
    page.fetch_older()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 * ALERTS_PAGE + 5, timeout=60_000)
    assert page.older.isHidden(), "there are no older ones"
    alert(company, 1)
    page.take_notice(InboxItem(seq=1, kind=InboxKind.ALERT, at=NINE, ref="", facts={}))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 * ALERTS_PAGE + 6, timeout=60_000)
    places = [page.model.row_at(row).seq for row in range(page.model.rowCount())]
    assert places == list(range(places[0], places[0] - len(places), -1))


def test_no_gap_is_left_when_more_came_than_a_page_holds(company, page, qtbot):
    newest = page.model.row_at(0).seq
    alert(company, ALERTS_PAGE + 1)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.row_at(0).seq == newest + ALERTS_PAGE + 1, timeout=60_000)
    assert page.model.rowCount() == ALERTS_PAGE
    assert not page.older.isHidden()


def test_a_locked_page_holds_nothing(page):
    page.stop()
    assert page.model.rowCount() == 0
    assert page.older.isHidden()


def test_no_word_of_the_facts_is_cut_off_however_wide_the_window_is(page, qtbot):
    facts = {"who": "刘洋 (liuyang)", "places": "desk-07", "channel": "usb", "seen": "mass-storage"}
    counted = {"count": "1", "minutes": "10", "threshold": "1", "froze": "yes", "product": "Ultra Fit"}
    page._show_rows((AlertRow(seq=1, at=NINE, kind="export-tries", about="liuyang", facts=facts | counted),))
    index = page.model.index(0, 3)
    table, one_line = page.table, page.table.verticalHeader().minimumSectionSize()
    words, wrapped = table.fontMetrics().horizontalAdvance(index.data()), set()
    for width in range(700, 1500, 2):
        page.resize(width, 700)
        qtbot.wait(0)
        wraps = table.rowHeight(0) > one_line
        wrapped.add(wraps)
        assert wraps or words <= table.columnWidth(3) - PADDING, f"at {width} pixels"
    assert wrapped == {True, False}
