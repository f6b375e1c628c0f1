"""The next customer, brought to the screen as Central says; one question at a time (D1, U1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.endings import OUT_OF_REACH
from app.next_customer import NextCustomer
from protocol.refusals import NotFound
from ui.clock_words import write_minute
from ui.error_texts import tell_error
from ui.style import Tone

if TYPE_CHECKING:
    from app.desk import Desk
    from protocol.calls import NextCall
    from protocol.errors import VeildeskError
    from protocol.identifiers import Identifier
    from ui.jobs import JobRunner


class NextLine(QObject):
    """``found(id)`` with the card to open; ``said(tone, sentence)`` where there is none."""

    found = Signal(str)
    said = Signal(Tone, str)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._next = NextCustomer(desk.team, desk.cards, desk.sync, desk.trail)
        self._jobs, self._is_asking = jobs, False
        self._instead: Identifier | None = None

    def ask(self, instead: Identifier | None = None) -> None:
        """Ask for the next one; ``instead``: the card of this desk's own queue, should Central be out of reach."""
        if self._is_asking:
            return
        self._is_asking, self._instead = True, instead
        self._jobs.run(self._next.ask, self._show, self._refuse, owner=self)

    def _show(self, answer: NextCall) -> None:
        self._is_asking = False
        if answer.card is not None:
            self.found.emit(answer.card)
        elif answer.again_at is not None:
            sentence = self.tr("Nobody is to be called now. The next one is due at {time}.")
            self.said.emit(Tone.WAIT, sentence.format(time=write_minute(answer.again_at)))
        else:
            self.said.emit(Tone.WAIT, self.tr("Nobody is to be called now. Your supervisor gives out new customers."))

    def _refuse(self, error: VeildeskError) -> None:
        self._is_asking = False
        if isinstance(error, OUT_OF_REACH) and self._instead is not None:
            self.found.emit(self._instead)
        elif isinstance(error, NotFound):
            self.said.emit(Tone.WAIT, self.tr("The next customer is on the way; his card will be in your queue."))
        else:
            self.said.emit(Tone.STOP, tell_error(error).as_line())
