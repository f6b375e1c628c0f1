"""What an act's details are called and what they say, in the language on screen, moments by the local clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.telephony.states import PauseReason
from protocol.call_records import Ending
from protocol.cards import Disposition
from protocol.fields import FieldKind
from protocol.problems import ProblemType
from protocol.roles import Role
from protocol.times import parse_instant
from ui.audit.words import QT_TRANSLATE_NOOP
from ui.error_texts import ERROR_TEXTS
from ui.oversight.call_words import sign_how
from ui.phone.words import name_pause
from ui.words import name_disposition, name_field, name_role

NAMES = {
    "about": QT_TRANSLATE_NOOP("AuditDetails", "about"),
    "acts": QT_TRANSLATE_NOOP("AuditDetails", "acts"),
    "act": QT_TRANSLATE_NOOP("AuditDetails", "act"),
    "action": QT_TRANSLATE_NOOP("AuditDetails", "action"),
    "active_at": QT_TRANSLATE_NOOP("AuditDetails", "last active"),
    "actor": QT_TRANSLATE_NOOP("AuditDetails", "who"),
    "added": QT_TRANSLATE_NOOP("AuditDetails", "added"),
    "after": QT_TRANSLATE_NOOP("AuditDetails", "from place"),
    "agent": QT_TRANSLATE_NOOP("AuditDetails", "agent"),
    "alert": QT_TRANSLATE_NOOP("AuditDetails", "alert"),
    "answer": QT_TRANSLATE_NOOP("AuditDetails", "answer"),
    "aside": QT_TRANSLATE_NOOP("AuditDetails", "put aside"),
    "asked": QT_TRANSLATE_NOOP("AuditDetails", "asked in"),
    "at": QT_TRANSLATE_NOOP("AuditDetails", "at"),
    "at_start": QT_TRANSLATE_NOOP("AuditDetails", "at the start"),
    "break_glass": QT_TRANSLATE_NOOP("AuditDetails", "break-glass"),
    "by": QT_TRANSLATE_NOOP("AuditDetails", "by"),
    "call": QT_TRANSLATE_NOOP("AuditDetails", "call"),
    "callback_at": QT_TRANSLATE_NOOP("AuditDetails", "call back at"),
    "calls": QT_TRANSLATE_NOOP("AuditDetails", "calls"),
    "campaign": QT_TRANSLATE_NOOP("AuditDetails", "campaign"),
    "card": QT_TRANSLATE_NOOP("AuditDetails", "customer card"),
    "cards": QT_TRANSLATE_NOOP("AuditDetails", "cards"),
    "change": QT_TRANSLATE_NOOP("AuditDetails", "change"),
    "channel": QT_TRANSLATE_NOOP("AuditDetails", "way out"),
    "consent": QT_TRANSLATE_NOOP("AuditDetails", "customer's answer"),
    "count": QT_TRANSLATE_NOOP("AuditDetails", "count"),
    "criteria": QT_TRANSLATE_NOOP("AuditDetails", "criteria"),
    "customer": QT_TRANSLATE_NOOP("AuditDetails", "customer"),
    "cut": QT_TRANSLATE_NOOP("AuditDetails", "ended here by"),
    "desk": QT_TRANSLATE_NOOP("AuditDetails", "desk"),
    "device": QT_TRANSLATE_NOOP("AuditDetails", "device"),
    "disposition": QT_TRANSLATE_NOOP("AuditDetails", "outcome"),
    "drawn": QT_TRANSLATE_NOOP("AuditDetails", "drawn"),
    "end_reason": QT_TRANSLATE_NOOP("AuditDetails", "ended because"),
    "ended_at": QT_TRANSLATE_NOOP("AuditDetails", "ended at"),
    "ending": QT_TRANSLATE_NOOP("AuditDetails", "how it ended"),
    "error": QT_TRANSLATE_NOOP("AuditDetails", "error"),
    "events": QT_TRANSLATE_NOOP("AuditDetails", "events"),
    "expires_at": QT_TRANSLATE_NOOP("AuditDetails", "good until"),
    "extension": QT_TRANSLATE_NOOP("AuditDetails", "telephone on a table"),
    "field": QT_TRANSLATE_NOOP("AuditDetails", "field"),
    "file_sha256": QT_TRANSLATE_NOOP("AuditDetails", "file (SHA-256)"),
    "first": QT_TRANSLATE_NOOP("AuditDetails", "first"),
    "found": QT_TRANSLATE_NOOP("AuditDetails", "found"),
    "from": QT_TRANSLATE_NOOP("AuditDetails", "from"),
    "gone": QT_TRANSLATE_NOOP("AuditDetails", "gone"),
    "handed_from": QT_TRANSLATE_NOOP("AuditDetails", "handed on from"),
    "heard_s": QT_TRANSLATE_NOOP("AuditDetails", "heard (s)"),
    "help": QT_TRANSLATE_NOOP("AuditDetails", "request for help"),
    "how": QT_TRANSLATE_NOOP("AuditDetails", "how"),
    "ip": QT_TRANSLATE_NOOP("AuditDetails", "address"),
    "join": QT_TRANSLATE_NOOP("AuditDetails", "joining"),
    "keep_days": QT_TRANSLATE_NOOP("AuditDetails", "kept (days)"),
    "key": QT_TRANSLATE_NOOP("AuditDetails", "key"),
    "kind": QT_TRANSLATE_NOOP("AuditDetails", "kind"),
    "known": QT_TRANSLATE_NOOP("AuditDetails", "known"),
    "last": QT_TRANSLATE_NOOP("AuditDetails", "last"),
    "limit": QT_TRANSLATE_NOOP("AuditDetails", "at most"),
    "list": QT_TRANSLATE_NOOP("AuditDetails", "list"),
    "mode": QT_TRANSLATE_NOOP("AuditDetails", "manner"),
    "name": QT_TRANSLATE_NOOP("AuditDetails", "name"),
    "note": QT_TRANSLATE_NOOP("AuditDetails", "note"),
    "number": QT_TRANSLATE_NOOP("AuditDetails", "number"),
    "of": QT_TRANSLATE_NOOP("AuditDetails", "of"),
    "on": QT_TRANSLATE_NOOP("AuditDetails", "on hold"),
    "outcome": QT_TRANSLATE_NOOP("AuditDetails", "outcome of the act"),
    "path": QT_TRANSLATE_NOOP("AuditDetails", "path"),
    "pbx": QT_TRANSLATE_NOOP("AuditDetails", "PBX"),
    "person": QT_TRANSLATE_NOOP("AuditDetails", "person"),
    "persons": QT_TRANSLATE_NOOP("AuditDetails", "people"),
    "pieces": QT_TRANSLATE_NOOP("AuditDetails", "pieces"),
    "place": QT_TRANSLATE_NOOP("AuditDetails", "place"),
    "places": QT_TRANSLATE_NOOP("AuditDetails", "where"),
    "platform": QT_TRANSLATE_NOOP("AuditDetails", "system"),
    "presenter": QT_TRANSLATE_NOOP("AuditDetails", "used by"),
    "problem": QT_TRANSLATE_NOOP("AuditDetails", "problem"),
    "product": QT_TRANSLATE_NOOP("AuditDetails", "product"),
    "purpose": QT_TRANSLATE_NOOP("AuditDetails", "purpose"),
    "queue": QT_TRANSLATE_NOOP("AuditDetails", "queue"),
    "reason": QT_TRANSLATE_NOOP("AuditDetails", "reason"),
    "received_before": QT_TRANSLATE_NOOP("AuditDetails", "received before"),
    "recorded": QT_TRANSLATE_NOOP("AuditDetails", "recorded"),
    "recording": QT_TRANSLATE_NOOP("AuditDetails", "recording"),
    "records": QT_TRANSLATE_NOOP("AuditDetails", "records"),
    "requester": QT_TRANSLATE_NOOP("AuditDetails", "asked by"),
    "road": QT_TRANSLATE_NOOP("AuditDetails", "road"),
    "role": QT_TRANSLATE_NOOP("AuditDetails", "role"),
    "sample": QT_TRANSLATE_NOOP("AuditDetails", "lot"),
    "scheme": QT_TRANSLATE_NOOP("AuditDetails", "scheme"),
    "score": QT_TRANSLATE_NOOP("AuditDetails", "score"),
    "seen": QT_TRANSLATE_NOOP("AuditDetails", "what was seen"),
    "seq": QT_TRANSLATE_NOOP("AuditDetails", "event's number"),
    "show_s": QT_TRANSLATE_NOOP("AuditDetails", "shown for (s)"),
    "shown_ms": QT_TRANSLATE_NOOP("AuditDetails", "shown (ms)"),
    "since": QT_TRANSLATE_NOOP("AuditDetails", "since"),
    "source": QT_TRANSLATE_NOOP("AuditDetails", "source"),
    "stage": QT_TRANSLATE_NOOP("AuditDetails", "stage"),
    "stopped": QT_TRANSLATE_NOOP("AuditDetails", "stopped"),
    "table": QT_TRANSLATE_NOOP("AuditDetails", "voice to the table"),
    "talk_s": QT_TRANSLATE_NOOP("AuditDetails", "talked (s)"),
    "team": QT_TRANSLATE_NOOP("AuditDetails", "team"),
    "to": QT_TRANSLATE_NOOP("AuditDetails", "to"),
    "tries": QT_TRANSLATE_NOOP("AuditDetails", "tries"),
    "until": QT_TRANSLATE_NOOP("AuditDetails", "until"),
    "upto": QT_TRANSLATE_NOOP("AuditDetails", "up to"),
    "upto_s": QT_TRANSLATE_NOOP("AuditDetails", "up to (s)"),
    "username": QT_TRANSLATE_NOOP("AuditDetails", "username"),
    "vendor": QT_TRANSLATE_NOOP("AuditDetails", "vendor"),
    "version": QT_TRANSLATE_NOOP("AuditDetails", "version"),
    "way": QT_TRANSLATE_NOOP("AuditDetails", "direction"),
    "who": QT_TRANSLATE_NOOP("AuditDetails", "name of the person"),
    "why": QT_TRANSLATE_NOOP("AuditDetails", "why"),
    "wording": QT_TRANSLATE_NOOP("AuditDetails", "wording"),
    "wrong_proofs": QT_TRANSLATE_NOOP("AuditDetails", "wrong proofs"),
}
"""What details are called. One that a newer Central writes is shown by the name that it has there."""
VALUES = {
    "": {
        "yes": QT_TRANSLATE_NOOP("AuditDetails", "yes"),
        "no": QT_TRANSLATE_NOOP("AuditDetails", "no"),
        "none": QT_TRANSLATE_NOOP("AuditDetails", "none"),
        "asked": QT_TRANSLATE_NOOP("AuditDetails", "asked"),
    },
    "cut": {
        "none": QT_TRANSLATE_NOOP("AuditDetails", "nobody here"),
        "agent": QT_TRANSLATE_NOOP("AuditDetails", "the agent"),
        "withdrawn": QT_TRANSLATE_NOOP("AuditDetails", "withdrawn consent"),
        "not-agreed": QT_TRANSLATE_NOOP("AuditDetails", "the customer's no"),
        "locked": QT_TRANSLATE_NOOP("AuditDetails", "the lock"),
        "vpn-lost": QT_TRANSLATE_NOOP("AuditDetails", "the lost VPN"),
        "session-ended": QT_TRANSLATE_NOOP("AuditDetails", "the end of the session"),
        "unavailable": QT_TRANSLATE_NOOP("AuditDetails", "the pause"),
        "phone-stopped": QT_TRANSLATE_NOOP("AuditDetails", "the telephone's stop"),
    },
    "way": {
        "in": QT_TRANSLATE_NOOP("AuditDetails", "incoming"),
        "out": QT_TRANSLATE_NOOP("AuditDetails", "outgoing"),
    },
    "mode": {
        "listen": QT_TRANSLATE_NOOP("AuditDetails", "listens"),
        "speak": QT_TRANSLATE_NOOP("AuditDetails", "speaks"),
    },
    "to": {
        "colleague": QT_TRANSLATE_NOOP("AuditDetails", "a colleague"),
        "queue": QT_TRANSLATE_NOOP("AuditDetails", "a queue"),
    },
    "by": {
        "desk": QT_TRANSLATE_NOOP("AuditDetails", "the desk"),
        "customer": QT_TRANSLATE_NOOP("AuditDetails", "the customer"),
        "table": QT_TRANSLATE_NOOP("AuditDetails", "the telephone on the table"),
        "central": QT_TRANSLATE_NOOP("AuditDetails", "the rules"),
        "pbx": QT_TRANSLATE_NOOP("AuditDetails", "the PBX"),
    },
    "stage": {
        "asked": QT_TRANSLATE_NOOP("AuditDetails", "asked"),
        "placed": QT_TRANSLATE_NOOP("AuditDetails", "given to a PBX"),
        "table": QT_TRANSLATE_NOOP("AuditDetails", "rings at the table"),
        "taken": QT_TRANSLATE_NOOP("AuditDetails", "taken at the table"),
        "far": QT_TRANSLATE_NOOP("AuditDetails", "rings at the customer's"),
        "talking": QT_TRANSLATE_NOOP("AuditDetails", "talking"),
        "ended": QT_TRANSLATE_NOOP("AuditDetails", "over"),
    },
    "table": {
        "sealed": QT_TRANSLATE_NOOP("AuditDetails", "encrypted"),
        "clear": QT_TRANSLATE_NOOP("AuditDetails", "not encrypted"),
    },
    "how": {
        "online": QT_TRANSLATE_NOOP("AuditDetails", "by Central"),
        "offline": QT_TRANSLATE_NOOP("AuditDetails", "without Central"),
    },
    "reason": {
        "asked": QT_TRANSLATE_NOOP("AuditDetails", "the person wanted it"),
        "idle": QT_TRANSLATE_NOOP("AuditDetails", "nobody was at the desk"),
        "offline-too-long": QT_TRANSLATE_NOOP("AuditDetails", "too long without Central"),
        "central": QT_TRANSLATE_NOOP("AuditDetails", "Central said so"),
        "export-blocked": QT_TRANSLATE_NOOP("AuditDetails", "a way out was tried"),
        "time-up": QT_TRANSLATE_NOOP("AuditDetails", "the time was up"),
        "focus-lost": QT_TRANSLATE_NOOP("AuditDetails", "another window came before it"),
        "locked": QT_TRANSLATE_NOOP("AuditDetails", "the desk locked"),
        "card-left": QT_TRANSLATE_NOOP("AuditDetails", "the card was left"),
        "fault": QT_TRANSLATE_NOOP("AuditDetails", "a fault"),
        "vpn-lost": QT_TRANSLATE_NOOP("AuditDetails", "the VPN was lost"),
    },
    "why": {
        "nobody is there": QT_TRANSLATE_NOOP("AuditDetails", "nobody is there"),
        "not-shown": QT_TRANSLATE_NOOP("AuditDetails", "the agent's desk did not show it"),
        "call-over": QT_TRANSLATE_NOOP("AuditDetails", "the call is over"),
        "left": QT_TRANSLATE_NOOP("AuditDetails", "left"),
        "put-out": QT_TRANSLATE_NOOP("AuditDetails", "put out"),
        "failed": QT_TRANSLATE_NOOP("AuditDetails", "the PBX failed"),
    },
}
"""What values say, by the detail's name; under no name, those of any."""


