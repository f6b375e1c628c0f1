"""Faults in what a desk keeps (D6)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class NotEnrolled(VeildeskError):
    """This desk is not enrolled."""

    problem, status = ProblemType.NOT_ENROLLED, 409
    what = "This desk is not enrolled."
    meaning = "It cannot speak to Central."
    next_step = "Enrol it with a ticket from your administrator."


class TicketUnreadable(VeildeskError):
    """This is not an enrolment ticket."""

    problem, status = ProblemType.TICKET_UNREADABLE, 400
    what = "This is not an enrolment ticket."
    meaning = "The desk is not enrolled."
    next_step = "Copy the whole ticket, from VEILDESK1 to its last character."


class KeyringMissing(VeildeskError):
    """This desk has no system keyring: {reason}."""

    problem, status = ProblemType.KEYRING_MISSING, 503
    what = "This desk has no system keyring: {reason}."
    meaning = "Veildesk keeps no key in a plain file, so it does not start."
    next_step = "Install and unlock one (Linux: gnome-keyring or KWallet), then start again."


class VaultPasswordWrong(VeildeskError):
    """The password does not open your vault on this desk."""

    problem, status = ProblemType.VAULT_PASSWORD_WRONG, 401
    what = "The password does not open your vault on this desk."
    meaning = "Nothing was changed."
    next_step = "Try again; if you changed your password on another desk, sign in with the new one online."


class VaultDamaged(VeildeskError):
    """Your vault on this desk is damaged: {reason}."""

    problem, status = ProblemType.VAULT_DAMAGED, 500
    what = "Your vault on this desk is damaged: {reason}."
    meaning = "The file was left as it is."
    next_step = "Tell your administrator before you do anything else; do not delete it."


class VaultForeign(VeildeskError):
    """This vault belongs to another desk, or was erased."""

    problem, status = ProblemType.VAULT_FOREIGN, 403
    what = "This vault belongs to another desk, or was erased."
    meaning = "It does not open here, and was left as it is."
    next_step = "Sign in without it; your cards come from Central."


class VaultTooNew(VeildeskError):
    """This vault was written by a newer Veildesk."""

    problem, status = ProblemType.VAULT_TOO_NEW, 409
    what = "This vault was written by a newer Veildesk."
    meaning = "It was left as it is."
    next_step = "Update Veildesk on this desk."


class VaultInUse(VeildeskError):
    """Another Veildesk has this vault open."""

    problem, status = ProblemType.VAULT_IN_USE, 409
    what = "Another Veildesk has this vault open."
    meaning = "It was left as it is."
    next_step = "Use the window that is open already."


class VaultMissing(VeildeskError):
    """You have no vault on this desk yet."""

    problem, status = ProblemType.VAULT_MISSING, 404
    what = "You have no vault on this desk yet."
    meaning = "You cannot work offline here."
    next_step = "Sign in once with a connection to Central."


class ErasureRefused(VeildeskError):
    """{waiting} events of this desk have not reached Central."""

    problem, status = ProblemType.ERASURE_REFUSED, 409
    what = "{waiting} events of this desk have not reached Central."
    meaning = "Nothing was erased."
    next_step = "Connect this desk to Central, then erase again."


class StoreUnwritable(VeildeskError):
    """This desk cannot write to its disk: {reason}."""

    problem, status = ProblemType.STORE_UNWRITABLE, 507
    what = "This desk cannot write to its disk: {reason}."
    meaning = "The act was not carried out, because it could not be recorded first."
    next_step = "Free some space or ask your administrator, then try again."


class DeskDebugged(VeildeskError):
    """Another program debugs this desk."""

    problem, status = ProblemType.DESK_DEBUGGED, 403
    what = "Another program debugs this desk."
    meaning = "It could read whatever is shown, so the desk does not open."
    next_step = "Close Veildesk and start it by itself; tell security if you started no such program."
