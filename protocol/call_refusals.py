"""Calls that are refused: the hour, how often, no number, a token that is not good, a desk that is not ready (D1, U1,
C1, P3)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class OutsideCallingHours(VeildeskError):
    """This customer may be called from {opens} to {closes}."""

    problem, status = ProblemType.OUTSIDE_CALLING_HOURS, 403
    what = "This customer may be called from {opens} to {closes}."
    meaning = "It is another hour where the customer is; no call was made."
    next_step = "Call within these hours; take another card until then."


class NoCallingToday(VeildeskError):
    """Customers are not called on {day}."""

    problem, status = ProblemType.NO_CALLING_TODAY, 403
    what = "Customers are not called on {day}."
    meaning = "It is a holiday, or a day that your company keeps free; no call was made."
    next_step = "Call on another day."


class CalledTooOften(VeildeskError):
    """This customer was called as often as is allowed; again from {next_at} on."""

    problem, status = ProblemType.CALLED_TOO_OFTEN, 403
    what = "This customer was called as often as is allowed; again from {next_at} on."
    meaning = "No call was made."
    next_step = "Take another card."


class NotToBeCalled(VeildeskError):
    """This customer does not want to be called."""

    problem, status = ProblemType.NOT_TO_BE_CALLED, 403
    what = "This customer does not want to be called."
    meaning = "No call was made, and none will be."
    next_step = "Take another card."


class NumberMissing(VeildeskError):
    """This card has no number that can be called."""

    problem, status = ProblemType.NUMBER_MISSING, 409
    what = "This card has no number that can be called."
    meaning = "No call was made."
    next_step = "Take another card, and tell your supervisor."


class CallTokenRefused(VeildeskError):
    """The token is no good: it is unknown, used, over, or another desk's."""

    problem, status = ProblemType.CALL_TOKEN_REFUSED, 403
    what = "The token is no good: it is unknown, used, over, or another desk's."
    meaning = "No call was made, and no number given out."
    next_step = "Ask for the call again at the desk."


class PhoneNotReady(VeildeskError):
    """The telephone cannot call now: {reason}."""

    problem, status = ProblemType.PHONE_NOT_READY, 503
    what = "The telephone cannot call now: {reason}."
    meaning = "No call was made."
    next_step = "The pad says what is missing; if it stays so, tell your administrator."


class CallOver(VeildeskError):
    """This call is over."""

    problem, status = ProblemType.CALL_OVER, 409
    what = "This call is over."
    meaning = "What you asked for was not done."
    next_step = "Choose a call in which you talk, or ask for help without one."


class CallUnderWay(VeildeskError):
    """A call is on already."""

    problem, status = ProblemType.CALL_UNDER_WAY, 409
    what = "A call is on already."
    meaning = "The second one was not begun."
    next_step = "End it or put it on hold first."


class NoExtension(VeildeskError):
    """No telephone on a table is yours."""

    problem, status = ProblemType.NO_EXTENSION, 409
    what = "No telephone on a table is yours."
    meaning = "No call was made."
    next_step = "Ask your administrator to bind one to you."


class ConsentUnanswered(VeildeskError):
    """The customer has not agreed in this call."""

    problem, status = ProblemType.CONSENT_UNANSWERED, 409
    what = "The customer has not agreed in this call."
    meaning = "Nothing that the customer says is stored before a yes (C1)."
    next_step = "Read the wording and note the answer; after a no, record how the call ended, without a note."


class CardLent(VeildeskError):
    """This customer is a colleague's, and shown for the call alone."""

    problem, status = ProblemType.CARD_LENT, 409
    what = "This customer is a colleague's, and shown for the call alone."
    meaning = "Nothing was called, and nothing recorded."
    next_step = "Calls, reveals and the outcome stay with the colleague; hand the call back where one is needed."
