"""When and how often customers may be called (U1, P3)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol.administration import ConfigurationWrong
from protocol.joining import ListenInRule
from server.services.clocks import Window

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", max_length=10)]


def _default_regions() -> dict[str, Window]:
    """Where the sun rises two hours after Beijing's, the day begins later too."""
    return {
        "新疆维吾尔自治区": Window(opens="11:00", closes="21:30"),
        "西藏自治区": Window(opens="10:30", closes="21:00"),
    }


class TableVoice(StrEnum):
    """How voice runs between the PBX and the telephones on tables (T1)."""

    SEALED = "sealed"
    """By SRTP, or not at all."""
    MAY_BE_CLEAR = "may-be-clear"
    """By SRTP where the telephone can, else in the clear."""


class CallPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules for calls. ``hours`` and ``regions`` (by a province's full name) are clock times in ``time_zone``, the one
    of all China. ``most_a_day`` and ``most_a_week`` count a customer's calls of 24 hours and of seven days, whoever
    made them and in whatever campaign; ``least_gap_s`` are seconds between two of them.

    Without ``on_holidays`` nobody is called on a public holiday of China, made-up days off included; ``closed_days``
    and ``open_days`` (``YYYY-MM-DD``) are what the company decides beside, and count before the calendar.
    ``listen_in``: whether supervisors may listen to calls whose customers said yes to it. ``table_voice``: whether a
    telephone on a table that has no SRTP may speak in the clear with the PBX.
    """

    hours: Window = msgspec.field(default_factory=lambda: Window(opens="09:00", closes="20:00"))
    regions: dict[str, Window] = msgspec.field(default_factory=_default_regions)
    time_zone: str = "Asia/Shanghai"
    on_holidays: bool = False
    closed_days: tuple[Day, ...] = ()
    open_days: tuple[Day, ...] = ()
    most_a_day: Annotated[int, Meta(ge=1, le=50)] = 3
    most_a_week: Annotated[int, Meta(ge=1, le=200)] = 6
    least_gap_s: Annotated[int, Meta(ge=0, le=7 * 24 * 3600)] = 1800
    token_life_s: Annotated[int, Meta(ge=5, le=60)] = 30
    listen_in: ListenInRule = ListenInRule.NEVER
    table_voice: TableVoice = TableVoice.SEALED


class CampaignCalling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A campaign's own rules for calls, beside the company's: both hold, so a campaign can be stricter and never
    looser. What is None is the company's alone."""

    hours: Window | None = None
    most_a_day: Annotated[int, Meta(ge=1, le=50)] | None = None
    most_a_week: Annotated[int, Meta(ge=1, le=200)] | None = None
    least_gap_s: Annotated[int, Meta(ge=0, le=7 * 24 * 3600)] | None = None


def narrow(policy: CallPolicy, own: CampaignCalling) -> CallPolicy:
    """The company's caps, or the campaign's where they are stricter."""
    return msgspec.structs.replace(
        policy,
        most_a_day=min(policy.most_a_day, own.most_a_day or policy.most_a_day),
        most_a_week=min(policy.most_a_week, own.most_a_week or policy.most_a_week),
        least_gap_s=max(policy.least_gap_s, own.least_gap_s or 0),
    )


def check_calling(own: CampaignCalling, policy: CallPolicy) -> None:
    """ConfigurationWrong for rules by which nobody could ever be called, or a week's cap below a day's."""
    if own.most_a_day and own.most_a_week and own.most_a_week < own.most_a_day:
        raise ConfigurationWrong(setting="calling.most_a_week", reason="it is less than calling.most_a_day")
    if own.hours and not any(own.hours.meets(window) for window in (policy.hours, *policy.regions.values())):
        reason = f"nobody may be called then; policy says {policy.hours.opens} to {policy.hours.closes}"
        raise ConfigurationWrong(setting="calling.hours", reason=reason)
