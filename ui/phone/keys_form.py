"""Choosing the telephone's keys; one that does something else already is refused, and said so."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QWidget

from ui.phone.phone_keys import PhoneKey, find_clash, name_act, read_keys
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class KeysForm(QWidget):
    """``changed(keys)``: those that are not the usual ones, by the name of what they do."""

    changed = Signal(dict)

    def __init__(self, kept: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = read_keys(kept)
        self._title = make_label(strong=True)
        self._labels: dict[PhoneKey, QLabel] = {}
        self.fields: dict[PhoneKey, QKeySequenceEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._title, 0, 0, 1, 2)
        for row, key in enumerate(PhoneKey, 1):
            field = QKeySequenceEdit(QKeySequence(self._keys[key]))
            field.setMaximumSequenceLength(1)
            field.editingFinished.connect(lambda key=key: self._take(key))
            self.fields[key], self._labels[key] = field, make_label()
            self._labels[key].setBuddy(field)
            grid.addWidget(self._labels[key], row, 0)
            grid.addWidget(field, row, 1)
        self._hint = make_label(size="small", tone=Tone.MUTED, wrap=True)
        self._hint.setMinimumHeight(GRID * 5)
        self.usual = QPushButton()
        set_look(self.usual, kind="quiet")
        self.usual.clicked.connect(self._restore)
        grid.addWidget(self._hint, len(PhoneKey) + 1, 0, 1, 2)
        grid.addWidget(self.usual, len(PhoneKey) + 2, 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self._title.setText(self.tr("Keys of the telephone"))
        for key, label in self._labels.items():
            label.setText(name_act(key))
            name = self.tr("Key for: {act}").format(act=name_act(key))
            self.fields[key].setAccessibleName(name)
            for line in self.fields[key].findChildren(QLineEdit):
                line.setAccessibleName(name)
                line.setPlaceholderText(self.tr("Press a key"))
        self.usual.setText(self.tr("The usual keys"))
        self._say_scope()

    def _say_scope(self) -> None:
        set_look(self._hint, tone=Tone.MUTED.value)
        self._hint.setText(
            self.tr("They work while a window of Veildesk has the keyboard; in other programs' windows they do not.")
        )

    def _take(self, key: PhoneKey) -> None:
        wanted = {**self._keys, key: self.fields[key].keySequence().toString()}
        if wanted == self._keys:
            return
        if find_clash(wanted) is not None:
            set_look(self._hint, tone=Tone.WARN.value)
            self._hint.setText(
                self.tr("{key} does something else already, or types a letter. The old key stays.").format(
                    key=self.fields[key].keySequence().toString(QKeySequence.SequenceFormat.NativeText) or "-"
                )
            )
            self.fields[key].setKeySequence(QKeySequence(self._keys[key]))
            return
        self._say_scope()
        self._keys = wanted
        self._tell()

    def _restore(self) -> None:
        self._keys = read_keys({})
        for key, field in self.fields.items():
            field.setKeySequence(QKeySequence(self._keys[key]))
        self._say_scope()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit({key.name.lower(): chosen for key, chosen in self._keys.items() if chosen != key.value})
