"""Calling by the keyboard alone, before the served Central; the far end does what the test says (D1, C1)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.settings import DeskSettings, PhoneSettings
from app.telephony.port import Ending, Leg, Link, Quality, SoundDevices, Stage
from app.telephony.states import Call, HandedOn, Joined, PauseReason, PhoneState, Standing
from protocol.cards import Disposition
from protocol.events import Act
from protocol.joining import JoinKind
from server.services.calling.extensions import bind, take_back
from tests.calling import Caller, caller, calling_central  # noqa: F401 - fixtures
from tests.waiting import wait_for
from ui.desk_signals import DeskSignals
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.phone.controls import CallControls
from ui.phone.display import CallDisplay
from ui.phone.pad import PhonePad
from ui.phone.phone_keys import PhoneKey, find_clash, read_keys
from ui.phone.quality import Grade, judge
from ui.phone.sound_dialog import SoundDialog
from ui.phone.tray import CallTray
from ui.phone.words import tell_phone
from ui.preferences import Preferences
from ui.rail import Page
from ui.work_page import WorkPage

LIMIT_MS = 60_000


@pytest.fixture
def at_work(
    caller: Caller,  # noqa: F811
    jobs: JobRunner,
    english: DeskSettings,
    qtbot,
) -> Iterator[tuple[Caller, MainWindow, WorkPage]]:
    """The agent's window, his first card open."""
    assert caller.desk.keeper.person
    window = MainWindow(caller.desk, DeskSignals(caller.desk), jobs, caller.desk.keeper.person, english)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=LIMIT_MS)
    work = window.work()
    assert work
    work.open_card(caller.cards()[0])
    qtbot.waitUntil(lambda: work.card.opened is not None, timeout=LIMIT_MS)
    yield caller, window, work
    jobs.stop()


def line(work: WorkPage) -> str:
    """What the pad says."""
    return work.phone.pad.display.line.text()


def test_a_call_by_the_keyboard_alone(at_work, qtbot) -> None:
    caller, window, work = at_work  # noqa: F811
    pad, form = work.phone.pad, work.phone.form

    def wait(condition) -> None:
        qtbot.waitUntil(condition, timeout=LIMIT_MS)

    def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(window, key, how)

    wait(pad.controls.main.isEnabled)
    press(Qt.Key.Key_F4)
    wait(lambda: line(work) == "Dialling...")
    caller.far.ring()
    wait(lambda: line(work) == "It rings at the customer's.")
    assert pad.controls.main.accessibleName() == "Give up"
    caller.far.pick_up()
    wait(lambda: "Read the wording first" in line(work))
    assert not form.note.isEnabled()
    form.choose(Disposition.INTERESTED)
    assert form.chosen() is None
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    wait(lambda: line(work) == "Talking, encrypted." and form.note.isEnabled())
    caller.far.measure(lost=0.05, jitter_ms=50)
    wait(lambda: pad.display.quality.grade is Grade.POOR)
    press(Qt.Key.Key_F2)
    wait(lambda: "does not hear you" in line(work) and pad.controls.mute.accessibleName() == "Unmute")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_F3)
    wait(lambda: "On hold" in line(work))
    press(Qt.Key.Key_F3)
    wait(lambda: line(work) == "Talking, encrypted.")
    press(Qt.Key.Key_F7)
    wait(pad.controls.pop_up.isVisible)
    QTest.keyClick(pad.controls.pop_up, Qt.Key.Key_5)
    wait(lambda: ("tone", "5") in caller.far.asked)
    pad.controls.pop_up.hide()
    press(Qt.Key.Key_F4)
    wait(lambda: line(work) == "You hung up.")
    form.choose(Disposition.INTERESTED)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: bool(caller.events(Act.OUTCOME_RECORDED)))
    wait(lambda: caller.desk.calls.state.wrap_up_until is None)


def test_what_the_telephone_says_while_the_window_is_made_is_heard(
    caller: Caller,  # noqa: F811
    jobs: JobRunner,
    english: DeskSettings,
    qtbot,
) -> None:
    class SlowWindow(MainWindow):
        def turn_to(self, page: Page) -> None:
            super().turn_to(page)
            caller.far.link(Link.READY)
            wait_for(lambda: caller.desk.calls.state.link is Link.READY)

    caller.far.link(Link.CONNECTING)
    wait_for(lambda: caller.desk.calls.state.link is Link.CONNECTING)
    assert caller.desk.keeper.person
    window = SlowWindow(caller.desk, DeskSignals(caller.desk), jobs, caller.desk.keeper.person, english)
    qtbot.addWidget(window)
    work = window.work()
    assert work
    assert line(work) == "Signing on to the PBX..."
    qtbot.waitUntil(lambda: line(work) == "Ready.", timeout=LIMIT_MS)
    jobs.stop()


