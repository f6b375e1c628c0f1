"""What runs beside the window may be slow, fail or come too late: nothing that must happen now waits for it."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from app.reveal import RevealHandle, ShownReveal
from app.session import SessionState
from protocol.fields import FieldKind
from protocol.refusals import Forbidden
from protocol.reveals import RevealState
from protocol.road import CentralSlow
from secure_store.secret import Secret
from tests.pictures.people_and_desks import make_reveal
from tests.pictures.reveal_scenes import open_reveal
from tests.waiting import wait_for
from ui.jobs import JobRunner


def test_a_desk_locks_though_every_thread_waits_for_central(window, desk, jobs, qtbot):
    answered = Event()
    for _ in range(jobs._pool.maxThreadCount()):
        jobs.run(answered.wait)
    try:
        window.lock()
        qtbot.waitUntil(lambda: window.lock_page.isVisible(), timeout=60_000)
        assert desk.keeper.state is SessionState.LOCKED
    finally:
        answered.set()


def test_what_was_asked_for_before_the_desk_is_closed_is_done_though_it_has_not_begun(qapp):
    jobs, release, done = JobRunner(), Event(), []
    jobs._pool.setMaxThreadCount(1)
    first = jobs.run(release.wait)
    jobs.run(lambda: done.append("saved"))

    def answer_late():
        wait_for(lambda: first.cancelled, "the runner to be stopped")
        release.set()

    central = Thread(target=answer_late)
    central.start()
    assert jobs.stop(60_000)
    central.join()
    assert done == ["saved"]


def test_what_has_not_begun_in_the_time_to_close_is_dropped(qapp):
    jobs, release, done = JobRunner(), Event(), []
    jobs._pool.setMaxThreadCount(1)
    jobs.run(release.wait)
    jobs.run(lambda: done.append("late"))
    assert not jobs.stop(50)
    release.set()
    assert jobs._pool.waitForDone(60_000)
    assert done == []


def test_a_request_that_waits_outlives_a_central_that_cannot_be_asked(made, monkeypatch):
    dialog = open_reveal(made, FieldKind.ID_NUMBER)
    answers = [CentralSlow(), make_reveal(RevealState.REFUSED, "核对后再来")]
    monkeypatch.setattr("ui.reveal.dialog._ASK_AGAIN_MS", 1)
    monkeypatch.setattr(dialog._desk.reveals, "wait", lambda _: answer(answers))
    dialog._take_answer(RevealHandle(make_reveal(), object()))
    made.wait(lambda: not dialog.stage.is_waiting)
    assert not answers
    assert "核对后再来" in dialog.stage.sentence


@pytest.mark.parametrize("has_value", [True, False])
def test_what_comes_for_a_window_that_is_gone_is_wiped_without_a_fault(made, qtbot, has_value):
    dialog = open_reveal(made, FieldKind.ID_NUMBER)
    window, runner = dialog.parentWidget(), dialog._runner
    answered, secret = Event(), Secret.take(bytearray(b"synthetic"))

    def request() -> ShownReveal:
        answered.wait()
        if has_value:
            return ShownReveal(secret, make_reveal())
        raise Forbidden

    dialog._under_way = runner.run(request, dialog._take_answer, dialog._fail, owner=runner)
    dialog.done(0)
    with qtbot.waitSignal(window.destroyed, timeout=60_000):
        window.deleteLater()
    with qtbot.captureExceptions() as faults:
        answered.set()
        made.settle()
        made.settle()
    assert faults == []
    secret.wipe()


def answer(answers: list[object]) -> object:
    """The next of them."""
    given = answers.pop(0)
    if isinstance(given, Exception):
        raise given
    return given
