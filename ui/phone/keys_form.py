"""Choosing the telephone's keys; one that does something else already is refused, and said so."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QGridLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QWidget

from app.settings import PhoneSettings
from ui.phone.everywhere.grabbing import can_grab
from ui.phone.phone_keys import PhoneKey, find_clash, name_act, read_keys
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class KeyField(QKeySequenceEdit):
    """Takes the key that is pressed in it, all but ``Esc``, which closes what it stands in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A key to take."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class KeysForm(QWidget):
    """``changed(keys, everywhere)``: those that are not the usual ones, by the name of what they do; and the names of
    what a key does in every program."""

    changed = Signal(dict, tuple)

    def __init__(self, kept: PhoneSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = read_keys(kept.keys)
        self._title = make_label(strong=True)
        self._labels: dict[PhoneKey, QLabel] = {}
        self.fields: dict[PhoneKey, QKeySequenceEdit] = {}
        self.everywhere: dict[PhoneKey, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._title, 0, 0, 1, 3)
        for row, key in enumerate(PhoneKey, 1):
            field = KeyField(QKeySequence(self._keys[key]))
            field.setMaximumSequenceLength(1)
            field.editingFinished.connect(lambda key=key: self._take(key))
            self.fields[key], self._labels[key] = field, make_label()
            self._labels[key].setBuddy(field)
            grid.addWidget(self._labels[key], row, 0)
            grid.addWidget(field, row, 1)
            box = QCheckBox()
            box.setChecked(key.name.lower() in kept.everywhere)
            box.setEnabled(can_grab())
            box.toggled.connect(self._tell)
            self.everywhere[key] = box
            grid.addWidget(box, row, 2)
        self._hint = make_label(size="small", tone=Tone.MUTED, wrap=True)
        self._hint.setMinimumHeight(GRID * 5)
        self.usual = QPushButton()
        self.usual.clicked.connect(self._restore)
        grid.addWidget(self._hint, len(PhoneKey) + 1, 0, 1, 3)
        grid.addWidget(self.usual, len(PhoneKey) + 2, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
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
            self.everywhere[key].setText(self.tr("everywhere"))
            self.everywhere[key].setAccessibleName(self.tr("In every program: {act}").format(act=name_act(key)))
        self.usual.setText(self.tr("The usual keys"))
        self._say_scope()

    def _say_scope(self) -> None:
        set_look(self._hint, tone=Tone.MUTED.value)
        if can_grab():
            scope = self.tr(
                "They work while a window of Veildesk has the keyboard; those marked everywhere, in other programs too."
            )
        else:
            scope = self.tr(
                "They work while a window of Veildesk has the keyboard. This desktop gives no program keys elsewhere."
            )
        self._hint.setText(scope)

    def tell_refused(self, refused: Collection[PhoneKey]) -> None:
        """Say which keys another program has already; they go on working in our own windows."""
        if not refused:
            return
        names = [QKeySequence(self._keys[key]).toString(QKeySequence.SequenceFormat.NativeText) for key in refused]
        set_look(self._hint, tone=Tone.WARN.value)
        self._hint.setText(
            self.tr("Another program has {keys}. In Veildesk's own windows they work all the same.").format(
                keys=", ".join(sorted(names))
            )
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
        self._keys = wanted
        self._tell()

    def _restore(self) -> None:
        self._keys = read_keys({})
        for key, field in self.fields.items():
            field.setKeySequence(QKeySequence(self._keys[key]))
        self._tell()

    def _tell(self) -> None:
        self._say_scope()
        chosen = {key.name.lower(): chosen for key, chosen in self._keys.items() if chosen != key.value}
        self.changed.emit(chosen, tuple(key.name.lower() for key, box in self.everywhere.items() if box.isChecked()))
