"""What the pages on the way in share: a calm column, a title, one place for what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from protocol.errors import VeildeskError
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label
from ui.widgets.notices import Banner
from ui.widgets.password_field import PasswordField

COLUMN_PX = 400


class EntryPage(QWidget):
    """A column with title, explanation, form, banner and one primary button. Subclasses fill ``form``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = make_label(size="large", wrap=True)
        self.text = make_label(tone=Tone.MUTED, wrap=True)
        self.banner = Banner()
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setVerticalSpacing(GRID)
        self.button = QPushButton()
        set_look(self.button, kind="primary")
        self.button.setDefault(True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        column = QVBoxLayout()
        column.setSpacing(GRID * 2)
        for widget in (self.title, self.text, self.banner):
            column.addWidget(widget)
        column.addLayout(self.form)
        column.addWidget(self.button)
        column.addWidget(self.busy)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        holder = QWidget()
        holder.setLayout(column)
        holder.setFixedWidth(COLUMN_PX)
        outer = QVBoxLayout(self)
        middle = QHBoxLayout()  # by stretch, not alignment: the column's height follows its own width
        middle.addStretch(1)
        middle.addWidget(holder)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._labels: list[QLabel] = []

    def add_row(self, field: QWidget) -> QLabel:
        """Put a labelled field under the others; returns the label to be worded."""
        label = make_label(size="small", tone=Tone.MUTED)
        label.setBuddy(field)
        self.form.addRow(label, field)
        self._labels.append(label)
        return label

    def set_busy(self, busy: bool) -> None:
        """While Central is asked, nothing can be pressed twice, and the keyboard waits on the page itself: on the next
        button, the end of a word that is still being typed would press it."""
        if busy:
            self.setFocus()
        self.busy.setVisible(busy)
        self.button.setEnabled(not busy)
        for field in self.list_fields():
            field.setEnabled(not busy)
        if not busy and self.hasFocus():
            self.focus_gap()

    def focus_gap(self) -> None:
        """Put the keyboard where something is missing: on the first password, else on the last field."""
        fields = [field for field in self.list_fields() if not field.isHidden()]
        passwords = [field for field in fields if isinstance(field, PasswordField)]
        for field in (*passwords, *fields[::-1])[:1]:
            field.setFocus()

    def list_fields(self) -> list[QWidget]:
        """What is to be filled in, from top to bottom."""
        items = (self.form.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self.form.rowCount()))
        return [field for item in items if item is not None and (field := item.widget()) is not None]

    def show_error(self, error: VeildeskError) -> None:
        """Say what happened, what it means and what to do."""
        from ui.error_texts import tell_error

        self.set_busy(False)
        self.banner.say(Tone.STOP, tell_error(error).as_line())

    def retranslate(self) -> None:
        """Word everything anew; subclasses do it."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
