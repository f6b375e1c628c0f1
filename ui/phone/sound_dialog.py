"""Through what one speaks and hears: devices, how loud the microphone is, and a test (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.telephony.port import SoundDevices
from app.telephony.states import Standing
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from app.telephony.choice import PhoneChoice
    from ui.jobs import JobRunner

_LOOK_MS = 1_500


class SoundDialog(QDialog):
    """Choices take effect at once; the test opens the microphone and shows its level, outside of any call."""

    heard = Signal(float)

    def __init__(self, choice: PhoneChoice, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice, self._jobs, self._is_testing = choice, jobs, False
        self.setWindowTitle(self.tr("Sound"))
        self.setMinimumWidth(GRID * 55)
        set_look(self, surface="panel")
        self.way = QComboBox()
        self.way.addItems([self.tr("This computer"), ""])
        self.way.setAccessibleName(self.tr("Calls run over"))
        self.way.activated.connect(self._choose_way)
        self.boxes = {name: QComboBox() for name in ("microphone", "speaker", "ringer")}
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(GRID * 3)
        form.setVerticalSpacing(GRID * 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_row(self.way)
        form.setRowVisible(self.way, False)
        words = (self.tr("Microphone"), self.tr("Headphones"), self.tr("Rings through"))
        for (name, box), word in zip(self.boxes.items(), words, strict=True):
            box.setAccessibleName(word)
            box.activated.connect(lambda _, name=name: self._choose(name))
            self._add_row(box)
        self.level = QProgressBar()
        self.level.setRange(0, 100)
        self.level.setTextVisible(False)
        self.level.setAccessibleName(self.tr("How loud the microphone is"))
        self.test = QPushButton()
        self.test.clicked.connect(self._turn)
        self._hint = make_label(size="small", tone=Tone.MUTED, wrap=True)
        self._hint.setMinimumHeight(GRID * 4)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.test)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addLayout(form)
        column.addWidget(self.level)
        column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(buttons)
        self.heard.connect(self._show_level)
        choice.on_level(self._hear)
        self.finished.connect(self._end)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)
        self._show(choice.state.sound)
        self._word_test()
        self._look()
        self._jobs.run(choice.find_own_phone, self._show_way, owner=self)

    def _add_row(self, box: QComboBox) -> None:
        label = make_label(box.accessibleName())
        label.setBuddy(box)
        self._form.addRow(label, box)

    def _show_way(self, extension: str | None) -> None:
        """Who has a telephone on his table may choose it; where policy says which it is, that is shown alone."""
        state = self._choice.state
        self._form.setRowVisible(self.way, extension is not None)
        self.way.setItemText(1, self.tr("The telephone on your table ({extension})").format(extension=extension))
        self.way.setCurrentIndex(1 if state.standing is Standing.DESK_PHONE else 0)
        is_own_choice = state.standing is not Standing.DESK_PHONE or self._choice.prefers_table
        self.way.setEnabled(is_own_choice and not state.is_busy)

    def _choose_way(self, place: int) -> None:
        if self._is_testing:
            self._turn()
        on = bool(place)
        self._jobs.run(lambda: self._choice.prefer_table(on=on), lambda _: self._look(), owner=self)

    def _hear(self, peak: float) -> None:
        """From the telephone's thread."""
        self.heard.emit(peak)

    def _look(self) -> None:
        self._jobs.run(self._choice.look_at_sound, self._show, owner=self)

    def _show(self, sound: SoundDevices | None) -> None:
        sound = sound or SoundDevices()
        self._limit()
        listed = {"microphone": sound.microphones, "speaker": sound.speakers, "ringer": sound.speakers}
        used = {"microphone": sound.microphone, "speaker": sound.speaker, "ringer": sound.ringer or sound.speaker}
        for name, box in self.boxes.items():
            if box.view().isVisible():
                continue
            if [box.itemText(place) for place in range(box.count())] != list(listed[name]):
                box.clear()
                box.addItems(list(listed[name]))
            box.setCurrentIndex(box.findText(used[name]))
            box.setEnabled(box.count() > 0)
            box.setPlaceholderText(self.tr("None found"))
        self.test.setEnabled(bool(sound.microphones) and not self._choice.state.is_busy)
        self._word_hint(sound)

    def _limit(self) -> None:
        """Devices, their level and their test are of this computer's telephone alone."""
        is_here = self._choice.state.standing not in (Standing.DESK_PHONE, Standing.NO_ENGINE)
        for box in self.boxes.values():
            self._form.setRowVisible(box, is_here)
        self.level.setVisible(is_here)
        self.test.setVisible(is_here)

    def _word_hint(self, sound: SoundDevices) -> None:
        if self._choice.state.standing is Standing.DESK_PHONE:
            self._hint.setText(self.tr("Calls ring at your telephone; you speak and hear there, and use its own keys."))
        elif self._choice.state.standing is Standing.NO_ENGINE:
            self._hint.setText(self.tr("This computer has no call engine; calls run over the telephone on your table."))
        elif not sound.microphones:
            self._hint.setText(self.tr("No microphone found. Plug in a headset; it is listed here by itself."))
        elif self._choice.state.is_busy:
            self._hint.setText(
                self.tr("A call is on: what you choose counts at once, the test waits until it is over.")
            )
        elif self._is_testing:
            self._hint.setText(self.tr("Speak as to a customer: the bar should reach about two thirds."))
        else:
            self._hint.setText(self.tr("The test opens the microphone on this desk only. Nothing is recorded or sent."))

    def _choose(self, name: str) -> None:
        device = self.boxes[name].currentText()
        self._jobs.run(lambda: self._choice.use_devices(**{name: device}), lambda _: self._look(), owner=self)

    def _turn(self) -> None:
        self._is_testing = not self._is_testing
        on = self._is_testing
        self._jobs.run(lambda: self._choice.test_microphone(on=on), owner=self)
        self._word_test()
        self._word_hint(self._choice.state.sound or SoundDevices())
        if not self._is_testing:
            self.level.setValue(0)

    def _word_test(self) -> None:
        word = self.tr("End the test") if self._is_testing else self.tr("Test the microphone")
        self.test.setText(word)
        self.test.setAccessibleName(word)

    def _show_level(self, peak: float) -> None:
        if self._is_testing:
            self.level.setValue(round(min(1.0, max(0.0, peak)) * 100))

    def _end(self) -> None:
        self._timer.stop()
        self._choice.forget_level(self._hear)
        if self._is_testing:
            self._is_testing = False
            self._jobs.run(lambda: self._choice.test_microphone(on=False))
