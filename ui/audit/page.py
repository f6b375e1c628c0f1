"""The audit page: filters, acts by hour, the timeline, and all that is known of the chosen act (U2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from protocol.times import parse_instant
from protocol.trail_search import TrailLine, TrailPage, TrailQuery
from ui.audit.bars import Bar, make_bars
from ui.audit.detail_words import tell_detail, write_zoned
from ui.audit.filters import FilterForm
from ui.audit.hour_plot import HourPlot
from ui.audit.model import TimelineModel
from ui.audit.words import name_act
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.jobs import Job, JobRunner
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner, EmptyState
from ui.words import name_role

if TYPE_CHECKING:
    from app.desk import Desk

_WIDTHS = (150, 110, 140, 120, 110, 110, 110)
_WHAT = 2
"""The act's column takes the room that the others leave: its words differ most in length."""


class AuditPage(QWidget):
    """Looks when it is opened, and again when the person asks; every search is on record at Central."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._query: TrailQuery | None = None
        self._job: Job[TrailPage] | None = None
        self.title, self.text = make_label(size="large"), make_label(tone=Tone.MUTED, wrap=True)
        self.filters, self.banner, self.plot, self.empty = FilterForm(), Banner(), HourPlot(), EmptyState()
        self.model = TimelineModel(self)
        self.table = QTableView()
        self.details = make_label(tone=Tone.MUTED, wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.by_person, self.about = QPushButton(), QPushButton()
        self._prepare_table()
        self._lay_out()
        self.filters.searched.connect(self.search)
        self.plot.chosen.connect(self._narrow)
        self.model.more_wanted.connect(self._fetch_more)
        self.banner.acted.connect(self.search)
        self.empty.acted.connect(self._act_on_nothing)
        self.by_person.clicked.connect(self._pivot_to_person)
        self.about.clicked.connect(self._pivot_to_object)
        self.retranslate()
        self._show_nothing()

    def start(self) -> None:
        """Look."""
        self.search()

    def stop(self) -> None:
        """Show nothing, e.g. because the desk is locked."""
        if self._job is not None:
            self._job.cancel()
        self._show_nothing()

    def first_stop(self) -> QWidget:
        """Where the keyboard begins: not on the button that clears the filters."""
        return self.filters.person

    def refresh(self) -> None:
        """F5: look again."""
        self.search()

    def focus_list(self) -> None:
        """F6: the keyboard into the timeline, or to the filters while there is none."""
        (self.table if self.table.isVisible() else self.filters.person).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self) -> None:
        """Ask Central what the filters say."""
        if self._job is not None:
            self._job.cancel()
        query = self.filters.query()
        self._query = query
        self.banner.hide()
        if self.filters.button.hasFocus():
            self.filters.person.setFocus()  # not on to the button that clears the filters
        self.filters.button.setEnabled(False)
        if not self.model.rowCount():
            self.empty.say(IconName.HOURGLASS, self.tr("Looking…"))
        self._job = self._runner.run(lambda: self._desk.searches.search(query), self._show_page, self._fail, owner=self)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("Audit"))
        self.text.setText(self.tr("Who did what, to whom, when. Every search is itself on record."))
        self.model.set_heads(
            (
                self.tr("When"),
                self.tr("Who"),
                self.tr("What"),
                self.tr("About"),
                self.tr("Desk"),
                self.tr("Address"),
                self.tr("Outcome"),
            )
        )
        self.table.setAccessibleName(self.tr("Timeline"))
        for button, word in ((self.by_person, self.tr("All by this person")), (self.about, self.tr("All about this"))):
            button.setText(f" {word}")
            button.setAccessibleName(word)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.filters.retranslate()
        super().changeEvent(event)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(GRID * 4)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.model.modelReset.connect(lambda: self._size_columns())
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())

    def _size_columns(self) -> None:
        if self.model.columnCount() == len(_WIDTHS):
            for column, width in enumerate(_WIDTHS):
                self.table.setColumnWidth(column, width)
            self.table.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        acts.addWidget(self.details, 1)
        acts.addWidget(self.by_person)
        acts.addWidget(self.about)
        self.by_person.setIcon(icon(IconName.USER))
        self.about.setIcon(icon(IconName.HISTORY))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        column.setSpacing(GRID * 3 // 2)
        for widget in (self.title, self.text, self.filters, self.banner, self.plot):
            column.addWidget(widget)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addLayout(acts)

    def _show_page(self, page: TrailPage) -> None:
        self._job = None
        self.filters.button.setEnabled(True)
        self.model.show_page(page)
        query = self._query
        self.plot.show_bars(make_bars(page.hours, query.since, query.until) if query and page.hours else ())
        found = bool(page.lines)
        self._show_found(found)
        if found:
            self.table.selectRow(0)
        else:
            self.empty.say(
                IconName.SEARCH,
                self.tr("Nothing was found"),
                self.tr("Widen the time, or clear a filter."),
                self.tr("Clear the filters"),
            )

    def _show_nothing(self) -> None:
        self.filters.button.setEnabled(True)
        self.model.show_page(None)
        self.plot.show_bars(())
        self._show_found(found=False)
        self.empty.say(IconName.HOURGLASS, self.tr("Looking…"))

    def _show_found(self, found: bool) -> None:
        self.table.setVisible(found)
        self.plot.setVisible(found)
        self.empty.setVisible(not found)
        for widget in (self.details, self.by_person, self.about):
            widget.setVisible(found)
        self._show_details()

    def _fail(self, error: VeildeskError) -> None:
        self._job = None
        self.filters.button.setEnabled(True)
        self.model.forget_wish()
        again = self.tr("Look again")
        self.banner.say(Tone.WARN, tell_error(error).as_line(), again if self.model.rowCount() else "")
        if not self.model.rowCount():
            self.empty.say(IconName.WIFI_OFF, self.tr("The trail could not be read"), "", again, Tone.WARN)

    def _act_on_nothing(self) -> None:
        if not self.banner.sentence:
            self.filters.reset()
        self.search()

    def _fetch_more(self, place: str) -> None:
        if self._query is None:
            return
        query = structs.replace(self._query, after=place)
        self._job = self._runner.run(
            lambda: self._desk.searches.search(query), self.model.add_page, self._fail, owner=self
        )

    def _narrow(self, bar: Bar) -> None:
        self.filters.show_span(bar.since, bar.until)
        self.search()

    def _chosen(self) -> TrailLine | None:
        index = self.table.currentIndex()
        return self.model.line_at(index.row()) if index.isValid() else None

    def _show_details(self) -> None:
        line = self._chosen()
        self.by_person.setEnabled(bool(line and line.actor))
        self.about.setEnabled(bool(line and line.object_id))
        self.details.setText(self._describe(line) if line else "")

    def _describe(self, line: TrailLine) -> str:
        who = line.actor_name or line.actor or line.device_name
        role = f" ({name_role(line.role)})" if line.role else ""
        facts = [tell_detail(name, value) for name, value in sorted(line.detail.items()) if value]
        if line.object_id:
            facts.insert(0, line.object_id)
        facts.insert(0, write_zoned(parse_instant(line.at)))
        place = self.tr("place {index} in the log").format(index=line.log_index)
        return " · ".join((f"{who}{role}", name_act(line.act), *facts, place))

    def _pivot_to_person(self) -> None:
        line = self._chosen()
        if line:
            self.filters.person.setText(line.actor)
            self.filters.about.clear()
            self.search()

    def _pivot_to_object(self) -> None:
        line = self._chosen()
        if line:
            self.filters.about.setText(line.detail.get("card", line.object_id))
            self.filters.person.clear()
            self.search()
