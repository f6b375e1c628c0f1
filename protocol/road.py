"""Faults on the road between a desk and Central (T1, T3)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class CentralUnreachable(VeildeskError):
    """Central cannot be reached."""

    problem, status = ProblemType.CENTRAL_UNREACHABLE, 503
    what = "Central cannot be reached."
    meaning = "What is done on this desk is kept and sent later; what needs Central waits."
    next_step = "Check the network and the VPN."


class CentralSlow(VeildeskError):
    """Central has not answered in {seconds} seconds."""

    problem, status = ProblemType.CENTRAL_SLOW, 504
    what = "Central has not answered in {seconds} seconds."
    meaning = "It is not known whether the act was carried out; it is asked again."
    next_step = "Wait a moment."


class RecordsUnavailable(VeildeskError):
    """Central cannot use its records: {reason}."""

    problem, status = ProblemType.RECORDS_UNAVAILABLE, 503
    what = "Central cannot use its records: {reason}."
    meaning = "Nothing recorded is lost; what you do is kept here and sent later."
    next_step = "Wait a moment; if it lasts, tell your administrator."


class CentralUntrusted(VeildeskError):
    """What answers is not our Central: {reason}."""

    problem, status = ProblemType.CENTRAL_UNTRUSTED, 502
    what = "What answers is not our Central: {reason}."
    meaning = "Nothing was sent."
    next_step = "Do not work on this network; tell security."


class CentralNonsense(VeildeskError):
    """Central's answer makes no sense."""

    problem, status = ProblemType.CENTRAL_NONSENSE, 502
    what = "Central's answer makes no sense."
    meaning = "It was dropped."
    next_step = "Try again; if this repeats, tell your administrator."


class VpnMissing(VeildeskError):
    """The way to Central does not lead through the VPN."""

    problem, status = ProblemType.VPN_MISSING, 503
    what = "The way to Central does not lead through the VPN (now: {interface})."
    meaning = "Nothing is sent and no card is shown; what you did is kept here and sent later."
    next_step = "Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator."


class OutsideVpn(VeildeskError):
    """Central sees this desk at an address outside the VPN."""

    problem, status = ProblemType.OUTSIDE_VPN, 403
    what = "Central sees this desk at {address}, which is outside the VPN."
    meaning = "It gives out no customer data there; the try is on record."
    next_step = "Connect the VPN and try again; if it is connected, tell your administrator."
