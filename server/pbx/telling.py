"""What an administrator reads in the journal of a PBX's services: what hinders them, what to do, and when it is over.

The sentences of Central's refusals are written for people at desks; these say it of a machine that nobody sits at.
"""

from __future__ import annotations

import sys
import threading

from protocol.errors import VeildeskError, fill
from protocol.refusals import CertificateOutdated, ClockWrong, DeviceRefused, SignatureInvalid
from protocol.road import (
    CentralNonsense,
    CentralSlow,
    CentralUnreachable,
    CentralUntrusted,
    OutsideVpn,
    RecordsUnavailable,
)

_ANEW = "Enrol it anew with a new ticket, in a new folder."
_WORDS: dict[type[VeildeskError], str] = {
    CentralUnreachable: "Central cannot be reached. Look whether it serves (there: 'systemctl status veildesk-central')"
    ", at its name in DNS, the firewall and the VPN.",
    CentralSlow: "Central has not answered in {seconds} seconds. Look at its load and its disk, and at the network.",
    RecordsUnavailable: "Central cannot use its records: {reason}. Look at its disk and database"
    " (there: 'veildesk-central doctor').",
    CentralUntrusted: "What answers is not our Central: {reason}. Nothing was sent. Look where its name leads, at"
    " proxies that open TLS, and at the date of both machines; if they are right, tell security.",
    CentralNonsense: "Central's answer makes no sense. Look whether this machine and Central have the same version.",
    OutsideVpn: "Central sees this machine at {address}, which is outside the VPN. Connect the VPN, or have the address"
    " put into 'vpn_ranges' of the policy.",
    ClockWrong: "This machine's clock differs from Central's by {seconds} seconds. Set both by NTP; Central's time is"
    " {central}.",
    CertificateOutdated: "Central takes this machine's certificate to be out of date: it was off for too long, or a"
    f" clock is wrong, here or there. Look at both clocks; if they are right: {_ANEW}",
    DeviceRefused: "Central does not let this machine in: it was revoked, or enrolled at another Central (there:"
    f" 'veildesk-central device list'). {_ANEW}",
    SignatureInvalid: f"Central does not know this machine's signature. {_ANEW}",
}


def say_to_administrator(error: VeildeskError) -> str:
    """What happened and what to do, to whoever runs the machine."""
    words = _WORDS.get(type(error))
    return fill(words, error.facts) if words else error.say()


def hinders(error: VeildeskError) -> bool:
    """Whether it lasts until somebody does something, and says nothing of a call."""
    return type(error) in _WORDS


class Teller:
    """Writes to the service's journal. From any thread."""

    def __init__(self, service: str) -> None:
        self._service, self._lock = service, threading.Lock()
        self._hindrances: dict[str, str] = {}

    def say(self, words: str) -> None:
        """Write a sentence; nothing of a call is ever in it."""
        print(f"{self._service}: {words}", file=sys.__stderr__, flush=True)

    def hinder(self, what: str, words: str) -> None:
        """Say what is wrong with ``what``, once for as long as it is."""
        with self._lock:
            if self._hindrances.get(what) == words:
                return
            self._hindrances[what] = words
        self.say(words)

    def clear(self, what: str) -> None:
        """Say that ``what`` is right again, if it was not."""
        with self._lock:
            if self._hindrances.pop(what, None) is None:
                return
        self.say(f"{what} answers again.")
