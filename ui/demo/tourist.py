"""One desk of the tour, with somebody at its keyboard; and waiting while the windows live."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.cards import CardFilter, CardRow, Section
from app.session import SessionState
from app.settings import DeskSettings, save_settings
from protocol.errors import VeildeskError
from ui.conductor import Conductor
from ui.demo.central import DemoPerson
from ui.main_window import MainWindow
from ui.reveal.dialog import RevealDialog
from ui.totp import make_code

if TYPE_CHECKING:
    from app.desk import Desk
    from protocol.fields import FieldKind
    from ui.work_page import WorkPage

PATIENCE_S = 60.0
_SETTLE_S = 0.4
LOOKED_THROUGH = 50
"""Cards that are looked through for one that holds what is asked for."""


class TourStopped(VeildeskError):
    """The tour did not come to ``step``; ``reason`` says what was on screen instead."""

    what = "The tour stopped at this step: {step}."
    meaning = "What the screen said: {reason}."
    next_step = "The pictures so far and Central's serve.log show more; run it again when the cause is gone."


class Tourist:
    """A desk in a folder of its own: its windows, and a person who types and clicks."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        settings: DeskSettings,
        open_desk: Callable[[Path], Desk],
        make_enrolment: Callable[[Path], Callable[[str, str], object]],
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        save_settings(folder, settings)
        self.app = app
        self.conductor = Conductor(
            app, folder, settings, load_desk=lambda: open_desk(folder), enrol=make_enrolment(folder)
        )
        self.conductor.start()

    @property
    def desk(self) -> Desk:
        """The desk's services; TourStopped before it is loaded."""
        if self.conductor.desk is None:
            raise TourStopped(step="a desk", reason="the sign-in window")
        return self.conductor.desk

    @property
    def window(self) -> MainWindow:
        """The desk's window; TourStopped before somebody is signed in."""
        if self.conductor.window is None:
            raise TourStopped(step="the desk's window", reason="the sign-in window")
        return self.conductor.window

    @property
    def work(self) -> WorkPage:
        """Where an agent works; TourStopped for a role that has no such page."""
        page = self.window.work()
        if page is None:
            raise TourStopped(step="queue and card", reason="a page of another role")
        return page

    def enrol(self, ticket: str, name: str) -> None:
        """Paste the ticket, name the desk, enrol it."""
        page, sign_in = self.conductor.sign_in.enrol_page, self.conductor.sign_in.sign_in_page
        page.name.setText(name)
        page.ticket.setPlainText(ticket)
        page.button.click()
        wait_until(self.app, sign_in.isVisible, f"{name} is enrolled", lambda: page.banner.sentence)

    def sign_in(self, person: DemoPerson) -> MainWindow:
        """Type name, password and code, as a person would."""
        page = self.conductor.sign_in.sign_in_page
        wait_until(self.app, page.button.isEnabled, "a sign-in page that is ready")
        page.username.setText(person.username)
        QTest.keyClicks(page.password, person.password)
        page.code.setText(make_code(person.totp_secret))
        QTest.keyClick(page.code, Qt.Key.Key_Return)
        wait_until(
            self.app,
            lambda: self.conductor.window is not None or page.button.isEnabled(),
            f"{person.name} is signed in",
        )
        if self.conductor.window is None:
            raise TourStopped(step=f"{person.name} is signed in", reason=page.banner.sentence)
        return self.conductor.window

    def find_card(self, *kinds: FieldKind) -> CardRow:
        """The first card that is due and holds a value of each kind; TourStopped where none does.

        Not every customer has, say, an ID number.
        """
        cards = self.desk.cards
        for row in cards.first_rows(CardFilter(), Section.DUE, LOOKED_THROUGH):
            if {field.kind for field in cards.look_again(row.id).card.fields}.issuperset(kinds):
                return row
        raise TourStopped(step="a card to work on", reason=f"no card holds {', '.join(kinds)}")

    def ask_to_see(self, person: DemoPerson, kind: FieldKind, purpose: str, reason: str) -> RevealDialog:
        """Fill in the reveal's form for the card on screen and send it."""
        work = self.work
        if work.card.fields is None:
            raise TourStopped(step="a reveal", reason="no card is open")
        work.card.fields.buttons[kind].click()
        wait_until(self.app, lambda: find_dialog(self.window) is not None, "the reveal dialog")
        dialog = find_dialog(self.window)
        if dialog is None:
            raise TourStopped(step="the reveal dialog", reason="the card")
        wait_until(self.app, dialog.isActiveWindow, "the keyboard is the dialog's")
        form = dialog.form
        form.purpose.setCurrentIndex(form.purpose.findData(purpose))
        form.reason.setText(reason)
        QTest.keyClicks(form.password, person.password)
        form.button.click()
        return dialog

    def tell_end(self, dialog: RevealDialog) -> str:
        """What the screen says of a reveal: the dialog, or what took its place, such as the lock."""
        if isValid(dialog):
            return dialog.stage.sentence
        if self.desk.keeper.state is SessionState.LOCKED:
            return self.window.lock_page.text.text()
        return "the dialog is closed"

    def close(self) -> None:
        """Close the windows for good, timers and all, and stop the desk."""
        if self.conductor.window:
            self.conductor.window.close()
            self.conductor.window.deleteLater()
        self.conductor.sign_in.hide()
        self.conductor.sign_in.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.conductor.stop()


def wait_until(
    app: QApplication, condition: Callable[[], object], step: str, tell: Callable[[], str] = lambda: ""
) -> None:
    """Let the windows live until ``condition`` holds; TourStopped, with what ``tell`` says, after a minute."""
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > limit:
            raise TourStopped(step=step, reason=tell() or f"nothing for {PATIENCE_S:.0f} s")
        app.processEvents()
        time.sleep(0.01)


def settle(app: QApplication) -> None:
    """Let everything that is under way reach the screen."""
    limit = time.monotonic() + _SETTLE_S
    while time.monotonic() < limit:
        app.processEvents()
        time.sleep(0.01)


def is_asked(dialog: RevealDialog) -> bool:
    """Whether ``dialog`` has its answer and takes another question, or is gone, e.g. because the desk locked."""
    return not isValid(dialog) or dialog.form.isEnabled()


def find_dialog(window: MainWindow) -> RevealDialog | None:
    """The reveal dialog that is open over ``window``."""
    return next((dialog for dialog in window.findChildren(RevealDialog) if dialog.isVisible()), None)
