"""Why a value is not what its column says, without ever repeating it (C3, C4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from protocol.fields import FieldKind
from protocol.normalise import find_check_digit, normalise, pass_luhn
from protocol.regions import PROVINCE_CODES


class Fault(StrEnum):
    """What is wrong with a value. The words are stable: reports and translations key on them."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_NAME = "not-a-name"
    NOT_A_MOBILE = "not-a-mobile"
    NOT_A_LANDLINE = "not-a-landline"
    NOT_AN_ID_NUMBER = "not-an-id-number"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_A_BANK_CARD = "not-a-bank-card"
    NOT_AN_EMAIL = "not-an-email"
    NOT_A_PLATE = "not-a-plate"
    NOT_A_WECHAT_ID = "not-a-wechat-id"
    NOT_A_QQ_NUMBER = "not-a-qq-number"
    WRONG_CHECK_DIGIT = "wrong-check-digit"
    IMPOSSIBLE_BIRTH_DATE = "impossible-birth-date"
    UNKNOWN_REGION = "unknown-region"


LONGEST = 400
"""Characters of a value at most."""

_NAMED = (FieldKind.NAME, FieldKind.ADDRESS)
_EARLIEST_BIRTH = date(1900, 1, 1)
_NOT_OF_ITS_KIND = {
    FieldKind.NAME: Fault.NOT_A_NAME,
    FieldKind.MOBILE: Fault.NOT_A_MOBILE,
    FieldKind.LANDLINE: Fault.NOT_A_LANDLINE,
    FieldKind.ID_NUMBER: Fault.NOT_AN_ID_NUMBER,
    FieldKind.ADDRESS: Fault.NOT_AN_ADDRESS,
    FieldKind.BANK_CARD: Fault.NOT_A_BANK_CARD,
    FieldKind.EMAIL: Fault.NOT_AN_EMAIL,
    FieldKind.PLATE: Fault.NOT_A_PLATE,
    FieldKind.WECHAT: Fault.NOT_A_WECHAT_ID,
    FieldKind.QQ: Fault.NOT_A_QQ_NUMBER,
    FieldKind.FREE_TEXT: Fault.EMPTY,
}


def find_fault(kind: FieldKind, value: str, today: date) -> Fault | None:
    """What is wrong with ``value`` as a ``kind``, or None when it is sound; ``today`` bounds birth dates."""
    form = find_form(kind, value, today)
    return form if isinstance(form, Fault) else None


def find_form(kind: FieldKind, value: str, today: date) -> str | Fault:
    """The normal form of a sound ``value``, or what is wrong with it; ``today`` bounds birth dates."""
    if not value or value.isspace():
        return Fault.EMPTY
    if len(value) > LONGEST:
        return Fault.TOO_LONG
    form = normalise(kind, value)
    if form is None:
        return _NOT_OF_ITS_KIND[kind]
    if kind is FieldKind.ID_NUMBER:
        return _find_id_fault(form, today) or form
    if kind is FieldKind.BANK_CARD and not pass_luhn(form):
        return Fault.WRONG_CHECK_DIGIT
    if kind in _NAMED and not (form.isalpha() or any(map(str.isalpha, form))):
        return _NOT_OF_ITS_KIND[kind]
    return form


def _find_id_fault(form: str, today: date) -> Fault | None:
    if form[:2] not in PROVINCE_CODES:
        return Fault.UNKNOWN_REGION
    try:
        born = date.fromisoformat(form[6:14])
    except ValueError:
        return Fault.IMPOSSIBLE_BIRTH_DATE
    if not _EARLIEST_BIRTH <= born <= today:
        return Fault.IMPOSSIBLE_BIRTH_DATE
    if form[17] != find_check_digit(form[:17]):
        return Fault.WRONG_CHECK_DIGIT
    return None
