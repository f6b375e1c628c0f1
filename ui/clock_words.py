"""Moments and spans as people read them on the desk, in their own time zone and language."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from protocol.times import Instant, parse_instant

_DAY_S = 86_400


def write_moment(instant: Instant) -> str:
    """``10:30`` today, ``11-20 10:30`` this year, ``2025-11-20 10:30`` before and after."""
    moment, today = _localise(instant), datetime.now(UTC).astimezone()
    if moment.date() == today.date():
        return moment.strftime("%H:%M")
    return moment.strftime("%m-%d %H:%M" if moment.year == today.year else "%Y-%m-%d %H:%M")


def write_day(instant: Instant) -> str:
    """``2026-08-02``, in local time."""
    return _localise(instant).strftime("%Y-%m-%d")


def write_minute(instant: Instant) -> str:
    """``10:30``, in local time."""
    return _localise(instant).strftime("%H:%M")


def write_clock(instant: Instant) -> str:
    """``10:30:07``, in local time."""
    return _localise(instant).strftime("%H:%M:%S")


def count_days_left(instant: Instant) -> int:
    """Whole days until ``instant``; negative once it has passed."""
    return int((parse_instant(instant) - datetime.now(UTC)).total_seconds() // _DAY_S)


def write_ago(instant: Instant) -> str:
    """``just now``, ``40 s ago``, ``5 min ago``, then the clock."""
    seconds = (datetime.now(UTC) - parse_instant(instant)).total_seconds()
    translate = QCoreApplication.translate
    if seconds < 5:
        return translate("Clock", "just now")
    if seconds < 60:
        return translate("Clock", "{count} s ago").format(count=int(seconds // 5 * 5))
    if seconds < 3600:
        return translate("Clock", "{count} min ago").format(count=int(seconds // 60))
    return write_moment(instant)


def write_span(seconds: int) -> str:
    """``90 s``, ``5 min``, ``24 h``, ``2 days``: the largest unit of which there are two, whole."""
    translate = QCoreApplication.translate
    if seconds >= 2 * _DAY_S:
        return translate("Clock", "{count} days").format(count=seconds // _DAY_S)
    if seconds >= 2 * 3600:
        return translate("Clock", "{count} h").format(count=seconds // 3600)
    if seconds >= 2 * 60:
        return translate("Clock", "{count} min").format(count=seconds // 60)
    return translate("Clock", "{count} s").format(count=seconds)


def write_stopwatch(seconds: float) -> str:
    """``02:14``, or ``1:02:14`` from an hour on."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes_and_seconds = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{minutes_and_seconds}" if hours else minutes_and_seconds


def _localise(instant: Instant) -> datetime:
    return parse_instant(instant).astimezone()
