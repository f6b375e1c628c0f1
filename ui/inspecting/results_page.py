"""Results of inspections: an agent's own, a supervisor's teams' with everybody's average (U1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.inspection import Average, InspectionResult, ResultQuery
from protocol.roles import Role
from protocol.times import format_instant
from ui.clock_words import write_moment
from ui.icons import IconName
from ui.inspecting.average_bars import AverageBars
from ui.inspecting.result_dialog import ResultDialog
from ui.inspecting.words import sign_score
from ui.jobs import JobRunner
from ui.oversight.call_words import name_way
from ui.oversight.row_model import Cell
from ui.oversight.search_page import SearchPage
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.text_field import TextField
from ui.words import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.desk import Desk

_SPANS_D = (7, 30, 90)
_NEWS = (InboxKind.CALL_INSPECTED, InboxKind.INSPECTION_ANSWERED)


class ResultsPage(SearchPage[InspectionResult, ResultQuery]):
    """Looks when it is opened, when the person asks, and when a result or an answer came while it is on screen."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        self.span, self.person = QComboBox(), TextField()
        self.averages: tuple[Average, ...] = ()
        first = ResultQuery(since="", until="")
        super().__init__(runner, first, self._fetch_page, self.span, _show_cell, lambda line: line.call.id, parent)
        self._desk = desk
        person = desk.keeper.person
        self._leads = person is not None and person.role is Role.SUPERVISOR
        self.dialog: ResultDialog | None = None
        self.bars = AverageBars()
        self._bars_place = QScrollArea()
        self._bars_place.setFrameShape(QFrame.Shape.NoFrame)
        self._bars_place.setWidgetResizable(True)
        set_look(self.bars, surface="window")
        self._bars_place.setWidget(self.bars)
        self._bars_place.setMaximumHeight(GRID * 20)
        self._bars_place.hide()
        self._span_label, self._person_label = (make_label(size="small", tone=Tone.MUTED) for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for widget in (self._span_label, self.span, self._person_label, self.person):
            row.addWidget(widget)
        row.addStretch(1)
        place = self.column.indexOf(self.banner)
        self.column.insertLayout(place, row)
        self.column.insertWidget(place + 1, self._bars_place)
        self.person.setMaxLength(200)
        self.person.setMinimumWidth(GRID * 26)
        self.person.setClearButtonEnabled(True)
        self.person.returnPressed.connect(self.refresh)
        self.person.setVisible(self._leads)
        self._person_label.setVisible(self._leads)
        self._open = self.add_act(IconName.FILE_TEXT, self.open_chosen, "Ctrl+I", lambda _: True)
        self.add_older()
        self.end_acts()
        self.table.doubleClicked.connect(lambda _: self.open_chosen())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.open_chosen)
        stops = (self.span, self.person, self._bars_place, self._open, self.older, self.empty.button, self.table)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.retranslate()
        self.span.setCurrentIndex(1)
        self.span.currentIndexChanged.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Ask for what the fields say."""
        present = datetime.now(UTC)
        self.query = ResultQuery(
            since=format_instant(present - timedelta(days=self.span.currentData())),
            until=format_instant(present + timedelta(minutes=1)),
            person=self.person.text().strip(),
        )
        super().refresh()

    def stop(self) -> None:
        """Show nothing, e.g. because the desk is locked."""
        if self.dialog is not None:
            self.dialog.close()
        self._bars_place.hide()
        super().stop()

    def open_chosen(self) -> None:
        """Read the chosen result; answer it, where it is one's own."""
        line = self.chosen()
        if line is None or self.dialog is not None:
            return
        self.dialog = dialog = ResultDialog(self._desk, self._runner, line, self)
        dialog.finished.connect(lambda _: self._leave(dialog))
        dialog.open()

    def take_notice(self, item: InboxItem) -> None:
        """A result or an answer came."""
        if item.kind in _NEWS and self.isVisible() and self.dialog is None:
            self.refresh()

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("Results of inspections"))
        self.text.setText(
            self.tr("What inspectors found in the calls of your teams. That you look is on record.")
            if self._leads
            else self.tr("What inspectors found in your calls. You may answer each once; your supervisors see it too.")
        )
        heads = (
            self.tr("Inspected"),
            self.tr("Score"),
            self.tr("Call"),
            self.tr("Agent"),
            self.tr("Customer"),
            self.tr("Campaign"),
            self.tr("Inspector"),
            self.tr("Answer"),
        )
        self.model.set_heads(heads)
        self._open.setText(" " + self.tr("Open"))
        self.older.setText(" " + self.tr("Older results"))
        for label, field, words in (
            (self._span_label, self.span, self.tr("When")),
            (self._person_label, self.person, self.tr("Agent")),
        ):
            label.setText(words)
            field.setAccessibleName(words)
        self.person.setPlaceholderText(self.tr("Name or username"))
        kept = max(0, self.span.currentIndex())
        self.span.blockSignals(True)
        self.span.clear()
        names = (self.tr("Last 7 days"), self.tr("Last 30 days"), self.tr("Last 90 days"))
        for name, days in zip(names, _SPANS_D, strict=True):
            self.span.addItem(name, days)
        self.span.setCurrentIndex(kept)
        self.span.blockSignals(False)

    def word_empty(self) -> None:
        """Say that nothing was found."""
        self.empty.say(
            IconName.FILE_TEXT,
            self.tr("No call was inspected in this time"),
            self.tr("Widen the time; a new result is told on this desk."),
            self.tr("Look again"),
        )

    def _fetch_page(self, query: ResultQuery) -> tuple[Sequence[InspectionResult], str]:
        """A page of results; the averages come with the first."""
        page = self._desk.inspections.results(query)
        if not query.after:
            self.averages = page.averages
        return page.lines, page.next

    def _leave(self, dialog: ResultDialog) -> None:
        self.dialog = None
        if dialog.answered:
            self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, rows: Sequence[InspectionResult]) -> None:
        super()._show_rows(rows)
        self.bars.show_averages(self.averages)
        self._bars_place.setAccessibleName(self.bars.accessibleName())
        self._bars_place.setVisible(bool(self.averages) and bool(rows))
        self._bars_place.setFixedHeight(min(GRID * 20, self.bars.sizeHint().height() + 2))


def _show_cell(line: InspectionResult, column: int) -> Cell:
    call, made = line.call, line.inspection
    cells: tuple[Cell, ...] = (
        write_moment(made.at),
        sign_score(made.score, made.unmet),
        f"{name_way(call)} · {write_moment(call.begun_at)}",
        f"{call.person} · {call.team}",
        call.customer,
        call.campaign,
        made.by,
        _sign_answer(line),
    )
    return cells[column]


def _sign_answer(line: InspectionResult) -> Cell:
    translate = QCoreApplication.translate
    if line.answer is None:
        return ""
    if line.answer.version < line.inspection.version:
        return Sign(IconName.CIRCLE_CHECK, translate("InspectionWords", "Answered, then judged anew"), Tone.OK)
    return Sign(IconName.MESSAGE_SQUARE, translate("InspectionWords", "Answered"), Tone.WAIT)
