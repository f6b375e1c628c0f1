"""What an agent does all day, in the real window over a real vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.cards import Section
from app.session import SessionState
from app.sync import Connection, SyncStatus
from app.vpn import RoadKind, VpnState
from protocol.cards import CardPage, CardState, Disposition, Tombstone
from protocol.events import Act
from protocol.roles import Role
from protocol.times import now
from tests.journals import read_recent
from ui.help_overlay import HelpOverlay
from ui.rail import ROLE_PAGES, Page
from ui.sign_in.lock_page import LockPage
from ui.vpn_page import VpnPage
from ui.words import sign_waiting


@pytest.fixture
def opened(window, qtbot):
    """The window with the first customer's card open, by keyboard."""
    work = window.work()
    work.queue.focus_list()
    qtbot.keyClick(work.queue.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: work.card.opened is not None, timeout=60_000)
    return work


def test_opening_a_card_is_recorded_and_shows_masks_only(opened, desk):
    last = read_recent(desk.trail.journal, 1)[0]
    assert (last.act, last.object_id) == (Act.CARD_OPENED, opened.card.opened.card.id)
    shown = [field.masked for field in opened.card.opened.card.fields]
    assert shown
    assert all("*" in value for value in shown)


def test_the_keyboard_begins_on_the_first_customer(window, qtbot):
    view = window.work().queue.view
    qtbot.waitUntil(lambda: window.focusWidget() is view and view.currentIndex().row() == 1, timeout=60_000)


def test_a_card_that_leaves_the_queue_says_so_and_alarms_nobody(opened, desk, window, qtbot):
    card_id = opened.card.opened.card.id
    with desk.keeper.cards() as cards:
        cards.apply_page(CardPage(cards=(), gone=(Tombstone(id=card_id, version=99),), cursor=99, more=False))
    window.follow_cards(frozenset({card_id}))
    qtbot.waitUntil(lambda: opened.card.opened is None and not opened.card.notice.isHidden(), timeout=60_000)
    assert opened.card.notice.accessibleName().startswith("This card is no longer in your queue.")
    opened.card.notice.button.click()
    assert window.focusWidget() is opened.queue.view


def test_arrows_and_letters_move_without_opening(window, qtbot, desk):
    view = window.work().queue.view
    window.work().queue.focus_list()
    before = desk.trail.journal.head().seq
    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(view, key)
    assert view.currentIndex().row() == 3
    assert desk.trail.journal.head().seq == before


def test_an_outcome_is_durable_waits_and_the_next_customer_is_selected(opened, window, desk, qtbot):
    first = opened.card.opened.card.id
    qtbot.keyClick(window, Qt.Key.Key_4)
    assert opened.phone.form.chosen() is Disposition.NO_ANSWER
    opened.phone.form.note.setPlainText("打 13812345678 没人接")
    qtbot.keyClick(opened.phone.form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(opened.card.opened and opened.card.opened.pending), timeout=60_000)
    event = desk.trail.journal.pending_for(first)[-1]
    assert event.act is Act.OUTCOME_RECORDED
    assert event.detail["note"] == "打 138****5678 没人接"
    assert opened.queue.current_card() not in (first, None)
    assert opened.phone.form.chosen() is None
    opened.queue.view.setCurrentIndex(opened.queue.model.index(1))
    assert sign_waiting().word in opened.queue.model.index(1).data()


def test_waiting_marks_go_once_everything_is_delivered(opened, window):
    opened.queue.mark_recorded(opened.card.opened.card.id, Disposition.BUSY)
    window.follow_status(SyncStatus(Connection.ONLINE, 9.0, now(), waiting=0))
    assert sign_waiting().word not in opened.queue.model.index(1).data()


def test_what_can_lie_over_the_desk_is_made_when_it_first_does(window, qtbot, desk):
    covers = (LockPage, VpnPage, HelpOverlay)
    assert not [cover for kind in covers for cover in window.findChildren(kind)]
    window.follow_calls(desk.calls.state)
    assert not window.findChildren(LockPage), "a call behind no lock makes none"
    window.lock()
    qtbot.waitUntil(lambda: [lock.isVisible() for lock in window.findChildren(LockPage)] == [True], timeout=60_000)
    assert not window.findChildren(VpnPage)


def test_a_locked_desk_holds_no_card_on_screen_and_comes_back(opened, window, desk, qtbot):
    card, since = opened.card.opened.card.id, opened.phone.pad.display.since
    window.lock()
    qtbot.waitUntil(lambda: window.lock_page.isVisible(), timeout=60_000)
    assert opened.card.opened is None
    assert opened.queue.model.rowCount() == 0
    assert not window.is_open()
    desk.keeper.unlock(bytearray(b"synthetic horse"))
    qtbot.waitUntil(lambda: bool(opened.card.opened and opened.card.opened.card.id == card), timeout=60_000)
    assert read_recent(desk.trail.journal, 1)[0].act is Act.SESSION_UNLOCKED  # looking again is not opening again
    assert opened.phone.pad.display.since == since
    qtbot.waitUntil(lambda: opened.queue.current_card() == card, timeout=60_000)
    assert window.focusWidget() is opened.queue.view


