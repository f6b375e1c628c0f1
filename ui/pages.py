"""Makes the pages of a role, each when it is first turned to, so that nobody waits for pages he never sees (U1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from app.settings import PhoneSettings
from ui.jobs import JobRunner
from ui.rail import Page, name_page
from ui.role_page import RolePage
from ui.work_page import WorkPage

if TYPE_CHECKING:
    from app.desk import Desk


class PageStack(QStackedWidget):
    """The pages between rail and window edge. ``made`` is called once with each page, to join it up."""

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        splitters: tuple[int, ...],
        phone: PhoneSettings,
        made: Callable[[Page, QWidget], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._splitters, self._phone, self._made = desk, jobs, splitters, phone, made
        self._pages: dict[Page, QWidget] = {}
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def turn_to(self, page: Page) -> QWidget:
        """Show a page, made now if it was not there."""
        self.prepare(page)
        self.setCurrentWidget(self._pages[page])
        self.setAccessibleName(name_page(page)[1])
        return self._pages[page]

    def prepare(self, page: Page) -> None:
        """Make a page, if it was not there, and leave the one in front where it is."""
        if page not in self._pages:
            self._pages[page] = widget = self._make(page)
            self.addWidget(widget)
            self._made(page, widget)

    def get(self, page: Page) -> QWidget | None:
        """A page that has been made, or None."""
        return self._pages.get(page)

    def all(self) -> tuple[QWidget, ...]:
        """Every page that has been made."""
        return tuple(self._pages.values())

    def list_made(self) -> tuple[Page, ...]:
        """Which those are."""
        return tuple(self._pages)

    def ask_all(self, *acts: str) -> None:
        """Have every page do ``acts``, those that it knows."""
        for page in self.all():
            for act in acts:
                ask_page(page, act)

    def _make(self, page: Page) -> QWidget:
        if page is Page.WORK:
            return WorkPage(self._desk, self._jobs, self._splitters, self._phone, self)
        if page is Page.PRIVACY:
            return RolePage()
        return _make_oversight(page, self._desk, self._jobs)


def ask_page(page: QWidget, act: str) -> None:
    """Have a page do what not every page can."""
    method = getattr(page, act, None)
    if callable(method):
        method()


def give_keyboard(stack: PageStack) -> None:
    """Put the keyboard on the page in front: where it wants it, else on its first control, else on the page itself,
    which hands it on once it knows where."""
    page = stack.currentWidget()
    if page is None:
        return
    for control in _list_stops(page):
        if control is None:
            break
        if control.isVisible() and control.isEnabled() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
    stack.setFocus(Qt.FocusReason.OtherFocusReason)


def _list_stops(page: QWidget) -> Iterator[QWidget | None]:
    find_first = getattr(page, "first_stop", None)
    if find_first:
        yield find_first()
    yield from _walk_buttons(page)


def _walk_buttons(widget: QWidget) -> Iterator[QWidget]:
    """As ``findChildren`` orders them, but one at a time: the first that will do is the last that Python hears of."""
    for child in widget.children():
        if isinstance(child, QAbstractButton):
            yield child
        if isinstance(child, QWidget):
            yield from _walk_buttons(child)


def _make_oversight(page: Page, desk: Desk, jobs: JobRunner) -> QWidget:
    if page is Page.APPROVALS:
        from ui.approvals.page import ApprovalsPage

        return ApprovalsPage(desk, jobs)
    if page is Page.TEAM:
        from ui.oversight.team_page import TeamPage

        return TeamPage(desk, jobs)
    if page is Page.ALERTS:
        from ui.oversight.alerts_page import AlertsPage

        return AlertsPage(desk, jobs)
    if page is Page.CALLS:
        from ui.oversight.calls_page import CallsPage

        return CallsPage(desk, jobs)
    if page is Page.INSPECTION:
        from ui.inspecting.page import InspectionPage

        return InspectionPage(desk, jobs)
    if page is Page.RESULTS:
        from ui.inspecting.results_page import ResultsPage

        return ResultsPage(desk, jobs)
    if page is Page.AUDIT:
        from ui.audit.page import AuditPage

        return AuditPage(desk, jobs)
    if page is Page.DEVICES:
        from ui.oversight.devices_page import DevicesPage

        return DevicesPage(desk, jobs)
    from ui.oversight.people_page import PeoplePage

    return PeoplePage(desk, jobs)
