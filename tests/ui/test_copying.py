"""What leaves a field by the clipboard, and which widget takes a drop (D4)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from protocol.roles import Role
from ui.guards.clipboard import copy_as_it_is, make_content
from ui.rail import ROLE_PAGES
from ui.widgets.text_field import MomentField, TextArea, TextField

NUMBER, MASKED = "13800001234", "138****1234"


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("kind", [TextField, TextArea])
@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_a_field_copies_and_cuts_the_mask(clipboard, qtbot, kind, key):
    field = kind()
    qtbot.addWidget(field)
    (field.setText if kind is TextField else field.setPlainText)(f"call {NUMBER} back")
    field.selectAll()
    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == f"call {MASKED} back"
    assert bytes(clipboard.mimeData().data("x-kde-passwordManagerHint")) == b"secret"
    left = field.text() if kind is TextField else field.toPlainText()
    assert bool(left) is (key == Qt.Key.Key_C)


def test_a_ticket_is_copied_as_it_is(clipboard):
    copy_as_it_is(f"VEILDESK1.{NUMBER}")
    assert clipboard.text() == f"VEILDESK1.{NUMBER}"


def test_windows_keeps_it_out_of_history_cloud_and_monitors():
    content = make_content("text", platform="win32")
    named = {one.partition('"')[2].rstrip('"'): bytes(content.data(one)) for one in content.formats() if '"' in one}
    assert named == {
        "ExcludeClipboardContentFromMonitorProcessing": b"\x01\0\0\0",
        "CanIncludeInClipboardHistory": b"\0\0\0\0",
        "CanUploadToCloudClipboard": b"\0\0\0\0",
    }


@pytest.mark.parametrize("desk", list(Role), indirect=True)
def test_no_widget_of_any_page_takes_a_drop_or_offers_its_words_another_way(window):
    for page in ROLE_PAGES[window.person.role]:
        window.turn_to(page)
    loose = (QLineEdit, QPlainTextEdit, QTextEdit, QDateTimeEdit)
    ours = (TextField, TextArea, MomentField)
    for widget in window.findChildren(QWidget):
        within_moment = isinstance(widget.parent(), MomentField)
        assert not widget.acceptDrops(), widget
        assert not isinstance(widget, loose) or isinstance(widget, ours) or within_moment, widget


def test_a_press_on_a_selection_lets_go_of_it(qtbot):
    area = TextArea()
    qtbot.addWidget(area)
    area.setPlainText("asks for a drawing")
    area.resize(300, 100)
    area.show()
    area.selectAll()
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    assert not area.textCursor().hasSelection()


def test_the_queue_copies_no_row(window, clipboard):
    view = window.work().queue.view
    view.select_row(0)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == ""
