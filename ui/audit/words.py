"""The words of the audit page: acts, groups of acts, how they ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.events import Act, Outcome
from ui.icons import IconName
from ui.style import Tone
from ui.words import Sign


def QT_TRANSLATE_NOOP(context: str, sentence: str) -> str:  # noqa: N802, ARG001 - lupdate knows it by this name
    """Mark a sentence for translation; it is translated when it is shown."""
    return sentence


_ACTS = {
    Act.DEVICE_ENROLLED: QT_TRANSLATE_NOOP("AuditWords", "Desk enrolled"),
    Act.DEVICE_RENEWED: QT_TRANSLATE_NOOP("AuditWords", "Desk certificate renewed"),
    Act.DEVICE_REVOKED: QT_TRANSLATE_NOOP("AuditWords", "Desk revoked"),
    Act.DEVICE_WEAKENED: QT_TRANSLATE_NOOP("AuditWords", "Desk's machine less protected"),
    Act.DEVICE_FROZEN: QT_TRANSLATE_NOOP("AuditWords", "Desk frozen"),
    Act.DEVICE_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Desk refused"),
    Act.DESK_STARTED: QT_TRANSLATE_NOOP("AuditWords", "Desk started"),
    Act.DESK_STOPPED: QT_TRANSLATE_NOOP("AuditWords", "Desk stopped"),
    Act.VPN_LOST: QT_TRANSLATE_NOOP("AuditWords", "VPN lost"),
    Act.VPN_REGAINED: QT_TRANSLATE_NOOP("AuditWords", "VPN regained"),
    Act.SIGNIN_SUCCEEDED: QT_TRANSLATE_NOOP("AuditWords", "Signed in"),
    Act.SIGNIN_FAILED: QT_TRANSLATE_NOOP("AuditWords", "Sign-in failed"),
    Act.SIGNOUT: QT_TRANSLATE_NOOP("AuditWords", "Signed out"),
    Act.SESSION_LOCKED: QT_TRANSLATE_NOOP("AuditWords", "Desk locked"),
    Act.SESSION_UNLOCKED: QT_TRANSLATE_NOOP("AuditWords", "Desk unlocked"),
    Act.UNLOCK_FAILED: QT_TRANSLATE_NOOP("AuditWords", "Unlock failed"),
    Act.STEPUP_SUCCEEDED: QT_TRANSLATE_NOOP("AuditWords", "Proof accepted"),
    Act.STEPUP_FAILED: QT_TRANSLATE_NOOP("AuditWords", "Proof refused"),
    Act.PASSWORD_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Password changed"),
    Act.ACCOUNT_CREATED: QT_TRANSLATE_NOOP("AuditWords", "Account created"),
    Act.ACCOUNT_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Account changed"),
    Act.ACCOUNT_LOCKED: QT_TRANSLATE_NOOP("AuditWords", "Account locked"),
    Act.ACCOUNT_UNLOCKED: QT_TRANSLATE_NOOP("AuditWords", "Account unlocked"),
    Act.ACCOUNT_FROZEN: QT_TRANSLATE_NOOP("AuditWords", "Account frozen"),
    Act.CARD_OPENED: QT_TRANSLATE_NOOP("AuditWords", "Card opened"),
    Act.CARD_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Card refused"),
    Act.CARDS_SYNCED: QT_TRANSLATE_NOOP("AuditWords", "Cards synchronised"),
    Act.CARDS_ASSIGNED: QT_TRANSLATE_NOOP("AuditWords", "Cards assigned"),
    Act.OUTCOME_RECORDED: QT_TRANSLATE_NOOP("AuditWords", "Outcome recorded"),
    Act.OUTCOME_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Outcome refused"),
    Act.REVEAL_REQUESTED: QT_TRANSLATE_NOOP("AuditWords", "Reveal requested"),
    Act.REVEAL_DECIDED: QT_TRANSLATE_NOOP("AuditWords", "Reveal decided"),
    Act.REVEAL_CANCELLED: QT_TRANSLATE_NOOP("AuditWords", "Reveal cancelled"),
    Act.REVEAL_EXPIRED: QT_TRANSLATE_NOOP("AuditWords", "Reveal expired"),
    Act.REVEAL_COLLECTED: QT_TRANSLATE_NOOP("AuditWords", "Reveal collected"),
    Act.REVEAL_OPENED: QT_TRANSLATE_NOOP("AuditWords", "Value shown"),
    Act.REVEAL_CLOSED: QT_TRANSLATE_NOOP("AuditWords", "Value closed"),
    Act.REVEAL_FAILED: QT_TRANSLATE_NOOP("AuditWords", "Reveal failed"),
    Act.APPROVAL_GIVEN: QT_TRANSLATE_NOOP("AuditWords", "Approval given"),
    Act.APPROVAL_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Approval refused"),
    Act.BREAK_GLASS: QT_TRANSLATE_NOOP("AuditWords", "Break-glass"),
    Act.CALL_ASKED: QT_TRANSLATE_NOOP("AuditWords", "Call asked for"),
    Act.CALL_ROUTED: QT_TRANSLATE_NOOP("AuditWords", "Call placed"),
    Act.CALL_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Call refused"),
    Act.CALL_CAME: QT_TRANSLATE_NOOP("AuditWords", "Customer called"),
    Act.CALL_MISSED: QT_TRANSLATE_NOOP("AuditWords", "Call missed"),
    Act.MISSED_SEEN: QT_TRANSLATE_NOOP("AuditWords", "Missed calls seen to"),
    Act.CALL_DIALLED: QT_TRANSLATE_NOOP("AuditWords", "Call dialled"),
    Act.CALL_RANG: QT_TRANSLATE_NOOP("AuditWords", "Call came in"),
    Act.CALL_ANSWERED: QT_TRANSLATE_NOOP("AuditWords", "Call answered"),
    Act.CALL_HELD: QT_TRANSLATE_NOOP("AuditWords", "Call on hold or taken back"),
    Act.CALL_TRANSFERRED: QT_TRANSLATE_NOOP("AuditWords", "Call handed on"),
    Act.CALL_ENDED: QT_TRANSLATE_NOOP("AuditWords", "Call ended"),
    Act.CALLS_PAUSED: QT_TRANSLATE_NOOP("AuditWords", "Calls paused"),
    Act.CALLS_RESUMED: QT_TRANSLATE_NOOP("AuditWords", "Calls resumed"),
    Act.HELP_ASKED: QT_TRANSLATE_NOOP("AuditWords", "Help asked for"),
    Act.HELP_WITHDRAWN: QT_TRANSLATE_NOOP("AuditWords", "Help no longer wanted"),
    Act.HELP_TAKEN: QT_TRANSLATE_NOOP("AuditWords", "Supervisor comes to help"),
    Act.CONSENT_ANSWERED: QT_TRANSLATE_NOOP("AuditWords", "Customer's answer noted"),
    Act.RECORDING_BEGAN: QT_TRANSLATE_NOOP("AuditWords", "Recording began"),
    Act.RECORDING_ENDED: QT_TRANSLATE_NOOP("AuditWords", "Recording ended"),
    Act.RECORDING_DESTROYED: QT_TRANSLATE_NOOP("AuditWords", "Recording destroyed"),
    Act.RECORDING_ASKED: QT_TRANSLATE_NOOP("AuditWords", "Recording asked for"),
    Act.RECORDING_OPENED: QT_TRANSLATE_NOOP("AuditWords", "Recording played"),
    Act.RECORDING_CLOSED: QT_TRANSLATE_NOOP("AuditWords", "Recording closed"),
    Act.INSPECTION_DRAWN: QT_TRANSLATE_NOOP("AuditWords", "Calls drawn by lot"),
    Act.INSPECTION_OPENED: QT_TRANSLATE_NOOP("AuditWords", "Call opened for inspection"),
    Act.INSPECTION_RECORDED: QT_TRANSLATE_NOOP("AuditWords", "Call inspected"),
    Act.INSPECTION_ANSWERED: QT_TRANSLATE_NOOP("AuditWords", "Inspection answered"),
    Act.INSPECTIONS_READ: QT_TRANSLATE_NOOP("AuditWords", "Results of inspections read"),
    Act.INSPECTION_SCHEME_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Criteria of inspections changed"),
    Act.JOIN_ASKED: QT_TRANSLATE_NOOP("AuditWords", "Supervisor asks to join a call"),
    Act.JOIN_BEGAN: QT_TRANSLATE_NOOP("AuditWords", "Supervisor joined a call"),
    Act.JOIN_ENDED: QT_TRANSLATE_NOOP("AuditWords", "Supervisor left a call"),
    Act.SOURCE_REGISTERED: QT_TRANSLATE_NOOP("AuditWords", "Source registered"),
    Act.SOURCE_REVOKED: QT_TRANSLATE_NOOP("AuditWords", "Source revoked"),
    Act.CAMPAIGN_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Campaign changed"),
    Act.DO_NOT_CALL_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Do-not-call list changed"),
    Act.POLICY_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Policy changed"),
    Act.IMPORT_STARTED: QT_TRANSLATE_NOOP("AuditWords", "Import started"),
    Act.IMPORT_FINISHED: QT_TRANSLATE_NOOP("AuditWords", "Import finished"),
    Act.IMPORT_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Import refused"),
    Act.CUSTOMER_SOUGHT: QT_TRANSLATE_NOOP("AuditWords", "Customer looked up"),
    Act.KEYS_ROTATED: QT_TRANSLATE_NOOP("AuditWords", "Keys rotated"),
    Act.EVENTS_FORKED: QT_TRANSLATE_NOOP("AuditWords", "Trail forked"),
    Act.EXPORT_BLOCKED: QT_TRANSLATE_NOOP("AuditWords", "Way out shut"),
    Act.EXPORT_SEEN: QT_TRANSLATE_NOOP("AuditWords", "Way out seen, left open"),
    Act.GUARD_FAILED: QT_TRANSLATE_NOOP("AuditWords", "Guard failed"),
    Act.TRAIL_SEARCHED: QT_TRANSLATE_NOOP("AuditWords", "Trail searched"),
    Act.CALLS_SEARCHED: QT_TRANSLATE_NOOP("AuditWords", "Calls searched"),
    Act.TRAIL_EXPORTED: QT_TRANSLATE_NOOP("AuditWords", "Evidence exported"),
    Act.EVENTS_READ: QT_TRANSLATE_NOOP("AuditWords", "Events read"),
    Act.EVENTS_PRUNED: QT_TRANSLATE_NOOP("AuditWords", "Old events pruned"),
    Act.JOURNAL_SET_BACK: QT_TRANSLATE_NOOP("AuditWords", "Older copy of a desk's events"),
    Act.LOG_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Central's log refused"),
    Act.LOG_TRUST_CHANGED: QT_TRANSLATE_NOOP("AuditWords", "Log's key or witnesses changed"),
    Act.ALERT_RAISED: QT_TRANSLATE_NOOP("AuditWords", "Alert raised"),
    Act.REQUEST_REFUSED: QT_TRANSLATE_NOOP("AuditWords", "Request refused"),
    Act.WATERMARK_READ: QT_TRANSLATE_NOOP("AuditWords", "Watermark read"),
    Act.VAULT_CREATED: QT_TRANSLATE_NOOP("AuditWords", "Vault created"),
    Act.VAULT_ERASED: QT_TRANSLATE_NOOP("AuditWords", "Vault erased"),
}
GROUPS: dict[str, tuple[Act, ...]] = {
    QT_TRANSLATE_NOOP("AuditWords", "Customer cards"): (
        Act.CARD_OPENED,
        Act.CARD_REFUSED,
        Act.OUTCOME_RECORDED,
        Act.OUTCOME_REFUSED,
        Act.CUSTOMER_SOUGHT,
        Act.CARDS_ASSIGNED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Reveals"): (
        Act.REVEAL_REQUESTED,
        Act.REVEAL_DECIDED,
        Act.REVEAL_CANCELLED,
        Act.REVEAL_EXPIRED,
        Act.REVEAL_COLLECTED,
        Act.REVEAL_OPENED,
        Act.REVEAL_CLOSED,
        Act.REVEAL_FAILED,
        Act.BREAK_GLASS,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Calls"): (
        Act.CALL_ASKED,
        Act.CALL_ROUTED,
        Act.CALL_REFUSED,
        Act.CALL_CAME,
        Act.CALL_MISSED,
        Act.MISSED_SEEN,
        Act.CALL_DIALLED,
        Act.CALL_RANG,
        Act.CALL_ANSWERED,
        Act.CALL_HELD,
        Act.CALL_TRANSFERRED,
        Act.CALL_ENDED,
        Act.CONSENT_ANSWERED,
        Act.RECORDING_BEGAN,
        Act.RECORDING_ENDED,
        Act.RECORDING_DESTROYED,
        Act.RECORDING_ASKED,
        Act.RECORDING_OPENED,
        Act.RECORDING_CLOSED,
        Act.JOIN_ASKED,
        Act.JOIN_BEGAN,
        Act.JOIN_ENDED,
        Act.HELP_ASKED,
        Act.HELP_WITHDRAWN,
        Act.HELP_TAKEN,
        Act.CALLS_PAUSED,
        Act.CALLS_RESUMED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Approvals"): (
        Act.APPROVAL_GIVEN,
        Act.APPROVAL_REFUSED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Sign-in and proofs"): (
        Act.SIGNIN_SUCCEEDED,
        Act.SIGNIN_FAILED,
        Act.SIGNOUT,
        Act.SESSION_LOCKED,
        Act.SESSION_UNLOCKED,
        Act.UNLOCK_FAILED,
        Act.STEPUP_SUCCEEDED,
        Act.STEPUP_FAILED,
        Act.PASSWORD_CHANGED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Accounts and desks"): (
        Act.ACCOUNT_CREATED,
        Act.ACCOUNT_CHANGED,
        Act.ACCOUNT_LOCKED,
        Act.ACCOUNT_UNLOCKED,
        Act.ACCOUNT_FROZEN,
        Act.DEVICE_ENROLLED,
        Act.DEVICE_RENEWED,
        Act.DEVICE_REVOKED,
        Act.DEVICE_FROZEN,
        Act.DEVICE_WEAKENED,
        Act.DEVICE_REFUSED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Alerts and refusals"): (
        Act.ALERT_RAISED,
        Act.REQUEST_REFUSED,
        Act.CARD_REFUSED,
        Act.EXPORT_BLOCKED,
        Act.EXPORT_SEEN,
        Act.GUARD_FAILED,
        Act.EVENTS_FORKED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Inspections"): (
        Act.INSPECTION_DRAWN,
        Act.INSPECTION_OPENED,
        Act.INSPECTION_RECORDED,
        Act.INSPECTION_ANSWERED,
        Act.INSPECTIONS_READ,
        Act.INSPECTION_SCHEME_CHANGED,
    ),
    QT_TRANSLATE_NOOP("AuditWords", "Searches of the trail"): (
        Act.TRAIL_SEARCHED,
        Act.CALLS_SEARCHED,
        Act.TRAIL_EXPORTED,
    ),
}
"""What an investigator looks for together; the names are translated by :func:`translate_word`."""


def translate_word(word: str) -> str:
    """A word of this module in the language on screen."""
    return QCoreApplication.translate("AuditWords", word)


def name_act(act: Act) -> str:
    """What was done."""
    return translate_word(_ACTS[act])


def name_outcome(outcome: Outcome) -> Sign:
    """How an act ended."""
    translate = QCoreApplication.translate
    return {
        Outcome.DONE: Sign(IconName.CIRCLE_CHECK, translate("AuditWords", "Done"), Tone.OK),
        Outcome.REFUSED: Sign(IconName.CIRCLE_X, translate("AuditWords", "Refused"), Tone.STOP),
        Outcome.FAILED: Sign(IconName.TRIANGLE_ALERT, translate("AuditWords", "Failed"), Tone.WARN),
    }[outcome]
