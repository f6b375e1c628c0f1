"""Between pad and calls: what is wanted goes to the service off the GUI thread, what happened comes to the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu

from app.telephony.port import Link
from app.telephony.states import Call, Missed, PauseReason, PhoneState, Standing
from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.fields import FieldKind
from protocol.telephones import TargetKind, TransferTarget
from ui.card.heading import find_masked
from ui.clock_words import write_minute
from ui.error_texts import tell_error
from ui.phone.help_line import HelpLine
from ui.phone.next_line import NextLine
from ui.phone.wishes import Wish
from ui.style import Tone

if TYPE_CHECKING:
    from app.cards import OpenCard
    from app.desk import Desk
    from app.settings import PhoneSettings
    from protocol.identifiers import Identifier
    from ui.jobs import JobRunner
    from ui.phone.pad import PhonePad

_LOOK_MS = 2_000
_LISTED = 8


class PhoneControl(QObject):
    """``card_wanted(id)`` when a call brings its card, or Central the next one; ``said(tone, sentence)`` when something
    could not be done, or is not to be overlooked; ``changed(PhoneState)`` after the pad has followed."""

    card_wanted = Signal(str)
    said = Signal(Tone, str)
    changed = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, pad: PhonePad, *, auto_next: bool = False) -> None:
        super().__init__(pad)
        self._desk, self._jobs, self.pad = desk, jobs, pad
        self._opened: OpenCard | None = None
        self._names: dict[str, str] = {}
        self._announced: set[str] = set()
        self._brought: set[str] = set()
        self.state = desk.calls.state
        self.auto_next = auto_next
        self.help, self.next = HelpLine(desk.team, jobs, self), NextLine(desk, jobs, self)
        for line in (self.help, self.next):
            line.said.connect(self.said)
        self.help.changed.connect(self._show_help)
        self.next.found.connect(self._bring)
        self._acts: dict[Wish, Callable[[object], None]] = {
            Wish.CALL: lambda _: self._call(),
            Wish.ANSWER: lambda call: self._run(lambda: desk.calls.answer(str(call))),
            Wish.DECLINE: lambda call: self._run(lambda: desk.calls.hang_up(str(call))),
            Wish.HANG_UP: lambda _: self._run(desk.calls.hang_up),
            Wish.MUTE: lambda on: self._run(lambda: desk.calls.mute(on=bool(on))),
            Wish.HOLD: lambda on: self._run(lambda: desk.calls.hold(on=bool(on))),
            Wish.TAKE_BACK: lambda call: self._run(lambda: desk.calls.take_back(str(call))),
            Wish.TONE: lambda tone: self._run(lambda: desk.calls.send_tone(str(tone))),
            Wish.TRANSFER: lambda _: self._ask_whom(),
            Wish.PAUSE: self._pause,
            Wish.SOUND: lambda _: self._open_sound(),
            Wish.MISSED: lambda _: self._list_missed(),
            Wish.NEXT: lambda _: self.next.ask(),
            Wish.HELP: lambda _: self.help.turn(self.state),
            Wish.AUTO_NEXT: lambda on: self._turn_auto_next(on=bool(on)),
        }
        pad.wanted.connect(self.do)
        pad.availability.show_auto_next(on=auto_next)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_at_sound)
        self._show_help()
        self.follow(self.state)

    def do(self, wish: Wish, value: object = None) -> None:
        """Carry out what the agent wants."""
        self._acts[wish](value)

    def show_card(self, opened: OpenCard | None) -> None:
        """Which card is on screen."""
        self._opened = opened
        if opened is not None:
            self._names[opened.card.id] = _name(opened)
        self._refresh()

    def follow(self, state: PhoneState) -> None:
        """Take in how everything stands; a call that rings brings its card at once."""
        self.state = state
        is_ready = state.standing is Standing.SOFTPHONE and state.link is Link.READY
        if not is_ready:  # only a telephone that is ready knows headsets
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()
        self.help.follow(state)
        for call in (*state.ringing, *((state.current,) if state.current else ()), *state.held):
            if call.card is not None and call.card not in self._names:
                self._find_name(call.card)
        for call in state.ringing:
            if call.id not in self._announced:
                self._announced.add(call.id)
                QApplication.alert(self.pad.window())
            if state.current is None:
                self._bring_card(call)
        current = state.current
        if current is not None and (current.leg.incoming or current.leg.known_as is not None):  # nobody chose its card
            self._bring_card(current)
        self._refresh()
        self.changed.emit(state)

    def _bring_card(self, call: Call) -> None:
        """Open the card of a call that came in, once, and as soon as this desk has it."""
        if call.card is not None and call.id not in self._brought:
            self._brought.add(call.id)
            self.card_wanted.emit(call.card)

    def answer_consent(self, *, agreed: bool) -> None:
        """The customer's yes or no to the open card's script."""
        if self._opened is not None:
            card = self._opened.card.id
            self._run(lambda: self._desk.calls.answer_consent(card, agreed=agreed))

    def settings(self, known: PhoneSettings) -> PhoneSettings:
        """How the person has his telephone now, for the next time."""
        used = self._desk.calls.choice.devices
        return replace(
            known,
            auto_next=self.auto_next,
            microphone=used.get("microphone", ""),
            speaker=used.get("speaker", ""),
            ringer=used.get("ringer", ""),
            table=self._desk.calls.choice.prefers_table,
        )

    def note_saved(self) -> None:
        """The outcome is saved: the time after the call is over."""
        if self.state.wrap_up_until is not None and self.state.pause is None:
            self._run(self._desk.calls.resume)

    @property
    def goes_on(self) -> bool:
        """Whether the next card opens by itself now."""
        return self.auto_next and self.state.pause is None and not self.state.is_busy

    def _refresh(self) -> None:
        opened, call = self._opened, self.state.current
        may_call = (
            opened is not None
            and opened.card.state is not CardState.STOPPED
            and find_masked(opened.card, FieldKind.MOBILE, FieldKind.LANDLINE) != ""
            and not (call is not None and call.card == opened.card.id)
        )
        self.pad.show_phone(
            self.state,
            open_card=opened.card.id if opened else None,
            may_call=may_call,
            name_card=lambda card: self._names.get(card, ""),
        )

    def _find_name(self, card_id: Identifier) -> None:
        self._names[card_id] = ""
        self._jobs.run(lambda: self._desk.cards.look_again(card_id), self._note_name, owner=self)

    def _note_name(self, opened: OpenCard) -> None:
        self._names[opened.card.id] = _name(opened)
        self._refresh()

    def _run(self, call: Callable[[], object]) -> None:
        self._jobs.run(call, on_error=self._complain, owner=self)

    def _complain(self, error: VeildeskError) -> None:
        self.said.emit(Tone.STOP, tell_error(error).as_line())

    def _show_help(self) -> None:
        self.pad.controls.show_help(is_asked=self.help.is_asked)

    def _call(self) -> None:
        if self._opened is not None:
            card = self._opened.card.id
            self._run(lambda: self._desk.calls.dial(card))

    def _pause(self, reason: object) -> None:
        if isinstance(reason, PauseReason):
            self._run(lambda: self._desk.calls.pause(reason))
        else:
            self._run(self._desk.calls.resume)

    def _bring(self, card: Identifier) -> None:
        if self._opened is not None and self._opened.card.id == card:
            self.said.emit(Tone.OK, self.tr("The customer on screen is the one to call next."))
        else:
            self.card_wanted.emit(card)

    def _turn_auto_next(self, *, on: bool) -> None:
        self.auto_next = on
        self.pad.availability.show_auto_next(on=on)

    def _ask_whom(self) -> None:
        self._jobs.run(self._desk.calls.list_targets, self._offer_targets, self._complain, owner=self)

    def _offer_targets(self, targets: tuple[TransferTarget, ...]) -> None:
        menu = QMenu(self.pad)
        menu.setAccessibleName(self.tr("Hand the call on"))
        for kind, title in ((TargetKind.QUEUE, self.tr("Queues")), (TargetKind.COLLEAGUE, self.tr("Colleagues"))):
            found = [target for target in targets if target.kind is kind]
            if found:
                menu.addAction(title).setEnabled(False)  # a section's title is not drawn under a style sheet
            for target in found:
                act = menu.addAction(target.name)
                act.triggered.connect(partial(self._transfer, target))
        if menu.isEmpty():
            menu.addAction(self.tr("Nobody is at a desk now, and there is no queue.")).setEnabled(False)
        button = self.pad.controls.transfer
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.menu = menu

    def _transfer(self, target: TransferTarget, _: bool = False) -> None:
        self._run(lambda: self._desk.calls.transfer(target))

    def _list_missed(self) -> None:
        menu = QMenu(self.pad)
        menu.setAccessibleName(self.tr("Missed calls"))
        for missed in self.state.missed[:_LISTED]:
            act = menu.addAction(self._write_missed(missed))
            act.setEnabled(missed.card is not None)
            if missed.card is not None:
                act.triggered.connect(partial(self._open_missed, missed.card))
        menu.addSeparator()
        menu.addAction(self.tr("Clear the list")).triggered.connect(lambda: self._run(self._desk.calls.forget_missed))
        button = self.pad.availability.missed
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.menu = menu

    def _open_missed(self, card: Identifier, _: bool = False) -> None:
        self.card_wanted.emit(card)

    def _write_missed(self, missed: Missed) -> str:
        whom = (self._names.get(missed.card, "") if missed.card else "") or self.tr("not one of your customers")
        return f"{write_minute(missed.at)}  {whom}"

    def _open_sound(self) -> None:
        from ui.phone.sound_dialog import SoundDialog

        self.sound = SoundDialog(self._desk.calls.choice, self._jobs, self.pad)
        self.sound.open()

    def _look_at_sound(self) -> None:
        """Headsets come and go."""
        if self.pad.isVisible():
            self._jobs.run(self._desk.calls.choice.look_at_sound, owner=self)


def _name(opened: OpenCard) -> str:
    name = find_masked(opened.card, FieldKind.NAME)
    return f"{name}  {find_masked(opened.card, FieldKind.MOBILE, FieldKind.LANDLINE)}".strip()
