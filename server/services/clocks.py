"""Clock times of a company's rules: ``HH:MM`` where the company is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Window(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From ``opens`` until just before ``closes``, over midnight too; equal ones mean all day."""

    opens: Clock
    closes: Clock

    def holds(self, local: datetime) -> bool:
        """Whether a local moment lies within."""
        return is_between(self.opens, self.closes, local)


def is_between(opens: str, closes: str, local: datetime) -> bool:
    """Whether a local moment lies between two clock times, over midnight too; equal ones mean all day."""
    if opens == closes:
        return True
    clock = local.isoformat(timespec="minutes")[11:16]
    if opens < closes:
        return opens <= clock < closes
    return clock >= opens or clock < closes
