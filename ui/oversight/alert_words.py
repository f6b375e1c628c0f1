"""What an alert says to a person: what happened, to whom, and what was done about it at once (U3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from protocol.fields import FieldKind
from protocol.oversight import AccountState, AlertRow
from protocol.roles import Role
from ui.guard_words import tell_seen
from ui.icons import IconName
from ui.oversight.words import name_account_state
from ui.posture_names import tell_checks
from ui.sentences import join_sentences
from ui.style import Tone
from ui.words import Sign, name_field, name_role

_OF_A_DESK = ("outcome-not-applied", "call-not-recorded", "call-token-misused")
"""What a desk did, in whosever name."""


def name_alert(kind: str) -> Sign:
    """What happened, by the name that Central gives it; one that this desk does not know is shown as it came."""
    translate = QCoreApplication.translate
    words = {
        "others-customers": (IconName.USERS, translate("Alerts", "Customers of others")),
        "bulk-views": (IconName.LIST, translate("Alerts", "Very many cards opened")),
        "out-of-hours": (IconName.MOON, translate("Alerts", "Work outside hours")),
        "reveal-streak": (IconName.EYE, translate("Alerts", "Very many reveals")),
        "recording-streak": (IconName.HEADPHONES, translate("Alerts", "Very many recordings heard")),
        "refused-step-ups": (IconName.KEY_ROUND, translate("Alerts", "Proofs refused")),
        "two-places": (IconName.MONITOR_SMARTPHONE, translate("Alerts", "In two places at once")),
        "approver-pairs": (IconName.TICKET_CHECK, translate("Alerts", "Always the same approver")),
        "listening-pairs": (IconName.HEADPHONES, translate("Alerts", "Always listening to the same person")),
        "guard-failures": (IconName.SHIELD_ALERT, translate("Alerts", "A desk's guard failed")),
        "export-tries": (IconName.LOG_OUT, translate("Alerts", "Export tried")),
        "events-forked": (IconName.SHIELD_ALERT, translate("Alerts", "Trail of events forked")),
        "journal-set-back": (IconName.SHIELD_ALERT, translate("Alerts", "Older copy of a desk's events")),
        "log-refused": (IconName.SHIELD_ALERT, translate("Alerts", "A desk was shown another record")),
        "event-flood": (IconName.LIST, translate("Alerts", "A desk sends very many events")),
        "outcome-not-applied": (IconName.FILE_TEXT, translate("Alerts", "Outcome not applied")),
        "call-token-misused": (IconName.PHONE, translate("Alerts", "Call token misused")),
        "call-not-recorded": (IconName.PHONE, translate("Alerts", "Call not recorded")),
        "posture-worse": (IconName.SHIELD_ALERT, translate("Alerts", "A desk is less protected")),
        "account-by-command": (IconName.USERS, translate("Alerts", "Account changed at Central")),
        "token-elsewhere": (IconName.MONITOR_SMARTPHONE, translate("Alerts", "A session used at another desk")),
        "account-locked": (IconName.LOCK, translate("Alerts", "Account locked")),
        "break-glass": (IconName.TRIANGLE_ALERT, translate("Alerts", "Opened alone, in an emergency")),
    }
    shape, word = words.get(kind, (IconName.BELL, kind))
    return Sign(shape, word, Tone.WARN)


def name_subject(row: AlertRow) -> str:
    """Whom or what it is about; identifiers, which say nothing to a person, give way to names."""
    facts = row.facts
    if row.kind == "events-forked":
        return facts.get("desk", row.about)
    if row.kind == "break-glass":
        return facts.get("who", row.about)
    if row.kind in _OF_A_DESK:
        return facts.get("places", "")
    return facts.get("who", row.about)


def tell_facts(row: AlertRow) -> str:
    """What is known, in a sentence or two."""
    tell = _TOLD.get(row.kind)
    if tell is not None:
        return tell(row.facts)
    if "count" in row.facts and "threshold" in row.facts:
        return _tell_count(row.kind, row.facts)
    return ", ".join(f"{name}: {value}" for name, value in row.facts.items())


def _tell_count(kind: str, facts: dict[str, str]) -> str:
    translate = QCoreApplication.translate
    minutes = str(max(1, int(facts.get("window_s", "60")) // 60))
    parts = [
        translate("Alerts", "{count} within {minutes} min (limit {threshold}).").format(
            count=facts["count"], minutes=minutes, threshold=facts["threshold"]
        )
    ]
    if seen := tell_seen(facts.get("seen", ""), f"{facts.get('vendor', '')} {facts.get('product', '')}".strip()):
        parts.append(seen)
    if facts.get("places"):
        parts.append(translate("Alerts", "At {places}.").format(places=_tell_places(facts["places"])))
    if facts.get("requester"):
        is_heard = kind == "listening-pairs"
        of_whom = translate("Alerts", "In calls of {name}.") if is_heard else translate("Alerts", "For {name}.")
        parts.append(of_whom.format(name=facts["requester"]))
    parts.append(
        {
            "freeze": translate("Alerts", "Account frozen."),
            "names-somebody-else": translate("Alerts", "Nobody frozen: this person never signed in at that desk."),
        }.get(facts.get("action", ""), translate("Alerts", "Nobody frozen."))
    )
    return join_sentences(*parts)


def _tell_places(places: str) -> str:
    return QCoreApplication.translate("Alerts", ", ").join(places.split(", "))


def _tell_fork(facts: dict[str, str]) -> str:
    text = QCoreApplication.translate("Alerts", "Event {seq} exists twice. Both kept, desk frozen.")
    return text.format(seq=facts.get("seq", "?"))


def _tell_older_copy(facts: dict[str, str]) -> str:
    text = QCoreApplication.translate(
        "Alerts", "It ends at event {present}, and had held event {known}, which Central never got. Desk frozen."
    )
    return text.format(present=facts.get("present", "?"), known=facts.get("known", "?"))


def _tell_split_view(_facts: dict[str, str]) -> str:
    return QCoreApplication.translate("Alerts", "Not the one that it had seen. It keeps both as evidence.")


def _tell_flood(facts: dict[str, str]) -> str:
    text = QCoreApplication.translate("Alerts", "{count} within an hour (limit {threshold}). All are kept.")
    return text.format(count=facts.get("count", "?"), threshold=facts.get("threshold", "?"))


def _tell_outcome(facts: dict[str, str]) -> str:
    return join_sentences(
        *_name_actor(facts), QCoreApplication.translate("Alerts", "Kept as an event; the card is unchanged.")
    )


def _name_actor(facts: dict[str, str]) -> list[str]:
    """In whose name a desk spoke, which need not be who did it."""
    if not facts.get("who"):
        return []
    return [QCoreApplication.translate("Alerts", "In the name of {name}.").format(name=facts["who"])]


def _tell_lock(facts: dict[str, str]) -> str:
    translate = QCoreApplication.translate
    parts = [translate("Alerts", "{count} wrong proofs in a row.").format(count=facts.get("wrong_proofs", "?"))]
    if facts.get("places"):
        parts.append(translate("Alerts", "At {places}.").format(places=_tell_places(facts["places"])))
    return join_sentences(*parts)


def _tell_account(facts: dict[str, str]) -> str:
    translate = QCoreApplication.translate
    told = {
        "made": translate("Alerts", "New account, {role}, by a command of {by}."),
        "reset": translate("Alerts", "New one-time password, {role}, by a command of {by}."),
    }.get(facts.get("change", ""), translate("Alerts", "Now “{state}”, {role}, by a command of {by}."))
    role, state = facts.get("role", ""), facts.get("change", "")
    if role in list(Role):
        role = name_role(Role(role))
    if state in list(AccountState):
        state = name_account_state(AccountState(state)).word
    return told.format(role=role, state=state, by=facts.get("by", "?"))


def _tell_session(_facts: dict[str, str]) -> str:
    return QCoreApplication.translate("Alerts", "The session is over. Look at both desks.")


def _tell_token(facts: dict[str, str]) -> str:
    translate = QCoreApplication.translate
    words = {
        "another desk": translate("Alerts", "It was dialled from another desk than the one that asked."),
        "another person": translate("Alerts", "It was used by another person than the one who asked."),
        "used": translate("Alerts", "It was dialled a second time."),
        "unknown": translate("Alerts", "It was never given out."),
    }
    parts = [words.get(facts.get("why", ""), facts.get("why", ""))]
    if facts.get("presenter"):
        parts.append(translate("Alerts", "By {name}.").format(name=facts["presenter"]))
    if facts.get("who"):
        of_call = translate("Alerts", "It was given to {name}, for call {number}.")
        parts.append(of_call.format(name=facts["who"], number=facts.get("number", "")))
    return join_sentences(*parts)


def _tell_call(facts: dict[str, str]) -> str:
    text = QCoreApplication.translate("Alerts", "A desk told of a call that its agent did not make or take there.")
    return join_sentences(*_name_actor(facts), text)


def _tell_posture(facts: dict[str, str]) -> str:
    text = QCoreApplication.translate("Alerts", "No longer in place: {checks}. It gets no customer data until it is.")
    return text.format(checks=tell_checks(facts.get("checks", "")))


def _tell_break_glass(facts: dict[str, str]) -> str:
    kind = facts.get("field", "")
    field = name_field(FieldKind(kind)) if kind in list(FieldKind) else kind
    parts = (facts.get("number", ""), f"{field} {facts.get('masked', '')}".strip(), facts.get("reason", ""))
    return " · ".join(part for part in parts if part)


_TOLD: dict[str, Callable[[dict[str, str]], str]] = {
    "events-forked": _tell_fork,
    "journal-set-back": _tell_older_copy,
    "log-refused": _tell_split_view,
    "event-flood": _tell_flood,
    "outcome-not-applied": _tell_outcome,
    "account-locked": _tell_lock,
    "account-by-command": _tell_account,
    "token-elsewhere": _tell_session,
    "posture-worse": _tell_posture,
    "call-token-misused": _tell_token,
    "call-not-recorded": _tell_call,
    "break-glass": _tell_break_glass,
}
