"""Asking for help from the pad: what is asked, who comes, and when nobody is wanted any more (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.telephony.states import PhoneState
from protocol.inbox import InboxItem, InboxKind
from ui.error_texts import tell_error
from ui.style import Tone

if TYPE_CHECKING:
    from app.team import TeamService
    from protocol.errors import VeildeskError
    from protocol.team import HelpRequest
    from ui.jobs import JobRunner


class HelpLine(QObject):
    """``changed()`` when :attr:`is_asked` may be another; ``said(tone, sentence)`` for the agent, until that sentence
    is ``settled(sentence)``."""

    changed = Signal()
    said = Signal(Tone, str)
    settled = Signal(str)

    def __init__(self, team: TeamService, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._team, self._jobs = team, jobs
        self._is_busy = False
        self._coming: tuple[str, str] | None = None

    @property
    def is_asked(self) -> bool:
        """Whether a wish for help waits for an answer."""
        return self._team.waiting is not None

    def turn(self, state: PhoneState) -> None:
        """Ask, in the call at the ear if one is on; or want help no longer."""
        if self._is_busy:
            return
        self._is_busy = True
        if self.is_asked:
            self._jobs.run(self._team.withdraw_help, self._say_withdrawn, self._refuse, owner=self)
        else:
            call = state.current.id if state.current else ""
            self._jobs.run(lambda: self._team.ask_help(call), self._say_asked, self._refuse, owner=self)

    def follow(self, state: PhoneState) -> None:
        """Help in a call ends with it; Central ends it by the call's own record."""
        waiting = self._team.waiting
        on = {call.id for call in (state.current, *state.held) if call is not None}
        if self._coming is not None and self._coming[1] not in on:
            sentence, self._coming = self._coming[0], None
            self.settled.emit(sentence)
        if waiting is not None and waiting.call and waiting.call not in on:
            self._team.waiting = None
            self.said.emit(Tone.OK, self.tr("The call is over, and the wish for help with it."))
            self.changed.emit()

    def take_notice(self, item: InboxItem) -> None:
        """A supervisor comes."""
        waiting = self._team.waiting
        if item.kind is InboxKind.HELP_TAKEN and waiting is not None and waiting.id == item.ref:
            self._team.waiting = None
            sentence = self.tr("{name} comes to help you.").format(name=item.facts.get("by", ""))
            self._coming = (sentence, waiting.call) if waiting.call else None
            self.said.emit(Tone.OK, sentence)
            self.changed.emit()

    def _say_asked(self, _: HelpRequest) -> None:
        self._is_busy = False
        self.said.emit(Tone.WAIT, self.tr("Help is asked for. Your supervisors see it at once."))
        self.changed.emit()

    def _say_withdrawn(self, _: object) -> None:
        self._is_busy = False
        self.said.emit(Tone.OK, self.tr("Help is no longer asked for."))
        self.changed.emit()

    def _refuse(self, error: VeildeskError) -> None:
        self._is_busy = False
        self.said.emit(Tone.STOP, tell_error(error).as_line())
