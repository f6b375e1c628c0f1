"""The one set of masking rules, for every screen, report, log and export (M1, M2).

:func:`mask` is pure and total: it never raises, never returns a non-empty input unchanged unless that is a mask
already, and never shows more than the kind's rule allows. What does not parse as its kind becomes ``****``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from protocol.fields import FieldKind
from protocol.free_text import find_in_text
from protocol.normalise import fold, normalise
from protocol.regions import find_region
from protocol.surnames import COMPOUND_SURNAMES

FALLBACK = "****"
_DOTS = dict.fromkeys(map(ord, "•・‧∙."), "·")


def mask(kind: FieldKind, value: str) -> str:
    """``value`` as anybody may see it; an empty value stays empty."""
    if kind is FieldKind.FREE_TEXT:
        return mask_free_text(value)
    if not value.strip():
        return FALLBACK if value else ""
    return _RULES[kind](value)


def mask_form(kind: FieldKind, form: str) -> str:
    """:func:`mask` of a value that is in its normal form already, as :func:`protocol.normalise.normalise` gives it."""
    return _OF_FORMS[kind](form)


def mask_free_text(text: str) -> str:
    """``text`` with every number or address of a customer inside it masked in place, the rest as it was (M2).

    Found are ID numbers, bank cards, mobiles, landlines with an area code and e-mail addresses: with full-width
    digits, Chinese numerals, ``+86``, and signs, seen or unseen, between the digits. Any other seven or more digits
    in a run are hidden whole, dates and sums of money aside. Masking the result again changes nothing.
    """
    pieces, last = [], 0
    for start, end, kind, value in find_in_text(text):
        pieces += [text[last:start], _RULES[kind](value) if kind else FALLBACK]
        last = end
    return "".join((*pieces, text[last:])) if pieces else text


def _by_form(kind: FieldKind) -> Callable[[str], str]:
    show = _OF_FORMS[kind]

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


def _mask_name(name: str) -> str:
    if "*" in name or not (name.isalpha() or any(map(str.isalpha, name))):
        return FALLBACK
    parts = [part for part in name.translate(_DOTS).split("·") if part] if not name.isalpha() else [name]
    if len(parts) > 1:
        return f"{parts[0][0]}***·***"
    if name.isascii() or " " in name:
        return f"{name[0]}***"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:kept] + "*" * max(1, len(name) - kept)


def _mask_region(form: str) -> str:
    return find_region("".join(form.split())) + FALLBACK


def _mask_address(email: str) -> str:
    local, _, domain = email.partition("@")
    return f"{local.lstrip('._%+-')[0]}***@{_mask_domain(domain)}"


@lru_cache(1_024)
def _mask_domain(domain: str) -> str:
    return mask_free_text(domain)


_OF_FORMS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.MOBILE: lambda form: f"{form[:3]}****{form[-4:]}",
    FieldKind.LANDLINE: lambda form: f"{form.split('-')[0]}-******{form[-2:]}",
    FieldKind.ID_NUMBER: lambda form: f"{form[:6]}********{form[-4:]}",
    FieldKind.NAME: _mask_name,
    FieldKind.ADDRESS: _mask_region,
    FieldKind.BANK_CARD: lambda form: f"{form[:6]}{'*' * (len(form) - 10)}{form[-4:]}",
    FieldKind.EMAIL: _mask_address,
    FieldKind.PLATE: lambda form: f"{form[:2]}****{form[-1]}",
    FieldKind.WECHAT: lambda form: f"{form[0]}****{form[-1]}",
    FieldKind.QQ: lambda form: f"{form[0]}****{form[-1]}",
    FieldKind.FREE_TEXT: mask_free_text,
}
_RULES: dict[FieldKind, Callable[[str], str]] = {
    **{kind: _by_form(kind) for kind in FieldKind},
    FieldKind.ID_NUMBER: _mask_id,  # a 15-digit one shows its own digits
    FieldKind.FREE_TEXT: mask_free_text,
}
