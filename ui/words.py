"""The domain's words in the user's language: states, outcomes, kinds of field, roles; each with its shape where it has
one."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from protocol.cards import CardState, Disposition
from protocol.fields import FieldKind
from protocol.roles import Role
from protocol.times import Instant
from secure_store.card_query import Section
from ui.clock_words import write_moment
from ui.icons import IconName
from ui.style import Tone


class Sign(Struct, frozen=True):
    """How a state looks: shape, word and colour, never one alone."""

    icon: IconName
    word: str
    tone: Tone


def name_state(state: CardState) -> Sign:
    """Where a card stands."""
    translate = QCoreApplication.translate
    return {
        CardState.NEW: Sign(IconName.CIRCLE_DOT, translate("Words", "New"), Tone.ACCENT),
        CardState.RETRY: Sign(IconName.REFRESH_CW, translate("Words", "Retry"), Tone.WAIT),
        CardState.CALLBACK: Sign(IconName.CALENDAR_CLOCK, translate("Words", "Callback"), Tone.WAIT),
        CardState.DONE: Sign(IconName.CIRCLE_CHECK, translate("Words", "Done"), Tone.OK),
        CardState.STOPPED: Sign(IconName.CIRCLE_X, translate("Words", "Do not call"), Tone.STOP),
    }[state]


def write_due(state: CardState, due_at: Instant | None) -> str:
    """When a promise or another try falls due; empty for everybody else, also for a new card, whose time is its
    import's."""
    return write_moment(due_at) if due_at and state in (CardState.CALLBACK, CardState.RETRY) else ""


def sign_waiting() -> Sign:
    """An outcome that is on this desk and not yet at Central."""
    return Sign(IconName.HOURGLASS, QCoreApplication.translate("Words", "Not sent yet"), Tone.WAIT)


def name_section(section: Section) -> str:
    """A part of the queue."""
    translate = QCoreApplication.translate
    return {
        Section.DUE: translate("Words", "Due now"),
        Section.TODAY: translate("Words", "Later today"),
        Section.LATER: translate("Words", "Another day"),
        Section.DONE: translate("Words", "Finished"),
    }[section]


def name_disposition(disposition: Disposition) -> str:
    """How a contact ended."""
    translate = QCoreApplication.translate
    return {
        Disposition.INTERESTED: translate("Words", "Interested"),
        Disposition.NOT_INTERESTED: translate("Words", "Not interested"),
        Disposition.CALLBACK: translate("Words", "Call back"),
        Disposition.NO_ANSWER: translate("Words", "No answer"),
        Disposition.BUSY: translate("Words", "Busy"),
        Disposition.WRONG_NUMBER: translate("Words", "Wrong number"),
        Disposition.DO_NOT_CALL: translate("Words", "No more calls"),
    }[disposition]


def name_field(kind: FieldKind) -> str:
    """What a value is."""
    translate = QCoreApplication.translate
    return {
        FieldKind.NAME: translate("Words", "Name"),
        FieldKind.MOBILE: translate("Words", "Mobile"),
        FieldKind.LANDLINE: translate("Words", "Landline"),
        FieldKind.ID_NUMBER: translate("Words", "ID number"),
        FieldKind.ADDRESS: translate("Words", "Address"),
        FieldKind.BANK_CARD: translate("Words", "Bank card"),
        FieldKind.EMAIL: translate("Words", "E-mail"),
        FieldKind.PLATE: translate("Words", "Number plate"),
        FieldKind.WECHAT: translate("Words", "WeChat"),
        FieldKind.QQ: translate("Words", "QQ"),
        FieldKind.FREE_TEXT: translate("Words", "Remarks"),
    }[kind]


def name_role(role: Role) -> str:
    """Who a person is to Veildesk."""
    translate = QCoreApplication.translate
    return {
        Role.AGENT: translate("Words", "Agent"),
        Role.SUPERVISOR: translate("Words", "Supervisor"),
        Role.INSPECTOR: translate("Words", "Inspector"),
        Role.SECURITY: translate("Words", "Security"),
        Role.PRIVACY: translate("Words", "Privacy officer"),
        Role.ADMIN: translate("Words", "Administrator"),
    }[role]
