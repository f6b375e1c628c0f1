"""The slim rail on the left: the pages of a role, and no greyed-out doors (U1). An agent has one page and no rail."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from protocol.roles import Role
from ui.icons import IconName, icon
from ui.style import GRID, Tone, color, make_font, set_look

WIDTH_PX = GRID * 9 + 4


class Page(StrEnum):
    """A page that a role may have."""

    WORK = "work"
    APPROVALS = "approvals"
    TEAM = "team"
    ALERTS = "alerts"
    CALLS = "calls"
    AUDIT = "audit"
    DEVICES = "devices"
    PEOPLE = "people"
    INSPECTION = "inspection"
    RESULTS = "results"
    PRIVACY = "privacy"


ROLE_PAGES: dict[Role, tuple[Page, ...]] = {
    Role.AGENT: (Page.WORK,),
    Role.SUPERVISOR: (Page.APPROVALS, Page.TEAM, Page.WORK, Page.CALLS, Page.AUDIT, Page.RESULTS),
    Role.INSPECTOR: (Page.CALLS, Page.INSPECTION),
    Role.SECURITY: (Page.ALERTS, Page.AUDIT, Page.DEVICES, Page.PEOPLE),
    Role.PRIVACY: (Page.PRIVACY,),
    Role.ADMIN: (Page.DEVICES, Page.PEOPLE),
}
"""Which pages a role sees, the first one first."""


def name_page(page: Page) -> tuple[IconName, str]:
    """A page's icon and word."""
    translate = QCoreApplication.translate
    return {
        Page.WORK: (IconName.LIST, translate("Rail", "Queue")),
        Page.APPROVALS: (IconName.TICKET_CHECK, translate("Rail", "Approvals")),
        Page.TEAM: (IconName.USERS, translate("Rail", "Team")),
        Page.ALERTS: (IconName.BELL, translate("Rail", "Alerts")),
        Page.CALLS: (IconName.PHONE, translate("Rail", "Calls")),
        Page.AUDIT: (IconName.HISTORY, translate("Rail", "Audit")),
        Page.DEVICES: (IconName.MONITOR_SMARTPHONE, translate("Rail", "Desks")),
        Page.PEOPLE: (IconName.USERS, translate("Rail", "People")),
        Page.INSPECTION: (IconName.FILE_TEXT, translate("Rail", "Inspection")),
        Page.RESULTS: (IconName.CIRCLE_CHECK, translate("Rail", "Results")),
        Page.PRIVACY: (IconName.SHIELD, translate("Rail", "Privacy")),
    }[page]


class RailButton(QToolButton):
    """A page's door, with the number of what waits behind it."""

    def __init__(self, page: Page, key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._word = name_page(page)
        self._count = 0
        self._hint = f"{self._word}  (Alt+{key})"
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setText(self._word)
        self.setIconSize(QSize(22, 22))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFixedSize(WIDTH_PX - 4, GRID * 8)
        self.toggled.connect(self._paint_icon)
        self._paint_icon(on=False)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how much waits."""
        self._count = count
        self.setToolTip(self._hint)
        self.setAccessibleName(f"{self._word}, {count}" if count else self._word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The door, then its number."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = str(self._count) if self._count < 100 else "99+"
        width = max(18, 10 + 7 * len(text))
        box = QRectF(self.width() / 2 + 4, 6, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("stop"))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(color("surface"))
        painter.setFont(make_font("small", strong=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_icon(self, on: bool) -> None:
        self.setIcon(icon(self._name, Tone.ACCENT if on else Tone.MUTED))


class Rail(QFrame):
    """``chosen(page)`` when the person turns to another page."""

    chosen = Signal(Page)

    def __init__(self, pages: tuple[Page, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="rail")
        self.setFixedWidth(WIDTH_PX)
        self.setAccessibleName(self.tr("Pages"))
        self.pages = pages
        self._buttons: dict[Page, RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, GRID, 2, GRID)
        column.setSpacing(GRID // 2)
        for place, page in enumerate(pages):
            button = RailButton(page, place + 1)
            button.clicked.connect(lambda _=False, page=page: self.chosen.emit(page))
            self._group.addButton(button)
            self._buttons[page] = button
            column.addWidget(button)
        column.addStretch(1)

    def turn_to(self, page: Page) -> None:
        """Show which page is open."""
        self._buttons[page].setChecked(True)

    def show_count(self, page: Page, count: int) -> None:
        """Say how much waits behind a page."""
        if page in self._buttons:
            self._buttons[page].show_count(count)
