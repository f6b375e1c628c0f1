"""What to look for among the calls: how far back, whose, to whom, how they ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from protocol.call_records import Ending
from protocol.call_search import CallQuery
from protocol.times import format_instant
from ui.oversight.call_words import sign_how
from ui.oversight.search_page import SearchFilters
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.text_field import TextField

_SPANS_H = (24, 7 * 24, 30 * 24, 90 * 24)


class CallFilters(SearchFilters):
    """One row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span, self.ending = QComboBox(), QComboBox()
        self.about = TextField()
        self.take_words(self.about)
        self._labels: dict[QWidget, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for field in (self.span, self.person, self.about, self.ending):
            column = QVBoxLayout()
            column.setSpacing(GRID // 2)
            self._labels[field] = make_label(size="small", tone=Tone.MUTED)
            column.addWidget(self._labels[field])
            column.addWidget(field)
            row.addLayout(column, 1)
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self.button)
        row.addLayout(beside)
        self.retranslate()

    def query(self) -> CallQuery:
        """What the fields say, now."""
        present = datetime.now(UTC)
        return CallQuery(
            since=format_instant(present - timedelta(hours=self.span.currentData())),
            until=format_instant(present + timedelta(minutes=1)),
            person=self.person.text().strip(),
            about=self.about.text().strip(),
            ending=self.ending.currentData(),
        )

    def retranslate(self) -> None:
        """Word everything anew; what is chosen stays."""
        words = {
            self.span: self.tr("When"),
            self.person: self.tr("Agent"),
            self.about: self.tr("Call or card"),
            self.ending: self.tr("How it ended"),
        }
        for field, word in words.items():
            field.setAccessibleName(word)
            self._labels[field].setText(word)
        self.person.setPlaceholderText(self.tr("Name or username"))
        self.about.setPlaceholderText(self.tr("C-118, or a card's number"))
        self.button.setText(self.tr("Search"))
        names = (self.tr("Last 24 hours"), self.tr("Last 7 days"), self.tr("Last 30 days"), self.tr("Last 90 days"))
        _fill(self.span, list(zip(names, _SPANS_H, strict=True)))
        ways: list[tuple[str, object]] = [(self.tr("Any way"), None)]
        _fill(self.ending, [*ways, *((sign_how(ending).word, ending) for ending in Ending)])


def _fill(box: QComboBox, items: list[tuple[str, object]] | list[tuple[str, int]]) -> None:
    place = max(box.currentIndex(), 0)
    box.clear()
    for word, value in items:
        box.addItem(word, value)
    box.setCurrentIndex(place)
