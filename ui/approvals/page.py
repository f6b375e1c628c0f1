"""The approvals page: requests arrive by themselves, the oldest on top (D9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from protocol.inbox import InboxItem, InboxKind
from protocol.refusals import NotFound
from protocol.reveal_refusals import AlreadyDecided, ConsentMissing, PurposeRefused, RevealDenied, RevealExpired
from protocol.reveals import Decision, PendingApproval
from ui.approvals.request_card import RequestCard
from ui.error_texts import tell_error
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner, EmptyState

if TYPE_CHECKING:
    from app.desk import Desk

_REFRESH_MS = 15_000
_OVER = (RevealExpired, AlreadyDecided, RevealDenied, ConsentMissing, PurposeRefused, NotFound)
"""After these nobody can decide any more."""


class ApprovalsPage(QWidget):
    """Lists what waits; ``counted(n)`` follows every change, for the rail."""

    counted = Signal(int)

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._cards: dict[str, RequestCard] = {}
        self._title = make_label(size="large")
        self._text = make_label(tone=Tone.MUTED, wrap=True)
        self.banner = Banner()
        self._empty = EmptyState()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, GRID, 0)
        self._list.setSpacing(GRID * 2)
        self._list.addStretch()
        holder = QWidget()
        holder.setLayout(self._list)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (self._title, self._text, self.banner):
            column.addWidget(widget)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.banner.acted.connect(self.refresh)
        self._empty.acted.connect(self.refresh)
        self._has_answer = False
        self._error: VeildeskError | None = None
        self.retranslate()
        self._show_count()

    def start(self) -> None:
        """Look now, and go on looking."""
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Look no more, e.g. because the desk is locked."""
        self._timer.stop()
        self.banner.hide()
        self._has_answer, self._error = False, None
        self._word_empty()
        for request in list(self._cards):
            self._drop(request)
        self._show_count()

    def take_notice(self, item: InboxItem) -> None:
        """Look at once when Central says that something changed."""
        if item.kind in (InboxKind.APPROVAL_WANTED, InboxKind.APPROVAL_SETTLED):
            self.refresh()

    def refresh(self) -> None:
        """Ask Central what waits."""
        self._runner.run(self._desk.approvals.pending, self._show, self._fail, owner=self)

    def cards(self) -> tuple[RequestCard, ...]:
        """The requests on screen, oldest first."""
        return tuple(self._cards.values())

    def first_stop(self) -> QWidget:
        """Where the keyboard begins: at the note of the oldest request, and never on a decision."""
        return next((card.note for card in self.cards()), self._empty.button)

    def focus_list(self) -> None:
        """F6: the keyboard to the first request."""
        for card in self.cards()[:1]:
            card.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Ctrl+Enter: approve the request that has the keyboard, else the first."""
        for card in self._find_current():
            card.decide(Decision.APPROVE)

    def refuse(self) -> None:
        """Ctrl+Backspace: refuse it."""
        for card in self._find_current():
            card.decide(Decision.REFUSE)

    def _find_current(self) -> tuple[RequestCard, ...]:
        held = tuple(card for card in self.cards() if card.isAncestorOf(card.window().focusWidget()))
        return held or self.cards()[:1]

    def retranslate(self) -> None:
        """Word everything anew."""
        self._title.setText(self.tr("Approvals"))
        self._text.setText(self.tr("An agent waits for each of these. What you answer is recorded under your name."))
        self._word_empty()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _word_empty(self) -> None:
        if self._error is not None:
            told = tell_error(self._error)
            self._empty.say(
                IconName.TRIANGLE_ALERT, told.what, told.meaning_and_next(), self.tr("Look again"), Tone.WARN
            )
        elif self._has_answer:
            self._empty.say(
                IconName.TICKET_CHECK,
                self.tr("Nobody waits for you"),
                self.tr("New requests appear here by themselves."),
                self.tr("Look again"),
            )
        else:
            self._say_loading()

    def _say_loading(self) -> None:
        self._empty.say(IconName.HOURGLASS, self.tr("Asking Central what waits…"))

    def _show(self, pending: tuple[PendingApproval, ...]) -> None:
        if self._error is not None:
            self.banner.hide()  # what it says of an answer given stays
        self._has_answer, self._error = True, None
        self._word_empty()
        is_free = self._is_keyboard_free()
        for gone in self._cards.keys() - {request.id for request in pending}:
            self._drop(gone)
        for request in sorted(pending, key=lambda request: request.made_at):
            if request.id not in self._cards:
                self._add(request)
        self._show_count()
        if is_free:
            self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_keyboard_free(self) -> bool:
        """Whether it lies where nothing could take it, or on what the requests that come take the place of."""
        holder = self.window().focusWidget()
        return self.isVisible() and (holder is self.parentWidget() or holder is self._empty.button)

    def _add(self, request: PendingApproval) -> None:
        card = RequestCard(request, needs_code=self._desk.keeper.policy.step_up_code)
        card.decided.connect(lambda decision, card=card: self._decide(card, decision))
        self._cards[request.id] = card
        self._list.insertWidget(self._list.count() - 1, card)

    def _drop(self, request_id: str) -> None:
        card = self._cards.pop(request_id, None)
        if card:
            card.hide()
            card.deleteLater()

    def _decide(self, card: RequestCard, decision: Decision) -> None:
        password, code = card.take_proof()
        note = card.note.text().strip()
        self._runner.run(
            lambda: self._desk.approvals.decide(card.request.id, decision, note, password, code),
            lambda _: self._settle(card, decision),
            lambda error: self._reject(card, error),
            owner=self,
        )

    def _settle(self, card: RequestCard, decision: Decision) -> None:
        number, held = card.request.number, card.isAncestorOf(self.window().focusWidget())
        self._drop(card.request.id)
        said = self.tr("{number} approved.") if decision is Decision.APPROVE else self.tr("{number} refused.")
        self.banner.say(Tone.OK, said.format(number=number))
        self._show_count()
        if held:
            self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _reject(self, card: RequestCard, error: VeildeskError) -> None:
        sentence = tell_error(error).as_line()
        if isinstance(error, _OVER):
            self._drop(card.request.id)
            self._show_count()
        if card.request.id in self._cards:
            card.show_error(sentence)
        else:
            self.banner.say(Tone.WARN, f"{card.request.number}: {sentence}")

    def _fail(self, error: VeildeskError) -> None:
        self._error = error
        self._word_empty()
        if self._cards:
            self.banner.say(Tone.WARN, tell_error(error).as_line(), self.tr("Look again"))

    def _show_count(self) -> None:
        self._empty.setVisible(not self._cards)
        self._scroll.setVisible(bool(self._cards))
        self.counted.emit(len(self._cards))
