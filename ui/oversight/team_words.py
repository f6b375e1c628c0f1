"""The words of the team wall: what somebody does, for how long, and what he did today."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.telephony.states import PauseReason
from protocol.team import Day, Member, MemberState
from ui.clock_words import write_stopwatch
from ui.icons import IconName
from ui.phone.words import name_pause
from ui.style import Tone
from ui.words import Sign, name_disposition


def sign_state(member: Member, length_s: float | None) -> Sign:
    """What somebody does, and for how long, where that is known."""
    shape, word, tone = _name_state(member.state)
    if member.state is MemberState.PAUSED:
        word = _name_reason(member.pause)
    if length_s is None or member.state is MemberState.OFF:
        return Sign(shape, word, tone)
    return Sign(shape, f"{word}  {write_stopwatch(max(0.0, length_s))}", tone)


def sign_help(length_s: float, *, is_taken: bool) -> Sign:
    """Somebody wants help, and for how long; or is being helped by who looks."""
    if is_taken:
        return Sign(IconName.CHECK, QCoreApplication.translate("TeamWords", "You help"), Tone.OK)
    word = QCoreApplication.translate("TeamWords", "Wants help")
    return Sign(IconName.CIRCLE_HELP, f"{word}  {write_stopwatch(max(0.0, length_s))}", Tone.STOP)


def name_state(state: MemberState) -> str:
    """What somebody does, in a word."""
    return _name_state(state)[1]


def tell_outcomes(day: Day) -> str:
    """How somebody's contacts of the day ended, the most frequent first."""
    ended = sorted(day.outcomes.items(), key=lambda item: -item[1])
    return " · ".join(f"{name_disposition(disposition)} {count}" for disposition, count in ended)


def _name_state(state: MemberState) -> tuple[IconName, str, Tone]:
    translate = QCoreApplication.translate
    return {
        MemberState.READY: (IconName.CIRCLE_CHECK, translate("TeamWords", "Ready"), Tone.OK),
        MemberState.DIALLING: (IconName.CIRCLE_DASHED, translate("TeamWords", "Dialling"), Tone.ACCENT),
        MemberState.IN_CALL: (IconName.PHONE, translate("TeamWords", "In a call"), Tone.ACCENT),
        MemberState.ON_HOLD: (IconName.HOURGLASS, translate("TeamWords", "On hold"), Tone.WAIT),
        MemberState.WRAP_UP: (IconName.FILE_TEXT, translate("TeamWords", "After the call"), Tone.PLAIN),
        MemberState.PAUSED: (IconName.PAUSE, translate("TeamWords", "Paused"), Tone.WAIT),
        MemberState.LOCKED: (IconName.LOCK, translate("TeamWords", "Desk locked"), Tone.MUTED),
        MemberState.AWAY: (IconName.WIFI_OFF, translate("TeamWords", "Away"), Tone.WARN),
        MemberState.OFF: (IconName.LOG_OUT, translate("TeamWords", "Not signed in"), Tone.MUTED),
    }[state]


def _name_reason(reason: str) -> str:
    """Why somebody is paused; a reason that this version does not know goes without a word."""
    if reason not in list(PauseReason):
        return QCoreApplication.translate("TeamWords", "Paused")
    word = name_pause(PauseReason(reason))
    if reason == PauseReason.DO_NOT_DISTURB:
        return word
    return QCoreApplication.translate("TeamWords", "Paused: {reason}").format(reason=word)
