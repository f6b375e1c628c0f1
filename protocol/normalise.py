"""One normal form for each value, so that masking, checking and the blind index agree (M1, S1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from operator import mul

from protocol.fields import FieldKind

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-.‐‑‒–—·]+(?=\d)")
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")  # exports pad two-character names: 张　伟
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_AREA = re.compile(r"(010|02[0-57-9]|0[3-9]\d{2})(\d{7,8})")
_ID_18 = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_15 = re.compile(r"[1-9]\d{14}")
_CARD = re.compile(r"[3-9]\d{14,18}")
_EMAIL = re.compile(r"(?=[._%+\-]*[A-Za-z0-9])[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
)
_WECHAT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]{5,19}")
_QQ = re.compile(r"[1-9]\d{4,11}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CODE_OF_ZERO = ord("0") * sum(_WEIGHTS)


def fold(value: str) -> str:
    """NFKC with outer space cut: full-width digits become ASCII."""
    return (value if value.isascii() else unicodedata.normalize("NFKC", value)).strip()


def join_digits(value: str) -> str:
    """``value`` folded, with spaces, hyphens and dots between its digits dropped."""
    return _BETWEEN_DIGITS.sub("", fold(value))


def find_check_digit(first_17: str) -> str:
    """The check digit of an ID number's first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECKS[(sum(map(mul, first_17.encode("ascii"), _WEIGHTS)) - _CODE_OF_ZERO) % 11]


def pass_luhn(digits: str) -> bool:
    """Whether a bank card number's last digit checks (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _mobile(value: str) -> str | None:
    if _MOBILE.fullmatch(value):
        return value
    digits = _COUNTRY.sub("", join_digits(value).replace("(", "").replace(")", "")).strip(" -")
    return digits if _MOBILE.fullmatch(digits) else None


def _landline(value: str) -> str | None:
    digits = join_digits(value).replace("(", "").replace(")", "").replace(" ", "").replace("-", "")
    if digits.startswith(("+86", "0086")):
        digits = "0" + digits.removeprefix("+86").removeprefix("0086").removeprefix("0")
    parts = _AREA.fullmatch(digits) if digits.isascii() else None
    return f"{parts[1]}-{parts[2]}" if parts else None


def _id_number(value: str) -> str | None:
    if _ID_18.fullmatch(value):
        return value
    digits = join_digits(value).upper().replace(" ", "").replace("-", "")
    if not digits.isascii():
        return None
    if _ID_18.fullmatch(digits):
        return digits
    if _ID_15.fullmatch(digits):
        longer = f"{digits[:6]}19{digits[6:]}"
        return longer + find_check_digit(longer)
    return None


def _bank_card(value: str) -> str | None:
    digits = join_digits(value)
    return digits if digits.isascii() and _CARD.fullmatch(digits) else None


def _email(value: str) -> str | None:
    text = fold(value)
    return text.lower() if _EMAIL.fullmatch(text) else None


def _plate(value: str) -> str | None:
    if _PLATE.fullmatch(value):
        return value
    text = fold(value).upper().replace(" ", "").replace("·", "").replace("-", "").replace("・", "")
    return text if _PLATE.fullmatch(text) else None


def _wechat(value: str) -> str | None:
    text = fold(value)
    # WeChat also finds people by the mobile or QQ number they joined with
    return text if _WECHAT.fullmatch(text) else _mobile(text) or _qq(text)


def _qq(value: str) -> str | None:
    digits = join_digits(value)
    return digits if digits.isascii() and _QQ.fullmatch(digits) else None


def _name(value: str) -> str | None:
    return _BETWEEN_HAN.sub("", fold(value)) or None


def _text(value: str) -> str | None:
    return fold(value) or None


_FORMS: dict[FieldKind, Callable[[str], str | None]] = {
    FieldKind.MOBILE: _mobile,
    FieldKind.LANDLINE: _landline,
    FieldKind.ID_NUMBER: _id_number,
    FieldKind.BANK_CARD: _bank_card,
    FieldKind.EMAIL: _email,
    FieldKind.PLATE: _plate,
    FieldKind.WECHAT: _wechat,
    FieldKind.QQ: _qq,
    FieldKind.NAME: _name,
    FieldKind.ADDRESS: _text,
    FieldKind.FREE_TEXT: _text,
}


def normalise(kind: FieldKind, value: str) -> str | None:
    """The normal form of ``value``, or None when it does not parse as its ``kind``.

    Mobile: 11 digits. Landline: area code, hyphen, number. ID number: 18 characters, a 15-digit one lengthened.
    Bank card and QQ: digits. E-mail: lower case. Plate: upper case. Names and text: NFKC, trimmed.
    """
    return _FORMS[kind](value)
