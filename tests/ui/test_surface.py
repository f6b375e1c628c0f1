"""What every screen owes its user: names and roles for screen readers, his own language, room for every word.

It walks the scenes that ``make pictures`` paints, in Chinese and in English, through Qt's own accessibility tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.settings import Language, Scheme
from protocol.cards import Disposition
from protocol.fields import FieldKind
from protocol.roles import Role
from tests.pictures.reveal_scenes import VALUES, show_value
from tests.pictures.scenes import list_scenes
from tests.pictures.studio import Studio
from tests.pictures.work_scenes import open_work
from ui.rail import ROLE_PAGES

SCENES = {one.name: one for one in list_scenes()}
_ALIKE = ("sign-in-", "reveal-", "outcome-", "desk-", "lock-", "demo-", "call-")
_DIFFER = {
    "sign-in-first", "sign-in-refused", "reveal-form", "reveal-form-emergency", "reveal-waiting", "reveal-shown-id",
    "reveal-gone", "reveal-refused", "outcome-callback", "outcome-do-not-call", "outcome-masking", "outcome-recorded",
    "desk-offline", "desk-trail-overdue", "desk-connecting", "lock-idle", "lock-usb-stick",
    "call-consent", "call-comes-in-beside", "call-wrap-up", "call-no-pbx", "call-small-window", "call-sound",
    "call-behind-the-lock", "call-help-asked",
}  # fmt: skip
WALKED = [name for name in SCENES if not name.startswith(_ALIKE) or name in _DIFFER]
"""Of scenes that differ in one sentence, one; the sentences of errors are tested where they are told."""
_QT_OWN = re.compile(r"^(qt_spinbox_lineedit|qt_scrollarea_.*|qt_toolbar_.*|qt_calendar_.*)$")
_NOT_WORDS = re.compile(
    r"""\S+@\S+|…?[0-9a-f]{8}[0-9a-f-]*|https?://\S+|VEILDESK1\S*|veildesk-central[a-z ]*|desk-\d+|
    R-\d+|S-\d+|\([a-z]+\)|
    (?:Ctrl|Shift|Alt)\+\S+|\b(?:Enter|Esc|Tab|PgUp|PgDn|F\d+)\b|Windows\s11|Debian|Ubuntu|zhangmin|synthetic|zzzz|
    sunyue|English|\b(?:Veildesk|Central|VPN|TLS|TOTP|UTC|KWallet|Linux|Secret|Service)\b|gnome-keyring|wg0|eth0|SHA-256|QQ|JK|USB|(?:SanDisk\s)?Ultra(?:\sFit)?
    """,
    re.VERBOSE,
)


@pytest.fixture
def chinese(studio: Studio) -> Iterator[Studio]:
    """The studio, speaking Chinese."""
    studio.look(Language.CHINESE, Scheme.LIGHT)
    yield studio
    studio.clear()


@pytest.fixture
def english_studio(studio: Studio) -> Iterator[Studio]:
    """The studio, speaking English."""
    studio.look(Language.ENGLISH, Scheme.DARK)
    yield studio
    studio.clear()


@pytest.mark.parametrize("name", WALKED)
def test_a_screen_in_chinese_has_names_and_no_foreign_word(chinese, name):
    widget = SCENES[name].build(chinese)
    chinese.settle()
    assert not list(find_faults(widget))
    foreign = {text: words for text in read_texts(widget) if (words := find_foreign(text))}
    assert not foreign


@pytest.mark.parametrize("name", [name for name in WALKED if name.startswith(("reveal", "least", "sign-in", "ticket"))])
def test_a_screen_in_english_has_names_and_room_for_every_word(english_studio, name):
    widget = SCENES[name].build(english_studio)
    english_studio.settle()
    assert not list(find_faults(widget))


@pytest.mark.parametrize("field", VALUES)
def test_no_accessible_text_holds_a_value_that_is_shown(chinese, field):
    dialog = show_value(chinese, field)
    chinese.settle()
    assert dialog.stage.view.showing
    texts = [*read_texts(dialog), *(text for top in QApplication.topLevelWidgets() for text in read_texts(top))]
    assert any("已遮盖" in text for text in texts)  # the walk did reach the view
    value = VALUES[field].replace(" ", "")
    pieces = {value[place : place + 6] for place in range(len(value) - 5)}
    masked = {item.masked for item in dialog.form._card.fields}
    for text in texts:
        bare = "".join(text.split())
        for mask in masked:
            bare = bare.replace(mask, "")
        assert not any(piece in bare for piece in pieces), text


def test_tab_goes_through_the_window_in_reading_order(chinese):
    window, work = open_work(chinese)
    work.phone.form.choose(Disposition.INTERESTED)
    stops = walk_by_tab(window)
    assert work.queue.filters.search in stops
    assert work.queue.view in stops
    assert work.card.fields.buttons[FieldKind.MOBILE] in stops
    assert work.phone.form.note in stops
    assert work.phone.form.save in stops
    assert in_reading_order(window, stops)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGENT])
def test_tab_reaches_every_control_of_every_page_in_order(chinese, role):
    from tests.pictures.inspections import make_page, make_results
    from tests.pictures.people_and_desks import (
        make_alerts,
        make_calls,
        make_devices,
        make_people,
        make_requests,
        make_wall,
    )
    from tests.pictures.trail import make_trail

    chinese.central.answers.update(
        alerts=make_alerts(),
        devices=make_devices(),
        people=make_people(),
        pending=make_requests(),
        search=make_trail(),
        wall=make_wall(),
        calls=make_calls(),
        find=make_page(),
        results=make_results(),
    )
    window = chinese.window(role)
    for page in ROLE_PAGES[role]:
        window.turn_to(page)
        chinese.settle()
        assert in_reading_order(window, walk_by_tab(window)), page


def test_the_reveal_is_filled_in_from_top_to_bottom(chinese):
    dialog = SCENES["reveal-form"].build(chinese)
    chinese.settle()
    form = dialog.form
    stops = walk_by_tab(dialog)
    wanted = [form.field, form.purpose, form.reason, form.password, form.button]
    assert [stop for stop in stops if stop in wanted] == wanted


def walk_by_tab(window: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first control in reading order, once around."""
    window.activateWindow()
    controls = [one for one in window.findChildren(QWidget) if can_stop(one) and one.window() is window]
    first = min(controls, key=lambda one: place_of(window, one)[::-1])
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [first]
    for _ in range(200):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is first:
            return stops
        if now is stops[-1]:  # a date has stops of its own: year, month, day, hour, minute
            continue
        assert now not in stops, f"Tab is caught at {describe(now)}"
        stops.append(now)
    raise AssertionError("Tab never comes back")


