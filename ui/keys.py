"""Every key of the desk, in one place: what it does and where. The help overlay lists them; windows bind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Key(StrEnum):
    """A key sequence, as Qt writes it."""

    SEARCH = "Ctrl+K"
    QUEUE = "F6"
    REVEAL = "F8"
    SAVE = "Ctrl+Return"
    SAVE_ENTER = "Ctrl+Enter"
    LOCK = "Ctrl+L"
    SIGN_OUT = "Ctrl+Shift+Q"
    HELP = "?"
    HELP_F1 = "F1"
    PREFERENCES = "Ctrl+,"
    SYNC = "F5"
    CLOSE = "Esc"


@dataclass(frozen=True)
class KeyHelp:
    """A line of the overlay."""

    keys: str
    does: str


@dataclass(frozen=True)
class KeyGroup:
    """Lines that belong together."""

    title: str
    lines: tuple[KeyHelp, ...]


def list_keys(*, works_cards: bool, has_rail: bool) -> tuple[KeyGroup, ...]:
    """The keys that do something for this person."""
    translate = QCoreApplication.translate
    queue = KeyGroup(
        translate("Keys", "Queue"),
        (
            KeyHelp("Ctrl+K", translate("Keys", "Search")),
            KeyHelp("F6", translate("Keys", "Go to the queue")),
            KeyHelp("↑  ↓  J  K", translate("Keys", "Move")),
            KeyHelp("Enter", translate("Keys", "Open the card, fold a section")),
        ),
    )
    card = KeyGroup(
        translate("Keys", "Card and outcome"),
        (
            KeyHelp("F8", translate("Keys", "Reveal the telephone number")),
            KeyHelp("1 – 7", translate("Keys", "Choose the outcome")),
            KeyHelp("Ctrl+Enter", translate("Keys", "Save the outcome")),
        ),
    )
    desk = KeyGroup(
        translate("Keys", "Desk"),
        (
            KeyHelp("F5", translate("Keys", "Ask Central now")),
            KeyHelp("Ctrl+L", translate("Keys", "Lock")),
            KeyHelp("Ctrl+Shift+Q", translate("Keys", "Sign out")),
            KeyHelp("Ctrl+,", translate("Keys", "Preferences")),
            KeyHelp("?  F1", translate("Keys", "This list")),
            KeyHelp("Esc", translate("Keys", "Close what lies on top")),
        ),
    )
    pages = KeyGroup(translate("Keys", "Pages"), (KeyHelp("Alt+1 – 9", translate("Keys", "Turn to a page")),))
    return (*((queue, card) if works_cards else ()), *((pages,) if has_rail else ()), desk)
