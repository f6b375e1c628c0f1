"""The script's question and the customer's answer: nothing that he says is stored before a yes (C1)."""

from __future__ import annotations

from hashlib import sha256

from protocol.cards import Campaign, Disposition

_ASKING = ("同意", "agree", "consent")
_QUESTION = ("?", "？")
_SAYING = frozenset({Disposition.INTERESTED, Disposition.CALLBACK})
"""Outcomes that keep something of what the customer said; the others say how the call went."""


def find_consent_step(script: tuple[str, ...]) -> int | None:
    """The first step that asks whether the customer agrees."""
    for place, step in enumerate(script):
        if any(word in step.lower() for word in _ASKING) and any(mark in step for mark in _QUESTION):
            return place
    return None


def asks_consent(campaign: Campaign | None) -> bool:
    """Whether calls of the campaign wait for the customer's yes."""
    return campaign is not None and find_consent_step(campaign.script) is not None


def name_wording(campaign: Campaign) -> str:
    """Which wording was read: the first 16 digits of its SHA-256, so that a word changed is another version."""
    place = find_consent_step(campaign.script)
    return "" if place is None else sha256(campaign.script[place].encode()).hexdigest()[:16]


def stores_words(disposition: Disposition, note: str) -> bool:
    """Whether an outcome would store what the customer said."""
    return bool(note.strip()) or disposition in _SAYING