def test_a_call_comes_in_with_its_card_and_a_locked_desk_answers_no_key(at_work, qtbot) -> None:
    caller, window, work = at_work  # noqa: F811
    second = caller.cards()[1]
    caller.far.come_in(second)
    qtbot.waitUntil(lambda: work.card.opened is not None and work.card.opened.card.id == second, timeout=LIMIT_MS)
    assert work.phone.pad.controls.main.accessibleName() == "Answer"
    QTest.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not caller.desk.calls.state.ringing, timeout=LIMIT_MS)
    assert caller.last(Act.CALL_ENDED).detail["ending"] == Ending.DECLINED

    work.phone.pad.availability.reasons.actions()[list(PauseReason).index(PauseReason.MEAL)].trigger()
    qtbot.waitUntil(lambda: "Paused: Meal" in line(work), timeout=LIMIT_MS)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: caller.desk.calls.state.pause is None, timeout=LIMIT_MS)

    window.change_keys({"call": "F10"})
    qtbot.waitUntil(lambda: window.work().card.opened is not None, timeout=LIMIT_MS)
    assert "F10" in window.work().phone.pad.controls.main.text()
    caller.desk.keeper.lock()
    qtbot.waitUntil(lambda: not window.is_open(), timeout=LIMIT_MS)
    QTest.keyClick(window, Qt.Key.Key_F10)
    caller.desk.keeper.unlock(bytearray(caller.person.password.encode()))
    qtbot.waitUntil(lambda: window.is_open() and window.work().card.opened is not None, timeout=LIMIT_MS)
    assert not caller.events(Act.CALL_ASKED)
    qtbot.waitUntil(window.work().phone.pad.controls.main.isEnabled, timeout=LIMIT_MS)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=LIMIT_MS)
    QTest.keyClick(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: bool(caller.events(Act.CALL_DIALLED)), timeout=LIMIT_MS)


def test_headsets_are_looked_for_while_a_telephone_is_ready_alone(at_work, qtbot) -> None:
    caller, _, work = at_work  # noqa: F811
    beat = work.calls._look
    qtbot.waitUntil(beat.isActive, timeout=LIMIT_MS)
    caller.far.link(Link.CONNECTING)
    qtbot.waitUntil(lambda: not beat.isActive(), timeout=LIMIT_MS)
    caller.far.link(Link.READY)
    qtbot.waitUntil(beat.isActive, timeout=LIMIT_MS)


def test_the_sound_dialog_chooses_devices_and_shows_the_level(at_work, qtbot, jobs) -> None:
    caller, _, work = at_work  # noqa: F811
    qtbot.waitUntil(caller.is_ready, timeout=LIMIT_MS)
    dialog = SoundDialog(caller.desk.calls.choice, jobs, work)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.boxes["microphone"].count() == 2, timeout=LIMIT_MS)
    dialog.boxes["microphone"].setFocus()
    QTest.keyClick(dialog.boxes["microphone"], Qt.Key.Key_Down)
    dialog.boxes["microphone"].activated.emit(1)
    qtbot.waitUntil(lambda: caller.desk.calls.choice.devices.get("microphone") == "Webcam", timeout=LIMIT_MS)
    dialog.test.click()
    qtbot.waitUntil(lambda: dialog.level.value() == 60, timeout=LIMIT_MS)
    dialog.accept()
    qtbot.waitUntil(lambda: ("test", "end") in caller.far.asked, timeout=LIMIT_MS)
    caller.far.sound = SoundDevices()
    qtbot.waitUntil(lambda: "No microphone found" in line(work), timeout=LIMIT_MS)


def test_who_has_a_telephone_on_his_table_may_choose_it_and_the_pad_leaves_its_keys_to_it(at_work, qtbot, jobs) -> None:
    caller, _, work = at_work  # noqa: F811
    with caller.central.writing() as connection:
        bind(connection, caller.central.books.node, "table-ui", caller.person.username, "tests")
    try:
        dialog = SoundDialog(caller.desk.calls.choice, jobs, work)
        dialog.open()
        qtbot.waitUntil(dialog.way.isVisible, timeout=LIMIT_MS)
        assert dialog.way.itemText(1) == "The telephone on your table (table-ui)"
        dialog.way.setFocus()
        qtbot.waitUntil(lambda: dialog.boxes["microphone"].isEnabled(), timeout=LIMIT_MS)
        QTest.keyClick(dialog.way, Qt.Key.Key_Tab)
        assert dialog.boxes["microphone"].hasFocus()
        assert all(one.isVisible() for one in (*dialog.boxes.values(), dialog.level, dialog.test))
        dialog.way.setCurrentIndex(1)
        dialog.way.activated.emit(1)
        standing = Standing.DESK_PHONE
        qtbot.waitUntil(lambda: caller.desk.calls.state.standing is standing and caller.is_ready(), timeout=LIMIT_MS)
        qtbot.waitUntil(lambda: line(work) == "Ready.", timeout=LIMIT_MS)
        assert work.calls.settings(PhoneSettings()).table
        qtbot.waitUntil(lambda: not dialog.test.isVisible(), timeout=LIMIT_MS)
        assert dialog.way.isVisible()
        assert not any(one.isVisible() for one in (*dialog.boxes.values(), dialog.level))
        dialog.accept()
    finally:
        with caller.central.writing() as connection:
            take_back(connection, caller.central.books.node, "table-ui", "tests")


