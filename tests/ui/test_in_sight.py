"""What happens is in sight on every page, and what is in sight fits the smallest window."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from app.session import LockReason
from app.settings import Language, Scheme
from app.telephony.port import Stage
from protocol.identifiers import make_identifier
from protocol.refusals import Forbidden
from protocol.reveals import Decision
from protocol.roles import Role
from protocol.team import HelpRequest
from protocol.times import now
from tests.pictures.call_scenes import READY, make_call
from tests.pictures.people_and_desks import make_requests
from tests.pictures.scenes import list_scenes
from tests.ui.test_contrast import measure_contrast
from ui.main_window import LEAST
from ui.phone.availability import Availability
from ui.phone.phone_keys import read_keys
from ui.rail import Page
from ui.style import color, set_look
from ui.widgets.text_field import TextArea, TextField

RINGING = replace(READY, ringing=(make_call(None, Stage.RINGING, age_s=4, incoming=True),))
SCENES = {one.name: one for one in list_scenes()}


def test_a_call_that_rings_is_told_on_every_page_and_can_be_answered_there(made):
    window = made.window(Role.SUPERVISOR)
    assert window.frame.page is Page.APPROVALS
    window.follow_calls(RINGING)
    assert window.banners.calls.sentence == "A call comes in. F4 answers it."
    assert window.rail._buttons[Page.WORK].accessibleName() == "Queue, 1"
    wanted = []
    window.work().phone.pad.wanted.connect(lambda wish, _: wanted.append(wish.value))
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert wanted == ["answer"]
    window.follow_calls(replace(READY, current=make_call(None, Stage.TALKING, incoming=True)))
    assert window.banners.calls.sentence == "You are in a call. F4 hangs up."
    window.follow_calls(READY)
    assert not window.banners.calls.sentence


def test_the_telephone_itself_needs_no_second_telling(made, monkeypatch):
    window = made.window(Role.SUPERVISOR)
    monkeypatch.setattr(type(window._desk.calls), "state", RINGING)
    window.follow_calls(RINGING)
    window.banners.calls.acted.emit()
    assert window.frame.page is Page.WORK
    assert not window.banners.calls.sentence
    window.turn_to(Page.TEAM)
    assert window.banners.calls.sentence


def test_a_refusal_is_told_until_it_is_understood(made):
    window = made.window(Role.AGENT)
    window._complain(Forbidden())
    window.frame.show_moment()
    assert window.banners.seen.sentence
    window.banners.seen.acted.emit()
    assert not window.banners.seen.sentence


@pytest.mark.parametrize("page", [Page.APPROVALS, Page.TEAM, Page.AUDIT])
def test_whoever_unlocks_the_desk_has_the_keyboard_on_the_page_in_front(made, page):
    made.central.answers["pending"] = make_requests()
    window = made.window(Role.SUPERVISOR)
    window.turn_to(Page.WORK)
    window.turn_to(page)
    made.settle()
    made.lock(window, LockReason.ASKED)
    made.desk(Role.SUPERVISOR)
    made.settle()
    holder = window.focusWidget()
    assert holder is not None
    assert holder.isVisible()
    assert window.current_page().isAncestorOf(holder)


def test_on_approvals_the_keyboard_is_at_a_note_and_never_on_a_decision(made):
    made.central.answers["pending"] = make_requests()
    window = made.window(Role.SUPERVISOR)
    page = window.current_page()
    assert window.focusWidget() is page.cards()[0].note
    page._settle(page.cards()[0], Decision.REFUSE)
    assert window.focusWidget() is page.cards()[0].note
    for card in page.cards():
        page._settle(card, Decision.REFUSE)
    assert window.focusWidget() is page._empty.button


def test_help_that_ends_with_its_call_is_no_longer_said_to_be_asked_for(made, monkeypatch):
    window = made.window(Role.AGENT)
    team, line = window._desk.team, window.work().calls.help
    monkeypatch.setattr(team, "waiting", HelpRequest(id=make_identifier(), asked_at=now(), call="over"), raising=False)
    heard = []
    line.said.connect(lambda _, sentence: heard.append(sentence))
    line.follow(READY)
    assert heard == ["The call is over, and the wish for help with it."]
    assert not line.is_asked


def test_whom_a_call_can_go_to_is_said_by_kind(made):
    menu = SCENES["call-targets"].build(made)
    assert [(act.text(), act.isEnabled()) for act in menu.actions()][:2] == [("Queues", False), ("客服队列", True)]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_beside_the_rail_three_panes_fit_the_least_window(made, language):
    made.look(language, Scheme.LIGHT)
    window = SCENES["call-supervisor-small-window"].build(made)
    assert window.size() == LEAST
    work = window.work()
    panes = [QRect(pane.mapTo(window, QPoint()), pane.size()) for pane in (work.queue, work.card, work.phone)]
    assert all(left.right() < right.left() for left, right in pairwise(panes))
    assert panes[-1].right() < LEAST.width()
    scroll = work.card._scroll
    assert scroll.widget().width() <= scroll.viewport().width()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
@pytest.mark.parametrize("name", ["least-size-offline", "call-small-window"])
def test_in_the_least_window_no_outcome_lies_over_another_and_saving_is_in_sight(made, language, name):
    made.look(language, Scheme.LIGHT)
    window = SCENES[name].build(made)
    form = window.work().phone.form
    rows = [form._choices.button(place) for place in range(4)]
    boxes = [QRect(one.mapTo(window, QPoint()), one.size()) for one in (*rows, form.callback, form.note, form.save)]
    assert all(above.bottom() < below.top() for above, below in pairwise(boxes[:-1]))
    assert boxes[-1].bottom() < LEAST.height()
    assert boxes[0].bottom() < boxes[-1].top()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_the_list_of_keys_is_whole_in_the_least_window(made, language):
    made.look(language, Scheme.LIGHT)
    window = made.window(Role.SUPERVISOR)
    window.resize(LEAST)
    window.help.open()
    made.settle()
    words = [one for one in window.help.findChildren(QLabel) if one.text()]
    assert words
    assert [one.text() for one in words if one.height() < one.minimumSizeHint().height()] == []
    bar = window.help._scroll.verticalScrollBar()
    for _ in range(20):
        QTest.keyClick(window.help, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    assert words[-1].mapTo(window, words[-1].rect().bottomLeft()).y() < LEAST.height()
    QTest.keyClick(window.help, Qt.Key.Key_Question)
    assert not window.help.isVisible()


def test_a_customer_who_must_not_be_called_is_told_apart_from_the_bar_above(made):
    window = SCENES["card-stopped"].build(made)
    banner = window.work().card.banner
    assert banner.mapTo(window.work(), QPoint()).y() >= 8


@pytest.mark.parametrize("name", ["next", "auto_next", "missed", "sound"])
def test_an_icon_without_a_word_stands_in_the_middle_of_its_button(made, name):
    pad = made.keep(Availability(read_keys({})))
    pad.show()
    button = getattr(pad, name)
    picture = button.grab().toImage().copy(4, 4, button.width() - 8, button.height() - 8)
    ground = picture.pixelColor(0, 0)
    columns = [
        x for x in range(picture.width()) if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    assert abs((columns[0] + columns[-1]) / 2 - (picture.width() - 1) / 2) <= 2


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_what_a_field_asks_for_can_be_read(made, scheme, kind):
    made.look(Language.ENGLISH, scheme)
    field = made.keep(kind())
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a caret would be the darkest
    field.setPlaceholderText("HHHHHHHH")
    field.resize(200, 40)
    field.show()
    made.settle()
    assert measure_contrast(find_ink(field.grab().toImage()).name(), color("surface").name()) >= 4.5


def find_ink(picture: QImage) -> QColor:
    """The colour inside that is farthest from the ground."""
    inner = picture.copy(8, 8, picture.width() - 16, picture.height() - 16)
    ground = color("surface").lightness()
    found = (inner.pixelColor(x, y) for x in range(inner.width()) for y in range(inner.height()))
    return max(found, key=lambda one: abs(one.lightness() - ground))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_an_answer_that_is_settled_can_still_be_seen(made, scheme):
    """WCAG 2.2, 1.4.11: the ring of the chosen one stands out, though it cannot be chosen any more."""
    made.look(Language.ENGLISH, scheme)
    holder = made.keep(QWidget())
    set_look(holder, surface="panel")
    button = QRadioButton("Yes", holder)
    button.setChecked(True)
    button.setEnabled(False)
    holder.show()
    made.settle()
    ring = holder.grab().toImage().copy(button.x() + 4, button.y() + 4, 12, button.height() - 8)
    inks = [ring.pixelColor(x, y).name() for x in range(ring.width()) for y in range(ring.height())]
    assert max(measure_contrast(ink, color("surface").name()) for ink in inks) >= 3.0
