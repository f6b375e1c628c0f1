"""The audit page before a real Central: finds, pages, narrows by keyboard, and says so when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt

from app.desk import Desk
from app.settings import DeskSettings
from protocol.events import Act, ObjectKind
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.times import format_instant
from protocol.trail_search import HourCount
from tests.real_central import serve_real_central
from tests.shop import Shop
from tests.waiting import wait_for
from ui.audit.bars import make_bars
from ui.audit.filters import Span
from ui.audit.page import AuditPage
from ui.audit.words import name_act
from ui.demo.central import DemoPerson
from ui.jobs import JobRunner
from ui.rail import ROLE_PAGES, Page

CARDS = tuple(make_identifier() for _ in range(120))


@dataclass
class Office:
    """A served Central after an agent's morning, and a desk where security sits."""

    shop: Shop
    agent: DemoPerson
    desk: Desk


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, keyring_daemon: None) -> Iterator[Office]:
    """The office."""
    place = tmp_path_factory.mktemp("office")
    with serve_real_central(place / "central", 30) as serving:
        shop = Shop(serving, place)
        desk = shop.desk("desk-07")
        agent = shop.sign_in(desk, Role.AGENT)
        for card in CARDS:
            desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, card)
        wait_for(lambda: desk.trail.journal.backlog().count == 0)
        desk.keeper.sign_out()
        shop.sign_in(desk, Role.SECURITY)
        yield Office(shop, agent, desk)
        shop.close()


@pytest.fixture
def page(office: Office, jobs: JobRunner, english: DeskSettings, qtbot) -> AuditPage:
    """The page, after its first search."""
    made = AuditPage(office.desk, jobs)
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0, timeout=60_000)
    return made


def look(page: AuditPage, qtbot) -> None:
    """Search, and wait for what comes."""
    page.search()
    qtbot.waitUntil(page.filters.button.isEnabled, timeout=60_000)


def test_security_and_supervisors_have_the_page_and_nobody_else():
    assert {role for role, pages in ROLE_PAGES.items() if Page.AUDIT in pages} == {Role.SECURITY, Role.SUPERVISOR}


def test_a_persons_acts_come_newest_first_and_older_ones_as_one_scrolls(page, office, qtbot):
    page.filters.person.setText(office.agent.username)
    page.filters.acts.setCurrentIndex(page.filters.acts.findText("Card opened"))
    qtbot.keyClick(page.filters.person, Qt.Key.Key_Return)
    qtbot.waitUntil(page.filters.button.isEnabled, timeout=60_000)
    assert page.model.rowCount() == 100
    assert page.model.line_at(0).object_id == CARDS[-1]
    assert page.model.data(page.model.index(0, 1)) == office.agent.name
    page.table.scrollToBottom()
    page.model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: page.model.rowCount() == 120, timeout=60_000)
    assert page.model.is_whole
    assert page.model.line_at(119).object_id == CARDS[0]


def test_the_plot_says_and_leads_to_an_hour_by_keyboard(page, office, qtbot):
    page.filters.about.setText(CARDS[3])
    page.filters.acts.setCurrentIndex(page.filters.acts.findText("Card opened"))
    look(page, qtbot)
    assert "1 in all" in page.plot.accessibleName()
    page.plot.setFocus()
    qtbot.keyClick(page.plot, Qt.Key.Key_End)
    last = page.plot.place
    qtbot.keyClick(page.plot, Qt.Key.Key_Left)
    assert page.plot.place == last - 1
    assert page.plot.accessibleDescription().endswith("0 acts")
    busiest = max(range(last + 1), key=lambda place: page.plot._bars[place].count)
    while page.plot.place != busiest:
        qtbot.keyClick(page.plot, Qt.Key.Key_Left if page.plot.place > busiest else Qt.Key.Key_Right)
    qtbot.keyClick(page.plot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.filters.button.isEnabled, timeout=60_000)
    assert page.filters.span.currentData() is Span.BETWEEN
    assert page.model.rowCount() == 1


def test_a_line_leads_to_all_that_its_person_did(page, office, qtbot):
    page.filters.about.setText(CARDS[5])
    look(page, qtbot)
    qtbot.mouseClick(page.by_person, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 100, timeout=60_000)
    assert page.filters.about.text() == ""


def test_nothing_found_offers_to_clear_the_filters(page, qtbot):
    page.filters.ip.setText("203.0.113.1")
    look(page, qtbot)
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=60_000)
    assert page.filters.ip.text() == ""


def test_a_search_that_is_refused_says_why_and_keeps_what_is_there(page, qtbot):
    here = page.model.rowCount()
    page.filters.show_span("2026-10-14T02:00:00.000Z", "2026-10-14T01:00:00.000Z")
    look(page, qtbot)
    assert page.banner.sentence
    assert page.model.rowCount() == here


def test_a_locked_page_holds_nothing(page):
    page.stop()
    assert page.model.rowCount() == 0
    assert not page.details.text()


def test_every_control_has_a_name(page):
    filters = page.filters
    for widget in (filters.span, filters.person, filters.about, filters.acts, filters.device, filters.ip):
        assert widget.accessibleName()
    assert page.table.accessibleName()
    assert page.plot.accessibleName()


def test_without_a_connection_the_page_says_so_and_looks_again_when_asked(page, office, qtbot):
    page.stop()
    office.shop.central.stop()
    look(page, qtbot)
    assert "cannot be reached" in page.banner.sentence
    assert page.empty.isVisible()
    office.shop.central.serve()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=60_000)
    assert not page.banner.sentence


def test_bars_have_no_gaps_and_lose_nothing():
    start = datetime(2026, 10, 14, 1, 30, tzinfo=UTC)
    hours = [
        HourCount(hour=format_instant(start.replace(minute=0) + timedelta(hours=n)), count=n, not_done=n // 2)
        for n in (1, 5, 30)
    ]
    for days in (2, 40):
        bars = make_bars(hours, format_instant(start), format_instant(start + timedelta(days=days)))
        assert sum(bar.count for bar in bars) == 36
        assert sum(bar.not_done for bar in bars) == 17
        assert [bar.until for bar in bars[:-1]] == [bar.since for bar in bars[1:]]


@pytest.mark.parametrize("act", Act)
def test_every_act_has_words_of_its_own(act):
    assert name_act(act) not in (act.value, "")
    assert [other for other in Act if name_act(other) == name_act(act)] == [act]
