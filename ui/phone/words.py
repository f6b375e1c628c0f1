"""What the pad says of every state of a call, in plain words: what is, and what to do (ui.md)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.telephony.port import Ending, Link, Stage
from app.telephony.states import Call, Cut, Joined, Missed, PauseReason, PhoneState, Standing
from protocol.joining import JoinKind
from ui.icons import IconName
from ui.style import Tone
from ui.translation_mark import QT_TRANSLATE_NOOP
from ui.words import Sign

_STANDINGS = {
    Standing.OFF: (IconName.PHONE_OFF, Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "No telephone while nobody is at work.")),
    Standing.NO_PBX: (
        IconName.PHONE_OFF,
        Tone.MUTED,
        QT_TRANSLATE_NOOP("Phone", "Your company has set no PBX: the desk cannot call."),
    ),
    Standing.NO_ENGINE: (
        IconName.PHONE_OFF,
        Tone.WARN,
        QT_TRANSLATE_NOOP(
            "Phone",
            "This computer has no call engine. Choose the telephone on your table (headphones), "
            "or tell your administrator.",
        ),
    ),
    Standing.NO_VPN: (
        IconName.SHIELD_ALERT,
        Tone.STOP,
        QT_TRANSLATE_NOOP("Phone", "Without the VPN nobody calls. Connect it."),
    ),
}
_LINKS = {
    Link.OFF: (IconName.CLOCK, Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "The telephone starts…")),
    Link.CONNECTING: (IconName.CLOCK, Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "Signing on to the PBX…")),
    Link.DOWN: (
        IconName.WIFI_OFF,
        Tone.WARN,
        QT_TRANSLATE_NOOP("Phone", "The PBX does not answer. It is tried again by itself."),
    ),
    Link.REFUSED: (
        IconName.CIRCLE_X,
        Tone.STOP,
        QT_TRANSLATE_NOOP("Phone", "The PBX does not let this desk in. Tell your administrator."),
    ),
    Link.ENGINE_GONE: (
        IconName.REFRESH_CW,
        Tone.WARN,
        QT_TRANSLATE_NOOP("Phone", "The call engine ended; another one is starting."),
    ),
}
_TABLE_LINKS = {
    Link.CONNECTING: (IconName.CLOCK, Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "Asking Central for your telephone…")),
    Link.DOWN: (
        IconName.WIFI_OFF,
        Tone.WARN,
        QT_TRANSLATE_NOOP("Phone", "Central does not answer. It is tried again by itself."),
    ),
    Link.REFUSED: (
        IconName.CIRCLE_X,
        Tone.WARN,
        QT_TRANSLATE_NOOP("Phone", "No telephone on a table is yours. Ask your administrator to bind one to you."),
    ),
}
"""What is otherwise where calls run over the telephone on the table."""
_ENDINGS = {
    Ending.HUNG_UP: (Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "You hung up.")),
    Ending.GIVEN_UP: (Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "You gave the call up.")),
    Ending.FAR_HUNG_UP: (Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "The customer hung up.")),
    Ending.BUSY: (Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "Busy.")),
    Ending.NO_ANSWER: (Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "Nobody answered.")),
    Ending.DECLINED: (Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "The call was declined.")),
    Ending.REFUSED: (
        Tone.STOP,
        QT_TRANSLATE_NOOP("Phone", "The PBX refused the call: the rules forbid it by now. Try another card."),
    ),
    Ending.CENTRAL_BUSY: (
        Tone.WAIT,
        QT_TRANSLATE_NOOP("Phone", "Central had no time for this call; the customer was not called. Try again soon."),
    ),
    Ending.UNREACHABLE: (
        Tone.WAIT,
        QT_TRANSLATE_NOOP("Phone", "The customer cannot be reached, or the number does not exist."),
    ),
    Ending.PBX_LOST: (
        Tone.STOP,
        QT_TRANSLATE_NOOP("Phone", "The call broke off: the PBX or the network was gone. Call again once it is back."),
    ),
    Ending.ENGINE_LOST: (
        Tone.STOP,
        QT_TRANSLATE_NOOP(
            "Phone", "The call broke off: the call engine ended. It is on record; call again in a moment."
        ),
    ),
    Ending.TABLE_UNTAKEN: (
        Tone.WAIT,
        QT_TRANSLATE_NOOP("Phone", "You did not lift the receiver; the customer was not called."),
    ),
    Ending.TABLE_BUSY: (
        Tone.WAIT,
        QT_TRANSLATE_NOOP("Phone", "Your telephone is in use or declined; the customer was not called."),
    ),
    Ending.TABLE_AWAY: (
        Tone.WARN,
        QT_TRANSLATE_NOOP("Phone", "Your telephone cannot be rung; the customer was not called. Look at its cable."),
    ),
    Ending.TRANSFERRED: (Tone.OK, QT_TRANSLATE_NOOP("Phone", "The call was handed on.")),
}
_CUTS = {
    Cut.WITHDRAWN: (
        Tone.STOP,
        QT_TRANSLATE_NOOP("Phone", "The customer has withdrawn; the call was stopped. Do not call again."),
    ),
    Cut.NOT_AGREED: (
        Tone.MUTED,
        QT_TRANSLATE_NOOP("Phone", "The customer said no, so the call ended. Nothing he said is stored."),
    ),
    Cut.LOCKED: (
        Tone.WAIT,
        QT_TRANSLATE_NOOP("Phone", "The desk locked before anybody answered; the call was given up."),
    ),
    Cut.VPN_LOST: (Tone.STOP, QT_TRANSLATE_NOOP("Phone", "The VPN was gone, so the call ended.")),
    Cut.PHONE_STOPPED: (Tone.WARN, QT_TRANSLATE_NOOP("Phone", "The telephone was set up anew, so the call ended.")),
}
_PAUSES = {
    PauseReason.BREAK: QT_TRANSLATE_NOOP("Phone", "Break"),
    PauseReason.MEAL: QT_TRANSLATE_NOOP("Phone", "Meal"),
    PauseReason.MEETING: QT_TRANSLATE_NOOP("Phone", "Meeting"),
    PauseReason.TRAINING: QT_TRANSLATE_NOOP("Phone", "Training"),
    PauseReason.PAPERWORK: QT_TRANSLATE_NOOP("Phone", "Paperwork"),
    PauseReason.DO_NOT_DISTURB: QT_TRANSLATE_NOOP("Phone", "Do not disturb"),
}


def tell_phone(state: PhoneState, *, wraps_up: bool) -> Sign:
    """The one line that says how everything stands; ``wraps_up`` while the time after a call runs."""
    call = state.current
    if state.ringing and call is None and state.ringing[0].leg.at_table:
        sentence = QT_TRANSLATE_NOOP("Phone", "A call comes in at your telephone: lift the receiver.")
        return _sign(IconName.PHONE_INCOMING, Tone.WAIT, sentence)
    if state.ringing and call is None:
        return _sign(IconName.PHONE_INCOMING, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "A call comes in."))
    if call is not None:
        return _tell_call(call, withdrawn=state.withdrawn)
    if state.asking is not None:
        return _sign(IconName.CLOCK, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "Asking Central for leave to call…"))
    if not state.standing.carries:
        icon, tone, sentence = _STANDINGS[state.standing]
        return _sign(icon, tone, sentence)
    broke = state.last is not None and state.last.ending in (Ending.ENGINE_LOST, Ending.PBX_LOST)
    if state.last is not None and (wraps_up or broke):
        return _tell_end(state.last, missed=state.missed)
    if state.link is not Link.READY:
        links = _LINKS | _TABLE_LINKS if state.standing is Standing.DESK_PHONE else _LINKS
        icon, tone, sentence = links[state.link]
        return _sign(icon, tone, sentence)
    if state.pause is not None:
        sentence = QCoreApplication.translate("Phone", "Paused: {reason}. What rings is declined.")
        return Sign(IconName.COFFEE, sentence.format(reason=name_pause(state.pause)), Tone.WAIT)
    if state.sound is not None and not state.sound.microphones:
        return _sign(
            IconName.MIC_OFF,
            Tone.WARN,
            QT_TRANSLATE_NOOP("Phone", "No microphone found: customers would hear nothing. Plug one in."),
        )
    if state.last is not None:
        return _tell_end(state.last, missed=state.missed)
    return _sign(IconName.CIRCLE_CHECK, Tone.OK, QT_TRANSLATE_NOOP("Phone", "Ready."))


def tell_handed_on(call: Call | None) -> str:
    """Who handed a call on, and where it waited; empty where nobody did."""
    if call is None or call.handed_on is None or not call.handed_on.who:
        return ""
    translate, by = QCoreApplication.translate, call.handed_on
    if by.queue:
        return translate("Phone", "Handed on by {who}, waited in {queue}").format(who=by.who, queue=by.queue)
    return translate("Phone", "Handed on by {who}").format(who=by.who)


def name_pause(reason: PauseReason) -> str:
    """A reason for a pause."""
    return QCoreApplication.translate("Phone", _PAUSES[reason])


def tell_short(state: PhoneState) -> str:
    """Two or three words, for the icon in the system's tray."""
    translate = QCoreApplication.translate
    if state.ringing:
        return translate("Phone", "A call comes in")
    if state.is_busy:
        return translate("Phone", "In a call")
    if not state.is_ready:
        return translate("Phone", "Cannot call now")
    return name_pause(state.pause) if state.pause else translate("Phone", "Ready for calls")


