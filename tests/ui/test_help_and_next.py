"""From the pad: the next customer as Central says, help from a supervisor, and a call that outlives the lock (D1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, update

from app.settings import DeskSettings, PhoneSettings
from app.telephony.states import PauseReason
from protocol.cards import CardState, Disposition
from protocol.events import Act
from protocol.inbox import InboxItem, InboxKind
from protocol.times import now
from server.store.call_tables import help_requests
from server.store.tables import customers
from tests.calling import Caller, caller, calling_central  # noqa: F401 - fixtures
from ui.desk_signals import DeskSignals
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.phone.outcome_form import OutcomeWish
from ui.work_page import WorkPage

LIMIT_MS = 60_000
Made = tuple[Caller, MainWindow, WorkPage]
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def wait(qtbot) -> Wait:
    """Wait for something to come to pass."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LIMIT_MS)


@pytest.fixture
def open_window(
    caller: Caller,  # noqa: F811
    jobs: JobRunner,
    english: DeskSettings,
    qtbot,
) -> Iterator[Callable[..., Made]]:
    """Opens the agent's window, with his telephone's settings."""

    def open_(**phone: object) -> Made:
        person = caller.desk.keeper.person
        assert person
        settings = DeskSettings(language=english.language, phone=PhoneSettings(**phone))  # type: ignore[arg-type]
        window = MainWindow(caller.desk, DeskSignals(caller.desk), jobs, person, settings)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=LIMIT_MS)
        work = window.work()
        assert work
        return caller, window, work

    yield open_
    jobs.stop()


def banner(work: WorkPage) -> str:
    """What stands over the card."""
    return work.card.banner.sentence


def is_open(work: WorkPage, card: str) -> bool:
    """Whether this card is on screen."""
    return work.card.opened is not None and work.card.opened.card.id == card


def talk(made: Caller, work: WorkPage, wait: Wait) -> None:
    """Call the first card, and be answered."""
    work.open_card(made.cards()[0])
    wait(lambda: work.card.opened)
    wait(made.is_ready)
    made.desk.calls.dial(made.cards()[0])
    made.far.ring()
    made.far.pick_up()
    wait(lambda: made.desk.calls.state.current and made.desk.calls.state.current.answered_at)


def test_a_key_brings_the_next_customer(open_window, wait: Wait) -> None:
    made, window, work = open_window()
    first, second, third = made.cards()
    with made.central.writing() as connection:
        retry = update(customers).where(customers.c.id == third)
        connection.execute(retry.values(state=CardState.RETRY.value, due_at="2026-01-01T00:00:00.000Z"))
    wait(work.phone.pad.availability.next.isEnabled)
    QTest.keyClick(window, Qt.Key.Key_F12)
    wait(lambda: is_open(work, third))
    QTest.keyClick(window, Qt.Key.Key_F12)
    wait(lambda: banner(work) == "The customer on screen is the one to call next.")
    with made.central.writing() as connection:
        stopped = update(customers).where(customers.c.id.in_([first, second, third]))
        connection.execute(stopped.values(state=CardState.STOPPED.value))
    work.phone.pad.availability.next.click()
    wait(lambda: banner(work) == "Nobody is to be called now. Your supervisor gives out new customers.")
    made.desk.calls.pause(PauseReason.BREAK)
    wait(lambda: not work.phone.pad.availability.next.isEnabled())


def test_the_next_one_after_an_outcome_is_never_the_same(open_window, wait: Wait) -> None:
    made, _, work = open_window(auto_next=True)
    first = made.desk.team.next_card().card
    assert first is not None
    work.open_card(first)
    wait(lambda: is_open(work, first))
    work.phone.form.wanted.emit(OutcomeWish(first, Disposition.NO_ANSWER, None, ""))
    wait(lambda: work.card.opened is not None and work.card.opened.card.id != first)
    assert work.card.opened.card.id in made.cards()


def test_without_central_the_desk_s_own_queue_goes_on(open_window, wait: Wait) -> None:
    made, window, work = open_window(auto_next=True)
    card = made.cards()[0]
    work.open_card(card)
    wait(lambda: is_open(work, card))
    made.central.line.cut()
    work.phone.form.wanted.emit(OutcomeWish(card, Disposition.NO_ANSWER, None, ""))
    wait(lambda: work.card.opened is not None and work.card.opened.card.id != card)
    QTest.keyClick(window, Qt.Key.Key_F12)
    wait(lambda: "Central" in banner(work))


def test_help_is_asked_for_taken_and_withdrawn(open_window, wait: Wait) -> None:
    made, window, work = open_window()
    talk(made, work, wait)
    call = made.desk.calls.state.current
    button = work.phone.pad.controls.help
    QTest.keyClick(window, Qt.Key.Key_F11)
    wait(lambda: banner(work).startswith("Help is asked for."))
    query = select(help_requests.c.id, help_requests.c.over_at).where(help_requests.c.call == call.id)
    ((_, over),) = made.central.look_up(query)
    assert over is None
    assert button.accessibleName() == "Help is asked for: withdraw"
    button.click()
    wait(lambda: banner(work) == "Help is no longer asked for.")
    assert made.central.look_up(query)[0][1] is not None
    button.click()
    wait(lambda: button.accessibleName() == "Help is asked for: withdraw")
    made.desk.calls.hang_up()
    wait(lambda: button.accessibleName() == "Ask for help")
    made.desk.sync.wake()
    wait(lambda: all(over for _, over in made.central.look_up(query)))


def test_that_somebody_comes_is_said_until_the_call_is_over(open_window, wait: Wait) -> None:
    made, window, work = open_window()
    talk(made, work, wait)
    QTest.keyClick(window, Qt.Key.Key_F11)
    wait(lambda: banner(work).startswith("Help is asked for."))
    ref = made.desk.team.waiting.id
    window.follow_notice(InboxItem(seq=1, kind=InboxKind.HELP_TAKEN, at=now(), ref=ref, facts={"by": "Wang"}))
    assert banner(work) == "Wang comes to help you."
    made.desk.calls.hang_up()
    wait(lambda: banner(work) == "")


def test_a_call_behind_the_lock_can_be_ended(open_window, wait: Wait) -> None:
    made, window, work = open_window()
    talk(made, work, wait)
    lock = window.lock_page
    made.desk.keeper.lock()
    wait(lock.hang_up.isVisible)
    assert not lock.title.text().count("*")
    QTest.keyClick(window, Qt.Key.Key_F4)
    wait(lambda: not made.desk.calls.state.is_busy)
    wait(lambda: not lock.hang_up.isVisible())
    assert made.last(Act.CALL_ENDED).detail["ending"] == "hung-up"
    QTest.keyClick(window, Qt.Key.Key_F4)
    made.desk.keeper.unlock(bytearray(made.person.password.encode()))
    wait(window.is_open)
    assert len(made.events(Act.CALL_ASKED)) == 1
