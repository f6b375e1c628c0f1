"""What a company demands of its desks' machines (D5, A3, A4)."""

from __future__ import annotations

from msgspec import Struct

from protocol.posture import Check


class PosturePolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The checks that must be ok before a desk gets customer data, where its system has them; unknown is not ok."""

    must_hold: tuple[Check, ...] = ()
