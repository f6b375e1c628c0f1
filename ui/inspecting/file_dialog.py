"""The file of one call before its inspector: recording, facts and trail on the left, the form on the right (U1, D4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.listening.sound import PortAudioSpeaker
from protocol.errors import VeildeskError
from protocol.inspection import CallFile, Inspection, InspectionDraft
from ui.clock_words import write_moment
from ui.error_texts import tell_error
from ui.icons import IconName, icon
from ui.inspecting.draft import Draft, begin_draft
from ui.inspecting.facts import FactsView, TrailView
from ui.inspecting.score_form import ScoreForm
from ui.inspecting.words import sign_score
from ui.jobs import JobRunner
from ui.keys import Key
from ui.listening.pane import ListenPane
from ui.listening.view import SKIP_S
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner
from ui.widgets.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from app.desk import Desk
    from app.listening.service import Heard

_SHOWN_VERSIONS = 3


class FileDialog(QDialog):
    """Closing it, in whatever way, ends what plays. ``made``: the inspection, once Central has it."""

    def __init__(
        self, desk: Desk, runner: JobRunner, file: CallFile, draft: Draft | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._file = desk, runner, file
        newest = file.versions[0] if file.versions else None
        self.made: Inspection | None = None
        self.pane: ListenPane | None = None
        begun = begin_draft(file.scheme.criteria, newest)
        self.form = ScoreForm(file.scheme, begun, has_sound=bool(file.line.call.recorded_s) or bool(begun.marks))
        if draft is not None:
            self.form.take_over(draft)
        self.banner = Banner()
        self.listen = QPushButton(" " + self.tr("Listen"))
        self.listen.setIcon(icon(IconName.HEADPHONES))
        self.listen.setAutoDefault(False)
        call = file.line.call
        title = self.tr("Call {number} of {who}, {moment}").format(
            number=call.number or self.tr("that came in"), who=call.person, moment=write_moment(call.begun_at)
        )
        self.setWindowTitle(title)
        columns = QHBoxLayout()
        columns.setSpacing(GRID * 3)
        columns.addLayout(self._build_left(), 5)
        rule = QFrame()
        set_look(rule, surface="rule")
        rule.setFixedWidth(1)
        columns.addWidget(rule)
        columns.addLayout(self._build_right(), 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(make_label(title, size="large"))
        column.addWidget(self.banner)
        column.addLayout(columns, 1)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_look(self, surface="panel")
        room = parent.window().size() if parent is not None else QSize(1280, 800)
        self.resize(min(1240, room.width() - GRID * 3), min(760, room.height() - GRID * 3))
        self._bind()
        (self.listen if self.listen.isEnabled() else self.form.criteria.boxes[0]).setFocus()

    def stop_showing(self, words: str) -> None:
        """A guard saw a way out: nothing plays on, and ``words`` say why."""
        if self.pane is not None:
            self.pane.stop_showing(words)
        self.banner.say(Tone.STOP, words)

    def close_for(self, why: str) -> None:
        """Close from outside, e.g. because the desk locks."""
        if self.pane is not None:
            self.pane.end(why)
        self.close()

    def done(self, result: int) -> None:
        """However it is closed, nothing goes on playing."""
        if self.pane is not None:
            self.pane.end("asked")
        super().done(result)
        self.deleteLater()

    def _build_left(self) -> QVBoxLayout:
        self._place = column = QVBoxLayout()
        column.setSpacing(GRID)
        self._heard = make_label(tone=Tone.MUTED, wrap=True)
        recorded = bool(self._file.line.call.recorded_s)
        self.listen.setEnabled(recorded)
        self.listen.setVisible(recorded)
        self._heard.setText(
            self.tr("Listening needs your password, and is on record.")
            if recorded
            else self.tr("Nothing can be heard of this call; judge it by what is on record.")
        )
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.listen)
        head.addWidget(self._heard, 1)
        column.addLayout(head)
        facts = QScrollArea()
        facts.setFrameShape(QFrame.Shape.NoFrame)
        facts.setWidgetResizable(True)
        facts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        facts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        facts.setWidget(FactsView(self._file))
        column.addWidget(facts, 3)
        column.addWidget(make_label(self.tr("The call's trail"), size="small", tone=Tone.MUTED))
        column.addWidget(TrailView(self._file.trail), 2)
        return column

    def _build_right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID)
        versions = self._file.versions
        for each in versions[:_SHOWN_VERSIONS]:
            words = self.tr("Version {version}: {score}, by {who}, {moment}").format(
                version=each.version,
                score=sign_score(each.score, each.unmet).word,
                who=each.by,
                moment=write_moment(each.at),
            )
            column.addWidget(make_label(words, size="small", tone=Tone.MUTED, wrap=True))
        if versions:
            words = self.tr("What you record becomes version {version} beside it; nothing is overwritten.")
            column.addWidget(make_label(words.format(version=versions[0].version + 1), size="small", wrap=True))
        if self._file.answer is not None:
            answer = Banner()
            words = self.tr("The agent answers to version {version}: {text}")
            answer.say(Tone.WAIT, words.format(version=self._file.answer.version, text=self._file.answer.text))
            column.addWidget(answer)
        column.addWidget(self.form, 1)
        return column

    def _bind(self) -> None:
        self.listen.clicked.connect(self._ask_to_listen)
        self.form.submitted.connect(self._record)
        self.form.marks.wanted.connect(self._mark)
        self.form.marks.gone_to.connect(self._jump)
        for keys, act in (
            (Key.LISTEN, self._ask_to_listen),
            (Key.MARK, self._mark),
            (Key.PLAY, self._toggle),
            (Key.BACK, self._go_back),
            (Key.NOTE, self.form.note.setFocus),
            (Key.SAVE, self.form.submit),
            (Key.SAVE_ENTER, self.form.submit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _ask_to_listen(self) -> None:
        if self.pane is not None or not self.listen.isEnabled():
            return
        call = self._file.line.call
        sentence = self.tr("You hear {number} of {who}. Reason, time and how far you listen are recorded.")
        dialog = ProofDialog(
            sentence.format(number=call.number, who=call.person),
            self.tr("Listen"),
            asks=self.tr("Why you listen, for the record"),
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.answer.setText(self.tr("Inspection of {number}").format(number=call.number))
        dialog.accepted.connect(lambda: self._open(dialog))
        dialog.open()
        dialog.password.setFocus()

    def _open(self, dialog: ProofDialog) -> None:
        reason, (password, code) = dialog.words(), dialog.take()
        call = self._file.line.call.id
        self._runner.run(
            lambda: self._desk.listening.ask(call, reason, password, code), self._play, self._fail, owner=self
        )

    def _play(self, heard: Heard) -> None:
        if not self.isVisible():
            heard.wipe()
            return
        self.banner.hide()
        self.pane = ListenPane(self._desk, self._runner, heard, PortAudioSpeaker, self)
        self._place.insertWidget(1, self.pane)
        self.pane.show()
        self.listen.hide()
        self._heard.setText(self.tr("Only you hear it, here and now. That you listen, and how far, is recorded."))
        self.form.marks.button.setEnabled(True)
        self.pane.view.setFocus()

    def _jump(self, at_s: int) -> None:
        if self.pane is not None:
            self.pane.jump(at_s)

    def _toggle(self) -> None:
        if self.pane is not None:
            self.pane.player.toggle()

    def _go_back(self) -> None:
        if self.pane is not None:
            self.pane.player.skip(-SKIP_S)

    def _mark(self) -> None:
        if self.pane is not None:
            self.form.marks.add(self.pane.at_s())

    def _record(self) -> None:
        draft, file = self.form.draft(), self._file
        made = InspectionDraft(
            call=file.line.call.id,
            scheme=file.scheme.name,
            after_version=file.versions[0].version if file.versions else 0,
            judged=draft.judged(file.scheme.criteria),
            marks=draft.marks,
            note=draft.note,
        )
        self.form.set_busy(True)
        self._runner.run(lambda: self._desk.inspections.record(made), self._finish, self._fail, owner=self)

    def _finish(self, made: Inspection) -> None:
        self.made = made
        self.accept()

    def _fail(self, error: VeildeskError) -> None:
        self.form.set_busy(False)
        self.banner.say(Tone.WARN, tell_error(error).as_line())
