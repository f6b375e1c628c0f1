"""A number that is typed into a line for words does not stay there, whichever way it came in (M2)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.phone.note_field import NoteField
from ui.queue.filter_bar import SearchField
from ui.widgets.masked_line import MaskedLine

NUMBER, MASKED = "13800138000", "138****8000"


@pytest.fixture
def line(qtbot) -> MaskedLine:
    """A line with the keyboard."""
    made = MaskedLine()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def shown(line: QLineEdit) -> str:
    """What is on screen, not what the field says of itself."""
    return line.displayText()


def test_a_space_a_breath_or_enter_finishes_a_number(line: MaskedLine, qtbot) -> None:
    QTest.keyClicks(line, f"call {NUMBER};")
    assert shown(line) == f"call {MASKED};"
    line.clear()
    QTest.keyClicks(line, f"call {NUMBER},")
    qtbot.waitUntil(lambda: shown(line) == f"call {MASKED},", timeout=60_000)
    line.clear()
    QTest.keyClicks(line, NUMBER)
    assert line.text() == MASKED
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown(line) == MASKED


def test_undo_does_not_bring_it_back(line: MaskedLine) -> None:
    QTest.keyClicks(line, NUMBER)
    line.mask_now()
    line.undo()
    assert NUMBER not in shown(line)


def test_what_is_pasted_is_masked_before_it_appears(line: MaskedLine) -> None:
    QApplication.clipboard().setText(f"call {NUMBER}")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert shown(line) == f"call {MASKED}"


@pytest.mark.parametrize("digits", [NUMBER, "１３８００１３８０００", "138 0013 8000", "一三八零零一三八零零零"])
def test_what_an_input_method_commits_is_masked_too(line: MaskedLine, qtbot, digits: str) -> None:
    compose(line, digits)
    assert line.text() == MASKED
    qtbot.waitUntil(lambda: shown(line) == MASKED, timeout=60_000)


@pytest.mark.parametrize("digits", [NUMBER, "一三八零零一三八零零零"])
def test_the_note_masks_what_an_input_method_commits(qtbot, digits: str) -> None:
    from protocol.masking import mask_free_text

    note = NoteField(mask_free_text)
    qtbot.addWidget(note)
    compose(note, digits)
    assert note.stored() == MASKED
    qtbot.waitUntil(lambda: note.toPlainText() == MASKED, timeout=60_000)


def test_the_search_asks_for_the_masked_number(qtbot) -> None:
    search = SearchField()
    qtbot.addWidget(search)
    QTest.keyClicks(search, NUMBER)
    assert search.text() == MASKED


def compose(field, text: str) -> None:
    """As an input method does: letters that are not final, then the text that is."""
    QApplication.sendEvent(field, QInputMethodEvent("yi san ba", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString(text)
    QApplication.sendEvent(field, commit)