def can_stop(widget: QWidget) -> bool:
    """Whether Tab may stop at a widget."""
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def place_of(window: QWidget, widget: QWidget) -> tuple[int, int]:
    """The middle of a widget, in the window."""
    middle = widget.mapTo(window, QPoint(widget.width() // 2, widget.height() // 2))
    return middle.x(), middle.y()


def in_reading_order(window: QWidget, stops: list[QWidget]) -> bool:
    """Within what lies beside each other on a line: rightwards; else downwards, within one pane."""
    for before, after in pairwise(stops):
        (x, y), (next_x, next_y) = place_of(window, before), place_of(window, after)
        down, right = next_y > y + 4, next_x > x + 4
        assert down or right, (describe(before), describe(after))
    return True


def describe(widget: QWidget) -> str:
    """For a message that a person can act on."""
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', lambda: '')()!r}"


def walk(widget: QWidget) -> Iterator[tuple[QWidget, QAccessibleInterface]]:
    """Every visible widget with its accessible face."""
    for one in (widget, *widget.findChildren(QWidget)):
        if one.isVisible() and not _QT_OWN.match(one.objectName()):
            yield one, QAccessible.queryAccessibleInterface(one)


def read_texts(widget: QWidget) -> Iterator[str]:
    """Everything that a screen reader may say of what is on screen."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
    for _, face in walk(widget):
        texts = [face.text(kind) for kind in kinds]
        for place in range(
            min(face.childCount(), 60) if face.role() in (QAccessible.Role.List, QAccessible.Role.Table) else 0
        ):
            child = face.child(place)
            texts += [child.text(QAccessible.Text.Name)] if child else []
        yield from (text for text in texts if text)


def find_foreign(text: str) -> list[str]:
    """Latin words in a Chinese text, but for names and keys."""
    return re.findall(r"[A-Za-z]{3,}", _NOT_WORDS.sub(" ", text))


def find_faults(widget: QWidget) -> Iterator[str]:
    """Controls without a name, and words that are cut off."""
    for one, face in walk(widget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not face.text(QAccessible.Text.Name).strip():
            yield f"no name: {type(one).__name__} {one.objectName()}"
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and face.role() is QAccessible.Role.NoRole:
            yield f"no role: {describe(one)}"
        if isinstance(one, QLabel) and one.text() and is_cut(one):
            yield f"cut off: {one.text()}"
        if isinstance(one, QAbstractButton) and one.text() and one.width() < one.minimumSizeHint().width():
            yield f"cut off: {one.text()}"


def is_cut(label: QLabel) -> bool:
    """Whether a label has less room than its text."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()
