"""The left pane: the queue, its search and its filters, and what it says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from app.cards import CardFilter, CardRow, CardService, Listing, Section, read_clock
from protocol.cards import Disposition
from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from ui.error_texts import tell_error
from ui.icons import IconName
from ui.jobs import Job, JobRunner
from ui.queue.delegate import QueueDelegate
from ui.queue.filter_bar import FilterBar
from ui.queue.model import PAGE, CardLine, QueueModel, SectionLine
from ui.queue.view import QueueView
from ui.style import Tone, set_look
from ui.widgets.notices import EmptyState

_LOOK_MS = 30_000
"""How often the clock is compared with the list, since time alone moves cards into "due now"."""


class Snapshot(Struct, frozen=True):
    """A listing with the lines in view and the place of the current card in it, read in one job."""

    listing: Listing
    pages: tuple[tuple[Section, int, Sequence[CardRow]], ...]
    current: tuple[Section, int] | None
    tags: Sequence[str]


class QueuePane(QFrame):
    """``chosen(card_id)`` when the person opens a card."""

    chosen = Signal(str)
    loaded = Signal()

    def __init__(self, cards: CardService, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards, self._jobs = cards, jobs
        self._job: Job[Snapshot] | None = None
        self._recorded: dict[Identifier, Disposition] = {}
        self._is_syncing, self._is_wrong = True, False
        set_look(self, surface="panel")
        self.setAccessibleName(self.tr("Queue"))
        self.filters = FilterBar()
        self.model, self.view, self.notice = QueueModel(), QueueView(), EmptyState()
        self._delegate = QueueDelegate()
        self.view.setItemDelegate(self._delegate)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Customers to call"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(self._stack, 1)
        self.filters.changed.connect(self.reload)
        self.filters.left.connect(self.focus_list)
        self.view.chosen.connect(self._choose)
        self.model.page_wanted.connect(self._fetch)
        self.notice.acted.connect(self._act)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.keep_time)
        self._clock.start(_LOOK_MS)
        self._say_loading()
        self.reload()

    def take_over(self, before: QueuePane) -> None:
        """The open card, where the keyboard comes back to, and the waiting outcomes of the pane whose place this one
        takes."""
        self._recorded = before._recorded
        self.model.set_recorded(self._recorded)
        self.model.set_shown(before.model.shown)
        self.reload()

    def reload(self) -> None:
        """List anew; what is on screen stays until the new list is here."""
        if self._job is not None:
            self._job.cancel()
        current = self.current_card() if self.view.currentIndex().isValid() else self.model.shown
        wanted, filter_ = self._pages_in_view(), self.filters.filter()
        self._job = self._jobs.run(
            lambda: self._read(filter_, wanted, current), self._show, self._say_error, owner=self
        )

    def keep_time(self) -> None:
        """List anew if time has moved a card, or the last try failed; the cards' own changes come by themselves."""
        listing = self.model.listing
        if self._is_wrong or (listing is not None and listing.is_outdated(read_clock())):
            self.reload()

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def focus_list(self) -> None:
        """Put the keyboard into the list, on a card."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.current_card() is None and self.model.rowCount() > 1:
            self.view.select_row(1)

    @property
    def has_cards(self) -> bool:
        """Whether cards are listed, so that the keyboard can go there."""
        return self._stack.currentWidget() is self.view

    def current_card(self) -> Identifier | None:
        """The card the keyboard stands on."""
        index = self.view.currentIndex()
        line = self.model.line(index.row()) if index.isValid() else None
        return line.row.id if isinstance(line, CardLine) and line.row else None

    def select_next(self) -> CardRow | None:
        """Move to the next card after the current one; None at the end of the list."""
        start = self.view.currentIndex().row() + 1
        for row in range(start, min(start + len(Section) + 1, self.model.rowCount())):
            line = self.model.line(row)
            if isinstance(line, CardLine) and line.row is not None and line.row.id not in self._recorded:
                self.view.select_row(row)
                return line.row
        return None

    def mark_shown(self, card_id: Identifier | None) -> None:
        """Which card is open in the middle."""
        self.model.set_shown(card_id)

    def mark_recorded(self, card_id: Identifier, disposition: Disposition) -> None:
        """An outcome waits to be sent."""
        self._recorded[card_id] = disposition
        self.model.set_recorded(self._recorded)

    def clear_recorded(self) -> None:
        """Everything that was recorded here is at Central."""
        if self._recorded:
            self._recorded.clear()
            self.model.set_recorded(self._recorded)

    def note_syncing(self, *, syncing: bool) -> None:
        """Whether the first cards are still on their way, so that an empty queue says the truth."""
        if syncing != self._is_syncing:
            self._is_syncing = syncing
            if self.model.listing is not None and not len(self.model.listing):
                self._say_empty()

    def _read(
        self, filter_: CardFilter, wanted: tuple[tuple[Section, int], ...], current: Identifier | None
    ) -> Snapshot:
        listing = self._cards.listing(filter_)
        wanted = wanted or ((Section.DUE, 0),)
        pages = tuple(
            (section, page, self._cards.page(listing, section, page * PAGE, PAGE)) for section, page in wanted
        )
        key = self._cards.find_key(current) if current else None
        place = listing.position(key) if key is not None else None
        return Snapshot(listing, pages, place, self._cards.tags())

    def _show(self, snapshot: Snapshot) -> None:
        self._job, self._is_wrong = None, False
        bar = self.view.verticalScrollBar()
        was_away, place = self.view.is_away(), bar.value()
        self.model.show_listing(snapshot.listing)
        for section, page, rows in snapshot.pages:
            self.model.put_page(snapshot.listing, section, page, rows)
        if snapshot.current is not None:
            row = self.model.find_row(*snapshot.current)
            if row is not None:
                self.view.setCurrentIndex(self.model.index(row))
        if was_away:
            bar.setValue(place)
        self.filters.offer_tags(snapshot.tags)
        if len(snapshot.listing):
            self._stack.setCurrentWidget(self.view)
        else:
            self._say_empty()
        self.loaded.emit()

    def _fetch(self, section: Section, page: int) -> None:
        listing = self.model.listing
        if listing is None:
            return
        self._jobs.run(
            lambda: self._cards.page(listing, section, page * PAGE, PAGE),
            lambda rows: self.model.put_page(listing, section, page, rows),
            self._say_error,
            owner=self,
        )

    def _pages_in_view(self) -> tuple[tuple[Section, int], ...]:
        if self.model.listing is None:
            return ()
        first = self.view.indexAt(self.view.viewport().rect().topLeft()).row()
        last = self.view.indexAt(self.view.viewport().rect().bottomLeft()).row()
        if first < 0:
            return ()
        last = last if last >= 0 else self.model.rowCount() - 1
        places = (self.model.place(row) for row in range(first, last + 1))
        return tuple(dict.fromkeys((section, place // PAGE) for section, place in places if place >= 0))

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if isinstance(line, SectionLine):
            self.model.toggle(line.section)
        elif line.row is not None:
            self.chosen.emit(line.row.id)

    def _act(self) -> None:
        if not self.filters.is_plain():
            self.filters.clear()
        else:
            self.reload()

    def _say_loading(self) -> None:
        self.notice.say(IconName.HOURGLASS, self.tr("Opening your queue…"))
        self._stack.setCurrentWidget(self.notice)

    def _say_empty(self) -> None:
        if not self.filters.is_plain():
            self.notice.say(
                IconName.SEARCH, self.tr("Nobody in your queue fits this search."), "", self.tr("Show everybody")
            )
        elif self._is_syncing:
            self.notice.say(IconName.HOURGLASS, self.tr("Your customers are on their way from Central."))
        else:
            self.notice.say(
                IconName.INBOX,
                self.tr("No customers are assigned to you."),
                self.tr("Once somebody assigns them, they appear here by themselves."),
                self.tr("Look again"),
            )
        self._stack.setCurrentWidget(self.notice)

    def _say_error(self, error: VeildeskError) -> None:
        self._is_wrong = True
        told = tell_error(error)
        self.notice.say(IconName.TRIANGLE_ALERT, told.what, told.meaning_and_next(), self.tr("Try again"), Tone.STOP)
        self._stack.setCurrentWidget(self.notice)
