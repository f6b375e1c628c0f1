"""One result, read: points, marks, the inspector's note; and the agent's one answer, written or read (U1, M2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.masked_text import mask_typed
from protocol.errors import VeildeskError
from protocol.inspection import Answer, InspectionResult
from ui.clock_words import write_moment
from ui.error_texts import tell_error
from ui.icons import icon
from ui.inspecting.criteria import CriteriaTable
from ui.inspecting.mark_list import tell_mark
from ui.inspecting.words import name_criterion, sign_score
from ui.jobs import JobRunner
from ui.keys import Key
from ui.phone.note_field import NoteField
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner

if TYPE_CHECKING:
    from app.desk import Desk

_LEAST = 2


class ResultDialog(QDialog):
    """``answered`` once Central has an answer that was written here."""

    def __init__(self, desk: Desk, runner: JobRunner, result: InspectionResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._result = desk, runner, result
        self.answered = False
        self.banner = Banner()
        made, call = result.inspection, result.call
        title = self.tr("Inspection of {number}, {who}").format(
            number=call.number or self.tr("a call that came in"), who=call.person
        )
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addLayout(self._build_head(title))
        column.addWidget(self.banner)
        words = self.tr("By {who}, {moment}, version {version}").format(
            who=made.by, moment=write_moment(made.at), version=made.version
        )
        column.addWidget(make_label(words, size="small", tone=Tone.MUTED))
        column.addWidget(self._build_body(), 1)
        self.answer = NoteField(mask_typed)
        self.button = QPushButton(self.tr("Send the answer"))
        shut = QPushButton(self.tr("Close"))
        acts = QHBoxLayout()
        acts.addStretch(1)
        for button in (self.button, shut):
            button.setAutoDefault(False)
            acts.addWidget(button)
        self._build_answer(column)
        column.addLayout(acts)
        shut.clicked.connect(self.reject)
        self.button.clicked.connect(self.submit)
        for key in (Key.SAVE, Key.SAVE_ENTER):
            QShortcut(QKeySequence(key), self).activated.connect(self.submit)
        self.setMinimumWidth(GRID * 75)
        self.resize(GRID * 85, GRID * 78)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_look(self, surface="panel")
        (self.answer if self.may_answer else shut).setFocus()

    @property
    def may_answer(self) -> bool:
        """Whether it is one's own, and was not answered."""
        return self._result.is_own and self._result.answer is None

    def done(self, result: int) -> None:
        """Nothing stays of it."""
        super().done(result)
        self.deleteLater()

    def submit(self) -> None:
        """Send the answer; there is one."""
        text = self.answer.stored()
        if not self.may_answer or not self.button.isEnabled():
            return
        if len(text) < _LEAST:
            self.answer.setFocus()
            return
        self.button.setEnabled(False)
        call, version = self._result.call.id, self._result.inspection.version
        self._runner.run(
            lambda: self._desk.inspections.answer(call, version, text), self._finish, self._fail, owner=self
        )

    def _build_head(self, title: str) -> QHBoxLayout:
        sign = sign_score(self._result.inspection.score, self._result.inspection.unmet)
        mark, score = QLabel(), make_label(sign.word, size="large")
        mark.setPixmap(icon(sign.icon, sign.tone).pixmap(QSize(22, 22)))
        score.setAccessibleName(self.tr("Score: {score}").format(score=sign.word))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(make_label(title, size="large"), 1)
        row.addWidget(mark)
        row.addWidget(score)
        return row

    def _build_body(self) -> QScrollArea:
        made = self._result.inspection
        names = {each.id: name_criterion(each) for each in made.criteria}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(CriteriaTable(made.criteria, {one.criterion: one.points for one in made.judged}))
        if made.marks:
            column.addWidget(make_label(self.tr("Marks in the recording"), size="small", tone=Tone.MUTED))
        for mark in made.marks:
            column.addWidget(make_label(tell_mark(mark, names.get(mark.criterion, mark.criterion)), wrap=True))
        if made.note:
            column.addWidget(make_label(self.tr("The inspector's note"), size="small", tone=Tone.MUTED))
            column.addWidget(make_label(made.note, wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("The result"))
        set_look(body, surface="panel")
        scroll.setWidget(body)
        return scroll

    def _build_answer(self, column: QVBoxLayout) -> None:
        known = self._result.answer
        self.button.setVisible(self.may_answer)
        self.answer.setVisible(self.may_answer)
        if known is not None:
            words = self.tr("The agent's answer, {moment}").format(moment=write_moment(known.at))
            column.addWidget(make_label(words, size="small", tone=Tone.MUTED))
            column.addWidget(make_label(known.text, wrap=True))
        elif self._result.is_own:
            words = self.tr("Do you see it otherwise? Answer once; the inspector and your supervisors read it.")
            column.addWidget(make_label(words, size="small", tone=Tone.MUTED, wrap=True))
            self.answer.setAccessibleName(self.tr("Your answer"))
            self.answer.setPlaceholderText(self.tr("What the inspector should hear or know. Numbers are masked."))
            self.answer.setFixedHeight(GRID * 10)
            column.addWidget(self.answer)
            set_look(self.button, kind="primary")

    def _finish(self, _: Answer) -> None:
        self.answered = True
        self.accept()

    def _fail(self, error: VeildeskError) -> None:
        self.button.setEnabled(True)
        self.banner.say(Tone.WARN, tell_error(error).as_line())
