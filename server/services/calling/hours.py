"""Whether it is an hour, and a day, at which a customer may be called (U1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from protocol.call_refusals import NoCallingToday, OutsideCallingHours
from protocol.fields import FieldKind
from protocol.regions import find_region, list_provinces
from server.services.call_policy import CallPolicy
from server.services.clocks import Window


def require_hour(policy: CallPolicy, province: str, moment: datetime, own: Window | None = None) -> None:
    """NoCallingToday or OutsideCallingHours unless a customer in ``province`` (its full name, or an empty text where
    it is not known) may be called at an aware ``moment``. Where it is not known, it must be an hour that suits all.
    ``own``: the campaign's hours, which must suit as well."""
    local = moment.astimezone(ZoneInfo(policy.time_zone))
    day = local.date().isoformat()
    if day not in policy.open_days and (day in policy.closed_days or _is_kept_holiday(policy, local.date())):
        raise NoCallingToday(day=day)
    for window in (*_list_windows(policy, province), *([own] if own else ())):
        if not window.holds(local):
            raise OutsideCallingHours(opens=window.opens, closes=window.closes)


def find_province(fields: Iterable[tuple[str, str]]) -> str:
    """The province that a card's masked fields name, from ``(kind, masked)``; an empty text when none does."""
    address = dict(fields).get(FieldKind.ADDRESS.value, "")
    region = find_region(address)
    return next((province for province in list_provinces() if region.startswith(province)), "")


def _list_windows(policy: CallPolicy, province: str) -> tuple[Window, ...]:
    if province:
        return (policy.regions.get(province, policy.hours),)
    return (policy.hours, *policy.regions.values())


def _is_kept_holiday(policy: CallPolicy, day: date) -> bool:
    return not policy.on_holidays and day in _list_holidays(day.year)


@cache
def _list_holidays(year: int) -> frozenset[date]:
    """China's public holidays and the days off in their place, as its State Council sets them; for a year that it has
    not set yet, as they fall."""
    from holidays import country_holidays

    return frozenset(country_holidays("CN", years=year))
