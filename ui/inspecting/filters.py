"""Which calls to inspect: how far back, of which campaign, team and agent, how they ended; and a lot among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from protocol.cards import Disposition
from protocol.inspection import ConsentAnswer, InspectionChoices, InspectionQuery, Stage
from protocol.times import format_instant
from ui.icons import IconName, icon
from ui.inspecting.words import sign_consent, sign_stage
from ui.oversight.search_page import SearchFilters
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.words import name_disposition

_SPANS_H = (24, 7 * 24, 30 * 24, 90 * 24)
_LOTS = (5, 10, 20, 50)


class InspectionFilters(SearchFilters):
    """Two rows; ``drawn`` for a lot."""

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span, self.campaign, self.team, self.stage = (QComboBox() for _ in range(4))
        self.outcome, self.consent, self.recorded, self.lot = (QComboBox() for _ in range(4))
        self.draw = QPushButton()
        self.draw.setIcon(icon(IconName.TICKET_CHECK))
        self._choices = InspectionChoices(campaigns=(), teams=())
        self._labels: dict[QWidget, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for place, field in enumerate((self.span, self.campaign, self.team, self.person, self.stage)):
            self._add(grid, field, 0, place)
        for place, field in enumerate((self.outcome, self.consent, self.recorded)):
            self._add(grid, field, 2, place)
        self._add(grid, self.lot, 2, 3)
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        acts.addWidget(self.draw, 1)
        acts.addWidget(self.button, 1)
        grid.addLayout(acts, 3, 4)
        for column in range(5):
            grid.setColumnStretch(column, 1)
        order = (self.span, self.campaign, self.team, self.person, self.stage)
        for before, after in pairwise(
            (*order, self.outcome, self.consent, self.recorded, self.lot, self.draw, self.button)
        ):
            QWidget.setTabOrder(before, after)
        self.draw.clicked.connect(self.drawn)
        self.retranslate()
        self.span.setCurrentIndex(1)
        self.lot.setCurrentIndex(1)

    def query(self, *, by_lot: bool = False) -> InspectionQuery:
        """What the fields say, now; with ``by_lot``, so many of the calls that nobody inspected."""
        present = datetime.now(UTC)
        return InspectionQuery(
            since=format_instant(present - timedelta(hours=self.span.currentData())),
            until=format_instant(present + timedelta(minutes=1)),
            campaign=self.campaign.currentData(),
            team=self.team.currentData(),
            person=self.person.text().strip(),
            disposition=self.outcome.currentData(),
            consent=self.consent.currentData(),
            recorded=self.recorded.currentData(),
            stage=Stage.OPEN if by_lot else self.stage.currentData(),
            sample=self.lot.currentData() if by_lot else 0,
        )

    def show_choices(self, choices: InspectionChoices) -> None:
        """Offer these campaigns and teams."""
        self._choices = choices
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew; what is chosen stays."""
        words: dict[QWidget, str] = {
            self.span: self.tr("When"),
            self.campaign: self.tr("Campaign"),
            self.team: self.tr("Team"),
            self.person: self.tr("Agent"),
            self.stage: self.tr("Inspection"),
            self.outcome: self.tr("Outcome"),
            self.consent: self.tr("Customer's answer"),
            self.recorded: self.tr("Recording"),
            self.lot: self.tr("By lot"),
        }
        for field, word in words.items():
            field.setAccessibleName(word)
            self._labels[field].setText(word)
        self.person.setPlaceholderText(self.tr("Name or username"))
        self.button.setText(self.tr("Search"))
        self.draw.setText(" " + self.tr("Draw"))
        spans = (self.tr("Last 24 hours"), self.tr("Last 7 days"), self.tr("Last 30 days"), self.tr("Last 90 days"))
        _fill(self.span, list(zip(spans, _SPANS_H, strict=True)))
        every = self.tr("All")
        _fill(self.campaign, [(every, ""), *((each.title, each.id) for each in self._choices.campaigns)])
        _fill(self.team, [(every, ""), *((each.title, each.id) for each in self._choices.teams)])
        _fill(self.stage, [(every, None), *((sign_stage(stage).word, stage) for stage in Stage)])
        _fill(self.outcome, [(self.tr("Any"), None), *((name_disposition(each), each) for each in Disposition)])
        _fill(self.consent, [(self.tr("Any"), None), *((sign_consent(each).word, each) for each in ConsentAnswer)])
        kept = ((self.tr("Any"), None), (self.tr("Recorded"), True), (self.tr("Not recorded"), False))
        _fill(self.recorded, list(kept))
        _fill(self.lot, [(self.tr("%n call(s)", "", count), count) for count in _LOTS])

    def _add(self, grid: QGridLayout, field: QWidget, row: int, column: int) -> None:
        label = make_label(size="small", tone=Tone.MUTED)
        label.setBuddy(field)
        self._labels[field] = label
        grid.addWidget(label, row, column)
        grid.addWidget(field, row + 1, column)


def _fill(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    kept = box.currentData()
    box.clear()
    for word, value in items:
        box.addItem(word, value)
    box.setCurrentIndex(max(0, next((place for place, (_, value) in enumerate(items) if value == kept), 0)))
