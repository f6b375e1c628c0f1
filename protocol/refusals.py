"""Requests, devices and people that Central refuses."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class InvalidRequest(VeildeskError):
    """The request is not one that Central understands: {reason}."""

    problem, status = ProblemType.INVALID_REQUEST, 400
    what = "The request is not one that Central understands: {reason}."
    meaning = "Nothing was changed."
    next_step = "Correct it and try again."


class BodyTooLarge(VeildeskError):
    """The request is larger than {limit} bytes."""

    problem, status = ProblemType.BODY_TOO_LARGE, 413
    what = "The request is larger than {limit} bytes."
    meaning = "Nothing was changed."
    next_step = "Send it in smaller parts."


class DigestMismatch(VeildeskError):
    """The data changed on its way: its SHA-256 does not match."""

    problem, status = ProblemType.DIGEST_MISMATCH, 400
    what = "The data changed on its way: its SHA-256 does not match."
    meaning = "It was dropped."
    next_step = "It is sent again by itself; if this repeats, tell your administrator."


class SignatureInvalid(VeildeskError):
    """The request does not carry a valid signature of an enrolled device."""

    problem, status = ProblemType.SIGNATURE_INVALID, 401
    what = "The request does not carry a valid signature of an enrolled device."
    meaning = "Nothing was done."
    next_step = "Tell security if it keeps happening; do not enrol this desk anew before."


class Replayed(VeildeskError):
    """This request has been seen before."""

    problem, status = ProblemType.REPLAYED, 401
    what = "This request has been seen before."
    meaning = "It was not carried out a second time."
    next_step = "Try again."


class ClockWrong(VeildeskError):
    """This desk's clock differs from Central's. ``seconds`` is ``difference`` as a number, to be worded anew."""

    problem, status = ProblemType.CLOCK_WRONG, 401
    what = "This desk's clock differs from Central's by {difference}."
    meaning = "Central refuses requests that are not of this minute."
    next_step = "Set the clock to automatic and try again; Central's time is {central}."


class NotFound(VeildeskError):
    """There is nothing here that you may see."""

    problem, status = ProblemType.NOT_FOUND, 404
    what = "There is nothing here that you may see."
    meaning = "Nothing was changed."
    next_step = "Check what you were looking for."


class MethodNotAllowed(VeildeskError):
    """This address does not take that kind of request."""

    problem, status = ProblemType.METHOD_NOT_ALLOWED, 405
    what = "This address does not take that kind of request."
    meaning = "Nothing was changed."
    next_step = "See the interface description."


class TooManyRequests(VeildeskError):
    """Too many requests in a short time."""

    problem, status = ProblemType.TOO_MANY_REQUESTS, 429
    what = "Too many requests in a short time."
    meaning = "This one was not carried out."
    next_step = "Wait {seconds} seconds and try again."


class Conflict(VeildeskError):
    """It is in the way of something that exists: {reason}."""

    problem, status = ProblemType.CONFLICT, 409
    what = "It is in the way of something that exists: {reason}."
    meaning = "Nothing was changed."
    next_step = "Look at the present state and decide anew."


class DeviceRefused(VeildeskError):
    """This desk is not allowed to work with Central."""

    problem, status = ProblemType.DEVICE_REFUSED, 403
    what = "This desk is not allowed to work with Central."
    meaning = "It was revoked or never enrolled."
    next_step = "Ask your administrator to enrol it."


class CertificateOutdated(VeildeskError):
    """Central takes this desk's certificate to be out of date, or not to be valid yet."""

    problem, status = ProblemType.CERTIFICATE_OUTDATED, 403
    what = "Central takes this desk's certificate to be out of date."
    meaning = "This desk was away for too long, or a clock is wrong, here or there; what you do is kept here."
    next_step = "Check both clocks; if they are right, ask your administrator to enrol this desk again."


class DeviceFrozen(VeildeskError):
    """This desk is frozen."""

    problem, status = ProblemType.DEVICE_FROZEN, 403
    what = "This desk is frozen."
    meaning = "Its record of events does not fit Central's, so nobody can work on it."
    next_step = "Call security; they decide how to go on."


class EnrolmentRefused(VeildeskError):
    """The enrolment ticket is not valid."""

    problem, status = ProblemType.ENROLMENT_REFUSED, 403
    what = "The enrolment ticket is not valid."
    meaning = "It was used already, or its 15 minutes are over."
    next_step = "Ask your administrator for a new one."


class SignInRefused(VeildeskError):
    """The name, password or code is not right."""

    problem, status = ProblemType.SIGN_IN_REFUSED, 401
    what = "The name, password or code is not right."
    meaning = "You are not signed in."
    next_step = "Check all three and try again; five wrong tries lock the account."


class AccountLocked(VeildeskError):
    """This account is locked."""

    problem, status = ProblemType.ACCOUNT_LOCKED, 403
    what = "This account is locked."
    meaning = "Five proofs in a row were wrong."
    next_step = "Ask your administrator to unlock it."


class AccountFrozen(VeildeskError):
    """This account is frozen."""

    problem, status = ProblemType.ACCOUNT_FROZEN, 403
    what = "This account is frozen."
    meaning = "Security stopped it; your work so far is safe."
    next_step = "Call security."


class SessionEnded(VeildeskError):
    """Your session has ended."""

    problem, status = ProblemType.SESSION_ENDED, 401
    what = "Your session has ended."
    meaning = "What you did is safe on this desk."
    next_step = "Sign in again."


class SessionLocked(VeildeskError):
    """Your session is locked after a while without work."""

    problem, status = ProblemType.SESSION_LOCKED, 401
    what = "Your session is locked after a while without work."
    meaning = "Nothing is lost."
    next_step = "Enter your password to go on."


class ProofRefused(VeildeskError):
    """The proof that it is you was not right."""

    problem, status = ProblemType.PROOF_REFUSED, 401
    what = "The proof that it is you was not right."
    meaning = "The act was not carried out."
    next_step = "Try again with care; five wrong tries lock the account."


class Forbidden(VeildeskError):
    """Your role may not do this."""

    problem, status = ProblemType.FORBIDDEN, 403
    what = "Your role may not do this."
    meaning = "The try is on record."
    next_step = "Ask somebody whose role it is."


class PasswordChangeRequired(VeildeskError):
    """You still have the first password that was made for you."""

    problem, status = ProblemType.PASSWORD_CHANGE_REQUIRED, 403
    what = "You still have the first password that was made for you."
    meaning = "Nothing else is open until you choose your own."
    next_step = "Choose a password now."