def _tell_joined(call: Call, joined: Joined) -> Sign:
    leg = call.leg
    if leg.stage is Stage.AT_TABLE:
        sentence = QT_TRANSLATE_NOOP("Phone", "Your telephone rings: lift the receiver to join your teammate's call.")
        return _sign(IconName.BELL, Tone.WAIT, sentence)
    if leg.stage is not Stage.TALKING:
        return _sign(
            IconName.CLOCK, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "You are let in once your teammate's desk shows it.")
        )
    if joined.kind is JoinKind.LISTEN:
        return _sign(
            IconName.HEADPHONES,
            Tone.WAIT,
            QT_TRANSLATE_NOOP("Phone", "You listen, and your teammate sees it. Nobody hears you."),
        )
    if leg.muted:
        return _sign(IconName.MIC_OFF, Tone.WARN, QT_TRANSLATE_NOOP("Phone", "Muted: nobody in the call hears you."))
    return _sign(
        IconName.USERS, Tone.OK, QT_TRANSLATE_NOOP("Phone", "You are in your teammate's call. Both others hear you.")
    )


def _tell_call(call: Call, *, withdrawn: bool) -> Sign:
    leg = call.leg
    if call.joined is not None:
        return _tell_joined(call, call.joined)
    if leg.stage is Stage.DIALLING:
        return _sign(IconName.PHONE, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "Dialling…"))
    if leg.stage is Stage.AT_TABLE:
        sentence = QT_TRANSLATE_NOOP("Phone", "Your telephone rings: lift the receiver. The customer is called then.")
        return _sign(IconName.BELL, Tone.WAIT, sentence)
    if leg.stage is Stage.TAKEN:
        return _sign(
            IconName.PHONE,
            Tone.WAIT,
            QT_TRANSLATE_NOOP("Phone", "The customer is called. You will hear it ring."),
        )
    if leg.stage is Stage.RINGING:
        return _sign(IconName.BELL, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "It rings at the customer's."))
    if withdrawn:
        return _sign(
            IconName.SHIELD_ALERT,
            Tone.STOP,
            QT_TRANSLATE_NOOP("Phone", "The customer has just withdrawn. Take leave and hang up."),
        )
    if leg.held:
        return _sign(
            IconName.PAUSE, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "On hold: the customer waits and does not hear you.")
        )
    if leg.far_held:
        return _sign(IconName.PAUSE, Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "The customer has put you on hold."))
    if leg.muted:
        return _sign(IconName.MIC_OFF, Tone.WARN, QT_TRANSLATE_NOOP("Phone", "Muted: the customer does not hear you."))
    if call.needs_consent and call.agreed is None:
        return _sign(
            IconName.CIRCLE_HELP,
            Tone.WAIT,
            QT_TRANSLATE_NOOP("Phone", "Read the wording first; then Alt+Y for yes, Alt+N for no."),
        )
    if leg.at_table and not leg.is_sealed:
        return _sign(
            IconName.PHONE,
            Tone.OK,
            QT_TRANSLATE_NOOP("Phone", "Talking. Your telephone does not encrypt its part of the way."),
        )
    return _sign(IconName.LOCK, Tone.OK, QT_TRANSLATE_NOOP("Phone", "Talking, encrypted."))


