"""What is said over every page: what a guard saw, a call, and how the desk stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from ui.phone.call_banner import CallBanner
from ui.style import GRID, Tone
from ui.widgets.notices import Banner

if TYPE_CHECKING:
    from app.telephony.states import PhoneState
    from ui.condition import Condition

_EDGE = GRID * 3 // 2


class WindowBanners(QVBoxLayout):
    """``seen`` stays until it is understood; ``calls`` and ``condition`` go with what they tell."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.calls, self.condition = Banner(), CallBanner(), Banner()
        self.seen.acted.connect(self._understand)
        self.setSpacing(GRID)
        for banner in (self.seen, self.calls, self.condition):
            self.addWidget(banner)
        self._frame()

    def say(self, sentence: str) -> None:
        """What is not to be overlooked, until it is understood."""
        self.seen.say(Tone.STOP, sentence, QCoreApplication.translate("MainWindow", "Understood"))
        self._frame()

    def show_condition(self, condition: Condition | None, *, told: str = "") -> None:
        """How the desk stands, where that is worth a sentence, and the page below has not ``told`` it."""
        if condition is None or condition.sentence == told:
            self.condition.hide()
        elif condition.sentence != self.condition.sentence:
            self.condition.say(condition.tone, condition.sentence, condition.action)
        self._frame()

    def show_calls(self, state: PhoneState, key: str, *, has_telephone: bool) -> None:
        """A call, on a page where the telephone does not show it; ``key`` answers and hangs up."""
        if has_telephone:
            self.calls.hide()
        else:
            self.calls.follow(state, key)
        self._frame()

    def _understand(self) -> None:
        self.seen.hide()
        self._frame()

    def _frame(self) -> None:
        shown = any(banner.sentence for banner in (self.seen, self.calls, self.condition))
        edge = _EDGE if shown else 0
        if self.contentsMargins().top() != edge:
            self.setContentsMargins(edge, edge, edge, edge)
