"""The question of a reveal: which field, for which purpose, why, and the proof that it is you."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from protocol.cards import Campaign, Card
from protocol.fields import REVEALABLE, FieldKind
from ui.style import GRID, Tone, set_look
from ui.widgets.code_field import CodeField
from ui.widgets.gaps import LEAST_REASON, Gap, tell_gap
from ui.widgets.labels import make_label
from ui.widgets.masked_line import MaskedLine
from ui.widgets.password_field import PasswordField
from ui.words import name_field


@dataclass(frozen=True, repr=False)
class RevealAsk:
    """What was asked; whoever takes it wipes ``password``."""

    field: FieldKind
    purpose: str
    reason: str
    password: bytearray
    code: str
    break_glass: bool


class RevealForm(QWidget):
    """One column, in the order a person thinks. ``submitted`` says that :meth:`take` has something to give,
    ``missed(sentence)`` what is missing."""

    submitted = Signal()
    missed = Signal(str)

    def __init__(
        self,
        card: Card,
        campaign: Campaign | None,
        *,
        needs_code: bool,
        may_break_glass: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._card, self._campaign, self._needs_code = card, campaign, needs_code
        self.field, self.purpose = QComboBox(), QComboBox()
        self.reason = MaskedLine()
        self.reason.setMaxLength(200)
        self.password, self.code = PasswordField(), CodeField()
        self.break_glass = QCheckBox()
        self.break_glass.setVisible(may_break_glass)
        self.button = QPushButton()
        set_look(self.button, kind="primary")
        self._labels: dict[str, QLabel] = {}
        form = QFormLayout()
        form.setVerticalSpacing(GRID)
        form.setHorizontalSpacing(GRID * 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, widget in self._rows():
            label = make_label(tone=Tone.MUTED)
            label.setBuddy(widget)
            self._labels[name] = label
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(form)
        column.addWidget(self.break_glass)
        column.addWidget(self.button)
        self.field.currentIndexChanged.connect(self._fill_purposes)
        self.break_glass.toggled.connect(lambda _: self._show_code())
        self.reason.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self._leave_password)
        self.code.returnPressed.connect(self.submit)
        self.button.clicked.connect(self.submit)
        self._fill_fields()
        self._show_code()
        self.retranslate()

    def choose_field(self, field: FieldKind, *, is_settled: bool = True) -> None:
        """Preselect a field; the reason is asked next, or first the field itself where it is not settled."""
        place = self.field.findData(field.value)
        if place >= 0:
            self.field.setCurrentIndex(place)
        (self.reason if is_settled else self.field).setFocus()

    def take(self) -> RevealAsk:
        """What was asked; password and code are gone from the form afterwards."""
        return RevealAsk(
            FieldKind(self.field.currentData()),
            self.purpose.currentData() or "",
            self.reason.text().strip(),
            self.password.take(),
            self.code.take(),
            self.break_glass.isChecked(),
        )

    def submit(self) -> None:
        """Go on where everything is filled in; else to the first gap, and say which it is."""
        gap = self.focus_gap()
        if gap is None:
            self.submitted.emit()
        else:
            self.missed.emit(tell_gap(gap))

    def focus_gap(self) -> Gap | None:
        """Put the keyboard where something is missing; what it is."""
        for field, gap, is_missing in (
            (self.purpose, Gap.PURPOSE, self.purpose.currentIndex() < 0),
            (self.reason, Gap.REASON, len(self.reason.text().strip()) < LEAST_REASON),
            (self.password, Gap.PASSWORD, self.password.is_empty()),
            (self.code, Gap.CODE, self._wants_code and not self.code.is_complete()),
        ):
            if is_missing:
                field.setFocus()
                return gap
        return None

    def retranslate(self) -> None:
        """Word everything anew."""
        for name, widget, text in (
            ("field", self.field, self.tr("Which field")),
            ("purpose", self.purpose, self.tr("For what")),
            ("reason", self.reason, self.tr("Why")),
            ("password", self.password, self.tr("Prove it is you")),
            ("code", self.code, self.tr("Authenticator code")),
        ):
            self._labels[name].setText(text)
            widget.setAccessibleName(text)
        self.reason.setPlaceholderText(self.tr("e.g. the customer asks which number we have"))
        self.password.set_placeholder(self.tr("Your password"))
        self.break_glass.setText(self.tr("Open alone, in an emergency: security is alerted at once"))
        self.button.setText(self.tr("Ask to see it"))
        for place in range(self.field.count()):
            kind = FieldKind(self.field.itemData(place))
            masked = next(item.masked for item in self._card.fields if item.kind is kind)
            self.field.setItemText(place, f"{name_field(kind)}   {masked}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def _wants_code(self) -> bool:
        return self._needs_code or self.break_glass.isChecked()

    def _rows(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("field", self.field),
            ("purpose", self.purpose),
            ("reason", self.reason),
            ("password", self.password),
            ("code", self.code),
        )

    def _show_code(self) -> None:
        self.code.setVisible(self._wants_code)
        self._labels["code"].setVisible(self._wants_code)

    def _leave_password(self) -> None:
        if self._wants_code and not self.code.is_complete():
            self.code.setFocus()
        else:
            self.submit()

    def _fill_fields(self) -> None:
        for item in self._card.fields:
            if item.kind in REVEALABLE and item.masked:
                self.field.addItem(item.masked, item.kind.value)

    def _fill_purposes(self) -> None:
        self.purpose.clear()
        kind = FieldKind(self.field.currentData())
        for purpose in self._campaign.purposes if self._campaign else ():
            if kind in purpose.fields:
                self.purpose.addItem(purpose.title, purpose.id)
