"""What part of the queue to show: words, a tag, a state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.cards import CardFilter
from protocol.cards import CardState
from ui.icons import IconName, icon
from ui.style import GRID, Tone
from ui.widgets.masked_line import MaskedLine
from ui.words import name_state

_PAUSE_MS = 60
"""Long enough not to search for every key of a fast typist, too short to feel."""


class SearchField(MaskedLine):
    """A line for words; Down or Enter leaves for the list, Esc clears."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keys that leave or clear; the rest types."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """``changed`` follows every change of the filter, after a breath while typing."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Search  (Ctrl+K)"))
        self.search.setAccessibleName(self.tr("Search the queue"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            QAction(icon(IconName.SEARCH, Tone.MUTED), "", self.search), QLineEdit.ActionPosition.LeadingPosition
        )
        self.tag, self.state = QComboBox(), QComboBox()
        self.tag.setAccessibleName(self.tr("Filter by tag"))
        self.state.setAccessibleName(self.tr("Filter by state"))
        for box in (self.tag, self.state):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self.tag.addItem(self.tr("All tags"), "")
        self.state.addItem(self.tr("All states"), None)
        for state in CardState:
            sign = name_state(state)
            self.state.addItem(icon(sign.icon, sign.tone), sign.word, state)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.left.connect(self.left)
        self.tag.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.state.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._lay_out()

    def open_tags(self) -> None:
        """Alt+T."""
        self.tag.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tag.showPopup()

    def open_states(self) -> None:
        """Alt+S."""
        self.state.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.state.showPopup()

    def filter(self) -> CardFilter:
        """What is asked for now."""
        tag, state = self.tag.currentData(), self.state.currentData()
        return CardFilter(
            text=self.search.text().strip(), tags=(tag,) if tag else (), states=(CardState(state),) if state else ()
        )

    def is_plain(self) -> bool:
        """Whether nothing is filtered out."""
        return self.filter() == CardFilter()

    def clear(self) -> None:
        """Ask for everything again."""
        self.search.clear()
        self.tag.setCurrentIndex(0)
        self.state.setCurrentIndex(0)

    def offer_tags(self, tags: Sequence[str]) -> None:
        """The tags to choose from; a chosen one that is still there stays chosen."""
        chosen = self.tag.currentData()
        if [self.tag.itemData(place) for place in range(1, self.tag.count())] == list(tags):
            return
        self.tag.blockSignals(True)
        while self.tag.count() > 1:
            self.tag.removeItem(1)
        for tag in tags:
            self.tag.addItem(tag, tag)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)))
        self.tag.blockSignals(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.tag, 1)
        row.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3 // 2, GRID * 3 // 2, GRID * 3 // 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.search)
        column.addLayout(row)
