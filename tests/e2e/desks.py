"""Desks with real windows before the served Central, people at them, and what Central's books say of their deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from app.cards import CardFilter, CardRow, Section
from app.settings import DeskSettings, Language, Scheme
from protocol.events import Act, Event, decode_event
from protocol.identifiers import make_identifier
from protocol.roles import Role
from server.store.event_rows import read_event_bytes
from server.store.tables import events
from tests.real_central import RealCentral
from ui.application import speak_and_colour
from ui.approvals.page import ApprovalsPage
from ui.approvals.request_card import RequestCard
from ui.demo.central import DemoPerson
from ui.demo.tourist import Tourist, wait_until
from ui.main import Enrolment, open_desk
from ui.rail import Page
from ui.style import color

Found = TypeVar("Found")
BEAT_MS = 10
_RING_PX = 72
"""The right margin of a shown value, where the ring runs down."""
_TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)


@dataclass
class Seat:
    """A desk and who sits there."""

    desk: Tourist
    person: DemoPerson

    @property
    def device(self) -> str:
        """The desk, as Central calls it."""
        return self.desk.desk.identity.card.id

    @property
    def banner(self) -> str:
        """What stands over the page, or over the sign-in when nobody is in."""
        window = self.desk.conductor.window
        return window.banners.condition.sentence if window else self.desk.conductor.sign_in.sign_in_page.banner.sentence

    @property
    def bar(self) -> str:
        """How the status bar says that the desk stands with Central."""
        return self.desk.window.status.connection.text

    @property
    def bar_hint(self) -> str:
        """What the status bar says beside it, to the mouse and to a screen reader."""
        return self.desk.window.status.connection.toolTip()

    def list_cards(self) -> list[CardRow]:
        """The cards that are due, as the queue has them."""
        return self.desk.desk.cards.first_rows(CardFilter(), Section.DUE, 50)

    def list_events(self) -> list[Event]:
        """What the desk's journal holds, oldest first."""
        return [decode_event(data) for data in self.desk.desk.trail.journal.events_from(1)]


