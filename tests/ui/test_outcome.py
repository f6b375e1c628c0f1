"""Notes keep no number, and the form says what will happen before it does."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Qt

from protocol.cards import Disposition
from protocol.masking import mask_free_text
from tests.ui.working_desk import CAMPAIGN, make_cards
from ui.phone.note_field import NoteField
from ui.phone.outcome_form import OutcomeForm


def _preview(note):
    return mask_free_text(note.strip())


def _open(place=0):
    from app.cards import OpenCard

    return OpenCard(make_cards(place + 1)[place], CAMPAIGN, ())


def _form(qtbot):
    form = OutcomeForm(_preview)
    qtbot.addWidget(form)
    form.show()
    form.show_card(_open())
    return form


def test_a_number_is_masked_once_it_is_finished_and_undo_does_not_bring_it_back(english, qtbot):
    field = NoteField(_preview)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "call 13812345678")
    assert "13812345678" in field.toPlainText()
    qtbot.keyClicks(field, ";")
    assert field.toPlainText() == "call 138****5678;"
    field.undo()
    assert "12345678" not in field.toPlainText()


def test_a_pause_masks_too(english, qtbot):
    field = NoteField(_preview)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "13812345678")
    qtbot.waitUntil(lambda: field.toPlainText() == "138****5678", timeout=60_000)


def test_typing_goes_on_where_it_was(english, qtbot):
    field = NoteField(_preview)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "13812345678; ok")
    assert field.toPlainText() == "138****5678; ok"


def test_nothing_is_saved_without_a_disposition(english, qtbot):
    form = _form(qtbot)
    assert not form.save.isEnabled()
    form.choose(Disposition.BUSY)
    assert form.save.isEnabled()
    with qtbot.waitSignal(form.wanted, timeout=60_000) as caught:
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert caught.args[0].callback_at is None
    assert not form.save.isEnabled()  # not twice


def test_a_callback_needs_a_time_to_come(english, qtbot):
    form = _form(qtbot)
    form.choose(Disposition.CALLBACK)
    assert form.save.isEnabled()
    form.callback.moment.setDateTime(QDateTime.currentDateTime().addSecs(-60))
    assert not form.save.isEnabled()
    qtbot.mouseClick(form.callback.tomorrow, Qt.MouseButton.LeftButton)
    assert form.save.isEnabled()
    with qtbot.waitSignal(form.wanted, timeout=60_000) as caught:
        form.submit()
    assert caught.args[0].callback_at.endswith("Z")


def test_a_quick_choice_of_time_chooses_the_callback(english, qtbot):
    form = _form(qtbot)
    qtbot.mouseClick(form.callback.soon, Qt.MouseButton.LeftButton)
    assert form.chosen() is Disposition.CALLBACK


def test_a_draft_stays_with_its_customer_masked(english, qtbot):
    form = _form(qtbot)
    first, second = _open(), _open(1)
    form.show_card(first)
    form.choose(Disposition.BUSY)
    form.note.setPlainText("ask 13812345678")
    form.show_card(second)
    assert form.note.toPlainText() == ""
    assert form.chosen() is None
    form.show_card(first)
    assert form.note.toPlainText() == "ask 138****5678"
    assert form.chosen() is Disposition.BUSY