def tell_detail(name: str, value: str) -> str:
    """``name: value`` for a person; what nobody has a word for, as it is on record."""
    word = _translate(NAMES[name]) if name in NAMES else name
    return QCoreApplication.translate("AuditDetails", "{name}: {value}").format(
        name=word, value=tell_value(name, value)
    )


def tell_value(name: str, value: str) -> str:
    """A detail's value."""
    said = VALUES.get(name, {}).get(value) or VALUES[""].get(value)
    if said is not None:
        return _translate(said)
    with suppress(ValueError):  # no word of that kind
        match name:
            case "disposition":
                return name_disposition(Disposition(value))
            case "ending":
                return sign_how(Ending(value)).word
            case "field":
                return name_field(FieldKind(value))
            case "role":
                return name_role(Role(value))
            case "reason":
                return name_pause(PauseReason(value))
            case "problem" | "why":
                return _tell_problem(ProblemType(value))
    with suppress(ValueError):  # not a moment
        return write_zoned(parse_instant(value))
    return value


def write_zoned(moment: datetime) -> str:
    """``2026-11-20 10:30:07 UTC+08:00``: a moment by the clock of this machine, and whose clock that is."""
    local = moment.astimezone()
    zone = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M:%S} UTC{zone[:3]}:{zone[3:5]}"


def _tell_problem(problem: ProblemType) -> str:
    """What happened, where that needs no facts; else the problem's own name."""
    what = ERROR_TEXTS[problem].what
    return problem.value if "{" in what else QCoreApplication.translate("ErrorTexts", what).rstrip(".。")


def _translate(word: str) -> str:
    return QCoreApplication.translate("AuditDetails", word)