class CallCentre:
    """The desks of one test or one file of tests."""

    def __init__(self, app: QApplication, central: RealCentral, place: Path) -> None:
        self.app, self.central, self._place = app, central, place
        self._settings = DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT)
        self._desks: list[Tourist] = []
        speak_and_colour(app, self._settings)

    def place_desk(self) -> Tourist:
        """A desk that nobody knows yet, its first window on screen."""
        folder = self._place / make_identifier()
        desk = Tourist(self.app, folder, self._settings, open_desk, Enrolment)
        self._desks.append(desk)
        return desk

    def enrol_desk(self, name: str) -> Tourist:
        """A desk enrolled at its window, with a ticket for Central by its line."""
        desk = self.place_desk()
        desk.enrol(self.central.make_ticket(name, self.central.line.origin), name)
        return desk

    def hire(self, role: Role, cards: int = 0) -> DemoPerson:
        """Somebody new, with cards of his own."""
        person = self.central.add_person(role)
        self.central.give_cards(person, cards)
        return person

    def sit_down(self, desk: Tourist, person: DemoPerson) -> Seat:
        """Sign in at the window; his last code counts again, since nobody here waits for the next one."""
        self.central.forget_codes()
        desk.sign_in(person)
        return Seat(desk, person)

    def begin(self, name: str, role: Role, cards: int = 0) -> Seat:
        """Somebody new at a new desk, his cards there."""
        seat = self.sit_down(self.enrol_desk(name), self.hire(role, cards))
        self.wait(lambda: not cards or len(seat.list_cards()) == cards, "the cards have come")
        return seat

    def open_card(self, seat: Seat, place: int = 0) -> CardRow:
        """Turn to one of the cards that are due."""
        return self.turn_to_card(seat, seat.list_cards()[place])

    def turn_to_card(self, seat: Seat, row: CardRow) -> CardRow:
        """Turn to this card."""
        seat.desk.work.open_card(row.id)
        self.wait(lambda: seat.desk.window.find_open_card() == row.id, "the card is open")
        return row

    def find_request(self, seat: Seat, number: str) -> RequestCard:
        """The request as it arrives at a supervisor's desk; he touches nothing, and no timer looks for him."""
        page = self.find_approvals(seat)
        return self.find(
            lambda: next((card for card in page.cards() if card.request.number == number), None), "the request arrives"
        )

    def find_approvals(self, seat: Seat) -> ApprovalsPage:
        """A supervisor's page of approvals, which from now on hears only what Central tells it."""
        seat.desk.window.turn_to(Page.APPROVALS)
        page = seat.desk.window.stack.get(Page.APPROVALS)
        assert isinstance(page, ApprovalsPage)
        page._timer.stop()
        return page

    def deliver(self, seat: Seat) -> list[Event]:
        """What Central has of this desk once it has everything."""
        self.wait(lambda: seat.desk.desk.trail.journal.waiting() == 0, "every event is delivered")
        return list_kept(self.central, seat.device)

    def answer(self, seat: Seat, request: RequestCard, *, approve: bool, note: str = "") -> None:
        """The supervisor turns to his window, types his password and answers."""
        seat.desk.window.activateWindow()
        self.wait(seat.desk.window.isActiveWindow, "the keyboard is his")
        request.note.setText(note)
        QTest.keyClicks(request.password, seat.person.password)
        (request.approve if approve else request.refuse).click()

    def wait(self, condition: Callable[[], object], step: str) -> None:
        """Let the windows live until it has come to pass; TourStopped after a minute."""
        wait_until(self.app, condition, step)

    def find(self, look: Callable[[], Found | None], step: str) -> Found:
        """What ``look`` finds, once it finds something."""
        self.wait(lambda: look() is not None, step)
        found = look()
        assert found is not None
        return found

    @contextmanager
    def counting_beats(self) -> Iterator[Callable[[], int]]:
        """How many times the windows have been free to do something since, at most one in ten milliseconds."""
        beats = 0

        def beat() -> None:
            nonlocal beats
            beats += 1

        timer = QTimer()
        timer.timeout.connect(beat)
        timer.start(BEAT_MS)
        yield lambda: beats
        timer.stop()

    def close(self) -> None:
        """Close every window and stop every desk."""
        while self._desks:
            self._desks.pop().close()


def list_kept(central: RealCentral, device: str) -> list[Event]:
    """What Central's books hold of a desk, oldest first."""
    rows = central.look_up(select(events.c.bytes).where(events.c.device == device).order_by(events.c.seq))
    return [decode_event(read_event_bytes(data)) for (data,) in rows]  # type: ignore[arg-type]


def list_acts(found: list[Event], about: str) -> list[Act]:
    """The acts about one card or one reveal, in order."""
    return [event.act for event in found if event.object_id == about]


def read_aloud(screen: QObject) -> bytes:
    """Every word that a screen reader can get from a widget, or from all windows of the application, in UTF-8."""
    return "\n".join(_list_texts(QAccessible.queryAccessibleInterface(screen))).encode()


def count_ink(widget: QWidget) -> int:
    """How many pixels are painted in the colour of text, the ring's right margin left out."""
    image = widget.grab().toImage()
    ink, width = color("text").rgb(), max(0, image.width() - _RING_PX)
    return sum(image.pixel(x, y) == ink for y in range(image.height()) for x in range(width))


def _list_texts(face: QAccessibleInterface) -> Iterator[str]:
    for kind in _TEXTS:
        yield face.text(kind)
    typed = face.textInterface()
    if typed is not None:
        yield typed.text(0, typed.characterCount())
    for place in range(face.childCount()):
        child = face.child(place)
        if child is not None and child.isValid():
            yield from _list_texts(child)
