"""One waiting request: the five questions answered at a glance, and the two answers (D9)."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from protocol.reveals import Decision, PendingApproval
from protocol.times import parse_instant
from ui.icons import IconName
from ui.style import GRID, Tone, set_look
from ui.widgets.code_field import CodeField
from ui.widgets.labels import make_label
from ui.widgets.masked_line import MaskedLine
from ui.widgets.password_field import PasswordField
from ui.widgets.status_pill import StatusPill
from ui.words import name_field


class RequestCard(QFrame):
    """``decided(decision)`` says that :meth:`take_proof` and ``note`` have something to give."""

    decided = Signal(object)

    def __init__(self, request: PendingApproval, *, needs_code: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.request, self._needs_code = request, needs_code
        self._who, self._clock = make_label(strong=True), StatusPill()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self._questions = [make_label(size="small", tone=Tone.MUTED) for _ in range(4)]
        self._answers = [make_label(wrap=True) for _ in range(3)]
        self._often = StatusPill(filled=False)
        for row, question in enumerate(self._questions):
            self._grid.addWidget(question, row, 0, Qt.AlignmentFlag.AlignTop)
        for row, answer in enumerate(self._answers):
            self._grid.addWidget(answer, row, 1)
        self._grid.addWidget(self._often, len(self._answers), 1, Qt.AlignmentFlag.AlignLeft)
        self.note, self.password, self.code = MaskedLine(), PasswordField(), CodeField()
        self.note.setMaxLength(500)
        self.code.setVisible(needs_code)
        self.code.setFixedWidth(96)
        self.approve, self.refuse = QPushButton(), QPushButton()
        set_look(self.approve, kind="primary")
        set_look(self.refuse, kind="stop")
        self._intent, self._has_keyboard = Decision.APPROVE, False
        self.approve.clicked.connect(lambda: self.decide(Decision.APPROVE))
        self.refuse.clicked.connect(lambda: self.decide(Decision.REFUSE))
        for button in (self.approve, self.refuse):
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard, as in a dialog
        self.note.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self._leave_proof)
        self.code.returnPressed.connect(self._leave_proof)
        self._error = make_label(tone=Tone.STOP, wrap=True)
        self._error.hide()
        self._lay_out()
        set_look(self, surface="card")
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._show_time_left)
        self._timer.start()
        self.retranslate()

    def take_proof(self) -> tuple[bytearray, str]:
        """Password, which the caller wipes, and code."""
        return self.password.take(), self.code.take()

    def show_error(self, sentence: str) -> None:
        """Say why the answer did not count; the proof is asked for again."""
        self.setEnabled(True)
        self._error.setText(sentence)
        self._error.show()
        if self._has_keyboard:
            self.password.setFocus()

    def retranslate(self) -> None:
        """Word everything anew."""
        request = self.request
        self._who.setText(
            self.tr("{name}, {team}, at {desk}").format(
                name=request.requester.name, team=request.requester.team, desk=request.device_name
            )
        )
        facts = (
            (self.tr("Whom"), f"{request.customer}   {request.masked}"),
            (self.tr("Which field"), f"{name_field(request.field)} · {request.purpose} · {request.campaign}"),
            (self.tr("Why"), request.reason),
        )
        for question, answer, (asked, told) in zip(self._questions, self._answers, facts, strict=False):
            question.setText(asked)
            answer.setText(told)
        self._questions[-1].setText(self.tr("How often today"))
        often = (self.tr("%n reveal(s)", "", request.reveals_today), self.tr("%n refused", "", request.refused_today))
        shape, tone = (
            (IconName.TRIANGLE_ALERT, Tone.WARN) if request.refused_today else (IconName.CIRCLE_CHECK, Tone.PLAIN)
        )
        self._often.show_state(shape, self.tr(", ").join(often), tone)
        self.note.setPlaceholderText(self.tr("Note for the record; a refusal says why"))
        self.note.setAccessibleName(self.tr("Note for the record"))
        self.password.set_placeholder(self.tr("Your password"))
        self.password.setAccessibleName(self.tr("Your password"))
        self.code.setAccessibleName(self.tr("Authenticator code"))
        self.approve.setText(self.tr("Approve"))
        self.refuse.setText(self.tr("Refuse"))
        self.setAccessibleName(
            f"{request.number}. {self._who.text()}. {'. '.join(told for _, told in facts)}. {self._often.text}"
        )
        self._show_time_left()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(make_label(self.request.number, tone=Tone.MUTED))
        head.addWidget(self._who, 1)
        head.addWidget(self._clock)
        answer = QHBoxLayout()
        answer.setSpacing(GRID)
        answer.addWidget(self.password, 1)
        answer.addWidget(self.code)
        answer.addWidget(self.refuse)
        answer.addWidget(self.approve)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addLayout(answer)
        column.addWidget(self._error)

    def decide(self, decision: Decision) -> None:
        """Answer like this; where something is missing yet, go there instead."""
        self._intent = decision
        for field, empty in (
            (self.note, decision is Decision.REFUSE and not self.note.text().strip()),
            (self.password, self.password.is_empty()),
            (self.code, self._needs_code and not self.code.is_complete()),
        ):
            if empty:
                field.setFocus()
                return
        self._error.hide()
        self._has_keyboard = self.isAncestorOf(self.window().focusWidget())
        if self._has_keyboard:
            self.window().setFocus()  # not on to the next request: what is still being typed is not meant for it
        self.setEnabled(False)
        self.decided.emit(decision)

    def _leave_proof(self) -> None:
        """Enter never decides by itself: it goes to the button of the answer that was begun."""
        if self._needs_code and not self.code.is_complete():
            self.code.setFocus()
        else:
            (self.approve if self._intent is Decision.APPROVE else self.refuse).setFocus()

    def _show_time_left(self) -> None:
        deadline = QDateTime.fromSecsSinceEpoch(round(parse_instant(self.request.expires_at).timestamp()))
        left = max(0, QDateTime.currentDateTime().secsTo(deadline))
        if not left:
            self._clock.show_state(IconName.CIRCLE_X, self.tr("Over"), Tone.MUTED)
            self.approve.setEnabled(False)
            self.refuse.setEnabled(False)
            return
        tone = Tone.WAIT if left > 60 else Tone.WARN
        self._clock.show_state(IconName.CLOCK, self.tr("{m}:{s} left").format(m=left // 60, s=f"{left % 60:02d}"), tone)
