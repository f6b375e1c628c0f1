"""What a new password must be (NIST SP 800-63B-4 §3.1.1; decision 003: the desk checks, Central cannot look).

A password comes with a TOTP code at sign-in, so eight characters are the standard's floor; ours is twelve. No rules
about kinds of characters, as the standard asks.
"""

from __future__ import annotations

from enum import StrEnum

from secure_store.wiping import wipe_bytes

MIN_CHARACTERS = 12
MAX_CHARACTERS = 128
_REFUSED = (
    b"1234567890", b"0123456789", b"0987654321", b"qwertyuiop", b"password", b"passw0rd", b"p@ssw0rd", b"p@ssword",
    b"veildesk", b"iloveyou", b"woaini1314", b"woaini520", b"5201314", b"letmein", b"welcome", b"changeme", b"admin123",
    b"administrator", b"abcdefghij", b"abc123", b"a123456", b"1q2w3e4r", b"1qaz2wsx", b"qazwsxedc", b"asdfghjkl",
    b"zxcvbnm", b"11223344", b"12345678", b"87654321", b"147258369", b"123123123", b"123321123",
)  # fmt: skip


class PasswordFault(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    """Among the first that anybody tries, or such a one with little added."""
    NAME_INSIDE = "name-inside"
    """It holds the user name."""
    REPETITIVE = "repetitive"
    """Fewer than five different characters."""
    SAME = "same"
    """It is the old one."""


def find_fault(new: bytearray, username: str, old: bytearray | None = None) -> PasswordFault | None:
    """The first thing wrong with ``new`` (UTF-8), or None. Wipes nothing of the caller's."""
    characters = sum(byte & 0xC0 != 0x80 for byte in new)
    if characters < MIN_CHARACTERS:
        return PasswordFault.TOO_SHORT
    if characters > MAX_CHARACTERS:
        return PasswordFault.TOO_LONG
    if len(set(new)) < 5:
        return PasswordFault.REPETITIVE
    if old is not None and new == old:
        return PasswordFault.SAME
    folded = new.lower()
    try:
        if len(username) >= 3 and username.lower().encode() in folded:
            return PasswordFault.NAME_INSIDE
        if any(known in folded and len(new) < len(known) + 6 for known in _REFUSED):
            return PasswordFault.COMMON
    finally:
        wipe_bytes(folded)
    return None