def test_who_sits_at_a_desk_without_an_engine_chooses_his_telephone_from_the_pad(
    at_work, qtbot, jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where policy leaves the choice to him."""
    caller, _, work = at_work  # noqa: F811
    qtbot.waitUntil(caller.is_ready, timeout=LIMIT_MS)
    with caller.central.writing() as connection:
        bind(connection, caller.central.books.node, "table-ui", caller.person.username, "tests")
    try:
        monkeypatch.setattr(caller.desk.calls._line, "_make", None)
        caller.desk.calls._follow()
        qtbot.waitUntil(lambda: "no call engine" in line(work), timeout=LIMIT_MS)
        assert not work.phone.pad.controls.main.isEnabled()
        work.phone.pad.availability.sound.click()
        dialog = work.calls.sound
        qtbot.waitUntil(dialog.way.isVisible, timeout=LIMIT_MS)
        assert not any(one.isVisible() for one in (*dialog.boxes.values(), dialog.level, dialog.test))
        assert "no call engine" in dialog._hint.text()
        dialog.way.setCurrentIndex(1)
        dialog.way.activated.emit(1)
        qtbot.waitUntil(lambda: line(work) == "Ready.", timeout=LIMIT_MS)
        assert caller.desk.calls.state.standing is Standing.DESK_PHONE
        dialog.accept()
    finally:
        with caller.central.writing() as connection:
            take_back(connection, caller.central.books.node, "table-ui", "tests")


@pytest.mark.parametrize("at_table", [True, False])
def test_how_a_call_sounds_is_shown_where_this_computer_hears_it(english, qtbot, at_table) -> None:
    display = CallDisplay()
    qtbot.addWidget(display)
    leg = Leg(key="k", stage=Stage.TALKING, at_table=at_table)
    display.show_phone(PhoneState(link=Link.READY, current=Call(id="c", leg=leg, begun_at=0.0, answered_at=1.0)), "")
    assert display.quality.isHidden() is at_table


@pytest.mark.parametrize("sealed", [True, False])
def test_a_call_over_the_table_says_what_to_do_and_shuts_what_is_the_telephones_own(english, qtbot, sealed) -> None:
    said = []
    controls = CallControls(read_keys({}))
    qtbot.addWidget(controls)
    for stage in (Stage.DIALLING, Stage.AT_TABLE, Stage.TAKEN, Stage.RINGING, Stage.TALKING):
        leg = Leg(key="k", stage=stage, at_table=True, is_sealed=sealed)
        answered = 1.0 if stage is Stage.TALKING else None
        call = Call(id="c", leg=leg, begun_at=0.0, answered_at=answered)
        state = PhoneState(standing=Standing.DESK_PHONE, link=Link.READY, current=call)
        said.append(tell_phone(state, wraps_up=False).word)
        controls.show_phone(state, may_call=True)
        assert not any(one.isEnabled() for one in (controls.mute, controls.hold, controls.keypad))
        assert controls.transfer.isEnabled() is (stage is Stage.TALKING)
    assert len(set(said)) == 5
    assert ("encrypted" in said[-1]) is sealed
    assert controls.hold.toolTip() == "Hold: with the keys of your telephone"
    assert controls.main.accessibleName() == "Hang up"


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (HandedOn("李强"), "Handed on by 李强"),
        (HandedOn("李强", "客服"), "Handed on by 李强, waited in 客服"),
        (None, ""),
    ],
)
def test_a_call_says_who_handed_it_on_as_it_rings_and_as_long_as_it_lasts(english, qtbot, by, words) -> None:
    pad = PhonePad(read_keys({}))
    qtbot.addWidget(pad)
    for stage in (Stage.RINGING, Stage.TALKING):
        leg = Leg(key="k", stage=stage, incoming=True)
        call = Call(id="c", leg=leg, begun_at=0.0, answered_at=None if call_rings(stage) else 1.0, handed_on=by)
        here = {"ringing": (call,)} if call_rings(stage) else {"current": call}
        state = PhoneState(standing=Standing.SOFTPHONE, link=Link.READY, **here)
        pad.show_phone(state, open_card=None, may_call=False, name_card=lambda _: "陈**")
        assert (pad.handed_on.text(), pad.handed_on.isHidden()) == (words, not words)
    pad.show_phone(PhoneState(), open_card=None, may_call=False, name_card=lambda _: "")
    assert pad.handed_on.isHidden()


def call_rings(stage: Stage) -> bool:
    """Whether it waits for an answer."""
    return stage is Stage.RINGING


def test_who_joins_by_his_telephone_is_told_to_lift_it_and_hands_no_call_on(english, qtbot) -> None:
    controls = CallControls(read_keys({}))
    qtbot.addWidget(controls)
    joined = Joined(JoinKind.SPEAK, "c", "张敏")
    said = []
    for stage in (Stage.AT_TABLE, Stage.RINGING, Stage.TALKING):
        call = Call(id="j", leg=Leg(key="k", stage=stage, at_table=True), begun_at=0.0, joined=joined)
        state = PhoneState(standing=Standing.DESK_PHONE, link=Link.READY, current=call)
        said.append(tell_phone(state, wraps_up=False).word)
        controls.show_phone(state, may_call=False)
        assert not controls.transfer.isEnabled()
    assert "lift the receiver" in said[0]
    assert len(set(said)) == 3


def test_the_tray_says_how_the_telephone_stands_and_ends_a_call_of_a_locked_desk(at_work, qtbot, jobs) -> None:
    caller, window, _ = at_work  # noqa: F811
    tray = CallTray(caller.desk, DeskSignals(caller.desk), jobs, window.show, window)
    qtbot.waitUntil(lambda: tray.icon.toolTip() == "Veildesk: Ready for calls", timeout=LIMIT_MS)
    assert not tray.hang_up.isEnabled()
    caller.desk.calls.dial(caller.cards()[0])
    caller.far.pick_up()
    qtbot.waitUntil(lambda: tray.icon.toolTip() == "Veildesk: In a call", timeout=LIMIT_MS)
    caller.desk.keeper.lock()
    qtbot.waitUntil(lambda: not window.is_open(), timeout=LIMIT_MS)
    tray.hang_up.trigger()
    qtbot.waitUntil(lambda: not caller.desk.calls.state.is_busy, timeout=LIMIT_MS)
    caller.desk.keeper.unlock(bytearray(caller.person.password.encode()))


def test_every_state_has_its_own_sentence(english) -> None:
    states = [PhoneState(standing=one) for one in Standing if not one.carries]
    states += [PhoneState(standing=Standing.SOFTPHONE, link=one) for one in Link]
    own = (Link.CONNECTING, Link.DOWN, Link.REFUSED)
    states += [PhoneState(standing=Standing.DESK_PHONE, link=one) for one in own]
    said = [tell_phone(state, wraps_up=False).word for state in states]
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_key_that_does_something_else_or_types_is_no_key_of_the_telephone() -> None:
    assert find_clash(read_keys({})) is None
    assert find_clash(read_keys({"mute": "F8"})) is PhoneKey.MUTE
    assert find_clash(read_keys({"hold": "F4"})) is PhoneKey.HOLD
    usual = read_keys({})
    for needed in ("", "H", "Return", "Enter", "Space", "Shift+H", "Up", "Del", "Home", "Ctrl+C", "Ctrl+A", "Tab"):
        assert find_clash({**usual, PhoneKey.HOLD: needed}) is PhoneKey.HOLD, needed
    for free in ("F10", "Ctrl+Shift+C", "Alt+H", "Ctrl+E", "Shift+F3", "Media Play"):
        assert find_clash({**usual, PhoneKey.HOLD: free}) is None, free
    assert read_keys({"hold": "Return"}) == usual, "chosen while that was still taken"


def test_escape_closes_the_preferences_from_the_field_of_a_key_and_is_no_key(english, qtbot) -> None:
    preferences = Preferences(english)
    qtbot.addWidget(preferences)
    preferences.show()
    field = preferences.keys.fields[PhoneKey.MUTE]
    QTest.keyClick(field, Qt.Key.Key_F10)
    assert field.keySequence().toString() == "F10"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not preferences.isVisible()
    assert field.keySequence().toString() == "F10"


@pytest.mark.parametrize(
    ("lost", "jitter", "trip", "grade"),
    [
        (0.0, 5.0, None, Grade.GOOD),
        (0.02, 5.0, 40.0, Grade.FAIR),
        (0.0, 60.0, 40.0, Grade.POOR),
        (0.0, 5.0, 900.0, Grade.BAD),
        (0.2, 5.0, 40.0, Grade.BAD),
    ],
)
def test_the_worst_of_three_decides_how_it_sounds(lost: float, jitter: float, trip: float | None, grade: Grade) -> None:
    assert judge(Quality(lost=lost, jitter_ms=jitter, round_trip_ms=trip)) is grade
