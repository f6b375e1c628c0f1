"""Where an agent works: queue, card and phone side by side, and what passes between them (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from app.cards import OpenCard
from app.session_state import SessionState
from app.settings import PhoneSettings
from app.sync import Connection, SyncStatus
from app.telephony.states import PhoneState
from protocol.cards import Disposition
from protocol.errors import VeildeskError
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxItem
from protocol.refusals import NotFound
from ui.card.consent_line import find_call, show_consent
from ui.card.page import CardPage
from ui.error_texts import tell_error
from ui.jobs import Job, JobRunner
from ui.phone.control import PhoneControl
from ui.phone.outcome_form import OutcomeWish
from ui.phone.pane import PhonePane
from ui.phone.phone_keys import read_keys
from ui.queue.pane import QueuePane
from ui.style import Tone
from ui.words import name_disposition

if TYPE_CHECKING:
    from app.desk import Desk

QUEUE_PX, CARD_PX, PHONE_PX = 312, 656, 312
QUEUE_LEAST_PX, CARD_LEAST_PX, PHONE_LEAST_PX = 262, 386, 298
"""Beside the rail, all three fit a window of 1024 pixels."""


class WorkPage(QWidget):
    """``reveal_wanted(opened, kind, is_settled)`` goes to whoever shows the reveal."""

    reveal_wanted = Signal(object, FieldKind, bool)

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        splitters: tuple[int, ...] = (),
        phone: PhoneSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._opening: Job[OpenCard] | None = None
        self._wanted: Identifier | None = None
        settings = phone or PhoneSettings()
        # Each is made where it will stand: to move a pane into its place later costs as much again as to make it.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.queue, self.card = QueuePane(desk.cards, jobs, self.splitter), CardPage(self.splitter)
        self.phone = PhonePane(desk.outcomes, read_keys(settings.keys), self.splitter)
        self.calls = PhoneControl(desk, jobs, self.phone.pad, auto_next=settings.auto_next)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        panes = ((self.queue, QUEUE_LEAST_PX), (self.card, CARD_LEAST_PX), (self.phone, PHONE_LEAST_PX))
        for place, (pane, least) in enumerate(panes):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, int(pane is self.card))
        self.splitter.setSizes(list(splitters) if len(splitters) == len(panes) else [QUEUE_PX, CARD_PX, PHONE_PX])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.queue.loaded.connect(self._take_keyboard)
        self.queue.chosen.connect(self.open_card)
        self.card.retry_wanted.connect(self._retry)
        self.card.next_wanted.connect(self.queue.focus_list)
        self.card.reveal_wanted.connect(self.reveal_wanted)
        self.phone.form.wanted.connect(self._record)
        self.card.answered.connect(lambda agreed: self.calls.answer_consent(agreed=agreed))
        self.calls.card_wanted.connect(self.open_card)
        self.calls.said.connect(self.card.say)
        self.calls.help.settled.connect(self.card.unsay)
        self.calls.changed.connect(lambda _: self._follow_consent())
        self.follow_status(desk.sync.status)

    def open_card(self, card_id: Identifier, *, again: bool = False) -> None:
        """Open a card, which is recorded; ``again`` looks once more at one that was open, which is not."""
        if self._opening is not None:
            self._opening.cancel()
        self._wanted = card_id
        shown = self.card.opened
        if shown is None or shown.card.id != card_id:
            self.card.show_loading()
            self._turn_phone(None)
        call = self._desk.cards.look_again if again else self._desk.cards.open_card
        self._opening = self._jobs.run(lambda: call(card_id), self._show, self._miss, owner=self)

    def take_over(self, before: WorkPage) -> None:
        """The card of the page that this one takes the place of, its clock and the drafts; behind a lock the card waits
        until that is open."""
        self.queue.take_over(before.queue)
        self.phone.take_over(before.phone)
        self._wanted = before._wanted
        if self._wanted is not None and self._desk.keeper.state is SessionState.ACTIVE:
            self.open_card(self._wanted, again=True)

    def look_again(self) -> None:
        """Bring what is on screen up to date."""
        self.queue.reload()
        if self._wanted is not None:
            self.open_card(self._wanted, again=True)

    def follow_status(self, status: SyncStatus) -> None:
        """Take in how the sync stands."""
        first = status.connection in (Connection.CONNECTING, Connection.ONLINE) and status.last_sync is None
        self.queue.note_syncing(syncing=first)
        if status.waiting == 0:
            self.queue.clear_recorded()

    def follow_cards(self, changed: frozenset[Identifier] | None) -> None:
        """Cards changed in the vault."""
        self.queue.reload()
        if self._wanted is not None and (changed is None or self._wanted in changed):
            self.open_card(self._wanted, again=True)

    def follow_calls(self, state: PhoneState) -> None:
        """A call goes on, ends or comes in."""
        self.calls.follow(state)

    def take_notice(self, item: InboxItem) -> None:
        """A notice from Central."""
        self.calls.help.take_notice(item)

    def cover(self) -> None:
        """Forget everything of any customer before the desk locks; of what was open only the identifier stays."""
        if self._opening is not None:
            self._opening.cancel()
        self.card.show_nothing()
        self._turn_phone(None)
        self.queue.model.show_listing(None)

    def first_stop(self) -> QWidget | None:
        """Where the keyboard begins: the queue, for which it waits while the list is on its way."""
        return self.queue.view if self.queue.has_cards else None

    def focus_list(self) -> None:
        """F6: the keyboard into the queue."""
        self.queue.focus_list()

    def submit(self) -> None:
        """Ctrl+Enter: record the outcome."""
        self.phone.form.submit()

    def choose_outcome(self, place: int) -> None:
        """Keys 1 to 7."""
        self.phone.form.choose(list(Disposition)[place])

    def _take_keyboard(self) -> None:
        """Once there is a list, the keyboard that waited for it goes to a card; it may wait on the list itself."""
        view, holder = self.queue.view, self.window().focusWidget()
        waits = holder in (None, self.parentWidget()) or (holder is view and not view.currentIndex().isValid())
        if self.isVisible() and self.queue.has_cards and waits:
            self.queue.focus_list()

    def _show(self, opened: OpenCard) -> None:
        self._opening = None
        self.card.show_card(opened)
        self._order_stops()
        self._turn_phone(opened)
        self.queue.mark_shown(opened.card.id)

    def _turn_phone(self, opened: OpenCard | None) -> None:
        self.phone.show_card(opened)
        self.calls.show_card(opened)
        self._follow_consent()

    def _follow_consent(self) -> None:
        """C1: the customer's answer counts while the call is on, and until a yes nothing that he says is stored."""
        opened = self.card.opened
        if opened is None:
            return
        if self.card.script is not None:
            show_consent(self.card.script, find_call(self.calls.state, opened.card.id))
        self.phone.form.limit(silent=not self._desk.calls.may_store(opened.card.id))

    def _order_stops(self) -> None:
        """Let Tab go from the queue through the card, whose controls are the newest, to the phone."""
        before: QWidget = self.queue.view
        for stop in self.card.stops():
            QWidget.setTabOrder(before, stop)
            before = stop

    def _miss(self, error: VeildeskError) -> None:
        self._opening = None
        if isinstance(error, NotFound):
            self._wanted = None
            self.card.show_gone()
        else:
            self.card.show_error(error)
        self._turn_phone(None)
        self.queue.mark_shown(None)

    def _retry(self) -> None:
        if self._wanted is not None:
            self.open_card(self._wanted)

    def _record(self, wish: OutcomeWish) -> None:
        self._jobs.run(
            lambda: self._desk.outcomes.record(wish.card_id, wish.disposition, wish.callback_at, wish.note),
            lambda _: self._recorded(wish),
            lambda error: self._refuse(wish, error),
            owner=self,
        )

    def _recorded(self, wish: OutcomeWish) -> None:
        self.phone.form.settle(wish.card_id, recorded=True)
        self.queue.mark_recorded(wish.card_id, wish.disposition)
        following = self.queue.select_next()
        word = name_disposition(wish.disposition)
        if following is not None and not self.calls.goes_on:
            sentence = self.tr("Recorded: {word}. Next is {name}; Enter opens the card.")
            self.card.say(Tone.OK, sentence.format(word=word, name=following.name))
        else:
            self.card.say(Tone.OK, self.tr("Recorded: {word}.").format(word=word))
        self.queue.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.calls.note_saved()
        if self.calls.goes_on:
            self.calls.next.ask(instead=following.id if following else None)
        elif self._wanted == wish.card_id:
            self.open_card(wish.card_id, again=True)

    def _refuse(self, wish: OutcomeWish, error: VeildeskError) -> None:
        self.phone.form.settle(wish.card_id, recorded=False)
        self.card.say(Tone.STOP, tell_error(error).as_line())
