"""A page with a table that Central fills: title, banner, rows, and acts on the chosen row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.jobs import Job, JobRunner
from ui.oversight.row_model import Cell, RowModel
from ui.oversight.wrapping import WrappingDelegate
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner, EmptyState

Row = TypeVar("Row")
_MEASURED_ROWS = 300


class TablePage(QWidget, Generic[Row]):
    """Subclasses word it, and add acts with :meth:`add_act`. ``key`` tells rows apart, so that a choice outlives a
    refresh."""

    def __init__(
        self,
        runner: JobRunner,
        load: Callable[[], Sequence[Row]],
        cell: Callable[[Row, int], Cell],
        key: Callable[[Row], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._load, self._key = runner, load, key
        self._job: Job[Sequence[Row]] | None = None
        self._is_loading, self._wraps, self._is_done = True, False, False
        self._error: VeildeskError | None = None
        self._acts: list[tuple[QPushButton, Callable[[Row], bool]]] = []
        self._keyed: list[tuple[QPushButton, str]] = []
        self.title, self.text = make_label(size="large"), make_label(tone=Tone.MUTED, wrap=True)
        self.banner, self.empty = Banner(), EmptyState()
        self.model: RowModel[Row] = RowModel(cell, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(GRID * 9 // 2)
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setMaximumSectionSize(GRID * 40)
        heads.setStretchLastSection(True)
        self.hint = make_label(size="small", tone=Tone.MUTED)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(GRID)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (self.title, self.text, self.banner):
            column.addWidget(widget)
        column.addLayout(self.acts)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        self.empty.acted.connect(self.refresh)
        self.banner.acted.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge_acts())
        self._list(())

    def start(self) -> None:
        """Load what there is."""
        self.refresh()

    def stop(self) -> None:
        """Show nothing, e.g. because the desk is locked."""
        if self._job is not None:
            self._job.cancel()
        self._is_loading = True
        self._is_done = False
        self.banner.hide()
        self._list(())

    def refresh(self) -> None:
        """Ask Central anew; the rows that are there stay until it has answered."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.run(self._load, self._show_rows, self._miss, owner=self)

    def add_act(
        self, name: IconName, act: Callable[[], None], keys: str, fits: Callable[[Row], bool] | None = None
    ) -> QPushButton:
        """A button over the table, also at ``keys``; the caller words it, and in its "what's this" what may be unclear.
        With ``fits`` it acts on the chosen row, and is open only while that fits."""
        button = QPushButton()
        button.setIcon(icon(name))
        button.clicked.connect(act)
        self.acts.addWidget(button)
        self._keyed.append((button, keys))
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        if fits is not None:
            self._acts.append((button, fits))
            self._judge_acts()
        return button

    def end_acts(self) -> None:
        """After the last act: a word beside them for as long as no row is chosen."""
        for button, _ in self._acts[-1:]:
            QWidget.setTabOrder(button, self.table)
        self.acts.addWidget(self.hint)
        self.acts.addStretch(1)

    def wrap_rows(self) -> None:
        """Let rows grow, so that the last column is read to its end in a narrow window; in a table that is not long,
        since every row is measured."""
        self._wraps = True
        self.table.setItemDelegate(WrappingDelegate(self.table))
        heights = self.table.verticalHeader()
        heights.setMinimumSectionSize(heights.defaultSectionSize())

    def _measure_rows(self, count: int) -> None:
        wraps = self._wraps and count <= _MEASURED_ROWS
        modes = QHeaderView.ResizeMode
        self.table.setWordWrap(wraps)
        self.table.verticalHeader().setSectionResizeMode(modes.ResizeToContents if wraps else modes.Fixed)

    @property
    def told(self) -> str:
        """What the page says of its last try, so that nobody says it beside it."""
        if self._error is not None and not self.model.rowCount():
            return tell_error(self._error).as_line()
        return self.banner.sentence

    def chosen(self) -> Row | None:
        """The row that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.row_at(rows[0].row()) if rows else None

    def fail(self, error: VeildeskError) -> None:
        """Say what went wrong; the rows that are there stay."""
        self._is_done = False
        self.banner.say(Tone.WARN, tell_error(error).as_line(), self.tr("Look again"))

    def say_done(self, sentence: str) -> None:
        """Say what an act came to, until the next one, and look how things stand now."""
        self._is_done = True
        self.banner.say(Tone.OK, sentence)
        self.refresh()

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self.model.rowCount() else self.empty.button

    def focus_list(self) -> None:
        """F6: put the keyboard into the table, on a row."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.chosen() is None and self.model.rowCount():
            self.table.selectRow(0)

    def word(self) -> None:
        """Word title, heads and acts; subclasses do it."""

    def word_empty(self) -> None:
        """Say that there is nothing; subclasses do it."""

    def retranslate(self) -> None:
        """Word everything anew."""
        self.word()
        for button, keys in self._keyed:
            hint = f"{button.text().strip()}  ({keys})"
            button.setToolTip("\n".join(part for part in (hint, button.whatsThis()) if part))
        self.table.setAccessibleName(self.title.text())
        self.hint.setText(self.tr("Choose a row first."))
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_rows(self, rows: Sequence[Row]) -> None:
        self._job, self._is_loading, self._error = None, False, None
        holder = self.window().focusWidget()
        is_free = holder is self.parentWidget()  # nothing here could take the keyboard until now
        was_asked = holder is not None and rows and holder is self.empty.button
        if not self._is_done:
            self.banner.hide()
        self._list(rows)
        self._say_state()
        if is_free or was_asked:
            self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _miss(self, error: VeildeskError) -> None:
        self._job, self._is_loading, self._error = None, False, error
        if self.model.rowCount():
            self.fail(error)
        self._say_state()
        self.banner.said.emit()

    def _list(self, rows: Sequence[Row]) -> None:
        if rows and self.model.keys(self._key) == [self._key(row) for row in rows]:
            self.model.renew(rows)
            self._judge_acts()
            return
        before = self.chosen()
        kept = self._key(before) if before is not None else None
        self._measure_rows(len(rows))
        self.model.set_rows(rows)
        place = next((place for place, row in enumerate(rows) if kept is not None and self._key(row) == kept), None)
        if place is not None:
            self.table.selectRow(place)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._judge_acts()

    def _say_state(self) -> None:
        if self._is_loading:
            self._say_loading()
        elif self._error is not None:
            told = tell_error(self._error)
            self.empty.say(
                IconName.TRIANGLE_ALERT,
                told.what,
                told.meaning_and_next(),
                self.tr("Look again"),
                Tone.WARN,
            )
        else:
            self.word_empty()

    def _say_loading(self) -> None:
        self.empty.say(IconName.HOURGLASS, self.tr("Asking Central…"))

    def _judge_acts(self) -> None:
        row = self.chosen()
        for button, fits in self._acts:
            button.setEnabled(row is not None and fits(row))
        self.hint.setVisible(row is None and bool(self._acts) and self.model.rowCount() > 0)
