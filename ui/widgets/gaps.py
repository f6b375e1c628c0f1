"""What a form says when something is missing: the keyboard goes there, and a word says why."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

LEAST_REASON = 2
"""Characters."""


class Gap(StrEnum):
    """What is missing."""

    PURPOSE = "purpose"
    REASON = "reason"
    WORDS = "words"
    """A dialog's first line, whatever it asks for."""
    PASSWORD = "password"  # noqa: S105 - the name of a field
    CODE = "code"


def tell_gap(gap: Gap) -> str:
    """What to fill in."""
    translate = QCoreApplication.translate
    return {
        Gap.PURPOSE: translate("Gaps", "This campaign has no purpose for which that field may be seen."),
        Gap.REASON: translate("Gaps", "Say why, in two characters at least: it goes on record."),
        Gap.WORDS: translate("Gaps", "Fill in the first line, with two characters at least: it goes on record."),
        Gap.PASSWORD: translate("Gaps", "Enter your password."),
        Gap.CODE: translate("Gaps", "Enter the six digits of your authenticator."),
    }[gap]
