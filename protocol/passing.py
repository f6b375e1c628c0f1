"""Refusals that are no word on what was asked: Central cannot say it now, and may in a moment (A8)."""

from __future__ import annotations

from protocol.errors import UnexpectedError, VeildeskError
from protocol.refusals import ClockWrong, Replayed, TooManyRequests
from protocol.road import RecordsUnavailable

PASSING: tuple[type[VeildeskError], ...] = (
    TooManyRequests,
    RecordsUnavailable,
    ClockWrong,
    Replayed,
    UnexpectedError,
)
"""Of those that Central answers with; a road that is cut is no answer at all."""
