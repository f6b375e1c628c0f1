"""Customers' numbers and addresses inside free text (M2): where they are and of which kind.

Digits are read as a person reads them: full-width, circled, in Roman, Suzhou or Chinese numerals, with signs or
invisible characters between, but no letters and no words. What masking has already hidden is stepped over, so that
masking twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from protocol.fields import FieldKind
from protocol.normalise import normalise, pass_luhn

ENOUGH_TO_HARM = 7
"""Digits from which a run that is no known kind is hidden whole: a number typed with a slip still gives one away."""

LONGEST_RUN = 21
"""Digits of the longest kind: an ID or card number behind a country prefix."""


class Finding(NamedTuple):
    """Characters ``start`` to ``end`` of a text are ``value``, of ``kind``; a kind of None is to be hidden whole."""

    start: int
    end: int
    kind: FieldKind | None
    value: str


class _Group(NamedTuple):
    start: int
    end: int
    digits: str


class _Patterns(NamedTuple):
    email: re.Pattern[str]
    run: re.Pattern[str]
    numerals: re.Pattern[str]
    group: re.Pattern[str]
    harmless: re.Pattern[str]
    foldable: re.Pattern[str]
    enough: re.Pattern[str]
    """Whether there can be a run at all: it begins with digits alone, so that a search is a third of one for a run."""


_SPELLINGS = (
    "〇零洞",
    "一幺壹壱弌",
    "二两贰貳弐弍俩兩",
    "三叁參参叄弎仨",
    "四肆亖",
    "五伍",
    "六陆陸",
    "七柒拐",
    "八捌",
    "九玖勾",
)
"""Each digit as it is written, spoken on the radio, or made hard to forge."""
_NUMERALS = "".join(_SPELLINGS)
_FROM_NUMERAL = {ord(sign): str(digit) for digit, signs in enumerate(_SPELLINGS) for sign in signs}
_SEPARATOR = r"(?:[^\w+=×÷%$¥€£<>≤≥≈]|[_\u115f\u1160\u3164\uffa0])"
"""What is neither letter nor digit, seen or unseen, the signs of sums and prices aside: ``3999+1299=5298`` stays."""
_FURTHEST = 12
"""Separators from one digit to the next."""


@cache
def _compile() -> _Patterns:
    """The patterns, on first use: a desk that masks nothing at its start does not pay for them."""
    masked = r"[0-9]{3}\*{4}[0-9]{4}|0[0-9]{2,3}-\*{6}[0-9]{2}|[0-9]{6}\*{5,9}[0-9]{3}[0-9Xx]"
    apart = rf"{_SEPARATOR}{{0,{_FURTHEST}}}"
    digit = rf"(?!{masked})[0-9]"
    numeral = rf"[0-9{_NUMERALS}]"
    return _Patterns(
        email=re.compile(
            r"(?<![A-Za-z0-9._%+\-])[._%+\-]*[A-Za-z0-9][A-Za-z0-9._%+\-]*@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}"
        ),
        run=re.compile(rf"(?P<masked>{masked})|\+?{digit}(?:{apart}{digit}){{{ENOUGH_TO_HARM - 1},}}+[Xx]?"),
        numerals=re.compile(rf"{numeral}(?:{apart}{numeral}){{{ENOUGH_TO_HARM - 1},}}+"),
        group=re.compile(r"\+?\d+[Xx]?", re.ASCII),
        harmless=re.compile(
            r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)|[1-9]\d{0,2}(?:,\d{3})+(?!,?\d)",
            re.ASCII,
        ),
        foldable=re.compile(r"[^\x00-\x7f\u4e00-\u9fff]"),
        enough=re.compile(rf"[0-9](?:{apart}[0-9]){{{ENOUGH_TO_HARM - 1}}}"),
    )


def find_in_text(text: str) -> Iterable[Finding]:
    """What must be hidden in ``text``, left to right, none overlapping another."""
    if not text:
        return ()  # nothing to compile patterns for, when a window is made
    patterns = _compile()
    folded = _fold(text, patterns)
    if "@" not in folded and not patterns.enough.search(folded):
        return ()  # most texts hold nothing
    return _find(folded, patterns)


def _find(folded: str, patterns: _Patterns) -> Iterator[Finding]:
    place = 0
    if "@" in folded:
        for found in patterns.email.finditer(folded):
            yield from _find_numbers(folded, place, found.start(), patterns)
            yield Finding(found.start(), found.end(), FieldKind.EMAIL, found.group())
            place = found.end()
    yield from _find_numbers(folded, place, len(folded), patterns)


def _find_numbers(text: str, start: int, end: int, patterns: _Patterns) -> Iterator[Finding]:
    for run in patterns.run.finditer(text, start, end):
        if run.lastgroup != "masked":
            yield from _split_run(text, run.start(), run.end(), patterns)


def _split_run(text: str, start: int, end: int, patterns: _Patterns) -> Iterator[Finding]:
    """The kinds inside one run of digits; what is left over is hidden too when it is enough to harm."""
    groups = [_Group(g.start(), g.end(), g.group()) for g in patterns.group.finditer(text, start, end)]
    found: list[Finding] = []
    left: list[_Group] = []
    kept: list[_Group] = []
    place = 0
    while place < len(groups):
        count, finding = _join_groups(groups, place)
        if finding:
            found.append(finding)
        elif date := patterns.harmless.match(text, groups[place].start, end):
            count = sum(1 for group in groups[place:] if group.start < date.end())
            kept.append(_Group(date.start(), date.end(), ""))
        else:
            left.append(groups[place])
        place += count
    if sum(len(group.digits) for group in left) >= ENOUGH_TO_HARM:
        found += _hide(sorted(left + kept), found)
    return iter(sorted(found))


def _join_groups(groups: list[_Group], place: int) -> tuple[int, Finding | None]:
    """The most groups from ``place`` on that make one value of a kind, and that value; one group when none do."""
    joined = ""
    best: tuple[int, Finding | None] = (1, None)
    for count, group in enumerate(groups[place:], 1):
        joined += group.digits
        if len(joined) > LONGEST_RUN:
            break
        kind = _name_kind(joined)
        if kind:
            best = (count, Finding(groups[place].start, group.end, kind, joined))
    return best


def _name_kind(digits: str) -> FieldKind | None:
    if len(digits) < 10:
        return None
    if normalise(FieldKind.MOBILE, digits):
        return FieldKind.MOBILE
    if _is_id_shaped(digits):
        return FieldKind.ID_NUMBER
    if normalise(FieldKind.BANK_CARD, digits) and pass_luhn(digits):
        return FieldKind.BANK_CARD
    return FieldKind.LANDLINE if normalise(FieldKind.LANDLINE, digits) else None


def _is_id_shaped(digits: str) -> bool:
    """Whether these are an ID number's digits with a birth date in place; a slip in its check digit hides nothing."""
    form = normalise(FieldKind.ID_NUMBER, digits)
    return bool(
        form and form[6:8] in ("18", "19", "20") and "01" <= form[10:12] <= "12" and "01" <= form[12:14] <= "31"
    )


def _hide(groups: list[_Group], found: list[Finding]) -> Iterator[Finding]:
    """Neighbouring groups as one hidden stretch each, broken where a finding stands between."""
    starts = sorted(finding.start for finding in found)
    start, end = groups[0].start, groups[0].end
    for group in groups[1:]:
        if any(end <= other < group.start for other in starts):
            yield Finding(start, end, None, "")
            start = group.start
        end = group.end
    yield Finding(start, end, None, "")


def _fold(text: str, patterns: _Patterns) -> str:
    """``text`` character for character, digits of any script and Chinese numerals in long runs made ASCII."""
    if text.isascii():
        return text
    folded = "".join(map(_fold_character, text)) if patterns.foldable.search(text) else text
    return patterns.numerals.sub(lambda run: run.group().translate(_FROM_NUMERAL), folded)


_DIGITS = frozenset(range(10))


def _fold_character(character: str) -> str:
    if character < "\x80" or "\u4e00" <= character <= "\u9fff":
        return character
    number = unicodedata.numeric(character, None)
    if number is not None and number in _DIGITS:
        return str(int(number))
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character
