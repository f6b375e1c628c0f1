"""Language and colour scheme, changed at once and remembered on this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QVBoxLayout, QWidget

from app.settings import DeskSettings, Language, Scheme
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class Preferences(QDialog):
    """``changed(language, scheme)`` follows each choice; there is nothing to confirm."""

    changed = Signal(Language, Scheme)

    def __init__(self, settings: DeskSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setMinimumWidth(GRID * 50)
        set_look(self, surface="panel")
        self.language, self.scheme = QComboBox(), QComboBox()
        self.language.addItem(self.tr("As the system"), Language.SYSTEM)
        self.language.addItem("简体中文", Language.CHINESE)
        self.language.addItem("English", Language.ENGLISH)
        self.scheme.addItem(self.tr("As the system"), Scheme.SYSTEM)
        self.scheme.addItem(self.tr("Light"), Scheme.LIGHT)
        self.scheme.addItem(self.tr("Dark"), Scheme.DARK)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.scheme.setCurrentIndex(self.scheme.findData(settings.scheme))
        self.language.setAccessibleName(self.tr("Language"))
        self.scheme.setAccessibleName(self.tr("Colours"))
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 3)
        form.setVerticalSpacing(GRID * 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(make_label(self.tr("Language")), self.language)
        form.addRow(make_label(self.tr("Colours")), self.scheme)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addLayout(form)
        column.addWidget(make_label(self.tr("Applies at once, to this desk only."), size="small", tone=Tone.MUTED))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        for box in (self.language, self.scheme):
            box.currentIndexChanged.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit(Language(self.language.currentData()), Scheme(self.scheme.currentData()))
