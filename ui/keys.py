"""Every key of the desk, in one place: what it does and where. The help overlay lists them; windows bind them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from protocol.roles import Role
from ui.rail import Page


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
    REVEAL_OTHER = "Shift+F8"
    AGREES = "Alt+Y"
    DECLINES = "Alt+N"
    NOTE = "F9"
    PAGE_UP = "PgUp"
    PAGE_DOWN = "PgDown"
    FILTER_TAG = "Alt+T"
    FILTER_STATE = "Alt+S"
    REFUSE = "Ctrl+Backspace"
    NEW = "Ctrl+N"
    REVOKE = "Ctrl+D"
    UNLOCK_ACCOUNT = "Ctrl+U"
    FREEZE_ACCOUNT = "Ctrl+F"
    UNFREEZE_ACCOUNT = "Ctrl+G"
    COME_TO_HELP = "Ctrl+H"
    JOIN_CALL = "Ctrl+B"
    OLDER = "Ctrl+O"
    LISTEN = "Ctrl+J"
    INSPECT = "Ctrl+I"
    MARK = "Ctrl+M"
    PLAY = "Alt+P"
    BACK = "Alt+Left"
    RESULTS = "Ctrl+R"


class KeyHelp(Struct, frozen=True):
    """A line of the overlay."""

    keys: str
    does: str


class KeyGroup(Struct, frozen=True):
    """Lines that belong together."""

    title: str
    lines: tuple[KeyHelp, ...]


def list_keys(pages: Collection[Page], phone: KeyGroup, roles: Collection[Role]) -> tuple[KeyGroup, ...]:
    """The keys that do something for a person who has these pages and one of ``roles``, in reading order; ``phone``:
    the telephone's, which everybody may change."""
    groups = (
        (_list_queue(), Page.WORK in pages),
        (_list_card(), Page.WORK in pages),
        (phone, Page.WORK in pages),
        (_list_reveal(), Page.WORK in pages),
        (_list_approvals(), Page.APPROVALS in pages),
        (_list_team(), Page.TEAM in pages),
        (_list_calls(roles), Page.CALLS in pages),
        (_list_inspection(), Page.INSPECTION in pages),
        (_list_results(), Page.RESULTS in pages or Page.WORK in pages),
        (_list_audit(), Page.AUDIT in pages),
        (_list_devices(roles), Page.DEVICES in pages),
        (_list_people(roles), Page.PEOPLE in pages),
        (_list_desk(len(pages)), True),
    )
    return tuple(group for group, wanted in groups if wanted)


def _only(wanted: bool, line: KeyHelp) -> tuple[KeyHelp, ...]:
    return (line,) if wanted else ()


def _list_queue() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Queue"),
        (
            KeyHelp("Ctrl+K", translate("Keys", "Search")),
            KeyHelp("Alt+T  Alt+S", translate("Keys", "Filter by tag, by state")),
            KeyHelp("F6", translate("Keys", "Go to the queue")),
            KeyHelp("↑  ↓  J  K", translate("Keys", "Move")),
            KeyHelp("Enter", translate("Keys", "Open the card, fold a section")),
        ),
    )


def _list_card() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Card and outcome"),
        (
            KeyHelp("Alt+Y  Alt+N", translate("Keys", "The customer agrees, does not")),
            KeyHelp("PgUp  PgDn", translate("Keys", "Scroll the card")),
            KeyHelp("1 – 7", translate("Keys", "Choose the outcome")),
            KeyHelp("F9", translate("Keys", "Write the note")),
            KeyHelp("Ctrl+Enter", translate("Keys", "Save the outcome")),
        ),
    )


def _list_reveal() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "See one value"),
        (
            KeyHelp("F8", translate("Keys", "Reveal the telephone number")),
            KeyHelp("Shift+F8", translate("Keys", "Reveal another field")),
            KeyHelp("Enter", translate("Keys", "Next field, then ask")),
            KeyHelp("Esc", translate("Keys", "Hide the value at once; withdraw; close")),
        ),
    )


