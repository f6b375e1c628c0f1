"""Checks that are the same on every system: the desk's memory, its keyring, its way to Central."""

from __future__ import annotations

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.keeping import KeyringMissing
from protocol.posture import Check


def look_at_memory(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """Whether this process has closed its memory to others, and keeps a secret's pages out of swap."""
    from secure_store.process_limits import is_hardened
    from secure_store.secret import Secret

    if not is_hardened():
        return find_bad(Check.MEMORY, Fact.MEMORY_OPEN)
    with Secret.random(1) as probe:
        if not probe.pinned:
            return find_bad(Check.MEMORY, Fact.MEMORY_NOT_LOCKED)
    return find_ok(Check.MEMORY, Fact.MEMORY_CLOSED)


def look_at_keyring(subject: Subject) -> Finding:
    """Whether it is there, open, and outlives the session. A locked one is not asked to open: that would ask a
    person."""
    if subject.keyring is None:
        return find_unknown(Check.KEYRING, Fact.NOT_ENROLLED)
    try:
        is_open, is_lasting = subject.keyring.look()
    except KeyringMissing:
        return find_bad(Check.KEYRING, Fact.KEYRING_MISSING)
    if not is_lasting:
        return find_bad(Check.KEYRING, Fact.KEYRING_FORGETS)
    fact = Fact.KEYRING_OPEN if is_open else Fact.KEYRING_LOCKED
    return find_ok(Check.KEYRING, fact) if is_open else find_bad(Check.KEYRING, fact)


def look_at_vpn(subject: Subject) -> Finding:
    """The road to Central by this desk's rule. No packet is sent."""
    if subject.vpn is None:
        return find_unknown(Check.VPN, Fact.NOT_ENROLLED)
    state = subject.vpn.state
    if not state.is_required:
        return find_ok(Check.VPN, Fact.VPN_NOT_ASKED)
    names = [state.interface or "-"]
    if not state.is_allowed:
        return find_bad(Check.VPN, Fact.VPN_MISSING, names)
    return find_ok(Check.VPN, Fact.VPN_IN_PLACE, names)
