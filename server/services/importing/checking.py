"""One row of an import: checked, put into normal form and masked, or refused with a reason (C3, C4, M1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from msgspec import Struct

from protocol.fields import FieldKind
from protocol.masking import mask, mask_free_text
from protocol.normalise import fold, normalise
from protocol.times import Instant, format_instant
from protocol.validate import Fault, find_fault
from server.services.importing.columns import Columns, Extra


class RowFault(StrEnum):
    """Why a whole row is refused, beside the faults of single values."""

    NO_MOBILE = "no-mobile"
    NO_CONSENT = "no-consent-basis"
    CONSENT_DATE = "consent-date-unreadable"
    CONSENT_IN_FUTURE = "consent-in-future"
    DUPLICATE = "duplicate"


class ConsentBasis(Struct, frozen=True):
    """How the customers of a file agreed, where the file itself does not say."""

    how: str
    at: Instant
    wording: str


class GoodRow(Struct, frozen=True):
    """A row that goes in. ``values`` are normal forms by kind; ``masked`` is what anybody may see."""

    number: int
    values: dict[FieldKind, str]
    masked: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    external_id: str
    consent: ConsentBasis


class BadRow(Struct, frozen=True):
    """A row that stays out: where, why, and the value masked."""

    number: int
    column: str
    reason: Fault | RowFault
    masked: str


class RowChecker:
    """Checks rows of one file."""

    def __init__(self, columns: Columns, today: date, consent: ConsentBasis | None) -> None:
        self._columns, self._today, self._consent = columns, today, consent

    def check(self, number: int, row: Sequence[str]) -> GoodRow | BadRow:
        """Row ``number`` of the file, counted from 1 with the header."""
        values: dict[FieldKind, str] = {}
        masked: list[tuple[str, str]] = []
        for kind, place in self._columns.fields:
            text = row[place].strip() if place < len(row) else ""
            if not text:
                continue
            fault = find_fault(kind, text, self._today)
            if fault:
                return BadRow(number, kind.value, fault, mask(kind, text)[:80])
            form = normalise(kind, text) or ""
            if kind is FieldKind.FREE_TEXT:
                masked.append((kind.value, mask_free_text(form)))
                continue
            values[kind] = form
            masked.append((kind.value, mask(kind, form)))
        if FieldKind.MOBILE not in values:
            return BadRow(number, FieldKind.MOBILE.value, RowFault.NO_MOBILE, "")
        consent = self._read_consent(row)
        if isinstance(consent, RowFault):
            return BadRow(number, "consent", consent, "")
        masked.sort(key=lambda item: item[0] != FieldKind.NAME.value)
        return GoodRow(
            number,
            values,
            tuple(masked),
            tuple(dict.fromkeys(mask_free_text(self._extra(row, Extra.TAGS)).replace(",", " ").split()))[:16],
            mask_free_text(self._extra(row, Extra.EXTERNAL_ID))[:64],
            consent,
        )

    def _extra(self, row: Sequence[str], extra: Extra) -> str:
        place = self._columns.extras.get(extra)
        return fold(row[place]) if place is not None and place < len(row) else ""

    def _read_consent(self, row: Sequence[str]) -> ConsentBasis | RowFault:
        how, at = self._extra(row, Extra.CONSENT_HOW), self._extra(row, Extra.CONSENT_AT)
        if not how and not at:
            return self._consent or RowFault.NO_CONSENT
        if not how or not at:
            return RowFault.NO_CONSENT
        given = _read_date(at)
        if given is None:
            return RowFault.CONSENT_DATE
        if given.date() > self._today:
            return RowFault.CONSENT_IN_FUTURE
        return ConsentBasis(
            mask_free_text(how)[:80], format_instant(given), self._extra(row, Extra.CONSENT_WORDING)[:64]
        )


def _read_date(text: str) -> datetime | None:
    tidy = text.replace("/", "-").replace("年", "-").replace("月", "-").replace("日", "").strip()
    parts = tidy.split(" ", 1)
    try:
        year, month, day = (int(part) for part in parts[0].split("T")[0].split("-"))
        clock = parts[1] if len(parts) > 1 else tidy.partition("T")[2]
        hour, minute = (int(part) for part in clock.split(":")[:2]) if ":" in clock else (0, 0)
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