def _list_approvals() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Approvals"),
        (
            KeyHelp("F6", translate("Keys", "Go to the first request")),
            KeyHelp("Ctrl+Enter", translate("Keys", "Approve")),
            KeyHelp("Ctrl+Backspace", translate("Keys", "Refuse")),
        ),
    )


def _list_team() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Team"),
        (
            KeyHelp("F6", translate("Keys", "Go to the list")),
            KeyHelp("Ctrl+H", translate("Keys", "Come to help the chosen one")),
            KeyHelp("Ctrl+B", translate("Keys", "Join the call in which the chosen one wants help")),
            KeyHelp("Ctrl+J", translate("Keys", "Listen to the chosen one's call")),
        ),
    )


def _list_calls(roles: Collection[Role]) -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Calls"),
        (
            KeyHelp("F6", translate("Keys", "Go to the list")),
            KeyHelp("Enter", translate("Keys", "Search, in any field")),
            KeyHelp("Ctrl+O", translate("Keys", "Older calls")),
            *_only(Role.INSPECTOR in roles, KeyHelp("Ctrl+J", translate("Keys", "Listen to the chosen call"))),
        ),
    )


def _list_inspection() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Inspection"),
        (
            KeyHelp("Enter  Ctrl+I", translate("Keys", "Inspect the chosen call")),
            KeyHelp("Ctrl+O", translate("Keys", "Older calls")),
            KeyHelp("Ctrl+J", translate("Keys", "Listen")),
            KeyHelp("Alt+P  Alt+Left", translate("Keys", "Play or stop, ten seconds back")),
            KeyHelp("Ctrl+M", translate("Keys", "Mark this place")),
            KeyHelp("Enter  Delete", translate("Keys", "Go to a mark, drop it")),
            KeyHelp("F9", translate("Keys", "Write the note")),
            KeyHelp("Ctrl+Enter", translate("Keys", "Record the inspection")),
        ),
    )


def _list_results() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Results"),
        (
            KeyHelp("Ctrl+R", translate("Keys", "Results of inspections")),
            KeyHelp("Enter", translate("Keys", "Open the chosen result")),
            KeyHelp("Ctrl+Enter", translate("Keys", "Send the answer")),
        ),
    )


def _list_audit() -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Audit"),
        (
            KeyHelp("F6", translate("Keys", "Go to the list")),
            KeyHelp("Enter", translate("Keys", "Search, in any field")),
        ),
    )


def _list_devices(roles: Collection[Role]) -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "Desks"),
        (
            KeyHelp("F6", translate("Keys", "Go to the list")),
            *_only(Role.ADMIN in roles, KeyHelp("Ctrl+N", translate("Keys", "Ticket for a new desk"))),
            KeyHelp("Ctrl+D", translate("Keys", "Revoke the chosen desk")),
        ),
    )


def _list_people(roles: Collection[Role]) -> KeyGroup:
    translate = QCoreApplication.translate
    return KeyGroup(
        translate("Keys", "People"),
        (
            KeyHelp("F6", translate("Keys", "Go to the list")),
            KeyHelp("Ctrl+U", translate("Keys", "Unlock the chosen account")),
            *_only(Role.SECURITY in roles, KeyHelp("Ctrl+F  Ctrl+G", translate("Keys", "Freeze, unfreeze it"))),
        ),
    )


def _list_desk(pages: int) -> KeyGroup:
    translate = QCoreApplication.translate
    turn = (KeyHelp(f"Alt+1 – {pages}", translate("Keys", "Turn to a page")),) if pages > 1 else ()
    return KeyGroup(
        translate("Keys", "Desk"),
        (
            *turn,
            KeyHelp("Tab  Shift+Tab", translate("Keys", "Next control, the one before")),
            KeyHelp("F5", translate("Keys", "Ask Central now")),
            KeyHelp("Ctrl+L", translate("Keys", "Lock")),
            KeyHelp("Ctrl+Shift+Q", translate("Keys", "Sign out")),
            KeyHelp("Ctrl+,", translate("Keys", "Preferences")),
            KeyHelp("?  F1", translate("Keys", "This list")),
            KeyHelp("Esc", translate("Keys", "Close what lies on top")),
        ),
    )
