"""The icon in the system's tray: how the telephone stands, by shape and word, and the acts that cannot wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.session_state import SessionState
from app.telephony.phone_line import CALLERS
from app.telephony.states import PhoneState
from ui.icons import IconName, icon
from ui.phone.words import tell_short
from ui.style import Tone

if TYPE_CHECKING:
    from app.desk import Desk
    from ui.desk_signals import DeskSignals
    from ui.jobs import JobRunner


class CallTray(QObject):
    """Shown while somebody is at work and the desktop has a tray. It names no customer: others see it too."""

    def __init__(
        self, desk: Desk, signals: DeskSignals, jobs: JobRunner, show_window: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.menu = QMenu()
        self.open, self.hang_up = self.menu.addAction(""), self.menu.addAction("")
        self.open.triggered.connect(lambda: show_window())
        self.hang_up.triggered.connect(lambda: self._jobs.run(desk.calls.hang_up))
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(lambda _: show_window())
        signals.calls.connect(self.follow)
        signals.session.connect(self.follow_session)
        self.follow(desk.calls.state)
        self.follow_session(desk.keeper.state)

    def follow(self, state: PhoneState) -> None:
        """Take in how everything stands."""
        ready = state.is_ready
        name, tone = (IconName.PHONE, Tone.OK) if ready else (IconName.PHONE_OFF, Tone.WARN)
        if state.ringing:
            name, tone = IconName.PHONE_INCOMING, Tone.WAIT
        elif state.is_busy:
            name, tone = IconName.PHONE, Tone.STOP
        elif state.pause is not None:
            name, tone = IconName.COFFEE, Tone.WAIT
        self.icon.setIcon(icon(name, tone))
        self.icon.setToolTip(f"Veildesk: {tell_short(state)}")
        self.open.setText(QCoreApplication.translate("Phone", "Show Veildesk"))
        self.hang_up.setText(QCoreApplication.translate("Phone", "Hang up"))
        self.hang_up.setEnabled(state.current is not None or state.asking is not None)

    def follow_session(self, state: SessionState) -> None:
        """Gone while nobody is at work who makes calls. A locked desk keeps it: its call may go on, and must have an
        end when it is over."""
        person, at_work = self._desk.keeper.person, state in (SessionState.ACTIVE, SessionState.LOCKED)
        calls = at_work and person is not None and person.role in CALLERS
        self.icon.setVisible(calls and QSystemTrayIcon.isSystemTrayAvailable())
