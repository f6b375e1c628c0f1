"""The desk's window: its frame, what can lie over it, and the session that both follow (D1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from app.session import SessionState
from app.vpn import VpnState
from protocol.errors import VeildeskError
from protocol.guarding import Response
from protocol.inbox import InboxItem
from ui.cover import Cover
from ui.guard_words import tell_sentry, tell_sighting
from ui.jobs import JobRunner
from ui.keys import list_keys
from ui.pages import ask_page, give_keyboard
from ui.phone.phone_keys import PhoneKey, list_phone_keys
from ui.phone.shortcuts import PhoneShortcuts
from ui.rail import Page
from ui.session_beat import SessionBeat
from ui.window_frame import WindowFrame
from ui.window_keys import bind_keys
from ui.work_page import WorkPage

if TYPE_CHECKING:
    from app.cards import OpenCard
    from app.desk import Desk
    from app.guards.sighting import Sighting
    from app.settings import DeskSettings, PhoneSettings
    from app.sync import SyncStatus
    from app.telephony.states import PhoneState
    from protocol.fields import FieldKind
    from protocol.identifiers import Identifier
    from protocol.sessions import Person
    from ui.desk_signals import DeskSignals
    from ui.help_overlay import HelpOverlay
    from ui.keys import KeyGroup
    from ui.phone.pad import PhonePad
    from ui.sign_in.lock_page import LockPage
    from ui.vpn_page import VpnPage

LEAST = QSize(1024, 700)
START = QSize(1280, 800)


class MainWindow(QMainWindow):
    """For one person, from sign-in to sign-out. ``left(error)`` once the session is over (None: by his own wish);
    ``closing`` when the person closes the window; ``preferences_wanted`` opens them."""

    left = Signal(object)
    closing = Signal()
    preferences_wanted = Signal()

    def __init__(
        self, desk: Desk, signals: DeskSignals, jobs: JobRunner, person: Person, settings: DeskSettings
    ) -> None:
        super().__init__()
        self._desk, self._jobs, self.person = desk, jobs, person
        self._splitters, self._phone = settings.splitters, settings.phone
        self._road: VpnState | None = None
        self.setWindowTitle(desk.identity.card.name)
        self.setMinimumSize(LEAST)
        self.resize(START)
        if settings.geometry:
            self.restoreGeometry(QByteArray(settings.geometry))
        # Before the parts are made: what the desk's threads say meanwhile waits in Qt's queue, and is not lost.
        signals.status.connect(self.follow_status)
        signals.cards_changed.connect(self.follow_cards)
        signals.notice.connect(self.follow_notice)
        signals.session.connect(self.follow_session)
        signals.road.connect(self.follow_road)
        signals.sighting.connect(self.follow_sighting)
        signals.calls.connect(self.follow_calls)
        self._build()
        self.turn_to(self.frame.page)
        bind_keys(self, self)
        self.phone_keys = PhoneShortcuts(self, self._find_pad, self._phone)
        self.phone_keys.hang_up_wanted.connect(self._hang_up_locked)
        self._beat = SessionBeat(desk.keeper, jobs, self)
        self._beat.struck.connect(lambda: self.frame.show_moment())
        self._beat.start()
        self.follow_road(desk.vpn.latest)

    def rebuild(self) -> None:
        """Make every widget anew, after a change of language or colours; where the person was stays."""
        before = self.frame
        self._splitters, self._phone = self.splitters(), self.phone_settings()
        self._build()
        self.frame.take_over(before)
        self._give_keyboard()
        self.follow_session(self._desk.keeper.state)
        self.follow_road(self._road)

    def turn_to(self, page: Page) -> None:
        """Show one of the role's pages."""
        self.frame.turn_to(page)
        self._give_keyboard()

    def work(self) -> WorkPage | None:
        """The page with queue and card, where the role has one and it has been made."""
        return self.frame.work()

    @property
    def lock_page(self) -> LockPage:
        """The lock that lies over the desk, or will."""
        return self._cover.lock_page

    @property
    def vpn_page(self) -> VpnPage:
        """What lies over the desk while the VPN is missing."""
        return self._cover.vpn_page

    @property
    def help(self) -> HelpOverlay:
        """The list of keys."""
        return self._cover.help

    def current_page(self) -> QWidget | None:
        """The page on screen."""
        return self.stack.currentWidget()

    def is_open(self) -> bool:
        """Whether the person is at work: not locked, nothing laid over."""
        return self._cover.is_off and not self._cover.has_help

    def find_open_card(self) -> Identifier | None:
        """The card on screen."""
        work = self.work()
        return work.card.opened.card.id if work and work.card.opened else None

    def splitters(self) -> tuple[int, ...]:
        """The widths of the panes, to be remembered."""
        work = self.work()
        return tuple(work.splitter.sizes()) if work else self._splitters

    def phone_settings(self) -> PhoneSettings:
        """How the person has his telephone, to be remembered."""
        return work.calls.settings(self._phone) if (work := self.work()) else self._phone

    def change_keys(self, keys: dict[str, str], everywhere: tuple[str, ...] = ()) -> frozenset[PhoneKey]:
        """Other keys for the telephone, from now on; which of those for every program the system refuses."""
        self._phone = replace(self.phone_settings(), keys=keys, everywhere=everywhere)
        self.rebuild()
        return self.phone_keys.bind(self._phone)

    def lock(self) -> None:
        """Ctrl+L."""
        self._jobs.run(self._desk.keeper.lock, on_error=self._complain, owner=self, at_once=True)

    def sign_out(self) -> None:
        """End the session; the window says so when it has ended."""
        self._jobs.run(self._desk.keeper.sign_out, on_error=self._complain, owner=self)

    def ask_central(self) -> None:
        """F5, and the banner's button."""
        self._desk.sync.wake()
        page = self.current_page()
        if page is not None:
            ask_page(page, "refresh")

    def follow_cards(self, changed: frozenset[Identifier] | None) -> None:
        """Cards changed in the vault."""
        work = self.work()
        if work and self._desk.keeper.state is SessionState.ACTIVE:
            work.follow_cards(changed)

    def follow_status(self, status: SyncStatus) -> None:
        """Take in how the sync stands."""
        self.frame.follow_status(status)

    def follow_notice(self, item: InboxItem) -> None:
        """Hand on a notice from Central."""
        self.frame.follow_notice(item)

    def follow_calls(self, state: PhoneState) -> None:
        """A call goes on, ends or comes in: keys, page and lock follow."""
        self.phone_keys.follow(state)
        self.frame.follow_calls(state)
        self._cover.tell_lock(lambda lock: lock.show_call(is_on=state.is_busy, key=self.phone_keys.name_call()))

    def follow_session(self, state: SessionState) -> None:
        """Cover the desk when it locks, uncover it when it unlocks, leave when the session is over."""
        if state is SessionState.ACTIVE and self._cover.is_locked:
            self._uncover_desk()
        elif state is SessionState.LOCKED and not self._cover.is_locked:
            self._cover_desk()
        elif state is SessionState.SIGNED_OUT:
            self._beat.stop()
            self._cover_desk()
            self.left.emit(self._desk.keeper.ended_by)

    def follow_sighting(self, sighting: Sighting | None) -> None:
        """Say what a guard saw: on the lock page, or over the page where the desk did not lock."""
        seen = tell_sentry(self._desk.sentry)
        if seen:
            self._cover.tell_lock(lambda lock: lock.say_seen(seen))
        elif sighting and self._desk.keeper.policy.guards.respond(sighting.channel) is not Response.RECORD:
            words = tell_sighting(sighting, holds=False)
            for dialog in self.findChildren(QDialog):
                stop = getattr(dialog, "stop_showing", None)
                if stop is not None:
                    stop(words)
            self.banners.say(words)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The keyboard begins on the page, not on the bar above it."""
        super().showEvent(event)
        give_keyboard(self.stack)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing the window leaves the desk."""
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self.frame = WindowFrame(self._desk, self._jobs, self.person, self._splitters, self._phone, self)
        self.status, self.banners, self.news = self.frame.status, self.frame.banners, self.frame.news
        self.rail, self.stack = self.frame.rail, self.frame.stack
        self._cover = Cover(self.frame, self._list_keys)
        self.setCentralWidget(self._cover)
        self.frame.page_wanted.connect(self.turn_to)
        self.frame.reveal_wanted.connect(self._reveal)
        self.frame.lock_wanted.connect(self.lock)
        self.banners.condition.acted.connect(self.ask_central)
        self.status.lock_wanted.connect(self.lock)
        self.status.sign_out_wanted.connect(self.sign_out)
        self.status.help_wanted.connect(lambda: self.help.open())
        self.status.preferences_wanted.connect(self.preferences_wanted)
        self._cover.unlock_wanted.connect(self._unlock)
        self._cover.left.connect(self.sign_out)
        self._cover.hang_up_wanted.connect(self._hang_up_locked)
        self.status.show_road(self._road)
        self.status.show_status(self._desk.sync.status)

    def _list_keys(self) -> tuple[KeyGroup, ...]:
        return list_keys(self.frame.pages, list_phone_keys(self._phone.keys), (self.person.role,))

    def _give_keyboard(self) -> None:
        if self.isVisible():
            give_keyboard(self.stack)

    def _reveal(self, opened: OpenCard, kind: FieldKind, is_settled: bool = True) -> None:
        from ui.reveal.dialog import RevealDialog

        self._dialog = RevealDialog(self._desk, self._jobs, opened, kind, self, is_settled=is_settled)
        self._dialog.open()

    def follow_road(self, road: VpnState | None) -> None:
        """Say which way leads to Central; cover the desk while policy does not allow it, uncover it after."""
        self._road = road
        self.status.show_road(road)
        if self._desk.keeper.state is not SessionState.ACTIVE:
            return
        if self._is_cut():
            self._blank()
            self._show_vpn_page()
        elif self._cover.is_cut:
            self._uncover_desk()

    def _is_cut(self) -> bool:
        return self._road is not None and not self._road.is_allowed

    def _show_vpn_page(self) -> None:
        if self._road is not None:
            self._cover.setCurrentWidget(self.vpn_page)
            self.vpn_page.show_state(self._road)

    def _uncover_desk(self) -> None:
        if self._is_cut():
            self._show_vpn_page()
            return
        self._cover.take_off()
        self.stack.ask_all("start")
        work = self.work()
        if work:
            work.look_again()
        if work and work is self.current_page():
            work.queue.focus_list()
        else:
            give_keyboard(self.stack)

    def _find_pad(self) -> PhonePad | None:
        work = self.work()
        return work.phone.pad if work and self.is_open() else None

    def _cover_desk(self) -> None:
        self._blank()
        self._cover.setCurrentWidget(self.lock_page)
        self.lock_page.start(self.person.name, self._desk.keeper.lock_reason, tell_sentry(self._desk.sentry))
        self.lock_page.show_call(is_on=self._desk.calls.state.is_busy, key=self.phone_keys.name_call())

    def _hang_up_locked(self) -> None:
        if self._cover.is_locked:
            self._jobs.run(self._desk.calls.hang_up, owner=self, at_once=True)

    def _blank(self) -> None:
        for dialog in self._list_dialogs():
            dialog.close()
        self._cover.close_help()
        self.stack.ask_all("stop", "cover")

    def _list_dialogs(self) -> list[QWidget]:
        return [dialog for dialog in self.findChildren(QDialog) if dialog.isVisible()]

    def _unlock(self) -> None:
        password = self.lock_page.password.take()
        self.lock_page.set_busy(True)
        self._jobs.run(
            lambda: self._desk.keeper.unlock(password),
            lambda _: self.lock_page.set_busy(False),
            self.lock_page.show_error,
            owner=self,
        )

    def _complain(self, error: VeildeskError) -> None:
        from ui.error_texts import tell_error

        self.banners.say(tell_error(error).as_line())
