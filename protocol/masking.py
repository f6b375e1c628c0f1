"""The one set of masking rules, for every screen, report, log and export (M1, M2).

:func:`mask` is pure and total: it never raises, never returns a non-empty input unchanged unless that is a mask
already, and never shows more than the kind's rule allows. What does not parse as its kind becomes ``****``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from protocol.fields import FieldKind
from protocol.normalise import fold, normalise
from protocol.regions import find_region
from protocol.surnames import COMPOUND_SURNAMES

FALLBACK = "****"
_DOTS = re.compile(r"[·•・‧∙.]")
_MASKED_NAME = re.compile(r"\w{1,2}\*+|\w\*{3}·\*{3}")


def mask(kind: FieldKind, value: str) -> str:
    """``value`` as anybody may see it; an empty value stays empty."""
    if not value.strip():
        return FALLBACK if value else ""
    return _RULES[kind](value)


def mask_free_text(text: str) -> str:
    """``text`` with every number or address of a customer inside it masked in place, the rest as it was (M2).

    Found are ID numbers, bank cards, mobiles, landlines with an area code and e-mail addresses: with full-width
    digits, Chinese numerals, ``+86``, and spaces, hyphens or dots between the digits. Any other run of seven or more
    digits is masked whole, since a number typed with a slip in it still gives the customer away.
    """
    if not _WORTH_A_LOOK.search(text):
        return text
    folded = _fold_digits(text)
    spans = [(found.start(), found.end(), _mask_address(found.group())) for found in _EMAIL.finditer(folded)]
    spans += [(found.start(), found.end(), _mask_digits(found.group())) for found in _DIGITS.finditer(folded)]
    pieces, last = [], 0
    for start, end, masked in sorted(spans):
        if start < last:
            continue
        pieces += [text[last:start], masked]
        last = end
    return "".join((*pieces, text[last:]))


def _by_form(kind: FieldKind, show: Callable[[str], str]) -> Callable[[str], str]:
    def rule(value: str) -> str:
        form = normalise(kind, value)
        return show(form) if form else FALLBACK

    return rule


def _mask_id(value: str) -> str:
    form = normalise(FieldKind.ID_NUMBER, value)
    if not form:
        return FALLBACK
    digits = "".join(character for character in fold(value).upper() if character.isdigit() or character == "X")
    return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"


def _mask_name(value: str) -> str:
    name = fold(value)
    if "*" in name or not any(character.isalnum() for character in name):
        return FALLBACK
    parts = [part for part in _DOTS.split(name) if part]
    if len(parts) > 1:
        return f"{parts[0][0]}***·***"
    if name.isascii() or " " in name:
        return f"{name[0]}***"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:kept] + "*" * max(1, len(name) - kept)


def _mask_region(value: str) -> str:
    return find_region(fold(value).replace(" ", "")) + FALLBACK


def _mask_address(email: str) -> str:
    local, _, domain = email.partition("@")
    return f"{local[0]}***@{domain}"


_RULES: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.MOBILE: _by_form(FieldKind.MOBILE, lambda form: f"{form[:3]}****{form[-4:]}"),
    FieldKind.LANDLINE: _by_form(FieldKind.LANDLINE, lambda form: f"{form.split('-')[0]}-******{form[-2:]}"),
    FieldKind.ID_NUMBER: _mask_id,
    FieldKind.NAME: _mask_name,
    FieldKind.ADDRESS: _mask_region,
    FieldKind.BANK_CARD: _by_form(FieldKind.BANK_CARD, lambda form: f"{form[:6]}{'*' * (len(form) - 10)}{form[-4:]}"),
    FieldKind.EMAIL: _by_form(FieldKind.EMAIL, _mask_address),
    FieldKind.PLATE: _by_form(FieldKind.PLATE, lambda form: f"{form[:2]}****{form[-1]}"),
    FieldKind.WECHAT: _by_form(FieldKind.WECHAT, lambda form: f"{form[0]}****{form[-1]}"),
    FieldKind.QQ: _by_form(FieldKind.QQ, lambda form: f"{form[0]}****{form[-1]}"),
    FieldKind.FREE_TEXT: mask_free_text,
}

# --- digits inside text --------------------------------------------------------------------------------------------

_NUMERALS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两"
_NUMERAL_DIGITS = "00123456789112345678" + "92"
_FROM_NUMERAL = dict(zip(_NUMERALS, _NUMERAL_DIGITS, strict=True))
_SEPARATOR = r"[\s\-.,，。、_/·‐‑‒–—()（）*]"
_DIGITS = re.compile(rf"(?:\+|00)?\d(?:{_SEPARATOR}{{0,3}}\d){{6,}}[Xx]?")
_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
)
_WORTH_A_LOOK = re.compile(rf"[@＠]|[\d{_NUMERALS}](?:{_SEPARATOR}{{0,3}}[\d{_NUMERALS}]){{6,}}")
_NUMERAL_RUN = re.compile(rf"[\d{_NUMERALS}](?:{_SEPARATOR}{{0,3}}[\d{_NUMERALS}]){{6,}}")


def _fold_digits(text: str) -> str:
    """``text`` character for character, digits of any script and Chinese numerals in long runs made ASCII."""
    folded = "".join(map(_fold_character, text))
    return _NUMERAL_RUN.sub(lambda run: "".join(_FROM_NUMERAL.get(c, c) for c in run.group()), folded)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


def _mask_digits(run: str) -> str:
    digits = "".join(character for character in run if character.isdigit() or character in "Xx").upper()
    for kind in (FieldKind.MOBILE, FieldKind.ID_NUMBER, FieldKind.BANK_CARD, FieldKind.LANDLINE):
        candidate = f"+{digits}" if run.startswith("+") else digits
        if normalise(kind, candidate):
            return mask(kind, candidate)
    return FALLBACK
