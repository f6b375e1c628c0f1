"""The form in which a call is judged: points, marks, a note, and the score that follows from them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.masked_text import mask_typed
from protocol.inspection import Scheme, count_score, find_unmet
from ui.icons import icon
from ui.inspecting.criteria import CriteriaForm
from ui.inspecting.draft import Draft
from ui.inspecting.mark_list import MarkList
from ui.inspecting.words import sign_score
from ui.phone.note_field import NoteField
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class ScoreForm(QWidget):
    """``submitted`` once every criterion is judged and the person wants it recorded; nothing is recorded here.
    ``has_sound``: whether there is, or was, a recording to set marks in."""

    submitted = Signal()

    def __init__(self, scheme: Scheme, draft: Draft, parent: QWidget | None = None, *, has_sound: bool = True) -> None:
        super().__init__(parent)
        self._scheme, self._first = scheme, draft
        self.criteria, self.marks = CriteriaForm(scheme.criteria), MarkList(scheme.criteria)
        self.note = NoteField(mask_typed)
        self.note.setAccessibleName(self.tr("Note for the agent"))
        self.note.setPlaceholderText(self.tr("What was good, what should be otherwise. Numbers are masked."))
        self.note.setFixedHeight(GRID * 9)
        self._mark, self._total = QLabel(), make_label(size="large")
        self.hint = make_label(size="small", tone=Tone.MUTED)
        self.button = QPushButton(self.tr("Record the inspection"))
        self.button.setAutoDefault(False)
        set_look(self.button, kind="primary")
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_look(self.criteria, surface="panel")
        scroll.setWidget(self.criteria)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(GRID * 16)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._mark)
        foot.addWidget(self._total)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(scroll, 3)
        marks_head = make_label(self.tr("Marks in the recording"), size="small", tone=Tone.MUTED)
        column.addWidget(marks_head)
        column.addWidget(self.marks, 1)
        for part in (marks_head, self.marks):
            part.setVisible(has_sound)
        column.addWidget(make_label(self.tr("Note for the agent"), size="small", tone=Tone.MUTED))
        column.addWidget(self.note)
        column.addLayout(foot)
        self.take_over(draft)
        self.criteria.changed.connect(self._show_total)
        self.criteria.touched.connect(self.marks.choose)
        self.button.clicked.connect(self.submit)
        self._show_total()

    def draft(self) -> Draft:
        """What is filled in, masked."""
        return Draft(self.criteria.points(), self.marks.marks(), self.note.stored())

    def take_over(self, draft: Draft) -> None:
        """Go on with what was begun before."""
        self.criteria.show_points(draft.points)
        self.marks.show_marks(draft.marks)
        self.note.setPlainText(draft.note)

    def is_changed(self) -> bool:
        """Whether it is another than at first."""
        return self.draft() != self._first

    def submit(self) -> None:
        """Have it recorded; where something is not judged yet, go there and say so."""
        left = self.criteria.find_open()
        if left is not None:
            left.setFocus(Qt.FocusReason.OtherFocusReason)
            set_look(self.hint, tone=Tone.WARN.value)
            return
        if self.button.isEnabled():
            self.submitted.emit()

    def set_busy(self, busy: bool) -> None:
        """Nothing is sent twice."""
        self.button.setEnabled(not busy)

    def _show_total(self) -> None:
        judged = self.draft().judged(self._scheme.criteria)
        left = len(self._scheme.criteria) - len(judged)
        self._mark.setVisible(not left)
        if left:
            self._total.setText("–")
            self.hint.setText(self.tr("%n to be judged", "", left))
            return
        set_look(self.hint, tone=Tone.MUTED.value)
        criteria = self._scheme.criteria
        sign = sign_score(count_score(criteria, judged), find_unmet(criteria, judged))
        self._mark.setPixmap(icon(sign.icon, sign.tone).pixmap(QSize(20, 20)))
        self._total.setText(sign.word)
        self.hint.setText(self.tr("of 100"))
