"""Over the team wall: which teammate's call is heard from here, for how long, and the way out of it (D1)."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.telephony.port import Stage
from app.telephony.states import Call, PhoneState
from protocol.joining import JoinKind
from ui.clock_words import write_stopwatch
from ui.icons import IconName, icon
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class JoinStrip(QFrame):
    """``leave_wanted``; ``mute_wanted(on)`` of who speaks there. Hidden while no call is joined."""

    leave_wanted = Signal()
    mute_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, banner="wait")
        self._call: Call | None = None
        self._mark, self.words = make_label(), make_label(strong=True, wrap=True)
        self.mute, self.leave = QPushButton(), QPushButton()
        set_look(self.leave, kind="stop")
        self.mute.clicked.connect(self._turn_mute)
        self.leave.clicked.connect(self.leave_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.mute)
        row.addWidget(self.leave)
        self.hide()

    def follow(self, state: PhoneState) -> None:
        """Take in how the telephone stands."""
        call = state.current
        self._call = call if call is not None and call.joined is not None else None
        self.setVisible(self._call is not None)
        self.refresh()

    def refresh(self) -> None:
        """Say it with the time that has passed."""
        call = self._call
        if call is None or call.joined is None:
            return
        listens = call.joined.kind is JoinKind.LISTEN
        self._mark.setPixmap(icon(IconName.HEADPHONES if listens else IconName.USERS, Tone.WAIT).pixmap(18, 18))
        self.words.setText(self._tell(call, call.joined.person, listens=listens))
        self.setAccessibleName(self.words.text())
        self.mute.setVisible(not listens)
        self.mute.setText(self.tr("Unmute") if call.leg.muted else self.tr("Mute"))
        self.leave.setText(self.tr("Listen no longer") if listens else self.tr("Leave the call"))

    def _tell(self, call: Call, person: str, *, listens: bool) -> str:
        if call.leg.stage is not Stage.TALKING:
            return self.tr("{who}'s desk is being told first…").format(who=person)
        length = write_stopwatch(call.talk_s(monotonic()))
        words = (
            self.tr("You listen to {who}'s call, and {who} sees it.")
            if listens
            else self.tr("You are in {who}'s call. The customer hears you.")
        )
        return f"{words.format(who=person)}  {length}"

    def _turn_mute(self) -> None:
        if self._call is not None:
            self.mute_wanted.emit(not self._call.leg.muted)