def _tell_end(call: Call, *, missed: tuple[Missed, ...]) -> Sign:
    if call.joined is not None:
        return _tell_joined_end(call)
    if call.ending is Ending.TRANSFERRED and any(one.card == call.card for one in missed):
        sentence = QT_TRANSLATE_NOOP("Phone", "Nobody took the call that you handed on. Call the customer back.")
        return _sign(IconName.PHONE_MISSED, Tone.WARN, sentence)
    tone, sentence = _CUTS.get(call.cut) or (_ENDINGS[call.ending] if call.ending else (Tone.MUTED, ""))
    if call.leg.incoming and call.answered_at is None and call.cut is Cut.NONE:
        tone, sentence = Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "A call was missed.")
    elif call.leg.incoming and call.answered_at is None and call.cut is Cut.AGENT:
        tone, sentence = Tone.WAIT, QT_TRANSLATE_NOOP("Phone", "You declined the call.")
    icon = IconName.TRIANGLE_ALERT if tone is Tone.STOP else IconName.PHONE_OFF
    return _sign(icon, tone, sentence)


def _tell_joined_end(call: Call) -> Sign:
    if call.ending in (Ending.HUNG_UP, Ending.GIVEN_UP):
        return _sign(IconName.PHONE_OFF, Tone.MUTED, QT_TRANSLATE_NOOP("Phone", "You left your teammate's call."))
    if call.answered_at is not None and call.ending is Ending.FAR_HUNG_UP:
        sentence = QT_TRANSLATE_NOOP("Phone", "Your teammate's call is over, or you may not hear it any longer.")
        return _sign(IconName.PHONE_OFF, Tone.MUTED, sentence)
    sentence = QT_TRANSLATE_NOOP(
        "Phone", "You were not let in: the call is over, or your teammate's desk did not show you. Try again."
    )
    return _sign(IconName.TRIANGLE_ALERT, Tone.WARN, sentence)


def _sign(icon: IconName, tone: Tone, sentence: str) -> Sign:
    return Sign(icon, QCoreApplication.translate("Phone", sentence), tone)
