"""Instants as both sides write them: UTC, RFC 3339, milliseconds, a trailing Z."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from time import time_ns
from typing import Annotated

from msgspec import Meta

Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$", max_length=24)]
"""A moment as text; its alphabetical order is its order in time."""

_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")


def format_instant(moment: datetime) -> Instant:
    """Write an aware ``moment`` as an Instant; sub-millisecond digits are cut, not rounded."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """Read an Instant into an aware UTC datetime; ValueError when it is not one."""
    if not _SHAPE.fullmatch(text):
        raise ValueError("not an RFC 3339 instant in UTC with milliseconds")
    return datetime.fromisoformat(text)


def now() -> Instant:
    """The present moment by this machine's clock."""
    nanoseconds = str(time_ns())
    return f"{_write_second(nanoseconds[:-9])}.{nanoseconds[-9:-6]}Z"


def after(instant: Instant, **spans: float) -> Instant:
    """The Instant that lies a span later, the span given as ``timedelta`` keywords."""
    return format_instant(parse_instant(instant) + timedelta(**spans))


@lru_cache(maxsize=1)
def _write_second(seconds: str) -> str:
    """Whoever writes many instants writes most of them in the second of the one before."""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().removesuffix("+00:00")
