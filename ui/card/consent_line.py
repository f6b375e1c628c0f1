"""What becomes of the customer's yes or no, said beside it (C1)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.telephony.states import Call, PhoneState
from protocol.identifiers import Identifier
from ui.card.script import ScriptSteps


def find_call(state: PhoneState, card_id: Identifier) -> Call | None:
    """The call with this customer that is on, or was on last."""
    calls = (state.current, *state.held, *state.ringing, state.last)
    return next((call for call in calls if call is not None and call.card == card_id), None)


def show_consent(script: ScriptSteps, call: Call | None) -> None:
    """Open the answer while it counts, and say for what."""
    translate = QCoreApplication.translate
    if call is None or (not call.needs_consent and call.is_over):
        script.say(translate("Consent", "On this screen only: no call is on"), is_open=True)
    elif not call.needs_consent:
        script.say(translate("Consent", "On this screen only: the call was begun without this script"), is_open=True)
    elif call.agreed is not None:
        script.note(agreed=call.agreed)
        yes, no = (
            translate("Consent", "Recorded with the call: yes"),
            translate("Consent", "Recorded with the call: no"),
        )
        said = yes if call.agreed else no
        script.say(said, is_open=False)
    elif call.is_over:
        script.say(translate("Consent", "The call ended without an answer"), is_open=False)
    elif call.answered_at is None:
        script.forget()
        script.say(translate("Consent", "Once the call is answered"), is_open=False)
    else:
        script.say(translate("Consent", "Recorded with the call; a no ends it"), is_open=True)
