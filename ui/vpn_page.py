"""What stands over the desk while the VPN is missing: nothing of any customer, why, and what to do (T2)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.vpn import RoadKind, VpnState
from ui.sign_in.page import EntryPage
from ui.style import set_look


class VpnPage(EntryPage):
    """Covers the desk until the road is as policy asks; it goes away by itself. ``left``: the person signs out."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state = VpnState(RoadKind.NONE, "", is_allowed=False, is_required=True)
        self.button.hide()
        self.sign_out = QPushButton()
        set_look(self.sign_out, kind="quiet")
        self.below.addWidget(self.sign_out, 0, Qt.AlignmentFlag.AlignLeft)
        self.sign_out.clicked.connect(self.left)
        self.retranslate()

    def show_state(self, state: VpnState) -> None:
        """Say why. The keyboard comes to the page, not its button: whoever was typing goes on for a moment."""
        self._state = state
        self.retranslate()
        self.setFocus()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.title.setText(self.tr("The VPN is missing"))
        parts = (
            self._word_road(),
            self.tr("No card is shown and nothing is sent. What you did is kept on this desk and sent later."),
            self.tr("Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator."),
        )
        self.text.setText("\n\n".join(parts))
        self.sign_out.setText(self.tr("Sign out"))
        self.setAccessibleName(" ".join((self.title.text(), *parts)))

    def _word_road(self) -> str:
        return {
            RoadKind.NONE: self.tr("No network leads to Central."),
            RoadKind.DIRECT: self.tr("The way to Central leads over {name}, which is no VPN."),
            RoadKind.TUNNEL: self.tr("The way to Central leads over {name}, a tunnel that policy does not allow."),
            RoadKind.LOOPBACK: self.tr("Central runs on this machine, which policy does not allow."),
        }[self._state.road].format(name=self._state.interface)
