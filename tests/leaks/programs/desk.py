"""The desk as ``veildesk`` starts it, and an usher in it who shows the way to a field and says what is on screen.

The usher holds no secret: whatever is secret is typed from outside, by an X server's keys. Words: the desk's folder.
Each line on standard input is a call, ``NAME ARGUMENT…`` in JSON; each answer is one line of JSON.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import ui.conductor  # what run_desk imports next, here a moment earlier, to be watched
from app.cards import CardFilter, Section
from app.session_state import SessionState
from app.settings import DeskSettings, Language, Scheme, save_settings
from protocol.cards import Disposition
from protocol.events import Act, decode_event
from protocol.fields import FieldKind
from protocol.refusals import SessionLocked
from ui.demo.tourist import find_dialog
from ui.main import run_desk
from ui.phone.control import PhoneControl
from ui.phone.wishes import Wish
from ui.widgets.password_field import PasswordField


class Usher:
    """Knows where things are in the windows of one conductor."""

    def __init__(self, conductor: ui.conductor.Conductor) -> None:
        self._conductor = conductor
        self._rest = b""
        self._ear = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._ear.activated.connect(self._hear)

    def state(self) -> dict[str, Any]:
        """What is on screen."""
        conductor, window = self._conductor, self._conductor.window
        page = conductor.sign_in.sign_in_page
        dialog = find_dialog(window) if window else None
        focus = QApplication.focusWidget()
        stage = conductor.desk.keeper.state if conductor.desk else SessionState.SIGNED_OUT
        return {
            "ready": page.isVisible() and page.button.isEnabled() and conductor.desk is not None,
            "signed_in": window is not None,
            "cards": self._count_cards(),
            "locked": stage is SessionState.LOCKED,
            "card": window.find_open_card() if window else None,
            "dialog": dialog is not None and dialog.isActiveWindow(),
            "showing": dialog is not None and dialog.stage.view.showing,
            "says": dialog.stage.sentence if dialog else page.banner.sentence,
            "waiting": conductor.desk.trail.journal.waiting() if conductor.desk else 0,
            "focus": type(focus).__name__ if focus else "",
            "typed": self._count_typed(focus),
        }

    def settle(self) -> None:
        """Handle every key that the display's server has sent by now."""
        QGuiApplication.sync()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers)

    def enrol(self, ticket: str, name: str) -> None:
        """Paste a ticket, as whoever sets the desk up does."""
        page = self._conductor.sign_in.enrol_page
        page.name.setText(name)
        page.ticket.setPlainText(ticket)
        page.button.click()

    def open_card(self, masked: str) -> str | None:
        """Open the due card whose mobile is masked so."""
        window = self._conductor.window
        work = window.work() if window else None
        if work is None or self._conductor.desk is None:
            return None
        rows = self._conductor.desk.cards.first_rows(CardFilter(), Section.DUE, 500)
        found = next((row.id for row in rows if row.mobile == masked), None)
        if found:
            work.open_card(found)
        return found

    def ask(self, kind: str, purpose: str, reason: str) -> None:
        """Open the reveal of a field and fill in all but the proof."""
        window = self._conductor.window
        work = window.work() if window else None
        if window is None or work is None or work.card.fields is None:
            return
        work.card.fields.buttons[FieldKind(kind)].click()
        dialog = find_dialog(window)
        if dialog:
            dialog.form.purpose.setCurrentIndex(dialog.form.purpose.findData(purpose))
            dialog.form.reason.setText(reason)

    def focus(self, name: str) -> bool:
        """Give the keyboard to a field; whether it has it."""
        field = self._find(name)
        if field is None or not field.isVisible():
            return False
        field.window().activateWindow()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field.hasFocus()

    def phone(self) -> dict[str, Any]:
        """How the telephone stands: ready, ringing, and the stage of the call that is on."""
        state = self._phone.state
        return {
            "ready": state.can_dial,
            "rings": bool(state.ringing),
            "stage": state.current.leg.stage.value if state.current else "",
        }

    def wish(self, name: str) -> None:
        """Want something of the telephone, as its buttons do; of the call that rings here, if one does."""
        ringing = self._phone.state.ringing
        self._phone.do(Wish(name), ringing[0].id if ringing else None)

    def read_journal(self) -> list[str]:
        """All that was written, opened."""
        assert self._conductor.desk is not None
        return [data.decode() for data in self._conductor.desk.trail.journal.events_from(1, 10_000)]

    def is_locked(self) -> bool:
        """Whether the lock page covers the desk."""
        return self._conductor.window is not None and self._conductor.window.lock_page.isVisible()

    def was_shown(self) -> bool:
        """Whether the last value that was asked for was ever opened."""
        desk = self._conductor.desk
        assert desk is not None
        acts = [decode_event(data).act for data in desk.trail.journal.events_from(1)]
        asked = len(acts) - acts[::-1].index(Act.REVEAL_REQUESTED)
        return Act.REVEAL_OPENED in acts[asked:]

    def list_tries(self) -> list[tuple[str, str]]:
        """Act and kind of each try to carry something out that is in the journal."""
        assert self._conductor.desk is not None
        events = [decode_event(data) for data in self._conductor.desk.trail.journal.events_from(1)]
        tries = (Act.EXPORT_SEEN, Act.EXPORT_BLOCKED)
        return [(event.act.value, event.detail["kind"]) for event in events if event.act in tries]

    def area(self, name: str) -> tuple[int, int, int, int]:
        """Where a widget is on the screen: left, top, width, height."""
        widget = self._find(name)
        assert widget is not None, name
        corner = widget.mapToGlobal(widget.rect().topLeft())
        return corner.x(), corner.y(), widget.width(), widget.height()

    def read(self, name: str) -> str:
        """What stands in a field of words."""
        field: Any = self._find(name)
        return field.toPlainText() if hasattr(field, "toPlainText") else field.text()

    def hint(self, name: str) -> str:
        """What an empty field says of itself."""
        field: Any = self._find(name)
        return str(field.placeholderText())

    def write(self, name: str, text: str) -> None:
        """Put a text that is no secret into a field."""
        field: Any = self._find(name)
        field.setText(text)

    def choose(self, disposition: str) -> None:
        """Record how the contact ended, with the note that stands there."""
        form: Any = self._find("work.phone.form")
        form.choose(Disposition(disposition))
        form.submit()

    @property
    def _phone(self) -> PhoneControl:
        window = self._conductor.window
        work = window.work() if window else None
        assert work is not None
        return work.calls

    def _find(self, name: str) -> QWidget | None:
        window = self._conductor.window
        dialog = find_dialog(window) if window else None
        work = window.work() if window else None
        thing: Any = {"sign_in": self._conductor.sign_in, "window": window, "dialog": dialog, "work": work}[
            name.partition(".")[0]
        ]
        for part in name.split(".")[1:]:
            thing = getattr(thing, part, None)
        return thing

    def _count_cards(self) -> int:
        with suppress(SessionLocked):  # the desk may lock at any moment
            return self._conductor.desk.cards.count() if self._conductor.desk else 0
        return 0

    @staticmethod
    def _count_typed(focus: Any) -> int:
        if hasattr(focus, "toPlainText"):
            return len(focus.toPlainText())
        if isinstance(focus, QLineEdit):
            return len(focus.text())
        return int(focus.count()) if isinstance(focus, PasswordField) else 0

    def _hear(self) -> None:
        self._rest += os.read(0, 65536)
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            name, *arguments = json.loads(line)
            answer = getattr(self, name)(*arguments)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


faulthandler.enable()  # where it dies of a signal, its log says in which call
place = Path(sys.argv[1])
place.mkdir(parents=True, exist_ok=True)
save_settings(place, DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT))
start = ui.conductor.Conductor.start
ushers = []


def start_ushered(conductor: ui.conductor.Conductor) -> None:
    """Let an usher in."""
    ushers.append(Usher(conductor))
    start(conductor)


ui.conductor.Conductor.start = start_ushered  # type: ignore[method-assign]
sys.exit(run_desk(place))
