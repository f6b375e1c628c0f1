"""Whoever was refused types on: the keyboard is where his proof is asked for again, and never on another act."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.reveal import ShownReveal
from app.session import LockReason
from protocol.fields import FieldKind
from protocol.refusals import ProofRefused
from protocol.reveals import RevealState
from protocol.roles import Role
from secure_store.secret import Secret
from tests.pictures.call_scenes import READY
from tests.pictures.people_and_desks import make_requests, make_reveal
from tests.pictures.reveal_scenes import open_reveal
from tests.pictures.work_scenes import open_work
from ui.phone.wishes import Wish
from ui.rail import Page
from ui.widgets.proof_dialog import ProofDialog


def test_a_wrong_password_at_the_lock_signs_nobody_out(made):
    window = made.window(Role.AGENT)
    made.lock(window, LockReason.IDLE)
    page = window.lock_page
    QTest.keyClicks(page.password, "not my password")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert not isinstance(window.focusWidget(), QAbstractButton)  # while the vault is tried
    made.wait(lambda: page.banner.sentence)
    assert window.focusWidget() is page.password


def test_an_approver_who_mistyped_types_again(made):
    made.central.answers |= {"pending": make_requests(), "decide": ProofRefused()}
    window = made.window(Role.SUPERVISOR)
    page = window.stack.get(Page.APPROVALS)
    made.wait(page.cards)
    first, second = page.cards()[:2]
    page.focus_list()
    QTest.keyClicks(first.password, "not my password")
    first.password.setFocus()
    page.submit()
    assert not second.isAncestorOf(window.focusWidget())
    made.wait(first._error.isVisible)
    assert window.focusWidget() is first.password


def test_a_refused_reveal_asks_for_the_proof_again(made):
    dialog = open_reveal(made, FieldKind.MOBILE)
    dialog.form.password.setFocus()
    dialog.form.submit()
    made.wait(dialog.form.isEnabled)
    assert dialog.focusWidget() is dialog.form.password


def test_who_waits_has_the_keyboard_on_the_withdrawal_and_enter_withdraws_nothing(made):
    dialog = open_reveal(made, FieldKind.MOBILE)
    dialog.form.setEnabled(False)
    dialog.stage.wait(make_reveal())
    held, withdrawn = dialog.focusWidget(), []
    dialog.stage.cancelled.connect(lambda: withdrawn.append(1))
    assert held is dialog.stage._cancel
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert not withdrawn
    QTest.keyClick(held, Qt.Key.Key_Space)
    assert withdrawn


def test_what_is_missing_is_said_where_the_keyboard_goes(made):
    dialog = open_reveal(made, FieldKind.MOBILE)
    dialog.form.reason.setText("x")
    dialog.form.submit()
    assert dialog.focusWidget() is dialog.form.reason
    assert dialog.stage.sentence.startswith("Say why")
    proof = ProofDialog("He may sign in again.", "Unlock", asks="Reason", needs_code=False, parent=dialog)
    proof.open()
    proof.button.click()
    assert proof.focusWidget() is proof.answer
    assert "two characters" in proof.hint.text()
    proof.answer.setText("asked by his supervisor")
    proof.button.click()
    assert proof.focusWidget() is proof.password
    assert proof.hint.text() == "Enter your password."


def test_another_field_is_chosen_before_it_is_reasoned(made):
    window, work = open_work(made)
    work.card.ask_for_any()
    assert window._dialog.focusWidget() is window._dialog.form.field
    window._dialog.done(0)
    work.card.ask_for_dialled()
    assert window._dialog.focusWidget() is window._dialog.form.reason
    window._dialog.done(0)


def test_a_search_leaves_the_filters_as_they_are(made):
    window = made.window(Role.SECURITY)
    window.turn_to(Page.AUDIT)
    page = window.stack.get(Page.AUDIT)
    made.settle()
    page.filters.button.setFocus()
    QTest.keyClick(page.filters.button, Qt.Key.Key_Space)
    assert window.focusWidget() is not page.filters.clear


def test_a_value_that_could_not_be_shown_is_not_said_to_have_been_shown(made, monkeypatch):
    dialog = open_reveal(made)
    monkeypatch.setattr("ui.reveal.dialog.shut_out_pictures", lambda: False)  # as Windows may answer
    shown = ShownReveal(Secret.take(bytearray(b"13800005678")), make_reveal(RevealState.COLLECTED))
    dialog._show(shown)
    assert dialog.stage.sentence == f"Not shown. It is used up and recorded as {shown.reveal.number}; ask again."
    made.wait(lambda: shown.secret.closed)


def test_a_second_click_does_not_take_back_what_the_first_one_did(made):
    """Many click twice: the call would be given up, or the customer called again."""
    window, work = open_work(made)
    controls = work.phone.pad.controls
    assert work.card.opened
    window.follow_calls(READY)
    wanted = []
    controls.wanted.connect(lambda wish, _: wanted.append(wish))
    QTest.mouseClick(controls.main, Qt.MouseButton.LeftButton)
    window.follow_calls(replace(READY, asking=work.card.opened.card.id))
    QTest.mouseDClick(controls.main, Qt.MouseButton.LeftButton)  # sends no release of its own
    QTest.mouseRelease(controls.main, Qt.MouseButton.LeftButton)
    assert wanted == [Wish.CALL]
    QTest.mouseClick(controls.main, Qt.MouseButton.LeftButton)
    assert wanted == [Wish.CALL, Wish.HANG_UP]
