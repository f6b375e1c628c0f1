"""What the window says of what a guard saw, and that it opens for nobody meanwhile (D5)."""

from __future__ import annotations

from threading import Thread

import msgspec

from app.reveal import CloseReason
from app.session import SessionState
from protocol.fields import FieldKind
from protocol.guarding import GuardPolicy, Response
from secure_store.secret import Secret
from tests.pictures.entry_scenes import STICK
from tests.ui.working_desk import PASSWORD
from ui.secret_view import SecretView


def see_from_a_guards_thread(desk):
    thread = Thread(target=desk.sentry.see, args=(STICK,))
    thread.start()
    thread.join()


def test_a_stick_covers_the_desk_until_it_is_out(window, desk, qtbot):
    see_from_a_guards_thread(desk)
    page = window.lock_page
    qtbot.waitUntil(page.isVisible, timeout=60_000)
    assert page.text.text() == (
        "A USB storage device was plugged in (SanDisk Ultra)."
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
    qtbot.waitUntil(window.banners.seen.isVisible, timeout=60_000)
    assert window.banners.seen.sentence.startswith(
        "A USB storage device was plugged in (SanDisk Ultra). It is recorded."
    )
    window.banners.seen.acted.emit()
    assert not window.banners.seen.isVisible()
    desk.sentry.lose(STICK.channel, STICK.key)


def test_a_value_that_a_guard_wiped_on_its_way_is_shown_to_nobody(qtbot):
    view, ends = SecretView(), []
    qtbot.addWidget(view)
    view.closed.connect(lambda *end: ends.append(end[0]))
    view.show()
    secret = Secret.take(bytearray(b"13900000000"))
    secret.wipe()
    view.show_secret(secret, FieldKind.MOBILE, 15, "desk-07", 1)
    assert "0" in view.accessibleName()
    view.grab()
    view.close_secret(CloseReason.EXPORT_BLOCKED)
    assert ends == ["export-blocked"]
