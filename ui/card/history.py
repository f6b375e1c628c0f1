"""Earlier contacts, newest first; outcomes that wait on this desk stand on top and say so (D7, M2)."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.cards import OpenCard
from protocol.cards import Disposition, HistoryEntry, OutcomeDetail
from protocol.events import Event
from ui.clock_words import write_moment
from ui.icons import IconName, icon
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.words import name_disposition, sign_waiting

_SHAPES = {
    Disposition.INTERESTED: (IconName.CIRCLE_CHECK, Tone.OK),
    Disposition.CALLBACK: (IconName.CALENDAR_CLOCK, Tone.WAIT),
    Disposition.DO_NOT_CALL: (IconName.CIRCLE_X, Tone.STOP),
}


class HistoryList(QWidget):
    """Time, how it ended, who, and the masked note."""

    def __init__(self, opened: OpenCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 3 // 2)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(3, 1)
        for event in reversed(opened.pending):
            self._add_waiting(event)
        for entry in sorted(opened.card.history, key=lambda one: one.at, reverse=True):
            self._add_entry(entry)
        if not opened.pending and not opened.card.history:
            self._grid.addWidget(make_label(self.tr("No contact so far."), tone=Tone.MUTED), 0, 0)

    def _add_waiting(self, event: Event) -> None:
        detail = msgspec.convert(event.detail, OutcomeDetail)
        sign = sign_waiting()
        note = self.tr("Recorded on this desk, waiting to be sent")
        if detail.callback_at:
            moment = write_moment(detail.callback_at)
            note = self.tr("Call back {moment}. {note}").format(moment=moment, note=note)
        text = f"{note} · {detail.note}" if detail.note else note
        self._add(sign.icon, sign.tone, event.at, name_disposition(detail.disposition), text)

    def _add_entry(self, entry: HistoryEntry) -> None:
        shape, tone = _SHAPES.get(entry.disposition, (IconName.CIRCLE_DOT, Tone.MUTED))
        text = " · ".join(part for part in (entry.by, entry.note) if part)
        self._add(shape, tone, entry.at, name_disposition(entry.disposition), text)

    def _add(self, shape: IconName, tone: Tone, at: str, word: str, text: str) -> None:
        row, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        mark = QLabel()
        mark.setPixmap(icon(shape, tone).pixmap(QSize(16, 16)))
        moment = write_moment(at)
        self._grid.addWidget(mark, row, 0, top)
        self._grid.addWidget(make_label(moment, tone=Tone.MUTED), row, 1, top)
        self._grid.addWidget(make_label(word), row, 2, top)
        words = make_label(text, tone=Tone.MUTED, wrap=True)
        words.setAccessibleName(f"{moment} {word} {text}")
        self._grid.addWidget(words, row, 3)
