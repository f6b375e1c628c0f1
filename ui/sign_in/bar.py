"""The bar over the way in: whose program this is, and language and colours before anybody is signed in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.style import GRID, Tone, set_look
from ui.widgets.labels import make_label


class EntryBar(QFrame):
    """``preferences_wanted`` when the person asks for them. Bare at first: icons are not worth a later first window."""

    preferences_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="bar")
        self.setFixedHeight(GRID * 6)
        self._is_dressed = False
        self._mark, self._button = QLabel(), QToolButton()
        self._mark.setFixedSize(20, 20)
        self._button.setIconSize(QSize(18, 18))
        self._button.setFixedSize(36, 36)
        self._button.setShortcut("Ctrl+,")
        self._button.clicked.connect(self.preferences_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 0, GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self._mark)
        row.addWidget(make_label("Veildesk", strong=True))
        row.addStretch(1)
        row.addWidget(self._button)
        self._word()

    def dress(self) -> None:
        """Draw the icons, once the window is on screen and whenever the colours change."""
        from ui.icons import IconName, icon

        self._is_dressed = True
        self._mark.setPixmap(icon(IconName.SHIELD_CHECK, Tone.ACCENT).pixmap(QSize(20, 20)))
        self._button.setIcon(icon(IconName.SETTINGS, Tone.MUTED))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language or colours."""
        if event.type() is QEvent.Type.LanguageChange:
            self._word()
        elif event.type() is QEvent.Type.PaletteChange and self._is_dressed:
            self.dress()
        super().changeEvent(event)

    def _word(self) -> None:
        self._button.setAccessibleName(self.tr("Preferences  (Ctrl+,)"))
        self._button.setToolTip(self._button.accessibleName())
