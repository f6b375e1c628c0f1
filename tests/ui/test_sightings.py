"""What the window says of what a guard saw, and that it opens for nobody meanwhile (D5)."""

from __future__ import annotations

from threading import Thread

import msgspec

from app.session import SessionState
from protocol.guarding import GuardPolicy, Response
from tests.pictures.entry_scenes import STICK
from tests.ui.working_desk import PASSWORD


def see_from_a_guards_thread(desk, sighting=STICK):
    thread = Thread(target=desk.sentry.see, args=(sighting,))
    thread.start()
    thread.join()


def test_a_stick_covers_the_desk_until_it_is_out(window, desk, qtbot):
    see_from_a_guards_thread(desk)
    page = window.lock_page
    qtbot.waitUntil(page.isVisible, timeout=60_000)
    assert page.text.text() == (
        "A USB storage device is plugged in (SanDisk Ultra)."
        " It is recorded. Take it out, then enter your password; until then the desk stays locked."
    )
    qtbot.keyClicks(page.password, PASSWORD.decode())
    page.button.click()
    qtbot.waitUntil(page.button.isEnabled, timeout=60_000)
    assert desk.keeper.state is SessionState.LOCKED
    assert page.isVisible()
    desk.sentry.lose(STICK.channel, STICK.key)
    qtbot.waitUntil(lambda: "It is gone now" in page.text.text(), timeout=60_000)
    qtbot.keyClicks(page.password, PASSWORD.decode())
    page.button.click()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=60_000)
    assert desk.keeper.state is SessionState.ACTIVE


def test_where_the_desk_need_not_lock_the_words_stand_over_the_page(window, desk, qtbot):
    desk.keeper.policy = msgspec.structs.replace(desk.keeper.policy, guards=GuardPolicy(usb=Response.CLOSE))
    see_from_a_guards_thread(desk)
    qtbot.waitUntil(window.seen.isVisible, timeout=60_000)
    assert window.seen.sentence.startswith("A USB storage device is plugged in (SanDisk Ultra). It is recorded.")
    window.seen.acted.emit()
    assert not window.seen.isVisible()
    desk.sentry.lose(STICK.channel, STICK.key)
