"""What can lie over the desk: the lock, the page of a missing VPN, the list of keys; each made when it first does, so
that nobody waits for it at sign-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.help_overlay import HelpOverlay
from ui.keys import KeyGroup
from ui.sign_in.lock_page import LockPage
from ui.style import set_look
from ui.vpn_page import VpnPage


class Cover(QStackedWidget):
    """``frame``, the desk itself, and what covers it. ``unlock_wanted``: the lock's password has something to take;
    ``left``: the person signs out; ``hang_up_wanted``: behind the lock. ``list_keys`` says what help tells of."""

    unlock_wanted = Signal()
    left = Signal()
    hang_up_wanted = Signal()

    def __init__(self, frame: QWidget, list_keys: Callable[[], tuple[KeyGroup, ...]]) -> None:
        super().__init__()
        self._frame, self._list_keys = frame, list_keys
        set_look(self, surface="window")
        self.addWidget(frame)

    @cached_property
    def lock_page(self) -> LockPage:
        """The lock."""
        page = LockPage()
        page.submitted.connect(self.unlock_wanted)
        page.left.connect(self.left)
        page.hang_up_wanted.connect(self.hang_up_wanted)
        self.addWidget(page)
        return page

    @cached_property
    def vpn_page(self) -> VpnPage:
        """What stands there while the VPN is missing."""
        page = VpnPage()
        page.left.connect(self.left)
        self.addWidget(page)
        return page

    @cached_property
    def help(self) -> HelpOverlay:
        """The list of keys."""
        return HelpOverlay(self._list_keys(), self)

    @property
    def is_off(self) -> bool:
        """Whether the desk itself is in sight, the list of keys or not."""
        return self.currentWidget() is self._frame

    @property
    def is_locked(self) -> bool:
        """Whether the lock lies over the desk."""
        return self._shows("lock_page")

    @property
    def is_cut(self) -> bool:
        """Whether the page of a missing VPN lies over it."""
        return self._shows("vpn_page")

    @property
    def has_help(self) -> bool:
        """Whether the list of keys is open."""
        return "help" in self.__dict__ and self.help.isVisible()

    def take_off(self) -> None:
        """Show the desk."""
        self.setCurrentWidget(self._frame)

    def close_help(self) -> None:
        """Take the list of keys away, if it is open."""
        if self.has_help:
            self.help.hide()

    def tell_lock(self, tell: Callable[[LockPage], None]) -> None:
        """Tell the lock something new, if there is one; whoever locks says how everything stands."""
        if "lock_page" in self.__dict__:
            tell(self.lock_page)

    def _shows(self, name: str) -> bool:
        return name in self.__dict__ and self.currentWidget() is getattr(self, name)
