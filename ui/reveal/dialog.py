"""The reveal dialog: asks the form, waits on the stage, shows the value, says how it ended (D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.endings import OUT_OF_REACH
from app.guards.sighting import Kind, Sighting
from app.reveal import CloseReason, RevealHandle, ShownReveal
from protocol.errors import VeildeskError
from protocol.fields import FieldKind
from protocol.guarding import Channel
from protocol.marking import mark_of
from protocol.reveals import Reveal, RevealState
from protocol.roles import Role
from ui.error_texts import tell_error
from ui.guards.clipboard import clear_ours
from ui.guards.pictures import shut_out_pictures
from ui.icons import IconName
from ui.jobs import Job, JobRunner
from ui.reveal.form import RevealForm
from ui.reveal.stage import RevealStage
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from app.cards import OpenCard
    from app.desk import Desk

_ASK_AGAIN_MS = 2000


class RevealDialog(QDialog):
    """One reveal after another of one card; closing it closes whatever is shown and withdraws what waits.

    ``is_settled``: whether ``field`` is the one that is wanted, or one to choose from.
    """

    def __init__(
        self,
        desk: Desk,
        runner: JobRunner,
        open_card: OpenCard,
        field: FieldKind,
        parent: QWidget | None = None,
        *,
        is_settled: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._card_id = open_card.card.id
        self._handle: RevealHandle | None = None
        self._shown: ShownReveal | None = None
        self._waiting: Job[Reveal] | None = None
        self._under_way: Job[RevealHandle | ShownReveal] | Job[ShownReveal] | None = None
        self._is_over = False
        person = desk.keeper.person
        self.form = RevealForm(
            open_card.card,
            open_card.campaign,
            needs_code=desk.keeper.policy.step_up_code,
            may_break_glass=person is not None and person.role is Role.SUPERVISOR,
        )
        self.stage = RevealStage()
        title = make_label(self.tr("See one value"), size="large")
        promise = make_label(
            self.tr("Shown for a few seconds, to you alone. The request, the reason and the time are recorded."),
            tone=Tone.MUTED,
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        for widget in (title, promise, self.form, self.stage):
            column.addWidget(widget)
        self.setWindowTitle(self.tr("See one value"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(520)
        set_look(self, surface="panel")
        self.form.submitted.connect(self._ask)
        self.form.missed.connect(lambda words: self.stage.say(words, Tone.WARN))
        self.stage.cancelled.connect(self._withdraw)
        self.stage.view.closed.connect(self._after_view)
        self.stage.view.pictured.connect(lambda: self._report(Kind.CAPTURE_KEY))
        self.form.choose_field(field, is_settled=is_settled)
        self.stage.say(self.tr("The value will appear here."))

    def close_for(self, reason: CloseReason) -> None:
        """Close from outside, e.g. because the desk locks."""
        self.stage.view.close_secret(reason)
        self.close()

    def stop_showing(self, words: str) -> None:
        """A guard saw a way out: the value goes, and ``words`` stand in its place."""
        if self._shown is not None:
            self.stage.view.close_secret(CloseReason.EXPORT_BLOCKED)
            self._end(words, Tone.STOP, IconName.SHIELD_ALERT)

    def done(self, result: int) -> None:
        """However it is closed, nothing stays behind: the value is wiped, a waiting request withdrawn.

        A request whose answer is still on its way keeps the dialog alive, unseen, until that is settled too.
        """
        self._is_over = True
        self.stage.view.close_secret(CloseReason.ASKED)
        self._withdraw()
        super().done(result)
        if self._under_way is None:
            self._leave()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The window's own button closes it at once, a shown value with it."""
        self.stage.view.close_secret(CloseReason.ASKED)
        super().closeEvent(event)

    def reject(self) -> None:
        """``Esc``: closes a shown value first, the dialog only when none is shown."""
        if self.stage.view.showing:
            self.stage.view.close_secret(CloseReason.ASKED)
        else:
            super().reject()

    def _ask(self) -> None:
        ask = self.form.take()
        self._say_asking()

        def request() -> RevealHandle | ShownReveal:
            reveals = self._desk.reveals
            handle = reveals.request(
                self._card_id,
                ask.field,
                ask.purpose,
                ask.reason,
                ask.password,
                ask.code,
                break_glass=ask.break_glass,
            )
            if not self._is_over:
                return reveals.collect(handle) if handle.at_hand else handle
            reveals.forgo(handle)
            return handle

        self._under_way = self._runner.run(request, self._take_answer, self._fail, owner=self._runner)

    def _say_asking(self) -> None:
        self.form.setEnabled(False)
        self.stage.say(self.tr("Asking Central…"), Tone.ACCENT, IconName.HOURGLASS)

    def _take_answer(self, answer: RevealHandle | ShownReveal) -> None:
        if isinstance(answer, ShownReveal):
            self._show(answer)
            return
        self._handle, self._under_way = answer, None
        if self._is_over:
            self._withdraw()
            self._leave()
        else:
            self._follow(answer.reveal)

    def _follow(self, reveal: Reveal) -> None:
        handle = self._handle
        if handle is None:
            return
        if reveal.state in (RevealState.READY, RevealState.COLLECTED):
            self._under_way = self._runner.run(
                lambda: self._desk.reveals.collect(handle), self._show, self._fail, owner=self._runner
            )
        elif reveal.state is RevealState.WAITING:
            self.stage.wait(reveal)
            self._wait()
        else:
            self._end(self._word_end(reveal), Tone.WARN, IconName.CIRCLE_X)

    def _wait(self) -> None:
        handle = self._handle
        if handle is not None:
            self._waiting = self._runner.run(
                lambda: self._desk.reveals.wait(handle), self._follow, self._miss, owner=self
            )

    def _miss(self, error: VeildeskError) -> None:
        """Central was not to be asked: the request stands there all the same, and may be decided meanwhile."""
        if isinstance(error, OUT_OF_REACH) and self._handle is not None:
            self.stage.lose_sight()
            QTimer.singleShot(_ASK_AGAIN_MS, self, self._wait)
        else:
            self._fail(error)

    def _show(self, shown: ShownReveal) -> None:
        self._handle, self._shown, self._under_way = None, shown, None
        if self._is_over:
            self._after_view(CloseReason.CARD_LEFT.value, 0)
            self._leave()
            return
        clear_ours()
        if not shut_out_pictures():
            self._report(Kind.GUARD_DOWN)
            self._after_view(CloseReason.FAULT.value, 0)
            return
        view = self.stage.show_view()
        reveal = shown.reveal
        view.show_secret(shown.secret, reveal.field, reveal.show_s, self._watermark(reveal), mark_of(reveal.number))

    def _after_view(self, reason: str, shown_ms: int) -> None:
        shown, self._shown = self._shown, None
        if shown is None:
            return
        self._runner.run(
            lambda: self._desk.reveals.closed(shown, CloseReason(reason), shown_ms),
            lambda _: None,
            lambda error: None if self._is_over else self._fail(error),
            owner=self._runner,
        )
        if self._is_over:
            return
        if not shown_ms:
            sentence = self.tr("Not shown. It is used up and recorded as {number}; ask again.")
            self._end(sentence.format(number=shown.reveal.number), Tone.WARN, IconName.SHIELD_ALERT)
            return
        seconds = max(1, round(shown_ms / 1000))
        sentence = self.tr("Shown for %n second(s). Recorded as {number}.", "", seconds)
        self._end(sentence.format(number=shown.reveal.number), Tone.OK, IconName.SHIELD_CHECK)

    def _report(self, kind: Kind) -> None:
        """A way out that only a window can see: the sentry acts, off this thread."""
        sighting = Sighting(Channel.SCREEN, kind, kind.value, stays=False)
        self._runner.run(lambda: self._desk.sentry.see(sighting), owner=self._runner)

    def _withdraw(self) -> None:
        handle, self._handle = self._handle, None
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
        if handle is None or handle.reveal.state is not RevealState.WAITING:
            return
        self._runner.run(lambda: self._desk.reveals.cancel(handle), owner=self._runner)
        if not self._is_over:
            self._end(
                self.tr("You withdrew {number}.").format(number=handle.reveal.number), Tone.MUTED, IconName.CIRCLE_X
            )

    def _word_end(self, reveal: Reveal) -> str:
        if reveal.state is RevealState.REFUSED:
            note = reveal.note or self.tr("no reason was given")
            return self.tr("{number} was refused: {note}").format(number=reveal.number, note=note)
        return self.tr("{number} is over: nobody decided in time.").format(number=reveal.number)

    def _fail(self, error: VeildeskError) -> None:
        self._handle, self._under_way = None, None
        if self._is_over:
            self._leave()
            return
        self._end(tell_error(error).as_line(), Tone.STOP, IconName.SHIELD_ALERT)

    def _leave(self) -> None:
        """After the last answer; the window, and this dialog with it, may have gone before that came."""
        if isValid(self):
            self.deleteLater()

    def _end(self, sentence: str, tone: Tone, name: IconName) -> None:
        self._waiting = None
        self.form.setEnabled(True)
        self.form.focus_gap()
        self.stage.say(sentence, tone, name)

    def _watermark(self, reveal: Reveal) -> str:
        """Central's number of the reveal is in it: this machine's clock and zone say what its user likes."""
        person = self._desk.keeper.person
        clock = QLocale().toString(QDateTime.currentDateTime(), "yyyy-MM-dd HH:mm")
        return f"{person.name if person else ''} · {reveal.number} · {self._desk.identity.card.name} · {clock}"