def test_who_types_when_the_vpn_goes_signs_nobody_out(opened, window, desk, qtbot):
    opened.phone.form.note.setFocus()
    window.follow_road(VpnState(RoadKind.DIRECT, "eth0", is_allowed=False, is_required=True))
    page = window.vpn_page
    assert window.focusWidget() is page
    with qtbot.assertNotEmitted(page.left):
        qtbot.keyClicks(window.focusWidget(), "on the way ")
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert window.focusWidget() is page.sign_out


def test_signing_out_leaves(window, desk, qtbot):
    with qtbot.waitSignal(window.left, timeout=60_000):
        window.sign_out()
    assert desk.keeper.state is SessionState.SIGNED_OUT


def test_a_change_of_language_keeps_card_and_draft(opened, window, qtbot):
    card = opened.card.opened.card.id
    qtbot.keyClick(window, Qt.Key.Key_1)
    opened.phone.form.note.setPlainText("周末再谈")
    since = opened.phone.pad.display.since
    window.rebuild()
    window.rebuild()  # the colours as well, while the card is still on its way back
    work = window.work()
    qtbot.waitUntil(lambda: bool(work.card.opened and work.card.opened.card.id == card), timeout=60_000)
    assert work.phone.form.note.toPlainText() == "周末再谈"
    assert work.phone.form.chosen() is Disposition.INTERESTED
    assert work.phone.pad.display.since == since


def test_a_change_of_language_keeps_the_place_in_the_queue(window, qtbot):
    queue = window.work().queue
    qtbot.waitUntil(lambda: queue.current_card() is not None, timeout=60_000)
    queue.view.select_row(3)
    card = queue.current_card()
    qtbot.keyClick(queue.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: queue.model.shown == card, timeout=60_000)
    queue.mark_recorded(card, Disposition.BUSY)
    window.rebuild()
    queue = window.work().queue
    qtbot.waitUntil(lambda: queue.current_card() is not None, timeout=60_000)
    assert queue.current_card() == card
    assert sign_waiting().word in queue.view.currentIndex().data()


def test_a_stopped_customer_takes_no_outcome(window, qtbot, desk):
    work = window.work()
    stopped = next(
        row for row in desk.cards.first_rows(_only(CardState.STOPPED), _finished()) if row.state is CardState.STOPPED
    )
    work.open_card(stopped.id)
    qtbot.waitUntil(lambda: work.card.opened is not None, timeout=60_000)
    assert not work.phone.form.isEnabled()
    assert work.card.banner.sentence


def test_search_narrows_and_says_when_nobody_fits(window, qtbot):
    queue = window.work().queue
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(queue.filters.search, "zzzz")
    qtbot.waitUntil(lambda: queue.notice.isVisible(), timeout=60_000)
    queue.notice.acted.emit()
    qtbot.waitUntil(lambda: queue.view.isVisible(), timeout=60_000)


def test_the_queue_is_listed_anew_once_time_has_moved_a_card(window, qtbot):
    from app.cards import Listing, read_clock

    queue = window.work().queue
    clock = read_clock()
    queue.model.show_listing(Listing({}, clock, next_due=clock.now))
    with qtbot.waitSignal(queue.loaded, timeout=60_000):
        queue.keep_time()
    assert len(queue.model.listing)


def test_a_list_that_comes_anew_stays_where_it_was_scrolled_to(window, qtbot):
    queue = window.work().queue
    qtbot.waitUntil(lambda: queue.current_card() is not None, timeout=60_000)
    bar = queue.view.verticalScrollBar()
    queue.model.toggle(Section.DONE)
    window.resize(window.minimumSize())
    bar.setValue(bar.maximum())
    assert (place := bar.value()) > 0
    row = queue.view.currentIndex().row()
    with qtbot.waitSignal(queue.loaded, timeout=60_000):
        queue.reload()
    assert (bar.value(), queue.view.currentIndex().row()) == (place, row)


def test_question_mark_lists_the_keys_and_escape_closes_them(window, qtbot):
    window.work().queue.focus_list()
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert window.help.isVisible()
    qtbot.keyClick(window.help, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


@pytest.mark.parametrize("desk", [Role.PRIVACY], indirect=True)
def test_a_role_without_tools_yet_gets_one_honest_page(window):
    assert window.work() is None
    assert window.rail is not None
    assert len(window.rail.pages) == 1


def test_an_agent_sees_no_rail(window):
    assert window.rail is None


def test_every_role_has_its_pages_and_only_agents_and_supervisors_work_cards():
    assert set(ROLE_PAGES) == set(Role)
    assert {role for role, pages in ROLE_PAGES.items() if Page.WORK in pages} == {Role.AGENT, Role.SUPERVISOR}


def _only(state):
    from app.cards import CardFilter

    return CardFilter(states=(state,))


def _finished():
    from app.cards import Section

    return Section.DONE
