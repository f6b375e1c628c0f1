"""What an error says to a person: what happened, what it means, what to do, in his language (ui.md)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from protocol.errors import VeildeskError, fill
from protocol.problems import ProblemType
from ui.reason_texts import tell_facts
from ui.translation_mark import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class ErrorText:
    """Three sentences; the third may be empty only where a fact fills it."""

    what: str
    meaning: str
    next_step: str

    def as_line(self) -> str:
        """All of it on one line, for a banner or a screen reader."""
        return self._join(self.what, self.meaning, self.next_step)

    def meaning_and_next(self) -> str:
        """What it means and what to do, under a title that says what happened."""
        return self._join(self.meaning, self.next_step)

    def _join(self, *parts: str) -> str:
        gap = "" if self.what.endswith("。") else " "
        return gap.join(part for part in parts if part)


def tell_error(error: VeildeskError) -> ErrorText:
    """``error`` in the language on screen, its facts filled in."""
    facts = tell_facts(error.facts)
    text = ERROR_TEXTS.get(error.problem, ERROR_TEXTS[ProblemType.UNEXPECTED])
    return ErrorText(*(fill(_translate(part), facts) for part in (text.what, text.meaning, text.next_step)))


def _translate(sentence: str) -> str:
    return QCoreApplication.translate("ErrorTexts", sentence)


ERROR_TEXTS: dict[ProblemType, ErrorText] = {
    ProblemType.INVALID_REQUEST: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The request is not one that Central understands: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Correct it and try again."),
    ),
    ProblemType.BODY_TOO_LARGE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The request is larger than {limit} bytes."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Send it in smaller parts."),
    ),
    ProblemType.DIGEST_MISMATCH: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The data changed on its way: its SHA-256 does not match."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was dropped."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is sent again by itself; if this repeats, tell your administrator."),
    ),
    ProblemType.SIGNATURE_INVALID: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The request does not carry a valid signature of an enrolled device."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was done."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Enrol this desk again if it keeps happening."),
    ),
    ProblemType.REPLAYED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This request has been seen before."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not carried out a second time."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Try again."),
    ),
    ProblemType.CLOCK_WRONG: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk's clock differs from Central's by {seconds} seconds."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Central refuses requests that are not of this minute."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Set the clock to automatic and try again; Central's time is {central}."),
    ),
    ProblemType.NOT_FOUND: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "There is nothing here that you may see."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Check what you were looking for."),
    ),
    ProblemType.METHOD_NOT_ALLOWED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This address does not take that kind of request."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "See the interface description."),
    ),
    ProblemType.TOO_MANY_REQUESTS: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Too many requests in a short time."),
        QT_TRANSLATE_NOOP("ErrorTexts", "This one was not carried out."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait {seconds} seconds and try again."),
    ),
    ProblemType.DEVICE_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk is not allowed to work with Central."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was revoked or never enrolled."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask your administrator to enrol it."),
    ),
    ProblemType.DEVICE_FROZEN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk is frozen."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Its record of events does not fit Central's, so nobody can work on it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call security; they decide how to go on."),
    ),
    ProblemType.ENROLMENT_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The enrolment ticket is not valid."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was used already, or its 15 minutes are over."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask your administrator for a new one."),
    ),
    ProblemType.TICKET_UNREADABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This is not an enrolment ticket."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The desk is not enrolled."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Copy the whole ticket, from VEILDESK1 to its last character."),
    ),
    ProblemType.NOT_ENROLLED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk is not enrolled."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It cannot speak to Central."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Enrol it with a ticket from your administrator."),
    ),
    ProblemType.SIGN_IN_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The name, password or code is not right."),
        QT_TRANSLATE_NOOP("ErrorTexts", "You are not signed in."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Check all three and try again; five wrong tries lock the account."),
    ),
    ProblemType.ACCOUNT_LOCKED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This account is locked."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Five proofs in a row were wrong."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask your administrator to unlock it."),
    ),
    ProblemType.ACCOUNT_FROZEN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This account is frozen."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Security stopped it; your work so far is safe."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call security."),
    ),
    ProblemType.SESSION_ENDED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Your session has ended."),
        QT_TRANSLATE_NOOP("ErrorTexts", "What you did is safe on this desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Sign in again."),
    ),
    ProblemType.SESSION_LOCKED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Your session is locked after a while without work."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing is lost."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Enter your password to go on."),
    ),
    ProblemType.STEP_UP_REQUIRED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This act needs a fresh proof that it is you."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing has been done yet."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Enter your password to go on."),
    ),
    ProblemType.PROOF_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The proof that it is you was not right."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The act was not carried out."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Try again with care; five wrong tries lock the account."),
    ),
    ProblemType.FORBIDDEN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Your role may not do this."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The try is on record."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask somebody whose role it is."),
    ),
    ProblemType.PASSWORD_CHANGE_REQUIRED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "You still have the first password that was made for you."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing else is open until you choose your own."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Choose a password now."),
    ),
    ProblemType.REVEAL_DENIED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This field is not revealed to your role for this purpose."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Work with the masked value, or ask your supervisor."),
    ),
    ProblemType.REVEAL_EXPIRED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The request is over: nobody decided, or the value was not collected in time."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask again if you still need it."),
    ),
    ProblemType.REVEAL_GONE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The value was collected already."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is given out once."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask again if you still need it."),
    ),
    ProblemType.REVEAL_NOT_READY: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The request has not been decided yet."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait for the decision."),
    ),
    ProblemType.REVEAL_UNREADABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The sealed value does not open on this desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not meant for this request, or it was changed on its way."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask again; if this repeats, tell security."),
    ),
    ProblemType.QUOTA_USED_UP: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Today's {limit} reveals are used up."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask your supervisor."),
    ),
    ProblemType.OUTSIDE_HOURS: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Reveals are open from {opens} to {closes}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask again within these hours."),
    ),
    ProblemType.CONSENT_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The customer's consent for this purpose is missing or withdrawn."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Do not call; choose another card."),
    ),
    ProblemType.PURPOSE_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The campaign does not list this purpose for this field."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Choose one of the purposes that the campaign lists."),
    ),
    ProblemType.OWN_REQUEST: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Nobody decides a request of their own."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The request still waits."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Another supervisor has to decide it."),
    ),
    ProblemType.SAME_DEVICE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "A request is not decided on the desk that made it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The request still waits."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Decide it on your own desk."),
    ),
    ProblemType.ALREADY_DECIDED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This request has been decided already."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The first answer counts."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing is left to do."),
    ),
    ProblemType.CHAIN_GAP: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Events are missing before this batch."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not taken; nothing is lost."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Send on from event {next_seq}."),
    ),
    ProblemType.CHAIN_FORKED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Event {seq} is already on record with other content."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Both versions are kept and the desk is frozen."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call security."),
    ),
    ProblemType.BATCH_INVALID: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The batch of events is not whole: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not taken; nothing is lost."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is sent again; if this repeats, tell your administrator."),
    ),
    ProblemType.RECEIPT_INVALID: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central's receipt for the events does not hold."),
        QT_TRANSLATE_NOOP("ErrorTexts", "They stay on this desk as not delivered."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Tell security: the trail must be checked."),
    ),
    ProblemType.CHECKPOINT_INVALID: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The log's checkpoint does not hold: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not accepted, and nothing was marked as delivered."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Tell security: the trail must be checked."),
    ),
    ProblemType.LOG_INCONSISTENT: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central's log is not the one that was seen before: {reason}."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Somebody may have changed the record. Both versions are kept as evidence, and nothing is delivered.",
        ),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call security now; they compare the evidence."),
    ),
    ProblemType.COSIGNATURES_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The log's checkpoint has {found} of {needed} witnesses' signatures."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The events wait on this desk until witnesses have signed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait; if this lasts longer than a few minutes, tell security."),
    ),
    ProblemType.LOG_DAMAGED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central's log does not fit together: {reason}."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Central does not serve, so that nothing is added to a record that was changed."
        ),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Keep the database as it is and call security; 'veildesk-central audit verify' says more.",
        ),
    ),
    ProblemType.EVENTS_PRUNED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The events before index {minimum} are not kept any longer."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Their time was over by policy; the log keeps their hashes, so that every proof still holds.",
        ),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask for later ones."),
    ),
    ProblemType.CENTRAL_UNREACHABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central cannot be reached."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "You can go on with the cards on this desk; what you do is kept and sent later."
        ),
        QT_TRANSLATE_NOOP("ErrorTexts", "Check the network and the VPN."),
    ),
    ProblemType.CENTRAL_SLOW: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central has not answered in {seconds} seconds."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is not known whether the act was carried out; it is asked again."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait a moment."),
    ),
    ProblemType.RECORDS_UNAVAILABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central cannot use its records: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing recorded is lost; what you do is kept here and sent later."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait a moment; if it lasts, tell your administrator."),
    ),
    ProblemType.CENTRAL_UNTRUSTED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "What answers is not our Central: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was sent."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Do not work on this network; tell security."),
    ),
    ProblemType.CENTRAL_NONSENSE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central's answer makes no sense."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was dropped."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Try again; if this repeats, tell your administrator."),
    ),
    ProblemType.JOURNAL_SET_BACK: ErrorText(
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "This desk's journal ends at event {present}, but it had delivered event {known}."
        ),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is an older copy, so nobody works here; security is told."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call security; do not delete the desk's folder."),
    ),
    ProblemType.TRAIL_OVERDUE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "{waiting} events wait for Central, the oldest for {hours} hours."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing is lost; no value is shown until Central has them."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Connect this desk to Central; it sends them by itself."),
    ),
    ProblemType.ERASURE_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "{waiting} events of this desk have not reached Central."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was erased."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Connect this desk to Central, then erase again."),
    ),
    ProblemType.KEYRING_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk has no system keyring: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Veildesk keeps no key in a plain file, so it does not start."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Install and unlock one (Linux: gnome-keyring or KWallet), then start again."),
    ),
    ProblemType.VAULT_PASSWORD_WRONG: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The password does not open your vault on this desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Try again; if you changed your password on another desk, sign in with the new one online."
        ),
    ),
    ProblemType.VAULT_DAMAGED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Your vault on this desk is damaged: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The file was left as it is."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Tell your administrator before you do anything else; do not delete it."),
    ),
    ProblemType.VAULT_FOREIGN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This vault belongs to another desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It does not open here, and was left as it is."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Sign in without it; your cards come from Central."),
    ),
    ProblemType.VAULT_TOO_NEW: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This vault was written by a newer Veildesk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was left as it is."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Update Veildesk on this desk."),
    ),
    ProblemType.VAULT_IN_USE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Another Veildesk has this vault open."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was left as it is."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Use the window that is open already."),
    ),
    ProblemType.VAULT_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "You have no vault on this desk yet."),
        QT_TRANSLATE_NOOP("ErrorTexts", "You cannot work offline here."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Sign in once with a connection to Central."),
    ),
    ProblemType.STORE_UNWRITABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk cannot write to its disk: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The act was not carried out, because it could not be recorded first."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Free some space or ask your administrator, then try again."),
    ),
    ProblemType.DATA_FOLDER: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The data folder {folder} is not as it should be: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "{remedy}"),
    ),
    ProblemType.SOURCE_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The data source {source} is not registered, or is revoked."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing is imported from it, and nobody it named is called."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Choose another card; administrators register sources with 'veildesk-central source add'."
        ),
    ),
    ProblemType.CAMPAIGN_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "There is no campaign {campaign}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was imported."),
        QT_TRANSLATE_NOOP("ErrorTexts", "List them with 'veildesk-central campaign list'."),
    ),
    ProblemType.COLUMNS_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The purpose does not allow these columns: {columns}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was imported (minimum necessary, C3)."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Remove them from the file, or have the campaign's purposes changed."),
    ),
    ProblemType.FILE_UNREADABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The file {file} cannot be read: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was imported."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Save it as CSV (UTF-8 or GB18030) or XLSX and try again."),
    ),
    ProblemType.CONFLICT: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "It is in the way of something that exists: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Look at the present state and decide anew."),
    ),
    ProblemType.CONFIGURATION: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The setting {setting} is not right: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Correct it and try again."),
    ),
    ProblemType.UNEXPECTED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Something unexpected happened."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The act was not carried out."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Try again; if it happens again, tell your administrator."),
    ),
}
