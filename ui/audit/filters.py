"""What to look for in the trail: time, person, customer, kind of act, desk, address, outcome."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from protocol.events import Act, Outcome
from protocol.times import Instant, format_instant, parse_instant
from protocol.trail_search import TrailQuery
from ui.audit.words import GROUPS, name_act, name_outcome, translate_word
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.text_field import MomentField, TextField


class Span(Enum):
    """How far back; ``BETWEEN`` takes the two moments. Values are hours."""

    DAY = 24
    WEEK = 7 * 24
    MONTH = 30 * 24
    QUARTER = 90 * 24
    BETWEEN = 0


class FilterForm(QWidget):
    """``searched`` when the person wants to look, by the button or Enter in any field."""

    searched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span, self.acts, self.outcome = QComboBox(), QComboBox(), QComboBox()
        self.since, self.until = MomentField(), MomentField()
        self.person, self.about, self.device, self.ip = TextField(), TextField(), TextField(), TextField()
        self.button, self.clear = QPushButton(), QPushButton()
        self.button.setProperty("kind", "primary")
        self._labels: dict[QWidget, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for place, field in enumerate((self.span, self.person, self.about, self.acts)):
            self._add(grid, field, 0, place)
        for place, field in enumerate((self.device, self.ip, self.outcome)):
            self._add(grid, field, 2, place)
        for place, field in enumerate((self.since, self.until)):
            self._add(grid, field, 4, place)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.button, 2)
        buttons.addWidget(self.clear, 1)
        grid.addLayout(buttons, 3, 3)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.span.currentIndexChanged.connect(lambda _: self._show_moments())
        self.button.clicked.connect(self.searched)
        self.clear.clicked.connect(self.reset)
        for line in (self.person, self.about, self.device, self.ip):
            line.setMaxLength(200)
            line.setClearButtonEnabled(True)
            line.returnPressed.connect(self.searched)
        self.retranslate()
        self.reset()

    def query(self) -> TrailQuery:
        """What the fields say, now."""
        since, until = self._find_span()
        return TrailQuery(
            since=since,
            until=until,
            person=self.person.text().strip(),
            about=self.about.text().strip(),
            acts=tuple(self.acts.currentData() or ()),
            device=self.device.text().strip(),
            ip=self.ip.text().strip(),
            outcome=self.outcome.currentData(),
        )

    def show_span(self, since: Instant, until: Instant) -> None:
        """Narrow the time to two moments."""
        for field, moment in ((self.since, since), (self.until, until)):
            field.setDateTime(QDateTime.fromSecsSinceEpoch(int(parse_instant(moment).timestamp())))
        self.span.setCurrentIndex(self.span.findData(Span.BETWEEN))

    def reset(self) -> None:
        """The last week, nothing narrowed."""
        for line in (self.person, self.about, self.device, self.ip):
            line.clear()
        self.acts.setCurrentIndex(0)
        self.outcome.setCurrentIndex(0)
        self.span.setCurrentIndex(self.span.findData(Span.WEEK))
        self.since.setDateTime(QDateTime.currentDateTime().addDays(-1))
        self.until.setDateTime(QDateTime.currentDateTime())
        self._show_moments()

    def retranslate(self) -> None:
        """Word everything anew; what is chosen stays."""
        spans = {
            Span.DAY: self.tr("Last 24 hours"),
            Span.WEEK: self.tr("Last 7 days"),
            Span.MONTH: self.tr("Last 30 days"),
            Span.QUARTER: self.tr("Last 90 days"),
            Span.BETWEEN: self.tr("Between…"),
        }
        _fill(self.span, [(word, span) for span, word in spans.items()])
        groups: list[tuple[str, object]] = [(self.tr("Every act"), ())]
        groups += [(translate_word(word), acts) for word, acts in GROUPS.items()]
        groups += sorted((name_act(act), (act,)) for act in Act)
        _fill(self.acts, groups)
        outcomes: list[tuple[str, object]] = [(self.tr("Any outcome"), None)]
        _fill(self.outcome, outcomes + [(name_outcome(outcome).word, outcome) for outcome in Outcome])
        words: dict[QWidget, str] = {
            self.span: self.tr("When"),
            self.person: self.tr("Person"),
            self.about: self.tr("Customer or reveal"),
            self.acts: self.tr("What"),
            self.device: self.tr("Desk"),
            self.ip: self.tr("Address"),
            self.outcome: self.tr("Outcome"),
            self.since: self.tr("From"),
            self.until: self.tr("Until"),
        }
        for field, word in words.items():
            field.setAccessibleName(word)
            self._labels[field].setText(word)
        self.person.setPlaceholderText(self.tr("Name or username"))
        self.about.setPlaceholderText(self.tr("Card's number, or R-2291"))
        self.button.setText(self.tr("Search"))
        self.clear.setText(self.tr("Clear"))

    def _add(self, grid: QGridLayout, field: QWidget, row: int, column: int) -> None:
        label = make_label(size="small", tone=Tone.MUTED)
        label.setBuddy(field)
        self._labels[field] = label
        grid.addWidget(label, row, column)
        grid.addWidget(field, row + 1, column)

    def _find_span(self) -> tuple[Instant, Instant]:
        span = self.span.currentData()
        if span is Span.BETWEEN:
            since, until = (
                format_instant(datetime.fromtimestamp(field.dateTime().toSecsSinceEpoch(), UTC))
                for field in (self.since, self.until)
            )
            return since, until
        present = datetime.now(UTC) + timedelta(minutes=1)
        return format_instant(present - timedelta(hours=span.value)), format_instant(present)

    def _show_moments(self) -> None:
        between = self.span.currentData() is Span.BETWEEN
        for field in (self.since, self.until):
            field.setVisible(between)
            self._labels[field].setVisible(between)


def _fill(box: QComboBox, items: list[tuple[str, object]]) -> None:
    place = max(box.currentIndex(), 0)
    box.blockSignals(True)
    box.clear()
    for word, value in items:
        box.addItem(word, value)
    box.setCurrentIndex(place)
    box.blockSignals(False)
