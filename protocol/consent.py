"""The wording that a script reads to the customer, and what his yes to it covers (C1, P3)."""

from __future__ import annotations

from hashlib import sha256

_ASKING = ("同意", "agree", "consent")
_QUESTION = ("?", "？")
_RECORDING = ("录音", "record")
_LISTENING = ("旁听", "监听", "listen")


def find_consent_step(script: tuple[str, ...]) -> int | None:
    """The first step that asks whether the customer agrees."""
    for place, step in enumerate(script):
        if any(word in step.lower() for word in _ASKING) and any(mark in step for mark in _QUESTION):
            return place
    return None


def name_wording(script: tuple[str, ...]) -> str:
    """Which wording was read: the first 16 digits of its SHA-256, so that a word changed is another version; empty
    where the script asks nothing."""
    place = find_consent_step(script)
    return "" if place is None else sha256(script[place].encode()).hexdigest()[:16]


def covers_recording(script: tuple[str, ...]) -> bool:
    """Whether a yes to the wording is a yes to being recorded: it says so."""
    return _speaks_of(script, _RECORDING)


def covers_listening(script: tuple[str, ...]) -> bool:
    """Whether a yes to the wording is a yes to a supervisor's listening in: it speaks of that, or of recording, which
    others hear as well."""
    return _speaks_of(script, _LISTENING + _RECORDING)


def _speaks_of(script: tuple[str, ...], words: tuple[str, ...]) -> bool:
    place = find_consent_step(script)
    return place is not None and any(word in script[place].lower() for word in words)
