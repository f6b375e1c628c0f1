"""The calls on screen: found by what the fields say, older ones below what is there (U1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from protocol.call_records import Ending
from protocol.call_search import CallPage
from protocol.roles import Role
from tests.pictures.people_and_desks import make_calls
from ui.oversight.calls_page import CallsPage
from ui.rail import Page


@pytest.fixture
def page(made) -> CallsPage:
    """An inspector's calls."""
    made.central.answers["calls"] = make_calls()
    window = made.window(Role.INSPECTOR)
    shown = window.stack.get(Page.CALLS)
    assert isinstance(shown, CallsPage)
    made.wait(shown.model.rowCount)
    return shown


def test_older_calls_come_below_and_the_act_is_shut_where_there_are_none(made, page):
    count, older = page.model.rowCount(), make_calls()
    assert page.older.isEnabled()
    made.central.answers["calls"] = CallPage(lines=older.lines[:3])
    page.older.click()
    made.wait(lambda: page.model.rowCount() == count + 3)
    assert page.model.row_at(count).id == older.lines[0].id
    assert not page.older.isEnabled()


def test_the_fields_say_what_is_looked_for(made, page, qtbot):
    filters = page.filters
    filters.ending.setCurrentIndex(filters.ending.findData(Ending.BUSY))
    filters.about.setText(" C-118 ")
    filters.person.setText("zhangmin")
    made.central.answers["calls"] = CallPage(lines=())
    qtbot.keyClick(filters.person, Qt.Key.Key_Return)
    made.wait(lambda: page.empty.isVisible())
    query = page.query
    assert (query.person, query.about, query.ending) == ("zhangmin", "C-118", Ending.BUSY)
    assert query.since < query.until
