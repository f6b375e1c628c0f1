"""What is known of a call beside its voice: the card masked, consent and wording, outcome, trail (C1, C2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHeaderView, QTableView, QWidget

from protocol.events import Outcome
from protocol.inspection import CallFile
from protocol.trail_search import TrailLine
from ui.audit.words import name_act, name_outcome
from ui.clock_words import write_clock, write_day, write_stopwatch
from ui.inspecting.words import sign_consent
from ui.oversight.call_words import sign_ending
from ui.oversight.row_model import Cell, RowModel
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.words import name_disposition, name_field


class FactsView(QWidget):
    """A line a fact; what is not known has no line."""

    def __init__(self, file: CallFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        line, call = file.line, file.line.call
        self._add(self.tr("Agent"), f"{call.person} · {call.team}")
        self._add(self.tr("Customer"), "   ".join(f"{name_field(each.kind)} {each.masked}" for each in file.fields))
        self._add(self.tr("Campaign"), call.campaign)
        if file.source:
            self._add(self.tr("Source"), f"{file.source.id} · {file.source.kind} · {file.source.party}")
        self._add(self.tr("Consent before"), self._tell_consents(file))
        answer = sign_consent(line.consent)
        said = self.tr("in the call before, {call}").format(call=file.said_in) if file.said_in else ""
        parts = (answer.word, said, file.wording or self._tell_no_wording(file))
        self._add(self.tr("Answer in the call"), " · ".join(filter(None, parts)))
        self._add(self.tr("How it ended"), f"{sign_ending(call).word} · {write_stopwatch(call.talk_s)}")
        outcome = name_disposition(line.disposition) if line.disposition else self.tr("none recorded")
        self._add(self.tr("Outcome"), f"{outcome} · {file.note}" if file.note else outcome)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        set_look(self, surface="panel")

    def _add(self, name: str, words: str) -> None:
        if not words:
            return
        row = self._grid.rowCount()
        label, value = make_label(name, size="small", tone=Tone.MUTED), make_label(words, wrap=True)
        value.setAccessibleName(f"{name}: {words}")
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)

    def _tell_consents(self, file: CallFile) -> str:
        told = []
        for each in file.consents:
            words = f"{each.purpose} · {each.how} · {write_day(each.given_at)}"
            if each.withdrawn_at:
                words = self.tr("{consent}, withdrawn {day}").format(consent=words, day=write_day(each.withdrawn_at))
            told.append(words)
        return "\n".join(told)

    def _tell_no_wording(self, file: CallFile) -> str:
        if file.line.consent.value == "none":
            return ""
        return self.tr("the wording that was read is not the campaign's of today")


class TrailView(QTableView):
    """The call's acts, oldest first."""

    def __init__(self, trail: tuple[TrailLine, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model: RowModel[TrailLine] = RowModel(_show_cell, self)
        model.set_heads((self.tr("When"), self.tr("What"), self.tr("Who"), self.tr("More")))
        model.set_rows(trail)
        self.setModel(model)
        self.setAccessibleName(self.tr("The call's trail"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(GRID * 7 // 2)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setStretchLastSection(True)
        self.setMinimumHeight(GRID * 14)


def _show_cell(line: TrailLine, column: int) -> Cell:
    done = line.outcome is Outcome.DONE
    more = " · ".join(part for part in (line.object_name, line.purpose, line.detail.get("reason", "")) if part)
    cells: tuple[Cell, ...] = (
        write_clock(line.at),
        name_act(line.act),
        line.actor_name or line.device_name,
        more if done else name_outcome(line.outcome),
    )
    return cells[column]
