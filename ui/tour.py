"""The tour: the main job by the real client in real windows, each step printed, pictures left behind.

It is what ``veildesk demo`` does where there is no display, and what the end-to-end test runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cards import CardFilter, Section
from app.settings import DeskSettings, Language, Scheme, save_settings
from protocol.errors import UnexpectedError
from protocol.fields import FieldKind
from protocol.roles import Role
from ui.approvals.page import ApprovalsPage
from ui.conductor import Conductor
from ui.demo import DemoCentral, DemoPerson
from ui.main import Enrolment, make_application, open_desk, speak_and_colour
from ui.main_window import MainWindow
from ui.rail import Page
from ui.reveal.dialog import RevealDialog
from ui.totp import make_code

PATIENCE_S = 60.0


class Tourist:
    """One desk of the tour: its folder, its windows, and somebody at its keyboard."""

    def __init__(self, app: QApplication, folder: Path, settings: DeskSettings, ticket: str, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        save_settings(folder, settings)
        self.app = app
        self.conductor = Conductor(app, folder, settings, load_desk=lambda: open_desk(folder), enrol=Enrolment(folder))
        page = self.conductor.sign_in.enrol_page
        self.conductor.start()
        page.name.setText(name)
        page.ticket.setPlainText(ticket)
        page.button.click()
        wait_until(app, lambda: self.conductor.sign_in.sign_in_page.isVisible(), "enrolment")

    def sign_in(self, person: DemoPerson) -> MainWindow:
        """Type name, password and code, as a person would."""
        page = self.conductor.sign_in.sign_in_page
        wait_until(self.app, page.button.isEnabled, "a sign-in page that is ready")
        page.username.setText(person.username)
        QTest.keyClicks(page.password, person.password)
        page.code.setText(make_code(person.totp_secret))
        QTest.keyClick(page.code, Qt.Key.Key_Return)
        wait_until(self.app, lambda: self.conductor.window is not None or page.banner.sentence, "the desk")
        if self.conductor.window is None:
            raise UnexpectedError
        return self.conductor.window

    def close(self) -> None:
        """End the session and stop the desk."""
        if self.conductor.window:
            self.conductor.window.close()
        self.conductor.stop()


class Tour:
    """Walks the main job; ``say`` is told each step."""

    def __init__(self, central: DemoCentral, out: Path, say: Callable[[str], None], language: Language) -> None:
        self.central, self.out, self.say = central, out, say
        self.app = make_application()
        self.settings = DeskSettings(language=language, scheme=Scheme.LIGHT)
        speak_and_colour(self.app, self.settings)
        out.mkdir(parents=True, exist_ok=True)

    def walk(self) -> None:
        """All of it, from enrolment to the verified trail."""
        agent_desk = self._enrol("desk-07", "desk-07")
        supervisor_desk = self._enrol("desk-02", "desk-02")
        agent = self.central.find_person(Role.AGENT)
        self._picture(agent_desk.conductor.sign_in, "01-sign-in")
        window = agent_desk.sign_in(agent)
        self.say(f"signed in: {agent.name} at desk-07")
        self._open_first_card(agent_desk, window)
        self._reveal_allowed(window, agent)
        supervisor = self.central.find_person(Role.SUPERVISOR)
        other = supervisor_desk.sign_in(supervisor)
        self.say(f"signed in: {supervisor.name} at desk-02")
        self._reveal_approved(window, agent, other, supervisor)
        self._deliver(agent_desk)
        self._deliver(supervisor_desk)
        agent_desk.close()
        supervisor_desk.close()
        for line in self.central.verify_chain().splitlines():
            self.say(f"events at Central: {line}")

    def _enrol(self, folder: str, name: str) -> Tourist:
        ticket = self.central.make_ticket(name)
        desk = Tourist(self.app, self.out / "desks" / folder, self.settings, ticket, name)
        self.say(f"enrolled: {name}")
        return desk

    def _open_first_card(self, tourist: Tourist, window: MainWindow) -> None:
        work, desk = window.work(), tourist.conductor.desk
        if work is None or desk is None:
            raise UnexpectedError
        wait_until(self.app, lambda: desk.cards.count() >= self.central.customers // 2, "cards")
        row = desk.cards.first_rows(CardFilter(), Section.DUE, 1)[0]
        work.open_card(row.id)
        wait_until(self.app, lambda: window.find_open_card() == row.id, "the card")
        settle(self.app)
        self._picture(window, "02-card")
        self.say(f"card: {row.name} {row.mobile}, {desk.cards.count()} cards on the desk, all masked")

    def _ask(self, window: MainWindow, agent: DemoPerson, kind: FieldKind, purpose: str, reason: str) -> RevealDialog:
        work = window.work()
        if work is None or work.card.opened is None:
            raise UnexpectedError
        work.reveal_wanted.emit(work.card.opened, kind)
        wait_until(self.app, lambda: find_dialog(window) is not None, "the reveal dialog")
        dialog = find_dialog(window)
        if dialog is None:
            raise UnexpectedError
        form = dialog.form
        form.purpose.setCurrentIndex(max(0, form.purpose.findData(purpose)))
        form.reason.setText(reason)
        QTest.keyClicks(form.password, agent.password)
        form.button.click()
        return dialog

    def _reveal_allowed(self, window: MainWindow, agent: DemoPerson) -> None:
        dialog = self._ask(window, agent, FieldKind.MOBILE, "marketing", "客户要求核对登记的号码")
        wait_until(self.app, lambda: dialog.stage.view.showing, "the value")
        self._picture(dialog, "03-reveal-shown")
        self.say("reveal allowed: the mobile is shown, watermarked, for seconds")
        QTest.keyClick(dialog.stage.view, Qt.Key.Key_Escape)
        wait_until(self.app, lambda: not dialog.stage.view.showing, "the end of the value")
        settle(self.app)
        self._picture(dialog, "04-reveal-gone")
        self.say(f"gone: {dialog.stage.sentence}")
        dialog.close()
        settle(self.app)

    def _reveal_approved(
        self, window: MainWindow, agent: DemoPerson, other: MainWindow, supervisor: DemoPerson
    ) -> None:
        dialog = self._ask(window, agent, FieldKind.ID_NUMBER, "verification", "客户办理业务,需要核验身份")
        wait_until(self.app, lambda: dialog.stage.is_waiting or dialog.form.isEnabled(), "a request that waits")
        if not dialog.stage.is_waiting:
            self.say(f"the request did not wait: {dialog.stage.sentence}")
            raise UnexpectedError
        self._picture(dialog, "05-reveal-waiting")
        self.say("reveal sent for approval")
        other.turn_to(Page.APPROVALS)
        page = other.stack.get(Page.APPROVALS)
        if not isinstance(page, ApprovalsPage):
            raise UnexpectedError
        wait_until(self.app, lambda: bool(page.cards()), "the request at the supervisor's desk")
        settle(self.app)
        self._picture(other, "06-approvals")
        card = page.cards()[0]
        QTest.keyClicks(card.password, supervisor.password)
        card.approve.click()
        wait_until(self.app, lambda: dialog.stage.view.showing, "the approved value")
        self.say(f"approved from a second desk by {supervisor.name}; shown")
        self._picture(dialog, "07-reveal-approved")
        QTest.keyClick(dialog.stage.view, Qt.Key.Key_Escape)
        settle(self.app)
        self.say(f"gone: {dialog.stage.sentence}")
        dialog.close()
        settle(self.app)

    def _deliver(self, desk: Tourist) -> None:
        joined = desk.conductor.desk
        if joined is None:
            raise UnexpectedError
        joined.sync.wake()
        wait_until(self.app, lambda: joined.trail.journal.waiting() == 0, "delivery of every event")

    def _picture(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self.out / f"{name}.png"))


def wait_until(app: QApplication, condition: Callable[[], object], what: str) -> None:
    """Let the windows live until ``condition`` holds; UnexpectedError, naming ``what``, after a minute."""
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > limit:
            raise UnexpectedError(waiting_for=what) from TimeoutError(what)
        app.processEvents()
        time.sleep(0.01)


def settle(app: QApplication) -> None:
    """Let everything that is under way reach the screen."""
    limit = time.monotonic() + 0.4
    while time.monotonic() < limit:
        app.processEvents()
        time.sleep(0.01)


def find_dialog(window: QWidget) -> RevealDialog | None:
    """The reveal dialog that is open over ``window``."""
    return next((dialog for dialog in window.findChildren(RevealDialog) if dialog.isVisible()), None)
