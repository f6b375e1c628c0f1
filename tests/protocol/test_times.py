"""An instant is UTC to the millisecond, cut and not rounded."""

from datetime import UTC, datetime, timedelta

import pytest

from protocol.times import format_instant, now

BEGUN = datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC)


def test_the_present_moment_is_written_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for micros in (0, 1_000, 999_999, 1_000_000, 1_002_999, 999_000):
        at = int(BEGUN.timestamp()) * 1_000_000_000 + micros * 1_000 + 999
        monkeypatch.setattr("protocol.times.time_ns", lambda at=at: at)
        assert now() == format_instant(BEGUN + timedelta(microseconds=micros))
