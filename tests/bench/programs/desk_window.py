"""The desk as ``veildesk`` starts it, with a hand at the keyboard that is as quick as can be.

Words: the desk's folder; ``sign-in``: ends when the sign-in window is painted; ``main``: signs in and ends when the
main window is; ``memory``: when the main window has its queue and has settled; ``idle`` and, last, a number of
seconds: those later;
``unguarded``: the same with no guard at its post.
"""

import sys
from pathlib import Path

from ui.main import run_desk
from ui.quick_start import make_ready

make_ready()  # as run_desk does, before it imports what comes here a moment earlier, to be watched
import ui.conductor  # noqa: E402
from tests.bench.programs.watching import Watcher, end_now, end_with_idle_time, end_with_memory  # noqa: E402

place, until = Path(sys.argv[1]), sys.argv[2]
start, enter = ui.conductor.Conductor.start, ui.conductor.Conductor.enter


def start_watched(conductor):
    """Watch the first window."""
    Watcher(conductor.sign_in, end_now if until == "sign-in" else lambda: type_in(conductor.sign_in.sign_in_page))
    start(conductor)


def type_in(page):
    """Sign in to the cards that are here already."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
    from PySide6.QtGui import QKeyEvent

    def go():
        page.username.setText(sys.argv[3])
        for letter in sys.argv[4]:  # as QtTest does, whose library no desk loads
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(page.password, press)
        page.offline.setChecked(True)
        page.button.click()

    QTimer.singleShot(0, go)


def enter_watched(conductor, desk):
    """Watch the main window."""
    enter(conductor, desk)
    if until == "main":
        Watcher(conductor.window, end_now)
    else:
        from PySide6.QtCore import QTimer

        queue = conductor.window.work().queue
        if until == "memory":
            queue.loaded.connect(lambda: QTimer.singleShot(1000, end_with_memory))
        else:
            queue.loaded.connect(lambda: end_with_idle_time(int(sys.argv[5])))


if until == "unguarded":
    import app.guards.posting

    app.guards.posting.choose_guards = lambda _: ()
ui.conductor.Conductor.start, ui.conductor.Conductor.enter = start_watched, enter_watched
run_desk(place, language="zh_CN")
