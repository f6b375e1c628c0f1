"""Rows of an import: checked, put into normal form and masked, or refused with a reason (C3, C4, M1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from protocol.fields import FieldKind
from protocol.masking import FALLBACK, mask, mask_form, mask_free_text
from protocol.normalise import fold
from protocol.times import Instant, format_instant
from protocol.validate import LONGEST, Fault, find_form
from server.services.importing.columns import Columns, Extra
from server.services.importing.moments import read_moment
from server.services.importing.table import Cells

_ONE_VALUE = re.compile(r'="([^"]*)"|\'(.*)', re.DOTALL)  # how CRMs keep a spreadsheet from rounding a number
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_APART = re.compile(r"[\s,;、|]+")
_REMEMBERED = 4_096


class RowFault(StrEnum):
    """Why a whole row is refused, beside the faults of single values."""

    BROKEN = "broken-quotes-or-cells"
    TOO_MANY_CELLS = "more-cells-than-columns"
    ROUNDED = "digits-lost-by-a-spreadsheet"
    NO_MOBILE = "no-mobile"
    NO_CONSENT = "no-consent-basis"
    CONSENT_DATE = "consent-date-unreadable"
    CONSENT_IN_FUTURE = "consent-in-future"
    DUPLICATE = "duplicate"
    DO_NOT_CALL = "do-not-call"


class ConsentBasis(Struct, frozen=True, gc=False):
    """How the customers of a file agreed, where the file itself does not say."""

    how: str
    at: Instant
    wording: str


class GoodRow(Struct, frozen=True, gc=False):
    """A row that goes in. ``values`` are normal forms by kind; ``masked`` is what anybody may see."""

    number: int
    values: dict[FieldKind, str]
    masked: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    external_id: str
    consent: ConsentBasis


class BadRow(Struct, frozen=True, gc=False):
    """A row that stays out: where, why (a :class:`~protocol.validate.Fault` or RowFault), and the value masked."""

    number: int
    column: str
    reason: str
    masked: str


class _Draft(Struct, gc=False):
    """A row on its way through the checks; it is bad as soon as there is a ``fault``."""

    number: int
    cells: list[str]
    fault: BadRow | None
    values: dict[FieldKind, str]
    masked: list[tuple[str, str]]


class RowChecker:
    """Checks rows of one file. ``moment`` is now, aware; ``zone`` is where the company's clocks are."""

    def __init__(self, columns: Columns, moment: datetime, zone: ZoneInfo, consent: ConsentBasis | None) -> None:
        self._columns, self._zone, self._consent = columns, zone, consent
        self._today = moment.astimezone(zone).date()
        self._tomorrow = datetime.combine(self._today + timedelta(days=1), time.min, zone)
        extras = [columns.extras.get(extra) for extra in Extra]
        self._external_id, self._tags, self._how, self._at, self._wording = extras

    def check(self, first: int, rows: Sequence[Cells]) -> list[GoodRow | BadRow]:
        """Some neighbouring rows of the file, in their order; empty ones are left out.

        ``first`` is the number of the first one, counted as a spreadsheet does. Some dozens of rows are checked fastest
        together, column by column: the processor then has the code of one check at hand, not of all.
        """
        drafts = [
            self._begin(number, row)
            for number, row in enumerate(rows, first)
            if row is None or any(map(str.strip, row))
        ]
        for kind, place in self._columns.fields:
            self._check_column(kind, place, [draft for draft in drafts if not draft.fault])
        return [draft.fault or self._finish(draft) for draft in drafts]

    def _begin(self, number: int, row: Cells) -> _Draft:
        if row is None:
            return _Draft(number, [], BadRow(number, "", RowFault.BROKEN, ""), {}, [])
        if len(row) < self._columns.width:
            row += [""] * (self._columns.width - len(row))
        elif any(map(str.strip, row[self._columns.width :])):
            return _Draft(number, [], BadRow(number, "", RowFault.TOO_MANY_CELLS, ""), {}, [])
        return _Draft(number, tidy_all(row), None, {}, [])

    def _check_column(self, kind: FieldKind, place: int, drafts: Sequence[_Draft]) -> None:
        name, today, is_kept = kind.value, self._today, kind is not FieldKind.FREE_TEXT
        for draft in drafts:
            text = draft.cells[place]
            if not text:
                continue
            form = find_form(kind, text, today)
            if isinstance(form, Fault):
                draft.fault = _refuse(draft.number, kind, form, text)
                continue
            if is_kept:
                draft.values[kind] = form
            draft.masked.append((name, mask_form(kind, form)))

    def _finish(self, draft: _Draft) -> GoodRow | BadRow:
        if FieldKind.MOBILE not in draft.values:
            return BadRow(draft.number, FieldKind.MOBILE.value, RowFault.NO_MOBILE, "")
        cells = draft.cells
        consent = self._read_consent(cells)
        if isinstance(consent, RowFault):
            return BadRow(draft.number, "consent", consent, "")
        return GoodRow(
            draft.number,
            draft.values,
            tuple(draft.masked),
            _read_tags(_pick(cells, self._tags)),
            mask_free_text(fold(_pick(cells, self._external_id)))[:64],
            consent,
        )

    def _read_consent(self, cells: Sequence[str]) -> ConsentBasis | RowFault:
        how, at = _pick(cells, self._how), _pick(cells, self._at)
        if not how and not at:
            return self._consent or RowFault.NO_CONSENT
        if not how or not at:
            return RowFault.NO_CONSENT
        given = read_moment(fold(at), self._zone)
        if given is None:
            return RowFault.CONSENT_DATE
        if given >= self._tomorrow:
            return RowFault.CONSENT_IN_FUTURE
        return ConsentBasis(_mask_words(how)[:80], format_instant(given), _mask_words(_pick(cells, self._wording))[:64])


def _pick(cells: Sequence[str], place: int | None) -> str:
    """What stands in a column, if there is one, as far as it can be read."""
    return "" if place is None else cells[place][:LONGEST]


def tidy_all(row: Sequence[str]) -> list[str]:
    """:func:`tidy` of every cell; in most rows there is only outer space to cut."""
    whole = "".join(row)
    if whole.isprintable() and "=" not in whole and "'" not in whole:
        return [cell.strip() for cell in row]
    return list(map(tidy, row))


def tidy(cell: str) -> str:
    """A cell's text without outer space, invisible characters, and what only keeps a spreadsheet from rounding it."""
    text = cell.strip()
    if not text:
        return ""
    if text[0] in "='":
        text = _ONE_VALUE.sub(lambda found: found[1] or found[2] or "", text) if _ONE_VALUE.fullmatch(text) else text
    if not text.isprintable():
        text = "".join(character for character in text if character.isprintable() or character.isspace())
    return text.strip()


def _refuse(number: int, kind: FieldKind, fault: Fault, text: str) -> BadRow:
    if fault is Fault.TOO_LONG:
        return BadRow(number, kind.value, fault, FALLBACK)
    reason = RowFault.ROUNDED if _ROUNDED.fullmatch(text) else fault
    return BadRow(number, kind.value, reason, mask(kind, text)[:80])


@lru_cache(_REMEMBERED)
def _mask_words(text: str) -> str:
    return mask_free_text(fold(text))


@lru_cache(_REMEMBERED)
def _read_tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _APART.split(mask_free_text(fold(text))))))[:16]
