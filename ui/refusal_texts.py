"""What Central's refusals and the trail's faults say to a person."""

from __future__ import annotations

from protocol.problems import ProblemType
from ui.error_wording import ErrorText
from ui.translation_mark import QT_TRANSLATE_NOOP

REFUSAL_TEXTS: dict[ProblemType, ErrorText] = {
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
        QT_TRANSLATE_NOOP("ErrorTexts", "Tell security if it keeps happening; do not enrol this desk anew before."),
    ),
    ProblemType.REPLAYED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This request has been seen before."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was not carried out a second time."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Try again."),
    ),
    ProblemType.CLOCK_WRONG: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk's clock differs from Central's by {difference}."),
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
    ProblemType.CERTIFICATE_OUTDATED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Central takes this desk's certificate to be out of date."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "This desk was away for too long, or a clock is wrong, here or there; what you do is kept here.",
        ),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Check both clocks; if they are right, ask your administrator to enrol this desk again."
        ),
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
    ProblemType.SCREEN_WATCHED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "A program that takes pictures of the screen is running: {program}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden, and the try is on record."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Close the program, then ask again."),
    ),
    ProblemType.SCREEN_UNGUARDED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This desk cannot see which programs look at its screen."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The value stays hidden, and it is on record."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Start Veildesk on this machine's own display and in no container; or call your administrator.",
        ),
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
    ProblemType.OUTSIDE_CALLING_HOURS: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This customer may be called from {opens} to {closes}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is another hour where the customer is; no call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call within these hours; take another card until then."),
    ),
    ProblemType.NO_CALLING_TODAY: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Customers are not called on {day}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It is a holiday, or a day that your company keeps free; no call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Call on another day."),
    ),
    ProblemType.CALLED_TOO_OFTEN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This customer was called as often as is allowed; again from {next_at} on."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Take another card."),
    ),
    ProblemType.NOT_TO_BE_CALLED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This customer does not want to be called."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made, and none will be."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Take another card."),
    ),
    ProblemType.NUMBER_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This card has no number that can be called."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Take another card, and tell your supervisor."),
    ),
    ProblemType.CALL_TOKEN_REFUSED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The token is no good: it is unknown, used, over, or another desk's."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made, and no number given out."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask for the call again at the desk."),
    ),
    ProblemType.PHONE_NOT_READY: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The telephone cannot call now: {reason}."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The pad says what is missing; if it stays so, tell your administrator."),
    ),
    ProblemType.CALL_UNDER_WAY: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "A call is on already."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The second one was not begun."),
        QT_TRANSLATE_NOOP("ErrorTexts", "End it or put it on hold first."),
    ),
    ProblemType.CALL_OVER: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This call is over."),
        QT_TRANSLATE_NOOP("ErrorTexts", "What you asked for was not done."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Choose a call in which you talk, or ask for help without one."),
    ),
    ProblemType.CARD_LENT: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This customer is a colleague's, and shown for the call alone."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was called, and nothing recorded."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Calls, reveals and the outcome stay with the colleague; hand the call back where one is needed.",
        ),
    ),
    ProblemType.NO_EXTENSION: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "No telephone on a table is yours."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No call was made."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask your administrator to bind one to you."),
    ),
    ProblemType.CONSENT_UNANSWERED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The customer has not agreed in this call."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing that the customer says is stored before a yes (C1)."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Read the wording and note the answer; after a no, record how the call ended, without a note.",
        ),
    ),
    ProblemType.LISTENING_FORBIDDEN: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "Your company's policy lets nobody listen to calls."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was heard, and nobody was told."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Who decides over policy can allow it; an agent who wants help can let you into his call."
        ),
    ),
    ProblemType.LISTENING_NOT_AGREED: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The customer has not agreed that others hear this call."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts", "Nothing was heard. The script has not asked him about it, or he has not said yes."
        ),
        QT_TRANSLATE_NOOP("ErrorTexts", "Wait for his yes, or let the agent ask you in."),
    ),
    ProblemType.CALL_NOT_ON: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This call is over, or nobody talks in it yet."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was heard."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Look at the team again and choose a call that is on."),
    ),
    ProblemType.RECORDING_GONE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "There is no recording of this call, or it was destroyed."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of it can be heard."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Choose another call."),
    ),
    ProblemType.LISTENING_OVER: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "The leave to hear this recording is over."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing more of it is given out to this desk."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Ask for it again."),
    ),
    ProblemType.RECORDING_UNREADABLE: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "A piece of the recording does not open."),
        QT_TRANSLATE_NOOP("ErrorTexts", "It was changed, or is not where it belongs. Playing stopped before it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Tell security."),
    ),
    ProblemType.SOUND_MISSING: ErrorText(
        QT_TRANSLATE_NOOP("ErrorTexts", "This machine has no sound device to play through."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was played, and nothing was fetched."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Connect a headset and try again."),
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
}
