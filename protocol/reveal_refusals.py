"""Reveals that are refused, late or unreadable (D3)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class RevealDenied(VeildeskError):
    """This field is not revealed to your role for this purpose."""

    problem, status = ProblemType.REVEAL_DENIED, 403
    what = "This field is not revealed to your role for this purpose."
    meaning = "The value stays hidden."
    next_step = "Work with the masked value, or ask your supervisor."


class RevealExpired(VeildeskError):
    """The request is over: nobody decided, or the value was not collected in time."""

    problem, status = ProblemType.REVEAL_EXPIRED, 410
    what = "The request is over: nobody decided, or the value was not collected in time."
    meaning = "The value stays hidden."
    next_step = "Ask again if you still need it."


class RevealGone(VeildeskError):
    """The value was collected already."""

    problem, status = ProblemType.REVEAL_GONE, 410
    what = "The value was collected already."
    meaning = "It is given out once."
    next_step = "Ask again if you still need it."


class RevealNotReady(VeildeskError):
    """The request has not been decided yet."""

    problem, status = ProblemType.REVEAL_NOT_READY, 409
    what = "The request has not been decided yet."
    meaning = "The value stays hidden."
    next_step = "Wait for the decision."


class RevealUnreadable(VeildeskError):
    """The sealed value does not open on this desk."""

    problem, status = ProblemType.REVEAL_UNREADABLE, 502
    what = "The sealed value does not open on this desk."
    meaning = "It was not meant for this request, or it was changed on its way."
    next_step = "Ask again; if this repeats, tell security."


class ScreenWatched(VeildeskError):
    """A program that takes pictures of the screen is running: {program}."""

    problem, status = ProblemType.SCREEN_WATCHED, 403
    what = "A program that takes pictures of the screen is running: {program}."
    meaning = "The value stays hidden, and the try is on record."
    next_step = "Close the program, then ask again."


class ScreenUnguarded(VeildeskError):
    """This desk cannot see which programs look at its screen."""

    problem, status = ProblemType.SCREEN_UNGUARDED, 403
    what = "This desk cannot see which programs look at its screen."
    meaning = "The value stays hidden, and it is on record."
    next_step = "Start Veildesk on this machine's own display and in no container; or call your administrator."


class QuotaUsedUp(VeildeskError):
    """Today's {limit} reveals are used up."""

    problem, status = ProblemType.QUOTA_USED_UP, 403
    what = "Today's {limit} reveals are used up."
    meaning = "The value stays hidden."
    next_step = "Ask your supervisor."


class OutsideHours(VeildeskError):
    """Reveals are open from {opens} to {closes}."""

    problem, status = ProblemType.OUTSIDE_HOURS, 403
    what = "Reveals are open from {opens} to {closes}."
    meaning = "The value stays hidden."
    next_step = "Ask again within these hours."


class ConsentMissing(VeildeskError):
    """The customer's consent for this purpose is missing or withdrawn."""

    problem, status = ProblemType.CONSENT_MISSING, 403
    what = "The customer's consent for this purpose is missing or withdrawn."
    meaning = "The value stays hidden."
    next_step = "Do not call; choose another card."


class PurposeRefused(VeildeskError):
    """The campaign does not list this purpose for this field."""

    problem, status = ProblemType.PURPOSE_REFUSED, 403
    what = "The campaign does not list this purpose for this field."
    meaning = "The value stays hidden."
    next_step = "Choose one of the purposes that the campaign lists."


class OwnRequest(VeildeskError):
    """Nobody decides a request of their own."""

    problem, status = ProblemType.OWN_REQUEST, 403
    what = "Nobody decides a request of their own."
    meaning = "The request still waits."
    next_step = "Another supervisor has to decide it."


class SameDevice(VeildeskError):
    """A request is not decided on the desk that made it."""

    problem, status = ProblemType.SAME_DEVICE, 403
    what = "A request is not decided on the desk that made it."
    meaning = "The request still waits."
    next_step = "Decide it on your own desk."


class AlreadyDecided(VeildeskError):
    """This request has been decided already."""

    problem, status = ProblemType.ALREADY_DECIDED, 409
    what = "This request has been decided already."
    meaning = "The first answer counts."
    next_step = "Nothing is left to do."
