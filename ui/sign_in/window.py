"""The first window: it is painted before anything heavy is loaded, and leads to a signed-in desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from protocol.keeping import NotEnrolled
from ui.jobs import JobRunner
from ui.sign_in.bar import EntryBar
from ui.sign_in.loading import OnceLoader
from ui.sign_in.sign_in_page import SignInPage
from ui.style import Tone, set_look

if TYPE_CHECKING:
    from app.desk import Desk
    from protocol.sessions import Person
    from ui.sign_in.enrol_page import EnrolPage
    from ui.sign_in.password_page import PasswordPage


class SignInWindow(QWidget):
    """Enrol, sign in, choose a password. ``painted`` once it is on screen, ``loaded`` once the desk behind it is there,
    ``entered(desk)`` once somebody is in, ``left`` when it is closed; ``preferences_wanted`` opens them.

    ``load_desk`` joins the enrolled desk together (NotEnrolled when it is not); ``enrol(ticket, name)`` enrols it.
    Both are slow and run off the GUI thread.
    """

    painted = Signal()
    loaded = Signal()
    entered = Signal(object)
    left = Signal()
    preferences_wanted = Signal()

    def __init__(
        self,
        runner: JobRunner,
        load_desk: Callable[[], Desk],
        enrol: Callable[[str, str], object],
        *,
        enrolled: bool,
        last_username: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._load_desk, self._enrol = runner, OnceLoader(load_desk), enrol
        self._last_username = last_username
        self._desk: Desk | None = None
        self._loading = self._is_painted = False
        self._pages = QStackedWidget()
        set_look(self, surface="window")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = EntryBar()
        bar.preferences_wanted.connect(self.preferences_wanted)
        self.painted.connect(lambda: QTimer.singleShot(0, bar.dress))  # after the desk has begun to load
        column.addWidget(bar)
        column.addWidget(self._pages, 1)
        QWidget.setTabOrder(self._pages, bar)
        self.setMinimumSize(QSize(520, 560))
        self.resize(QSize(760, 640))
        if enrolled:
            self.sign_in_page.start(last_username, has_vault=False)
        self._pages.setCurrentWidget(self.sign_in_page if enrolled else self.enrol_page)

    @cached_property
    def enrol_page(self) -> EnrolPage:
        """The page of a desk that nobody knows yet. Every page is made when it is first turned to."""
        from ui.sign_in.enrol_page import EnrolPage

        page = EnrolPage()
        page.submitted.connect(self._enrol_desk)
        self._pages.addWidget(page)
        return page

    @cached_property
    def sign_in_page(self) -> SignInPage:
        """The page that asks who it is."""
        page = SignInPage()
        page.submitted.connect(self._sign_in)
        self._pages.addWidget(page)
        return page

    @cached_property
    def password_page(self) -> PasswordPage:
        """The page that asks for a password of one's own."""
        from ui.sign_in.password_page import PasswordPage

        page = PasswordPage()
        page.submitted.connect(self._change_password)
        self._pages.addWidget(page)
        return page

    def start_loading(self) -> None:
        """Load the desk in the background; nothing happens when that is done, under way, or it is not enrolled."""
        if self._pages.currentWidget() is not self.sign_in_page or self._loading or self._desk:
            return
        self._loading = True
        self._runner.run(self._load_desk, self._take_desk, self._miss_desk, owner=self)

    def start_over(self, desk: Desk, error: VeildeskError | None = None) -> None:
        """Come back after a sign-out, or after a session that was ended from outside."""
        self._desk = desk
        username = desk.keeper.person.username if desk.keeper.person else self._last_username
        self._show_sign_in(username)
        if error:
            self.sign_in_page.show_error(error)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say so, the first time, once everything in the window is painted too."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing this window leaves the desk."""
        self.left.emit()
        super().closeEvent(event)

    def _show_sign_in(self, username: str) -> None:
        people = self._desk.keeper.people.list() if self._desk else ()
        self._pages.setCurrentWidget(self.sign_in_page)
        self.sign_in_page.start(username, has_vault=bool(people))

    def _take_desk(self, desk: Desk) -> None:
        self._loading = False
        self._desk = desk
        self.loaded.emit()
        self.setWindowTitle(desk.identity.card.name)
        self.sign_in_page.offline.setVisible(bool(desk.keeper.people.list()))

    def _miss_desk(self, error: VeildeskError) -> None:
        self._loading = False
        if isinstance(error, NotEnrolled):
            self._pages.setCurrentWidget(self.enrol_page)
        else:
            self.sign_in_page.show_error(error)

    def _enrol_desk(self, ticket: str, name: str) -> None:
        self.enrol_page.set_busy(True)
        self._runner.run(
            lambda: self._enrol(ticket, name), self._after_enrolment, self.enrol_page.show_error, owner=self
        )

    def _after_enrolment(self, _: object) -> None:
        self.enrol_page.set_busy(False)
        self._show_sign_in("")
        self.sign_in_page.banner.say(Tone.OK, self.tr("This desk is enrolled. Sign in to begin."))
        self.start_loading()

    def _sign_in(self) -> None:
        typed = self.sign_in_page.take()
        self._last_username = typed.username
        self.sign_in_page.set_busy(True)

        def enter() -> tuple[Desk, Person]:
            desk = self._desk or self._load_desk()
            if typed.offline:
                return desk, desk.keeper.sign_in_offline(typed.username, typed.password)
            return desk, desk.keeper.sign_in(typed.username, typed.password, typed.code)

        self._runner.run(enter, lambda result: self._enter(*result), self._refuse, owner=self)

    def _refuse(self, error: VeildeskError) -> None:
        self.sign_in_page.show_error(error)
        self.sign_in_page.password.setFocus()

    def _enter(self, desk: Desk, person: Person) -> None:
        from app.session import SessionState

        self._desk = desk
        self.sign_in_page.set_busy(False)
        if desk.keeper.state is SessionState.PASSWORD_CHANGE:
            self._pages.setCurrentWidget(self.password_page)
            self.password_page.start(person.username)
            return
        self.entered.emit(desk)

    def _change_password(self) -> None:
        desk = self._desk
        if desk is None:
            return
        old, new = self.password_page.take()
        self.password_page.set_busy(True)
        self._runner.run(
            lambda: desk.keeper.change_password(old, new),
            lambda _: self.entered.emit(desk),
            self.password_page.show_error,
            owner=self,
        )
