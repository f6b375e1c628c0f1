"""Why a value is not what its column says, without ever repeating it (C3, C4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from protocol.fields import FieldKind
from protocol.normalise import find_check_digit, normalise, pass_luhn
from protocol.regions import PROVINCE_CODES


class Fault(StrEnum):
    """What is wrong with a value."""

    NOT_OF_ITS_KIND = "not-of-its-kind"
    WRONG_CHECK_DIGIT = "wrong-check-digit"
    IMPOSSIBLE_BIRTH_DATE = "impossible-birth-date"
    UNKNOWN_AREA = "unknown-area"
    TOO_LONG = "too-long"


LONGEST = 400
"""Characters of a value at most."""


def find_fault(kind: FieldKind, value: str, today: date) -> Fault | None:
    """What is wrong with a non-empty ``value``, or None when it is sound."""
    if len(value) > LONGEST:
        return Fault.TOO_LONG
    form = normalise(kind, value)
    if form is None:
        return Fault.NOT_OF_ITS_KIND
    if kind is FieldKind.ID_NUMBER:
        return _find_id_fault(form, today)
    if kind is FieldKind.BANK_CARD and not pass_luhn(form):
        return Fault.WRONG_CHECK_DIGIT
    return None


def _find_id_fault(form: str, today: date) -> Fault | None:
    if form[:2] not in PROVINCE_CODES:
        return Fault.UNKNOWN_AREA
    try:
        born = date(int(form[6:10]), int(form[10:12]), int(form[12:14]))
    except ValueError:
        return Fault.IMPOSSIBLE_BIRTH_DATE
    if not date(1900, 1, 1) <= born <= today:
        return Fault.IMPOSSIBLE_BIRTH_DATE
    if form[17] != find_check_digit(form[:17]):
        return Fault.WRONG_CHECK_DIGIT
    return None
