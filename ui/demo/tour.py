"""The tour: the main job by the real client in real windows, each step told, pictures left behind.

It is what ``veildesk demo`` does where there is no display, and what the end-to-end test walks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.settings import DeskSettings, Language, Scheme
from protocol.fields import FieldKind
from protocol.roles import Role
from ui.application import make_application, speak_and_colour
from ui.approvals.page import ApprovalsPage
from ui.demo.central import DemoCentral, DemoPerson
from ui.demo.tourist import Tourist, TourStopped, is_asked, settle, wait_until
from ui.rail import Page
from ui.reveal.dialog import RevealDialog

if TYPE_CHECKING:
    from app.desk import Desk
    from app.telephony.states import PhoneState


class Tour:
    """Walks the main job on two desks; ``say`` is told each step."""

    def __init__(
        self,
        central: DemoCentral,
        out: Path,
        say: Callable[[str], None],
        language: Language,
        open_desk: Callable[[Path], Desk],
        make_enrolment: Callable[[Path], Callable[[str, str], object]],
    ) -> None:
        self.central, self.out, self.say = central, out, say
        self.app = make_application()
        self._open_desk, self._make_enrolment = open_desk, make_enrolment
        self._settings = DeskSettings(language=language, scheme=Scheme.LIGHT)
        self._desks: list[Tourist] = []
        speak_and_colour(self.app, self._settings)
        out.mkdir(parents=True, exist_ok=True)

    def walk(self, *, can_call: bool) -> None:
        """All of it, from enrolment to the verified trail, with a call where this machine ``can_call``; TourStopped
        where it does not go on."""
        try:
            agent, supervisor = self.central.find_person(Role.AGENT), self.central.find_person(Role.SUPERVISOR)
            first, second = self._enrol("desk-07"), self._enrol("desk-02")
            self._picture(first.conductor.sign_in, "01-sign-in")
            self._sign_in(first, agent, "desk-07")
            self._open_first_card(first)
            self._reveal_allowed(first, agent)
            self._sign_in(second, supervisor, "desk-02")
            self._reveal_approved(first, agent, second, supervisor)
            if can_call:
                self._call(first)
            for desk in self._desks:
                self._deliver(desk)
        finally:
            for desk in self._desks:
                desk.close()
        total, *findings = self.central.verify_trail()
        self.say(f"events at Central: {total}")
        self.say(f"chain verified: {' '.join(findings)}")

    def _enrol(self, name: str) -> Tourist:
        desk = Tourist(self.app, self.out / "desks" / name, self._settings, self._open_desk, self._make_enrolment)
        self._desks.append(desk)
        desk.enrol(self.central.make_ticket(name), name)
        settle(self.app)
        self.say(f"enrolled: {name}")
        return desk

    def _sign_in(self, desk: Tourist, person: DemoPerson, name: str) -> None:
        desk.sign_in(person)
        self.say(f"signed in: {person.name} at {name}")

    def _open_first_card(self, desk: Tourist) -> None:
        cards, window = desk.desk.cards, desk.window
        wait_until(self.app, lambda: cards.count() >= self.central.customers // 2, "the agent's cards are on the desk")
        row = desk.find_card(FieldKind.MOBILE, FieldKind.ID_NUMBER)
        desk.work.open_card(row.id)
        wait_until(self.app, lambda: window.find_open_card() == row.id, "the card is open")
        settle(self.app)
        self._picture(window, "02-card")
        self.say(f"card: {row.name} {row.mobile}, {cards.count():,} cards on the desk, all masked")

    def _reveal_allowed(self, desk: Tourist, agent: DemoPerson) -> None:
        dialog = desk.ask_to_see(agent, FieldKind.MOBILE, "marketing", "客户要求核对登记的号码")
        self._wait_for_value(desk, dialog, "the mobile is shown")
        self._picture(dialog, "03-reveal-shown")
        self.say("reveal allowed: the mobile is shown, watermarked, for seconds")
        self._close_value(dialog, "04-reveal-gone")

    def _reveal_approved(self, desk: Tourist, agent: DemoPerson, other: Tourist, supervisor: DemoPerson) -> None:
        dialog = desk.ask_to_see(agent, FieldKind.ID_NUMBER, "verification", "客户办理业务，需要核验身份")
        wait_until(self.app, lambda: is_asked(dialog) or dialog.stage.is_waiting, "the request is answered")
        if is_asked(dialog):
            raise TourStopped(step="the request waits for approval", reason=desk.tell_end(dialog))
        self._picture(dialog, "05-reveal-waiting")
        self.say("reveal sent for approval: the ID number waits for a supervisor")
        other.window.turn_to(Page.APPROVALS)
        page = other.window.stack.get(Page.APPROVALS)
        if not isinstance(page, ApprovalsPage):
            raise TourStopped(step="the approvals page", reason="another page")
        wait_until(self.app, lambda: bool(page.cards()), "the request is at the supervisor's desk")
        settle(self.app)
        self._picture(other.window, "06-approvals")
        card = page.cards()[0]
        QTest.keyClicks(card.password, supervisor.password)
        card.approve.click()
        self._wait_for_value(desk, dialog, "the approved value is shown")
        self.say(f"approved from a second desk, by {supervisor.name}")
        self._picture(dialog, "07-reveal-approved")
        self.say("shown: the ID number, watermarked, for seconds")
        self._close_value(dialog, "08-approved-gone")

    def _wait_for_value(self, desk: Tourist, dialog: RevealDialog, step: str) -> None:
        wait_until(self.app, lambda: is_asked(dialog) or dialog.stage.view.showing, step, lambda: desk.tell_end(dialog))
        if is_asked(dialog):
            raise TourStopped(step=step, reason=desk.tell_end(dialog))

    def _close_value(self, dialog: RevealDialog, picture: str) -> None:
        QTest.keyClick(dialog.stage.view, Qt.Key.Key_Escape)
        wait_until(self.app, lambda: not dialog.stage.view.showing, "the value is gone")
        settle(self.app)
        self._picture(dialog, picture)
        self.say(f"gone: {dialog.stage.sentence}")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        wait_until(self.app, lambda: not dialog.isVisible(), "the dialog is closed")

    def _call(self, desk: Tourist) -> None:
        """Call the open card over the demo's PBX; whoever answers there agrees."""
        work = desk.work
        pad, calls = work.phone.pad, desk.desk.calls

        def tell() -> str:
            return work.card.banner.sentence or pad.display.line.text()

        wait_until(self.app, pad.controls.main.isEnabled, "the telephone is ready", tell)
        pad.controls.main.click()
        wait_until(self.app, lambda: calls.state.current is not None or calls.state.last is not None, "dialling", tell)
        self.app.processEvents()  # no more: the far end of a demo is quick to answer
        self._picture(desk.window, "09-call-dialling")
        self.say("call: dialling a token; the number is the PBX's alone")
        wait_until(self.app, lambda: _is_talking(calls.state) or calls.state.last is not None, "an answer", tell)
        if not _is_talking(calls.state):
            raise TourStopped(step="the call is answered", reason=tell())
        wait_until(self.app, lambda: bool(work.card.script and work.card.script.is_open()), "the wording is asked for")
        work.card.note_answer(agreed=True)
        wait_until(self.app, lambda: _has_agreed(calls.state), "the customer's yes is noted", tell)
        settle(self.app)
        self._picture(desk.window, "10-call-talking")
        self.say("call: talking, encrypted; the customer's yes is on record")
        pad.controls.main.click()
        wait_until(self.app, lambda: calls.state.last is not None and not calls.state.is_busy, "hung up", tell)
        settle(self.app)
        self._picture(desk.window, "11-call-ended")
        self.say("call: hung up; what is left is the outcome")

    def _deliver(self, desk: Tourist) -> None:
        desk.desk.sync.wake()
        journal = desk.desk.trail.journal
        wait_until(self.app, lambda: journal.waiting() == 0, "every event is delivered")

    def _picture(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self.out / f"{name}.png"))


def _is_talking(state: PhoneState) -> bool:
    return state.current is not None and state.current.answered_at is not None


def _has_agreed(state: PhoneState) -> bool:
    return state.current is not None and (state.current.agreed is True or not state.current.needs_consent)
