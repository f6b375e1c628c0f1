"""The middle pane: the masked card of the customer at hand, or an honest word why there is none (D1, D2)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.cards import OpenCard
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.fields import FieldKind
from ui.card.fields import FieldList, find_dialled, make_rule
from ui.card.heading import Grounds, Heading
from ui.card.history import HistoryList
from ui.card.script import ScriptSteps
from ui.error_texts import tell_error
from ui.icons import IconName
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.viewport import make_viewport


class CardPage(QFrame):
    """Shows one :class:`OpenCard`. ``reveal_wanted(opened, kind, is_settled)`` when the person asks to see a
    field; ``is_settled``: whether it is this one, or one that is chosen next."""

    reveal_wanted = Signal(object, FieldKind, bool)
    answered = Signal(bool)
    retry_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="panel")
        self.opened: OpenCard | None = None
        self.fields: FieldList | None = None
        self.script: ScriptSteps | None = None
        self._can_retry = False
        self.banner, self.notice = Banner(), EmptyState()
        self.banner.acted.connect(self.next_wanted)
        self.notice.acted.connect(self._act)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        viewport = make_viewport()
        viewport.setAutoFillBackground(False)
        self._scroll.setViewport(viewport)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        self._gap = QWidget()
        self._gap.setFixedHeight(GRID * 3 // 2)
        self._gap.hide()
        head.addWidget(self._gap)
        head.addWidget(self.banner)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.notice)
        self._stack.addWidget(full)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No card is open."""
        self._forget()
        self._can_retry = False
        self.notice.say(
            IconName.USER,
            self.tr("Choose a customer from the queue."),
            self.tr("Arrow keys move, Enter opens. Opening a card is recorded."),
            self.tr("Go to the queue"),
        )
        self._stack.setCurrentIndex(0)

    def show_loading(self) -> None:
        """A card is on its way; what was there goes first, so that nobody reads the wrong one."""
        self._forget()
        self.notice.say(IconName.HOURGLASS, self.tr("Opening the card…"))
        self._stack.setCurrentIndex(0)

    def show_gone(self) -> None:
        """The card that was on screen has left the queue: its call is over, or it is somebody else's."""
        self.show_nothing()
        self.notice.say(
            IconName.USER,
            self.tr("This card is no longer in your queue."),
            self.tr("A colleague's customer is shown for as long as the call lasts; others may have been reassigned."),
            self.tr("Go to the queue"),
        )

    def show_error(self, error: VeildeskError) -> None:
        """The card could not be opened."""
        self._forget()
        self._can_retry = True
        told = tell_error(error)
        self.notice.say(IconName.TRIANGLE_ALERT, told.what, told.meaning_and_next(), self.tr("Try again"), Tone.STOP)
        self._stack.setCurrentIndex(0)

    def show_card(self, opened: OpenCard) -> None:
        """Show this card from now on; the same one again keeps its place on screen."""
        known = self.opened.card if self.opened else None
        same = known is not None and (known.id, known.call) == (opened.card.id, opened.card.call)
        scrolled = self._scroll.verticalScrollBar().value() if same else 0
        answer = self.script.answer() if same and self.script else None
        if not same:
            self._hush()
        self.opened = opened
        self._scroll.setWidget(self._build(opened))
        if self.script and answer is not None:
            self.script.note(agreed=answer)
        self._stack.setCurrentIndex(1)
        self._scroll.verticalScrollBar().setValue(scrolled)
        if opened.card.state is CardState.STOPPED:
            self.say(Tone.STOP, self.tr("This customer must not be called. The card is kept for the record only."))
        elif opened.card.call is not None:
            self.say(
                Tone.WAIT,
                self.tr("A colleague's customer, shown for this call alone. Calls, reveals and the outcome stay his."),
            )

    def say(self, tone: Tone, sentence: str) -> None:
        """A sentence over the card, until another card is opened."""
        self._gap.show()
        self.banner.say(tone, sentence)

    def unsay(self, sentence: str) -> None:
        """That sentence over the card is true no more."""
        if self.banner.sentence == sentence:
            self._hush()

    def ask_for_dialled(self) -> None:
        """F8: reveal the telephone."""
        kind = find_dialled(self.opened.card) if self.opened else None
        if self.fields and kind in self.fields.buttons:
            self.reveal_wanted.emit(self.opened, kind, True)

    def ask_for_any(self) -> None:
        """Shift+F8: reveal another field; which one is chosen in the dialog."""
        kinds = list(self.fields.buttons) if self.fields else []
        dialled = find_dialled(self.opened.card) if self.opened else None
        kind = next((kind for kind in kinds if kind is not dialled), None)
        if kind is not None:
            self.reveal_wanted.emit(self.opened, kind, False)

    def note_answer(self, *, agreed: bool) -> None:
        """Alt+Y and Alt+N: the customer's word, where the script asks for it."""
        if self.script is not None:
            self.script.press(agreed=agreed)

    def turn(self, pages: int) -> None:
        """PgUp and PgDn."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def stops(self) -> tuple[QWidget, ...]:
        """The card's controls, in reading order."""
        answers = self.script.buttons() if self.script else ()
        return (*(self.fields.buttons.values() if self.fields else ()), *answers)

    def _build(self, opened: OpenCard) -> QWidget:
        page = QWidget()
        set_look(page, surface="panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID, GRID * 3)
        column.setSpacing(GRID * 3 // 2)
        column.addWidget(Heading(opened))
        column.addWidget(make_rule())
        column.addWidget(Grounds(opened))
        column.addSpacing(GRID // 2)
        column.addWidget(_make_title(self.tr("Customer")))
        self.fields = FieldList(opened.card)
        self.fields.reveal_wanted.connect(lambda kind: self.reveal_wanted.emit(opened, kind, True))
        column.addWidget(self.fields)
        column.addSpacing(GRID // 2)
        column.addWidget(_make_title(self.tr("Script")))
        if opened.campaign is not None and opened.campaign.script:
            self.script = ScriptSteps(opened.campaign)
            self.script.answered.connect(self.answered)
            column.addWidget(self.script)
        else:
            self.script = None
            column.addWidget(make_label(self.tr("This campaign has no script yet."), tone=Tone.MUTED))
        column.addSpacing(GRID // 2)
        column.addWidget(_make_title(self.tr("History")))
        column.addWidget(HistoryList(opened))
        column.addStretch(1)
        return page

    def _hush(self) -> None:
        self._gap.hide()
        self.banner.hide()

    def _forget(self) -> None:
        self.opened = None
        self.fields = None
        self.script = None
        self._hush()
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()

    def _act(self) -> None:
        (self.retry_wanted if self._can_retry else self.next_wanted).emit()


def _make_title(text: str) -> QWidget:
    title = QWidget()
    column = QVBoxLayout(title)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    column.addWidget(make_label(text, strong=True))
    column.addWidget(make_rule())
    return title
