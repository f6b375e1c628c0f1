"""Every act has a key, the list of keys is true, and no key decides by accident."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton

from app.session import LockReason
from app.settings import Language, Scheme, load_settings
from protocol.inbox import InboxItem, InboxKind
from protocol.reveals import Decision
from protocol.roles import Role
from protocol.times import now
from tests.pictures.people_and_desks import make_devices, make_people, make_requests
from tests.ui.test_surface import find_foreign, read_texts
from ui.approvals.page import ApprovalsPage
from ui.keys import Key, list_keys
from ui.oversight.devices_page import DevicesPage
from ui.oversight.people_page import PeoplePage
from ui.phone.phone_keys import list_phone_keys
from ui.preferences import Preferences
from ui.rail import ROLE_PAGES, Page

_SHOWN = {"Ctrl+Return": "Ctrl+Enter", "PgDown": "PgDn"}


def test_every_key_is_on_the_list(english):
    listed = " ".join(
        line.keys for group in list_keys(tuple(Page), list_phone_keys({}), tuple(Role)) for line in group.lines
    ).split()
    assert {_SHOWN.get(key, key) for key in Key} - set(listed) == set()


@pytest.mark.parametrize(
    ("role", "keys"),
    [(Role.ADMIN, {"Ctrl+N"}), (Role.SECURITY, {"Ctrl+F", "Ctrl+G"}), (Role.SUPERVISOR, {"Ctrl+J"})],
)
def test_the_list_of_keys_leaves_out_what_the_role_cannot_do(made, role, keys):
    window = made.window(role)
    for page in ROLE_PAGES[role]:
        window.turn_to(page)
    made.settle()
    bound = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    listed = {key for group in window._list_keys() for line in group.lines for key in line.keys.split()}
    offered = {"Ctrl+N", "Ctrl+F", "Ctrl+G", "Ctrl+J"}
    assert listed & offered == bound & offered == keys


@pytest.mark.parametrize("role", Role)
def test_no_key_means_two_things_in_one_window(made, role):
    window = made.window(role)
    for page in ROLE_PAGES[role]:
        window.turn_to(page)
        made.settle()
        active = [
            shortcut.key().toString()
            for shortcut in window.findChildren(QShortcut)
            if shortcut.parent() is window
            or window.current_page().isAncestorOf(shortcut.parent())
            or shortcut.parent() is window.current_page()
        ]
        assert len(active) == len(set(active)), page


def test_a_request_arrives_by_itself_and_enter_alone_approves_nothing(made, qtbot):
    window = made.window(Role.SUPERVISOR)
    page = window.stack.get(Page.APPROVALS)
    assert isinstance(page, ApprovalsPage)
    assert not page.cards()
    made.central.answers["pending"] = make_requests()
    window.follow_notice(InboxItem(seq=1, kind=InboxKind.APPROVAL_WANTED, at=now()))
    made.wait(page.cards)
    first = page.cards()[0]
    decided = []
    first.decided.connect(decided.append)
    qtbot.keyClick(window, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is first.note  # a refusal says why
    qtbot.keyClicks(first.note, "not now")
    qtbot.keyClick(first.note, Qt.Key.Key_Return)
    qtbot.keyClicks(first.password, "synthetic horse")
    qtbot.keyClick(first.password, Qt.Key.Key_Return)
    assert not decided
    assert window.focusWidget() is first.refuse
    qtbot.keyClick(first.refuse, Qt.Key.Key_Return)
    assert decided == [Decision.REFUSE]


def test_a_request_whose_time_is_over_takes_no_answer(made):
    made.central.answers["pending"] = make_requests()
    page = made.window(Role.SUPERVISOR).stack.get(Page.APPROVALS)
    made.wait(page.cards)
    card = page.cards()[0]
    card.request = structs.replace(card.request, expires_at=now())
    card._show_time_left()
    assert not card.approve.isEnabled()
    assert not card.refuse.isEnabled()


def test_a_password_may_hold_what_is_a_key_elsewhere(made):
    window = made.window(Role.AGENT)
    made.lock(window, LockReason.IDLE)
    password = window.lock_page.password
    QTest.keyClicks(password, "1234567?jk")
    assert bytes(password.take()) == b"1234567?jk"
    QTest.keyClick(password, "l", Qt.KeyboardModifier.ControlModifier)
    assert password.is_empty()


def test_an_act_is_open_only_where_it_fits_its_row(made):
    made.central.answers["people"] = make_people()
    window = made.window(Role.SECURITY)
    window.turn_to(Page.PEOPLE)
    page = window.stack.get(Page.PEOPLE)
    assert isinstance(page, PeoplePage)
    made.wait(page.model.rowCount)
    assert page.hint.isVisible()
    open_acts = {}
    for place, row in enumerate(make_people()):
        page.table.selectRow(place)
        open_acts[row.state] = (page._unlock.isEnabled(), page._freeze.isEnabled(), page._unfreeze.isEnabled())
    assert open_acts == {
        "active": (False, True, False), "locked": (True, True, False),
        "frozen": (False, False, True), "disabled": (False, False, False),
    }  # fmt: skip
    assert not page.hint.isVisible()
    own = [structs.replace(row, id=window.person.id) for row in make_people()]
    page.model.renew(own)
    page.table.selectRow(0)
    page._judge_acts()
    assert not page._freeze.isEnabled(), "nobody changes his own account"


def test_an_alert_counts_in_the_rail_until_the_list_is_seen(made):
    window = made.window(Role.SECURITY)
    window.turn_to(Page.PEOPLE)
    for seq in (1, 2):
        window.follow_notice(InboxItem(seq=seq, kind=InboxKind.ALERT, at=now()))
    assert window.rail._buttons[Page.ALERTS]._count == 2
    window.turn_to(Page.ALERTS)
    assert window.rail._buttons[Page.ALERTS]._count == 0


def test_no_word_of_a_page_is_a_window_of_its_own(made):
    window = made.window(Role.INSPECTOR)
    for page in ROLE_PAGES[Role.INSPECTOR]:
        window.turn_to(page)
        assert window.stack.get(page).hint.window() is window


def test_a_list_to_choose_from_shows_its_last_entry(english, qtbot):
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["Met", "Not met", "Cannot be said"])
    box.show()
    box.showPopup()
    view = box.view()
    last = view.visualRect(view.model().index(box.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    box.hidePopup()


def test_a_chosen_row_outlives_a_refresh(made):
    rows = make_devices()
    made.central.answers["devices"] = rows
    window = made.window(Role.ADMIN)
    page = window.stack.get(Page.DEVICES)
    assert isinstance(page, DevicesPage)
    made.wait(page.model.rowCount)
    page.table.selectRow(2)
    made.central.answers["devices"] = rows[1:]
    page.refresh()
    made.wait(lambda: page.model.rowCount() == len(rows) - 1)
    assert page.chosen() == rows[2]


def test_a_locked_desk_forgets_ticket_and_rows(made):
    from tests.pictures.people_and_desks import make_ticket

    made.central.answers["devices"] = make_devices()
    window = made.window(Role.ADMIN)
    page = window.stack.get(Page.DEVICES)
    made.wait(page.model.rowCount)
    page.ticket.show_ticket("desk-12", make_ticket())
    window.lock()
    made.wait(window.lock_page.isVisible)
    assert page.model.rowCount() == 0
    assert page.ticket.ticket.toPlainText() == ""


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.SECURITY])
def test_a_change_of_language_re_texts_the_whole_window(made, role):
    window = made.window(role)
    for page in ROLE_PAGES[role]:
        window.turn_to(page)
    made.look(Language.CHINESE, Scheme.DARK)
    window.rebuild()
    made.settle()
    for page in ROLE_PAGES[role]:
        window.turn_to(page)
        made.settle()
        assert not {text: words for text in read_texts(window) if (words := find_foreign(text))}


def test_the_way_in_and_the_preferences_re_text_themselves(made, place):
    from ui.sign_in.window import SignInWindow

    window = made.keep(SignInWindow(made.jobs, lambda: made.desk(), lambda *_: None, enrolled=True))
    dialog = made.keep(Preferences(load_settings(place), window))
    for widget in (window, dialog):
        widget.show()
    pages = (window.enrol_page, window.password_page, window.sign_in_page)
    made.look(Language.CHINESE, Scheme.LIGHT)
    for widget in (window, dialog):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    for shown in pages:
        window._pages.setCurrentWidget(shown)
        made.settle()
        assert not {text: words for text in read_texts(window) if (words := find_foreign(text))}
    assert not {text: words for text in read_texts(dialog) if (words := find_foreign(text))}


def test_no_button_is_for_the_mouse_alone(made):
    window = made.window(Role.AGENT)
    for button in (*window.findChildren(QPushButton), *window.findChildren(QToolButton)):
        if button.isVisible() and not isinstance(button.parent(), QLineEdit):  # Esc does what those in a line do
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.accessibleName()
