"""What the banner over the window says: the worst true thing about the desk, one sentence, one action."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from app.sync import Connection, SyncStatus
from protocol.errors import VeildeskError
from protocol.sessions import DeskPolicy
from protocol.times import after, now
from protocol.trail import BatchInvalid, ChainGap, CosignaturesMissing, ReceiptInvalid
from ui.error_texts import tell_error
from ui.style import Tone

_LIMIT_NOTICE_S = 1800
"""How long before the offline limit the desk says that it will lock."""
_TRAIL_FAULTS = (BatchInvalid, ChainGap, ReceiptInvalid)
"""Central answers and cards come, yet the events do not get there: somebody has to look."""


class Condition(Struct, frozen=True):
    """A sentence for the banner. ``action`` may be empty: then there is nothing for the person to do here."""

    tone: Tone
    sentence: str
    action: str = ""


def judge_condition(status: SyncStatus, *, silence_s: float, policy: DeskPolicy, has_session: bool) -> Condition | None:
    """The worst of what is true now, or None when all is well. ``silence_s``: seconds since Central was heard."""
    translate = QCoreApplication.translate
    retry = translate("Condition", "Try now")
    if status.connection is Connection.UNTRUSTED:
        return Condition(Tone.STOP, _tell(status.error))
    if status.connection is Connection.REFUSED:
        return Condition(Tone.STOP, _tell(status.error), retry)
    left_s = policy.offline_limit_s - silence_s
    if left_s <= _LIMIT_NOTICE_S:
        minutes = max(1, round(left_s / 60))
        text = translate("Condition", "Central has not been heard for long: this desk locks in {count} min.")
        return Condition(Tone.STOP, text.format(count=minutes), retry)
    if status.overdue:
        return Condition(Tone.STOP, _tell(status.overdue), retry)
    if status.connection is Connection.OFFLINE:
        return Condition(Tone.WARN, _tell(status.error) or translate("Condition", "Central cannot be reached."), retry)
    if isinstance(status.error, _TRAIL_FAULTS):
        return Condition(Tone.STOP, _tell(status.error), retry)
    if _lacks_witnesses(status, policy):
        return Condition(Tone.WAIT, _tell(status.error), retry)
    if not has_session:
        text = translate("Condition", "You signed in without Central. Sign in again to send and to receive.")
        return Condition(Tone.WAIT, text)
    if silence_s >= policy.silence_warning_s:
        text = translate("Condition", "Central has not been heard for {count} s. What you see may be out of date.")
        return Condition(Tone.WARN, text.format(count=int(silence_s // 10 * 10)), retry)
    return None


def _lacks_witnesses(status: SyncStatus, policy: DeskPolicy) -> bool:
    """Whether witnesses have not signed for so long that it is to be told; for a few seconds it is what always is."""
    limit = after(now(), seconds=-policy.silence_warning_s)
    return isinstance(status.error, CosignaturesMissing) and (status.last_sync is None or status.last_sync < limit)


def _tell(error: VeildeskError | None) -> str:
    return tell_error(error).as_line() if error else ""
