"""Over the call's buttons: who hears the call beside the two who talk, by name, from the first second to the last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.telephony.states import Companion
from ui.icons import IconName, icon
from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class Company(QWidget):
    """A strip for each; no room where nobody is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here: tuple[Companion, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self.strips: list[QFrame] = []
        self.hide()

    def show_company(self, here: Sequence[Companion]) -> None:
        """Follow who is there."""
        if tuple(here) == self._here:
            return
        self._here = tuple(here)
        for strip in self.strips:
            strip.hide()
            self._column.removeWidget(strip)
            strip.deleteLater()
        self.strips = [self._make_strip(one) for one in self._here]
        for strip in self.strips:
            self._column.addWidget(strip)
        self.setVisible(bool(self.strips))

    def _make_strip(self, one: Companion) -> QFrame:
        strip = QFrame()
        set_look(strip, banner="wait")
        words = (
            self.tr("{who} is in the call. The customer hears both of you.")
            if one.speaks
            else self.tr("{who} listens to this call. Nobody hears {who}.")
        )
        words = words.format(who=one.who)
        strip.setAccessibleName(words)
        row = QHBoxLayout(strip)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        mark = make_label()
        mark.setPixmap(icon(IconName.USERS if one.speaks else IconName.HEADPHONES, Tone.WAIT).pixmap(16, 16))
        row.addWidget(mark)
        row.addWidget(make_label(words, strong=True, wrap=True), 1)
        return strip
