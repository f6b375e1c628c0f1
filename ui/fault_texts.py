"""What is said of the road to Central, of what a desk keeps, of administration, and of faults of our own."""

from __future__ import annotations

from protocol.problems import ProblemType
from ui.error_wording import ErrorText
from ui.translation_mark import QT_TRANSLATE_NOOP

FAULT_TEXTS: dict[ProblemType, ErrorText] = {
    ProblemType.CENTRAL_UNREACHABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central cannot be reached."),
        QT_TRANSLATE_NOOP("ErrorTexts", "What is done on this desk is kept and sent later; what needs Central waits."),
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
    ProblemType.VPN_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The way to Central does not lead through the VPN (now: {interface})."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Nothing is sent and no card is shown; what you did is kept here and sent later."
        ),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator."
        ),
    ),
    ProblemType.OUTSIDE_VPN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central sees this desk at {address}, which is outside the VPN."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It gives out no customer data there; the try is on record."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Connect the VPN and try again; if it is connected, tell your administrator."),
    ),
    ProblemType.POSTURE_UNMET: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk's machine is not protected as your company asks: {check}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Central gives it no customer data; the try is on record."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Run 'veildesk doctor' here, or tell your administrator; it says what to do."),
    ),
    ProblemType.JOURNAL_SET_BACK: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk's journal ends at event {present}, but it had held event {known}."),
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
    ProblemType.DESK_DEBUGGED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Another program debugs this desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It could read whatever is shown, so the desk does not open."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Close Veildesk and start it by itself; tell security if you started no such program."
        ),
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
        QT_TRANSLATE_NOOP("ErrorTexts", "This vault belongs to another desk, or was erased."),
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
        QT_TRANSLATE_NOOP("ErrorTexts", "Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again."),
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
