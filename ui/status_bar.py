"""The bar over the window that tells the truth: Central, sync, events waiting, the road, who is here (D1, D7)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.sync import Connection, SyncStatus
from app.vpn import RoadKind, VpnState
from protocol.sessions import Person
from ui.clock_words import write_ago
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.status_pill import StatusPill
from ui.words import Sign, name_role

HEIGHT_PX = GRID * 6


class StatusBar(QFrame):
    """Shape and word for every state; hovering says what it means."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()
    help_wanted = Signal()
    preferences_wanted = Signal()
    results_wanted = Signal()

    def __init__(self, person: Person, parent: QWidget | None = None, *, offers_results: bool = False) -> None:
        """``offers_results``: whether the results of inspections are opened here, since no rail leads to them."""
        super().__init__(parent)
        set_look(self, surface="bar")
        self.setFixedHeight(HEIGHT_PX)
        self._status = SyncStatus()
        self.connection, self.synced, self.waiting, self.road = (StatusPill(filled=False) for _ in range(4))
        self.connection = StatusPill()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 0, GRID, 0)
        row.setSpacing(GRID)
        mark = QLabel()
        mark.setPixmap(icon(IconName.SHIELD_CHECK, Tone.ACCENT).pixmap(QSize(20, 20)))
        row.addWidget(mark)
        row.addWidget(make_label("Veildesk", strong=True))
        row.addStretch(1)
        for pill in (self.connection, self.synced, self.waiting, self.road):
            row.addWidget(pill)
        row.addSpacing(GRID)
        row.addWidget(self._make_person(person))
        self.results = _make_button(IconName.FILE_TEXT, self.tr("My inspections  (Ctrl+R)"), self.results_wanted.emit)
        self.results.setVisible(offers_results)
        row.addWidget(self.results)
        for name, word, signal in (
            (IconName.CIRCLE_HELP, self.tr("Keys  (?)"), self.help_wanted),
            (IconName.SETTINGS, self.tr("Preferences  (Ctrl+,)"), self.preferences_wanted),
            (IconName.LOCK, self.tr("Lock  (Ctrl+L)"), self.lock_wanted),
            (IconName.LOG_OUT, self.tr("Sign out  (Ctrl+Shift+Q)"), self.sign_out_wanted),
        ):
            row.addWidget(_make_button(name, word, signal.emit))
        self.show_road(None)
        self.refresh()

    def show_status(self, status: SyncStatus) -> None:
        """Say how the sync stands."""
        self._status = status
        self.refresh()

    def show_road(self, state: VpnState | None) -> None:
        """Say which way leads to Central; None while that is not known."""
        if state is None:
            self.road.hide()
            return
        sign, hint = self._word_road(state)
        self.road.show_state(sign.icon, sign.word, sign.tone, hint=hint)
        self.road.show()

    def refresh(self) -> None:
        """Word the spans of time anew; call it every few seconds."""
        status = self._status
        sign, hint = self._word_connection(status)
        if status.error and status.connection is not Connection.ONLINE:
            hint = tell_error(status.error).as_line()
        self.connection.show_state(sign.icon, sign.word, sign.tone, hint=hint)
        if status.last_sync:
            text = self.tr("Synced {ago}").format(ago=write_ago(status.last_sync))
            self.synced.show_state(IconName.REFRESH_CW, text, Tone.MUTED, hint=self.tr("The last answer from Central"))
        else:
            self.synced.show_state(IconName.REFRESH_CW, self.tr("Not synced yet"), Tone.MUTED)
        waits = self.tr("What you did that Central has not confirmed yet. It is safe on this desk.")
        if status.waiting:
            text = self.tr("{count} waiting").format(count=f"{status.waiting:,}")
            tone = Tone.STOP if status.overdue else Tone.WAIT
            self.waiting.show_state(IconName.HOURGLASS, text, tone, hint=waits)
        else:
            self.waiting.show_state(IconName.CHECK, self.tr("0 waiting"), Tone.MUTED, hint=waits)

    def _make_person(self, person: Person) -> QWidget:
        words = " · ".join(part for part in (person.name, name_role(person.role), person.team) if part)
        label = make_label(words)
        label.setAccessibleName(self.tr("Signed in: {words}").format(words=words))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        mark = QLabel()
        mark.setPixmap(icon(IconName.USER, Tone.MUTED).pixmap(QSize(16, 16)))
        row.addWidget(mark)
        row.addWidget(label)
        return holder

    def _word_connection(self, status: SyncStatus) -> tuple[Sign, str]:
        if status.connection is Connection.ONLINE:
            word = self.tr("Central")
            if status.latency_ms is not None:
                word = self.tr("Central {count} ms").format(count=round(status.latency_ms))
            return Sign(IconName.CIRCLE_CHECK, word, Tone.OK), self.tr("Connected, over TLS 1.3")
        return {
            Connection.CONNECTING: (Sign(IconName.CIRCLE_DASHED, self.tr("Connecting…"), Tone.WAIT), ""),
            Connection.OFFLINE: (
                Sign(IconName.WIFI_OFF, self.tr("Offline"), Tone.WARN),
                self.tr("Work goes on; it is kept here and sent later"),
            ),
            Connection.UNTRUSTED: (
                Sign(IconName.SHIELD_ALERT, self.tr("Not our Central"), Tone.STOP),
                self.tr("Something else answers in its place; nothing is sent"),
            ),
            Connection.REFUSED: (
                Sign(IconName.CIRCLE_X, self.tr("Refused"), Tone.STOP),
                self.tr("Central answers and refuses this desk"),
            ),
        }[status.connection]

    def _word_road(self, state: VpnState) -> tuple[Sign, str]:
        name = state.interface or "?"
        if not state.is_allowed:
            word = self.tr("VPN missing")
            return Sign(IconName.SHIELD_ALERT, word, Tone.STOP), self.tr("Nothing is sent until the VPN is back")
        return {
            RoadKind.LOOPBACK: (
                Sign(IconName.SERVER, self.tr("This machine"), Tone.MUTED),
                self.tr("Central runs on this machine"),
            ),
            RoadKind.TUNNEL: (
                Sign(IconName.SHIELD_CHECK, self.tr("VPN {name}").format(name=name), Tone.OK),
                self.tr("The way to Central goes through a tunnel"),
            ),
            RoadKind.DIRECT: (
                Sign(IconName.WIFI, self.tr("No VPN: {name}").format(name=name), Tone.WARN),
                self.tr("The way to Central does not go through a tunnel; TLS 1.3 still protects it"),
            ),
            RoadKind.NONE: (
                Sign(IconName.WIFI_OFF, self.tr("No network"), Tone.WARN),
                self.tr("No way leads to Central now"),
            ),
        }[state.road]


def _make_button(name: IconName, word: str, act: object) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, Tone.MUTED))
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(36, 36)
    button.setToolTip(word)
    button.setAccessibleName(word)
    button.clicked.connect(act)
    return button
