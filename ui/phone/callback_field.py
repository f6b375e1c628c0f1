"""When to call back: a date and time, with the two choices people take most."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from protocol.times import Instant, format_instant
from ui.style import GRID, set_look
from ui.widgets.text_field import MomentField

_STEP_MIN = 5


class CallbackField(QWidget):
    """``chosen`` when the person picks a time, by hand or by a quick choice."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment = MomentField()
        self.moment.setDateTime(suggest_in_hours(1))
        self.moment.setAccessibleName(self.tr("Call back at"))
        self.soon = QPushButton(self.tr("In 1 h"))
        self.tomorrow = QPushButton(self.tr("Tomorrow 10:00"))
        for button, suggest in ((self.soon, lambda: suggest_in_hours(1)), (self.tomorrow, suggest_tomorrow)):
            set_look(button, kind="chip")
            button.clicked.connect(lambda _=False, suggest=suggest: self._take(suggest()))
        self.moment.dateTimeChanged.connect(lambda _: self.chosen.emit() if self.moment.hasFocus() else None)
        quick = QHBoxLayout()
        quick.setSpacing(GRID)
        quick.addWidget(self.soon, 2)
        quick.addWidget(self.tomorrow, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.moment)
        column.addLayout(quick)

    def instant(self) -> Instant:
        """The moment chosen, in UTC."""
        return format_instant(datetime.fromtimestamp(self.moment.dateTime().toSecsSinceEpoch(), UTC))

    def is_future(self) -> bool:
        """Whether the moment is still to come."""
        return self.moment.dateTime() > QDateTime.currentDateTime()

    def reset(self) -> None:
        """Suggest an hour from now again."""
        self.moment.setDateTime(suggest_in_hours(1))

    def _take(self, moment: QDateTime) -> None:
        self.moment.setDateTime(moment)
        self.chosen.emit()


def suggest_in_hours(hours: int) -> QDateTime:
    """That many hours from now, on the next five minutes."""
    moment = QDateTime.currentDateTime().addSecs(hours * 3600)
    past = moment.time().minute() % _STEP_MIN
    moment = moment.addSecs((_STEP_MIN - past) % _STEP_MIN * 60)
    return QDateTime(moment.date(), QTime(moment.time().hour(), moment.time().minute()))


def suggest_tomorrow() -> QDateTime:
    """Ten o'clock tomorrow."""
    return QDateTime(QDateTime.currentDateTime().date().addDays(1), QTime(10, 0))
