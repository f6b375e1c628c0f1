"""Tells an agent of results, never in mid-call, and opens them: he has no rail, so they lie over his page (U1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from protocol.inbox import InboxItem, InboxKind
from ui.rail import Page
from ui.style import GRID, Tone, set_look
from ui.widgets.notices import Banner

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.desk import Desk
    from ui.jobs import JobRunner


class ResultsDialog(QDialog):
    """The page of results in a window of its own."""

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget) -> None:
        from ui.inspecting.results_page import ResultsPage

        super().__init__(parent)
        self.page = ResultsPage(desk, runner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setWindowTitle(self.page.title.text())
        room = parent.window().size()
        self.resize(min(GRID * 130, room.width() - GRID * 4), min(GRID * 80, room.height() - GRID * 4))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_look(self, surface="panel")
        self.page.start()

    def done(self, result: int) -> None:
        """Nothing stays of it."""
        self.page.stop()
        super().done(result)
        self.deleteLater()


class InspectionNews(QWidget):
    """Says over the page that a call was inspected; waits with it while a call is on. Who has a page of results is
    to turn to it (``page_wanted``); who calls without one sees them over his page; nobody else has any."""

    page_wanted = Signal()

    def __init__(self, desk: Desk, runner: JobRunner, pages: Collection[Page], window: QWidget) -> None:
        super().__init__()
        self._desk, self._runner, self._pages, self._window = desk, runner, pages, window
        self._waiting: InboxItem | None = None
        self.dialog: ResultsDialog | None = None
        self.banner = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3 // 2, GRID * 3 // 2, GRID * 3 // 2, 0)
        column.addWidget(self.banner)
        self.banner.acted.connect(self.open)
        self.hide()

    def take(self, item: InboxItem) -> None:
        """A notice came."""
        if item.kind is not InboxKind.CALL_INSPECTED:
            return
        self._waiting = item
        self.tell()

    def tell(self) -> None:
        """Say what waits, unless a call is on."""
        item = self._waiting
        if item is None or self._desk.calls.state.is_busy:
            return
        self._waiting = None
        if self.dialog is not None:
            self.dialog.page.take_notice(item)
            return
        words = self.tr("Your call {number} was inspected: {score} of 100.")
        number, score = item.facts.get("number", ""), item.facts.get("score", "")
        self.show()
        tone = Tone.OK if score.strip("0") else Tone.WARN
        self.banner.say(tone, words.format(number=number, score=score), self.tr("See results  (Ctrl+R)"))

    def open(self) -> None:
        """Show the results; the banner has done its work."""
        self.hide()
        if Page.RESULTS in self._pages:
            self.page_wanted.emit()
            return
        if self.dialog is not None or Page.WORK not in self._pages:
            return
        self.dialog = ResultsDialog(self._desk, self._runner, self._window)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
