"""How the contact ended: a disposition, a time to call back, a masked note (D1, M2)."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.cards import OpenCard
from app.telephony.consent import stores_words
from protocol.cards import CardState, Disposition
from protocol.identifiers import Identifier
from protocol.times import Instant
from ui.phone.callback_field import CallbackField
from ui.phone.choice import Choice
from ui.phone.note_field import NoteField
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.words import name_disposition

_COLUMNS = 2


class Draft(Struct, frozen=True):
    """What the form holds for one card."""

    disposition: Disposition | None
    note: str


class OutcomeWish(Struct, frozen=True):
    """What to record. ``callback_at`` is None unless a callback is wanted."""

    card_id: Identifier
    disposition: Disposition
    callback_at: Instant | None
    note: str


class OutcomeForm(QFrame):
    """``wanted(OutcomeWish)`` on saving. Drafts stay with their card while the person is signed in, in memory only.

    ``foot`` says what is missing and saves; it stands below the form, in sight however much of the form is.
    """

    wanted = Signal(object)

    def __init__(self, preview: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card_id: Identifier | None = None
        self._drafts: dict[Identifier, Draft] = {}
        self._is_saving = self._is_silent = False
        self._why_shut = ""
        self._choices = QButtonGroup(self)
        self._order = list(Disposition)
        self.callback, self.note, self.foot = CallbackField(), NoteField(preview), QWidget()
        self._hint = make_label(size="small", tone=Tone.MUTED, wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save = QPushButton(self.tr("Save  Ctrl+Enter"))
        set_look(self.save, kind="primary")
        self.save.setAccessibleName(self.tr("Save the outcome"))
        self.save.clicked.connect(self.submit)
        self.note.setPlaceholderText(self.tr("Note. Numbers are masked as you type."))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what room is left
        self._lay_out()
        self.stand_close(is_low=False)
        self._choices.idToggled.connect(lambda _, on: self._judge() if on else None)
        self.callback.chosen.connect(lambda: self.choose(Disposition.CALLBACK))
        self.callback.moment.dateTimeChanged.connect(lambda _: self._judge())
        self.note.textChanged.connect(self._judge)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._judge)
        self._minute.start(15_000)
        self.show_card(None)

    def show_card(self, opened: OpenCard | None) -> None:
        """Which card the outcome is for; what was typed for the one before is kept with it."""
        card_id = opened.card.id if opened else None
        stopped = opened is not None and opened.card.state is CardState.STOPPED
        self._why_shut = self._say_why_shut(opened, stopped=stopped)
        self.setEnabled(not self._why_shut)
        if card_id != self._card_id:
            self._keep_draft()
            self._card_id = card_id
            self._fill(self._drafts.get(card_id) if card_id else None)
        self._judge()

    def _say_why_shut(self, opened: OpenCard | None, *, stopped: bool) -> str:
        if opened is None:
            return self.tr("Open a customer's card first.")
        if opened.card.call is not None:
            return self.tr("The outcome is your colleague's to note.")
        return self.tr("This customer must not be called.") if stopped else ""

    def limit(self, *, silent: bool) -> None:
        """``silent``: nothing that the customer says may be stored (C1), only how the call went."""
        if silent == self._is_silent:
            return
        self._is_silent = silent
        self.note.setEnabled(not silent)
        for place, disposition in enumerate(self._order):
            button = self._choices.button(place)
            shut = silent and stores_words(disposition, "")
            button.setEnabled(not shut)
            if shut and button.isChecked():
                self._uncheck()
        self._judge()

    def choose(self, disposition: Disposition) -> None:
        """Set the disposition, by key or by click."""
        button = self._choices.button(self._order.index(disposition))
        if self.isEnabled() and button.isEnabled():
            button.setChecked(True)

    def chosen(self) -> Disposition | None:
        """The disposition set now."""
        place = self._choices.checkedId()
        return None if place < 0 else self._order[place]

    def submit(self) -> None:
        """Ctrl+Enter: record, if there is something to record."""
        self.note.mask_now()
        disposition = self.chosen()
        if self._card_id is None or disposition is None or not self.save.isEnabled():
            return
        self._is_saving = True
        self._judge()
        at = self.callback.instant() if disposition is Disposition.CALLBACK else None
        note = "" if self._is_silent else self.note.toPlainText().strip()
        self.wanted.emit(OutcomeWish(self._card_id, disposition, at, note))

    def settle(self, card_id: Identifier, *, recorded: bool) -> None:
        """The record is on disk, and the form is empty again; or it is not, and everything stays."""
        self._is_saving = False
        if recorded:
            self._drafts.pop(card_id, None)
            if card_id == self._card_id:
                self._fill(None)
        self._judge()

    def stand_close(self, *, is_low: bool) -> None:
        """``is_low``: as little room as can be read and written in."""
        self.note.setMinimumHeight(GRID * 5 if is_low else GRID * 7)
        self._hint.setMinimumHeight(GRID * 2 if is_low else GRID * 4)

    def hand_over(self) -> dict[Identifier, Draft]:
        """Every draft, for the form that takes this one's place."""
        self._keep_draft()
        return dict(self._drafts)

    def take_over(self, drafts: dict[Identifier, Draft]) -> None:
        """The drafts of the form before this one."""
        self._drafts.update(drafts)

    def _fill(self, draft: Draft | None) -> None:
        self._uncheck()
        self.callback.reset()
        self.note.setPlainText(draft.note if draft else "")
        if draft and draft.disposition:
            self.choose(draft.disposition)

    def _uncheck(self) -> None:
        self._choices.setExclusive(False)
        for button in self._choices.buttons():
            button.setChecked(False)
        self._choices.setExclusive(True)

    def _keep_draft(self) -> None:
        if self._card_id is None:
            return
        draft = Draft(self.chosen(), self.note.stored())
        if draft.disposition or draft.note:
            self._drafts[self._card_id] = draft
        else:
            self._drafts.pop(self._card_id, None)

    def _judge(self) -> None:
        """Say what is missing or what will happen, and open the save button when nothing is missing."""
        disposition, sentence, tone, ready = self.chosen(), "", Tone.MUTED, self._card_id is not None
        if self._why_shut:
            sentence, ready = self._why_shut, False
        elif self._is_saving:
            sentence, ready = self.tr("Recording…"), False
        elif self._is_silent and disposition is None:
            sentence, tone, ready = self.tr("Without a yes: only how the call went, no note."), Tone.WAIT, False
        elif disposition is None:
            sentence, ready = self.tr("Choose how it ended: keys 1 to 7."), False
        elif disposition is Disposition.CALLBACK and not self.callback.is_future():
            sentence, tone, ready = self.tr("The time to call back has passed."), Tone.WARN, False
        elif disposition is Disposition.DO_NOT_CALL:
            sentence, tone = self.tr("Stops every call to this customer, on every desk."), Tone.WARN
        elif self.note.needs_masking():
            sentence, tone = self.tr("Will be stored as: {note}").format(note=self.note.stored()), Tone.WAIT
        else:
            sentence = self.tr("Recorded on this desk first, then sent to Central.")
        self._hint.setText(sentence)
        set_look(self._hint, tone=tone.value)
        self.save.setEnabled(ready and self.isEnabled())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        rows = -(-len(self._order) // _COLUMNS)
        for place, disposition in enumerate(self._order):
            button = Choice(place + 1, name_disposition(disposition))
            self._choices.addButton(button, place)
            grid.addWidget(button, place % rows, place // rows)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(grid)
        column.addWidget(self.callback)
        column.addWidget(self.note, 1)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(GRID)
        foot.addWidget(self._hint)
        foot.addWidget(self.save)
