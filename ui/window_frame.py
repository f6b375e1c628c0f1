"""The desk as it lies open: the bar above, what is said over every page, the rail and the pages (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.session import SessionState
from app.vpn import VpnState
from protocol.fields import FieldKind
from protocol.inbox import InboxItem, InboxKind
from ui.condition import judge_condition
from ui.inspecting.news import InspectionNews
from ui.pages import PageStack, ask_page
from ui.phone.phone_keys import PhoneKey, name_key, read_keys
from ui.rail import ROLE_PAGES, Page, Rail
from ui.status_bar import StatusBar
from ui.style import set_look
from ui.window_banners import WindowBanners
from ui.work_page import WorkPage

if TYPE_CHECKING:
    from app.desk import Desk
    from app.settings import PhoneSettings
    from app.sync import SyncStatus
    from app.telephony.states import PhoneState
    from protocol.sessions import Person
    from ui.jobs import JobRunner


class WindowFrame(QWidget):
    """The pages of ``person``'s role and what tells how everything stands. ``page_wanted`` for another page,
    ``reveal_wanted(opened, kind, is_settled)`` to see a field, ``lock_wanted`` by a page's own button."""

    page_wanted = Signal(Page)
    reveal_wanted = Signal(object, FieldKind, bool)
    lock_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        person: Person,
        splitters: tuple[int, ...],
        phone: PhoneSettings,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._desk, self._phone = desk, phone
        self.pages = ROLE_PAGES[person.role]
        self.page = self.pages[0]
        has_work = Page.WORK in self.pages
        self.status = StatusBar(person, offers_results=has_work and Page.RESULTS not in self.pages)
        self.banners = WindowBanners()
        self.banners.calls.acted.connect(lambda: self.page_wanted.emit(Page.WORK))
        self.news = InspectionNews(desk, jobs, self.pages, window)
        self.news.page_wanted.connect(lambda: self.page_wanted.emit(Page.RESULTS))
        self.status.results_wanted.connect(self.news.open)
        self.rail = Rail(self.pages) if len(self.pages) > 1 or not has_work else None
        if self.rail:
            self.rail.chosen.connect(self.page_wanted)
        self.stack = PageStack(desk, jobs, splitters, phone, self._join_page)
        self._lay_out()

    def turn_to(self, page: Page) -> None:
        """Show one of the role's pages."""
        self.page = page
        self.stack.turn_to(page)
        if self.rail:
            self.rail.turn_to(page)
        self.show_calls(self._desk.calls.state)
        self.show_condition()

    def work(self) -> WorkPage | None:
        """The page with queue and card, where the role has one and it has been made."""
        found = self.stack.get(Page.WORK)
        return found if isinstance(found, WorkPage) else None

    def take_over(self, before: WindowFrame) -> None:
        """Stand where ``before`` stood, whose place this one takes: the same pages, the same card and what was begun
        on it."""
        for page in before.stack.list_made():
            self.stack.prepare(page)
        self.turn_to(before.page)
        old, new = before.work(), self.work()
        if old and new:
            new.take_over(old)

    def follow_status(self, status: SyncStatus) -> None:
        """Take in how the sync stands."""
        self.status.show_status(status)
        work = self.work()
        if work and self._desk.keeper.state is SessionState.ACTIVE:
            work.follow_status(status)
        self.show_condition()

    def follow_notice(self, item: InboxItem) -> None:
        """Hand a notice from Central to the pages that wait for it; who asks for help counts in the rail at once."""
        if item.kind is InboxKind.HELP_WANTED and Page.TEAM in self.pages:
            self.stack.prepare(Page.TEAM)
        self.news.take(item)
        for page in self.stack.all():
            take = getattr(page, "take_notice", None)
            if take:
                take(item)

    def follow_calls(self, state: PhoneState) -> None:
        """A call goes on, ends or comes in; whoever has a telephone has it by then, on whatever page he is."""
        if (state.ringing or state.is_busy) and Page.WORK in self.pages:
            self.stack.prepare(Page.WORK)
        self.show_calls(state)
        self.news.tell()
        for page in self.stack.all():
            follow = getattr(page, "follow_calls", None)
            if follow:
                follow(state)

    def show_road(self, road: VpnState | None) -> None:
        """Say which way leads to Central."""
        self.status.show_road(road)

    def show_moment(self) -> None:
        """Word anew what changes with time alone."""
        self.status.refresh()
        self.show_condition()

    def show_condition(self) -> None:
        """Say how the desk stands, unless the page in front says it itself."""
        keeper = self._desk.keeper
        condition = judge_condition(
            self._desk.sync.status,
            silence_s=keeper.silence_seconds(),
            policy=keeper.policy,
            has_session=keeper.online,
        )
        page = self.stack.currentWidget()
        banner = getattr(page, "banner", None)
        told = getattr(page, "told", banner.sentence if banner else "")
        self.banners.show_condition(condition, told=told)

    def show_calls(self, state: PhoneState) -> None:
        """Say over the page, and in the rail, that a call is on or comes in, where the page does not."""
        if self.rail:
            self.rail.show_count(Page.WORK, len(state.ringing))
        key = name_key(read_keys(self._phone.keys), PhoneKey.CALL)
        self.banners.show_calls(state, key, has_telephone=self.page is Page.WORK or self._tells_call(state))

    def _tells_call(self, state: PhoneState) -> bool:
        """Whether the team's page says it: a teammate's call that is joined."""
        call = state.current
        return self.page is Page.TEAM and call is not None and call.joined is not None and not state.ringing

    def _lay_out(self) -> None:
        set_look(self, surface="window")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(self.banners)
        beside.addWidget(self.news)
        beside.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        if self.rail:
            row.addWidget(self.rail)
        row.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.status)
        column.addLayout(row, 1)

    def _join_page(self, page: Page, widget: QWidget) -> None:
        if isinstance(widget, WorkPage):
            widget.reveal_wanted.connect(self.reveal_wanted)
        if page is Page.PRIVACY:
            widget.lock_wanted.connect(self.lock_wanted)  # type: ignore[attr-defined]
        banner = getattr(widget, "banner", None)
        if banner is not None:
            banner.said.connect(self.show_condition)
        counted = getattr(widget, "counted", None)
        if counted is not None and self.rail:
            rail = self.rail
            counted.connect(lambda count: rail.show_count(page, count))
        ask_page(widget, "start")
