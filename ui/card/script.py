"""The campaign's script, step by step, with the customer's yes or no where it asks for one (C1)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.telephony.consent import find_consent_step
from protocol.cards import Campaign
from ui.style import GRID, Tone
from ui.widgets.labels import make_label


class ScriptSteps(QWidget):
    """``answered(agreed)`` when the customer's word is noted, by click or by key. What becomes of it, ``say`` says."""

    answered = Signal(bool)

    def __init__(self, campaign: Campaign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = QButtonGroup(self)
        self._hint = make_label(size="small", tone=Tone.MUTED, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID * 3 // 2)
        grid.setColumnStretch(1, 1)
        asking = find_consent_step(campaign.script)
        for place, step in enumerate(campaign.script):
            number = make_label(str(place + 1), tone=Tone.MUTED)
            number.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            column = QVBoxLayout()
            column.setSpacing(GRID // 2)
            column.addWidget(_make_step(step))
            if place == asking:
                column.addLayout(self._make_answer())
            grid.addLayout(column, place, 1)

    def answer(self) -> bool | None:
        """What the customer said; None while nothing is noted."""
        chosen = self._answers.checkedId()
        return None if chosen < 0 else bool(chosen)

    def buttons(self) -> tuple[QWidget, ...]:
        """Yes and no, where the script asks."""
        return tuple(self._answers.buttons())

    def note(self, *, agreed: bool) -> None:
        """Set the customer's word, when the same card is shown anew."""
        button = self._answers.button(int(agreed))
        if button is not None:
            button.setChecked(True)

    def press(self, *, agreed: bool) -> None:
        """Alt+Y and Alt+N: as if clicked."""
        button = self._answers.button(int(agreed))
        if button is not None:
            button.click()

    def say(self, hint: str, *, is_open: bool) -> None:
        """What becomes of the answer; ``is_open``: whether it can still be given."""
        self._hint.setText(hint)
        for button in self._answers.buttons():
            button.setEnabled(is_open)

    def is_open(self) -> bool:
        """Whether the answer can be given now."""
        return any(button.isEnabled() for button in self._answers.buttons())

    def forget(self) -> None:
        """No answer yet: a new call begins."""
        self._answers.setExclusive(False)
        for button in self._answers.buttons():
            button.setChecked(False)
        self._answers.setExclusive(True)

    def _make_answer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        for word, agreed in ((self.tr("Yes, agrees"), True), (self.tr("No"), False)):
            button = QRadioButton(word)
            button.setAccessibleName(self.tr("Customer's answer: {word}").format(word=word))
            self._answers.addButton(button, int(agreed))
            row.addWidget(button)
        self._answers.idClicked.connect(lambda chosen: self.answered.emit(bool(chosen)))
        row.addWidget(self._hint, 1)
        return row


def _make_step(step: str) -> QLabel:
    """A step in the wide lines that reading aloud wants; what Central sent is escaped, not obeyed."""
    label = make_label(wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    from html import escape  # brings the names of 2,000 characters along, which no card without a script needs

    label.setText(f'<p style="line-height: 150%; margin: 0">{escape(step)}</p>')
    label.setAccessibleName(step)
    return label
