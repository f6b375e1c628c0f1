"""The script's question and the customer's answer: nothing that he says is stored before a yes (C1)."""

from __future__ import annotations

from protocol import consent
from protocol.cards import Campaign, Disposition
from protocol.consent import find_consent_step as find_consent_step  # for whoever shows the script

_SAYING = frozenset({Disposition.INTERESTED, Disposition.CALLBACK})
"""Outcomes that keep something of what the customer said; the others say how the call went."""


def asks_consent(campaign: Campaign | None) -> bool:
    """Whether calls of the campaign wait for the customer's yes."""
    return campaign is not None and find_consent_step(campaign.script) is not None


def name_wording(campaign: Campaign) -> str:
    """Which wording was read; see :func:`protocol.consent.name_wording`."""
    return consent.name_wording(campaign.script)


def stores_words(disposition: Disposition, note: str) -> bool:
    """Whether an outcome would store what the customer said."""
    return bool(note.strip()) or disposition in _SAYING
