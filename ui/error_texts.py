"""What an error says to a person: what happened, what it means, what to do, in his language (ui.md)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from protocol.errors import VeildeskError, fill
from protocol.problems import ProblemType


@dataclass(frozen=True)
class ErrorText:
    """Three sentences; the third may be empty only where a fact fills it."""

    what: str
    meaning: str
    next_step: str

    def as_line(self) -> str:
        """All of it on one line, for a banner or a screen reader."""
        gap = "" if self.what.endswith("。") else " "
        return gap.join(part for part in (self.what, self.meaning, self.next_step) if part)


def noop(context: str, sentence: str) -> str:  # noqa: ARG001 - the context is for the translation tool
    """Mark a sentence for translation; it is translated when it is told."""
    return sentence


def tell_error(error: VeildeskError) -> ErrorText:
    """``error`` in the language on screen, its facts filled in."""
    text = ERROR_TEXTS.get(error.problem, ERROR_TEXTS[ProblemType.UNEXPECTED])
    return ErrorText(*(fill(_translate(part), error.facts) for part in (text.what, text.meaning, text.next_step)))


def _translate(sentence: str) -> str:
    return QCoreApplication.translate("ErrorTexts", sentence)


ERROR_TEXTS: dict[ProblemType, ErrorText] = {
    ProblemType.INVALID_REQUEST: ErrorText(
        noop("ErrorTexts", "The request is not one that Central understands: {reason}."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Correct it and try again."),
    ),
    ProblemType.BODY_TOO_LARGE: ErrorText(
        noop("ErrorTexts", "The request is larger than {limit} bytes."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Send it in smaller parts."),
    ),
    ProblemType.DIGEST_MISMATCH: ErrorText(
        noop("ErrorTexts", "The data changed on its way: its SHA-256 does not match."),
        noop("ErrorTexts", "It was dropped."),
        noop("ErrorTexts", "It is sent again by itself; if this repeats, tell your administrator."),
    ),
    ProblemType.SIGNATURE_INVALID: ErrorText(
        noop("ErrorTexts", "The request does not carry a valid signature of an enrolled device."),
        noop("ErrorTexts", "Nothing was done."),
        noop("ErrorTexts", "Enrol this desk again if it keeps happening."),
    ),
    ProblemType.REPLAYED: ErrorText(
        noop("ErrorTexts", "This request has been seen before."),
        noop("ErrorTexts", "It was not carried out a second time."),
        noop("ErrorTexts", "Try again."),
    ),
    ProblemType.CLOCK_WRONG: ErrorText(
        noop("ErrorTexts", "This desk's clock differs from Central's by {seconds} seconds."),
        noop("ErrorTexts", "Central refuses requests that are not of this minute."),
        noop("ErrorTexts", "Set the clock to automatic and try again; Central's time is {central}."),
    ),
    ProblemType.NOT_FOUND: ErrorText(
        noop("ErrorTexts", "There is nothing here that you may see."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Check what you were looking for."),
    ),
    ProblemType.METHOD_NOT_ALLOWED: ErrorText(
        noop("ErrorTexts", "This address does not take that kind of request."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "See the interface description."),
    ),
    ProblemType.TOO_MANY_REQUESTS: ErrorText(
        noop("ErrorTexts", "Too many requests in a short time."),
        noop("ErrorTexts", "This one was not carried out."),
        noop("ErrorTexts", "Wait {seconds} seconds and try again."),
    ),
    ProblemType.DEVICE_REFUSED: ErrorText(
        noop("ErrorTexts", "This desk is not allowed to work with Central."),
        noop("ErrorTexts", "It was revoked or never enrolled."),
        noop("ErrorTexts", "Ask your administrator to enrol it."),
    ),
    ProblemType.DEVICE_FROZEN: ErrorText(
        noop("ErrorTexts", "This desk is frozen."),
        noop("ErrorTexts", "Its record of events does not fit Central's, so nobody can work on it."),
        noop("ErrorTexts", "Call security; they decide how to go on."),
    ),
    ProblemType.ENROLMENT_REFUSED: ErrorText(
        noop("ErrorTexts", "The enrolment ticket is not valid."),
        noop("ErrorTexts", "It was used already, or its 15 minutes are over."),
        noop("ErrorTexts", "Ask your administrator for a new one."),
    ),
    ProblemType.TICKET_UNREADABLE: ErrorText(
        noop("ErrorTexts", "This is not an enrolment ticket."),
        noop("ErrorTexts", "The desk is not enrolled."),
        noop("ErrorTexts", "Copy the whole ticket, from VEILDESK1 to its last character."),
    ),
    ProblemType.NOT_ENROLLED: ErrorText(
        noop("ErrorTexts", "This desk is not enrolled."),
        noop("ErrorTexts", "It cannot speak to Central."),
        noop("ErrorTexts", "Enrol it with a ticket from your administrator."),
    ),
    ProblemType.SIGN_IN_REFUSED: ErrorText(
        noop("ErrorTexts", "The name, password or code is not right."),
        noop("ErrorTexts", "You are not signed in."),
        noop("ErrorTexts", "Check all three and try again; five wrong tries lock the account."),
    ),
    ProblemType.ACCOUNT_LOCKED: ErrorText(
        noop("ErrorTexts", "This account is locked."),
        noop("ErrorTexts", "Five proofs in a row were wrong."),
        noop("ErrorTexts", "Ask your administrator to unlock it."),
    ),
    ProblemType.ACCOUNT_FROZEN: ErrorText(
        noop("ErrorTexts", "This account is frozen."),
        noop("ErrorTexts", "Security stopped it; your work so far is safe."),
        noop("ErrorTexts", "Call security."),
    ),
    ProblemType.SESSION_ENDED: ErrorText(
        noop("ErrorTexts", "Your session has ended."),
        noop("ErrorTexts", "What you did is safe on this desk."),
        noop("ErrorTexts", "Sign in again."),
    ),
    ProblemType.SESSION_LOCKED: ErrorText(
        noop("ErrorTexts", "Your session is locked after a while without work."),
        noop("ErrorTexts", "Nothing is lost."),
        noop("ErrorTexts", "Enter your password to go on."),
    ),
    ProblemType.STEP_UP_REQUIRED: ErrorText(
        noop("ErrorTexts", "This act needs a fresh proof that it is you."),
        noop("ErrorTexts", "Nothing has been done yet."),
        noop("ErrorTexts", "Enter your password to go on."),
    ),
    ProblemType.PROOF_REFUSED: ErrorText(
        noop("ErrorTexts", "The proof that it is you was not right."),
        noop("ErrorTexts", "The act was not carried out."),
        noop("ErrorTexts", "Try again with care; five wrong tries lock the account."),
    ),
    ProblemType.FORBIDDEN: ErrorText(
        noop("ErrorTexts", "Your role may not do this."),
        noop("ErrorTexts", "The try is on record."),
        noop("ErrorTexts", "Ask somebody whose role it is."),
    ),
    ProblemType.PASSWORD_CHANGE_REQUIRED: ErrorText(
        noop("ErrorTexts", "You still have the first password that was made for you."),
        noop("ErrorTexts", "Nothing else is open until you choose your own."),
        noop("ErrorTexts", "Choose a password now."),
    ),
    ProblemType.REVEAL_DENIED: ErrorText(
        noop("ErrorTexts", "This field is not revealed to your role for this purpose."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Work with the masked value, or ask your supervisor."),
    ),
    ProblemType.REVEAL_EXPIRED: ErrorText(
        noop("ErrorTexts", "The request is over: nobody decided, or the value was not collected in time."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Ask again if you still need it."),
    ),
    ProblemType.REVEAL_GONE: ErrorText(
        noop("ErrorTexts", "The value was collected already."),
        noop("ErrorTexts", "It is given out once."),
        noop("ErrorTexts", "Ask again if you still need it."),
    ),
    ProblemType.REVEAL_NOT_READY: ErrorText(
        noop("ErrorTexts", "The request has not been decided yet."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Wait for the decision."),
    ),
    ProblemType.REVEAL_UNREADABLE: ErrorText(
        noop("ErrorTexts", "The sealed value does not open on this desk."),
        noop("ErrorTexts", "It was not meant for this request, or it was changed on its way."),
        noop("ErrorTexts", "Ask again; if this repeats, tell security."),
    ),
    ProblemType.QUOTA_USED_UP: ErrorText(
        noop("ErrorTexts", "Today's {limit} reveals are used up."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Ask your supervisor."),
    ),
    ProblemType.OUTSIDE_HOURS: ErrorText(
        noop("ErrorTexts", "Reveals are open from {opens} to {closes}."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Ask again within these hours."),
    ),
    ProblemType.CONSENT_MISSING: ErrorText(
        noop("ErrorTexts", "The customer's consent for this purpose is missing or withdrawn."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Do not call; choose another card."),
    ),
    ProblemType.PURPOSE_REFUSED: ErrorText(
        noop("ErrorTexts", "The campaign does not list this purpose for this field."),
        noop("ErrorTexts", "The value stays hidden."),
        noop("ErrorTexts", "Choose one of the purposes that the campaign lists."),
    ),
    ProblemType.OWN_REQUEST: ErrorText(
        noop("ErrorTexts", "Nobody decides a request of their own."),
        noop("ErrorTexts", "The request still waits."),
        noop("ErrorTexts", "Another supervisor has to decide it."),
    ),
    ProblemType.SAME_DEVICE: ErrorText(
        noop("ErrorTexts", "A request is not decided on the desk that made it."),
        noop("ErrorTexts", "The request still waits."),
        noop("ErrorTexts", "Decide it on your own desk."),
    ),
    ProblemType.ALREADY_DECIDED: ErrorText(
        noop("ErrorTexts", "This request has been decided already."),
        noop("ErrorTexts", "The first answer counts."),
        noop("ErrorTexts", "Nothing is left to do."),
    ),
    ProblemType.CHAIN_GAP: ErrorText(
        noop("ErrorTexts", "Events are missing before this batch."),
        noop("ErrorTexts", "It was not taken; nothing is lost."),
        noop("ErrorTexts", "Send on from event {next_seq}."),
    ),
    ProblemType.CHAIN_FORKED: ErrorText(
        noop("ErrorTexts", "Event {seq} is already on record with other content."),
        noop("ErrorTexts", "Both versions are kept and the desk is frozen."),
        noop("ErrorTexts", "Call security."),
    ),
    ProblemType.BATCH_INVALID: ErrorText(
        noop("ErrorTexts", "The batch of events is not whole: {reason}."),
        noop("ErrorTexts", "It was not taken; nothing is lost."),
        noop("ErrorTexts", "It is sent again; if this repeats, tell your administrator."),
    ),
    ProblemType.RECEIPT_INVALID: ErrorText(
        noop("ErrorTexts", "Central's receipt for the events does not hold."),
        noop("ErrorTexts", "They stay on this desk as not delivered."),
        noop("ErrorTexts", "Tell security: the trail must be checked."),
    ),
    ProblemType.CENTRAL_UNREACHABLE: ErrorText(
        noop("ErrorTexts", "Central cannot be reached."),
        noop("ErrorTexts", "You can go on with the cards on this desk; what you do is kept and sent later."),
        noop("ErrorTexts", "Check the network and the VPN."),
    ),
    ProblemType.CENTRAL_SLOW: ErrorText(
        noop("ErrorTexts", "Central has not answered in {seconds} seconds."),
        noop("ErrorTexts", "It is not known whether the act was carried out; it is asked again."),
        noop("ErrorTexts", "Wait a moment."),
    ),
    ProblemType.CENTRAL_UNTRUSTED: ErrorText(
        noop("ErrorTexts", "What answers is not our Central: {reason}."),
        noop("ErrorTexts", "Nothing was sent."),
        noop("ErrorTexts", "Do not work on this network; tell security."),
    ),
    ProblemType.CENTRAL_NONSENSE: ErrorText(
        noop("ErrorTexts", "Central's answer makes no sense."),
        noop("ErrorTexts", "It was dropped."),
        noop("ErrorTexts", "Try again; if this repeats, tell your administrator."),
    ),
    ProblemType.KEYRING_MISSING: ErrorText(
        noop("ErrorTexts", "This desk has no system keyring: {reason}."),
        noop("ErrorTexts", "Veildesk keeps no key in a plain file, so it does not start."),
        noop("ErrorTexts", "Install and unlock one (Linux: gnome-keyring or KWallet), then start again."),
    ),
    ProblemType.VAULT_PASSWORD_WRONG: ErrorText(
        noop("ErrorTexts", "The password does not open your vault on this desk."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Try again; if you changed your password on another desk, sign in with the new one online."),
    ),
    ProblemType.VAULT_DAMAGED: ErrorText(
        noop("ErrorTexts", "Your vault on this desk is damaged: {reason}."),
        noop("ErrorTexts", "The file was left as it is."),
        noop("ErrorTexts", "Tell your administrator before you do anything else; do not delete it."),
    ),
    ProblemType.VAULT_FOREIGN: ErrorText(
        noop("ErrorTexts", "This vault belongs to another desk."),
        noop("ErrorTexts", "It does not open here, and was left as it is."),
        noop("ErrorTexts", "Sign in without it; your cards come from Central."),
    ),
    ProblemType.VAULT_TOO_NEW: ErrorText(
        noop("ErrorTexts", "This vault was written by a newer Veildesk."),
        noop("ErrorTexts", "It was left as it is."),
        noop("ErrorTexts", "Update Veildesk on this desk."),
    ),
    ProblemType.VAULT_IN_USE: ErrorText(
        noop("ErrorTexts", "Another Veildesk has this vault open."),
        noop("ErrorTexts", "It was left as it is."),
        noop("ErrorTexts", "Use the window that is open already."),
    ),
    ProblemType.VAULT_MISSING: ErrorText(
        noop("ErrorTexts", "You have no vault on this desk yet."),
        noop("ErrorTexts", "You cannot work offline here."),
        noop("ErrorTexts", "Sign in once with a connection to Central."),
    ),
    ProblemType.STORE_UNWRITABLE: ErrorText(
        noop("ErrorTexts", "This desk cannot write to its disk: {reason}."),
        noop("ErrorTexts", "The act was not carried out, because it could not be recorded first."),
        noop("ErrorTexts", "Free some space or ask your administrator, then try again."),
    ),
    ProblemType.DATA_FOLDER: ErrorText(
        noop("ErrorTexts", "The data folder {folder} is not as it should be: {reason}."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "{remedy}"),
    ),
    ProblemType.SOURCE_REFUSED: ErrorText(
        noop("ErrorTexts", "The data source {source} is not registered, or is revoked."),
        noop("ErrorTexts", "Nothing was imported."),
        noop("ErrorTexts", "Register it with 'veildesk-central source add'."),
    ),
    ProblemType.CAMPAIGN_REFUSED: ErrorText(
        noop("ErrorTexts", "There is no campaign {campaign}."),
        noop("ErrorTexts", "Nothing was imported."),
        noop("ErrorTexts", "List them with 'veildesk-central campaign list'."),
    ),
    ProblemType.COLUMNS_REFUSED: ErrorText(
        noop("ErrorTexts", "The purpose does not allow these columns: {columns}."),
        noop("ErrorTexts", "Nothing was imported (minimum necessary, C3)."),
        noop("ErrorTexts", "Remove them from the file, or have the campaign's purposes changed."),
    ),
    ProblemType.FILE_UNREADABLE: ErrorText(
        noop("ErrorTexts", "The file {file} cannot be read: {reason}."),
        noop("ErrorTexts", "Nothing was imported."),
        noop("ErrorTexts", "Save it as CSV (UTF-8 or GB18030) or XLSX and try again."),
    ),
    ProblemType.CONFLICT: ErrorText(
        noop("ErrorTexts", "It is in the way of something that exists: {reason}."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Look at the present state and decide anew."),
    ),
    ProblemType.CONFIGURATION: ErrorText(
        noop("ErrorTexts", "The setting {setting} is not right: {reason}."),
        noop("ErrorTexts", "Nothing was changed."),
        noop("ErrorTexts", "Correct it and try again."),
    ),
    ProblemType.UNEXPECTED: ErrorText(
        noop("ErrorTexts", "Something unexpected happened."),
        noop("ErrorTexts", "The act was not carried out."),
        noop("ErrorTexts", "Try again; if it happens again, tell your administrator."),
    ),
}
