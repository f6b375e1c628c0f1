"""Language, colour scheme and the telephone's keys, changed at once and remembered on this desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QVBoxLayout, QWidget

from app.settings import DeskSettings, Language, Scheme
from ui.phone.keys_form import KeysForm
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class Preferences(QDialog):
    """``changed(language, scheme)`` follows each choice; there is nothing to confirm."""

    changed = Signal(Language, Scheme)
    keys_changed = Signal(dict, tuple)
    """The telephone's keys that are not the usual ones, by the name of what they do; what they do in every program."""

    def __init__(self, settings: DeskSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(GRID * 50)
        set_look(self, surface="panel")
        self.language, self.scheme = QComboBox(), QComboBox()
        for language in (Language.SYSTEM, Language.CHINESE, Language.ENGLISH):
            self.language.addItem("", language)
        for scheme in (Scheme.SYSTEM, Scheme.LIGHT, Scheme.DARK):
            self.scheme.addItem("", scheme)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.scheme.setCurrentIndex(self.scheme.findData(settings.scheme))
        self._language_label, self._scheme_label = make_label(), make_label()
        self._language_label.setBuddy(self.language)
        self._scheme_label.setBuddy(self.scheme)
        self._hint = make_label(size="small", tone=Tone.MUTED)
        self._close = QPushButton()
        self._close.clicked.connect(self.accept)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 3)
        form.setVerticalSpacing(GRID * 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._language_label, self.language)
        form.addRow(self._scheme_label, self.scheme)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addLayout(form)
        self.keys = KeysForm(settings.phone)
        self.keys.changed.connect(self.keys_changed)
        column.addWidget(self.keys)
        column.addWidget(self._hint)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()
        for box in (self.language, self.scheme):
            box.currentIndexChanged.connect(self._tell)

    def retranslate(self) -> None:
        """Word everything anew; a language is named in itself, so that everybody finds the way back."""
        self.setWindowTitle(self.tr("Preferences"))
        for place, word in enumerate((self.tr("As the system"), "简体中文", "English")):
            self.language.setItemText(place, word)
        for place, word in enumerate((self.tr("As the system"), self.tr("Light"), self.tr("Dark"))):
            self.scheme.setItemText(place, word)
        for label, box, word in (
            (self._language_label, self.language, self.tr("Language")),
            (self._scheme_label, self.scheme, self.tr("Colours")),
        ):
            label.setText(word)
            box.setAccessibleName(word)
        self._hint.setText(self.tr("Applies at once, to this desk only."))
        self._close.setText(self.tr("Close"))
        self.keys.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        self.changed.emit(Language(self.language.currentData()), Scheme(self.scheme.currentData()))
