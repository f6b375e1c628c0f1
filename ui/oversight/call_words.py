"""The words of the calls page: how a call ended, as those see it who were not in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.call_records import Ending, Way
from protocol.call_search import CallLine
from ui.icons import IconName
from ui.style import Tone
from ui.words import Sign


def sign_ending(line: CallLine) -> Sign:
    """How a call ended, or that it is on."""
    translate = QCoreApplication.translate
    if line.ended_at is None:
        return Sign(IconName.PHONE, translate("CallWords", "Is on"), Tone.ACCENT)
    if line.ending is None:
        return Sign(IconName.CIRCLE_HELP, translate("CallWords", "Not known: the desk stopped"), Tone.WARN)
    return sign_how(line.ending)


def sign_how(ending: Ending) -> Sign:
    """A way for a call to end."""
    translate = QCoreApplication.translate
    return {
        Ending.HUNG_UP: Sign(IconName.CIRCLE_CHECK, translate("CallWords", "Agent hung up"), Tone.OK),
        Ending.GIVEN_UP: Sign(IconName.PHONE_OFF, translate("CallWords", "Given up before an answer"), Tone.MUTED),
        Ending.FAR_HUNG_UP: Sign(IconName.CIRCLE_CHECK, translate("CallWords", "Customer hung up"), Tone.OK),
        Ending.BUSY: Sign(IconName.CLOCK, translate("CallWords", "Busy"), Tone.WAIT),
        Ending.NO_ANSWER: Sign(IconName.PHONE_OFF, translate("CallWords", "No answer"), Tone.WAIT),
        Ending.DECLINED: Sign(IconName.PHONE_OFF, translate("CallWords", "Declined"), Tone.MUTED),
        Ending.REFUSED: Sign(IconName.CIRCLE_X, translate("CallWords", "Refused by the PBX"), Tone.STOP),
        Ending.CENTRAL_BUSY: Sign(IconName.CLOCK, translate("CallWords", "Central had no time"), Tone.WARN),
        Ending.UNREACHABLE: Sign(IconName.CIRCLE_X, translate("CallWords", "Could not be reached"), Tone.WARN),
        Ending.PBX_LOST: Sign(IconName.TRIANGLE_ALERT, translate("CallWords", "PBX was lost"), Tone.WARN),
        Ending.ENGINE_LOST: Sign(IconName.TRIANGLE_ALERT, translate("CallWords", "Desk's telephone failed"), Tone.WARN),
        Ending.DESK_LOST: Sign(IconName.TRIANGLE_ALERT, translate("CallWords", "Desk was gone"), Tone.WARN),
        Ending.TABLE_UNTAKEN: Sign(
            IconName.PHONE_OFF, translate("CallWords", "Agent's telephone not lifted"), Tone.WAIT
        ),
        Ending.TABLE_BUSY: Sign(IconName.CLOCK, translate("CallWords", "Agent's telephone busy"), Tone.WAIT),
        Ending.TABLE_AWAY: Sign(IconName.CIRCLE_X, translate("CallWords", "Agent's telephone not there"), Tone.WARN),
        Ending.TRANSFERRED: Sign(IconName.ARROW_LEFT_RIGHT, translate("CallWords", "Handed on"), Tone.OK),
    }[ending]


def name_way(line: CallLine) -> str:
    """A call's short name, and how it came to its desk where nobody dialled it there."""
    translate = QCoreApplication.translate
    if line.handed_from:
        return translate("CallWords", "{call}, handed on from {first}").format(call=line.number, first=line.handed_from)
    if line.way is Way.IN:
        came = translate("CallWords", "came in")
        return f"{line.number} {came}" if line.number else came
    return line.number
