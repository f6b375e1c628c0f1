"""How much of what is too much: the part of the company's policy that the watch goes by (U3).

A window is counted in whole minutes. Where a rule says ``freeze``, the person is stopped at once and security alerted;
with ``alert`` only the alert; ``off`` looks away.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.events import Act

Threshold = Annotated[int, Meta(ge=1, le=1_000_000)]
Window = Annotated[int, Meta(ge=60, le=90 * 86_400)]
Clock = Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]


class Action(StrEnum):
    """What follows when a rule is broken."""

    OFF = "off"
    ALERT = "alert"
    FREEZE = "freeze"


class CountRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``threshold`` of ``acts`` by one person within ``window_s`` seconds."""

    acts: tuple[Act, ...]
    threshold: Threshold
    window_s: Window
    action: Action


class HoursRule(CountRule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As above, of acts outside working hours. Clock times in the policy's time zone; empty: those of reveals."""

    opens: Clock = ""
    closes: Clock = ""


class PlacesRule(CountRule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person at work from ``threshold`` devices or addresses, by turns, for longer than ``overlap_s`` seconds.

    Somebody who leaves one desk and sits down at another never overlaps.
    """

    threshold: Annotated[int, Meta(ge=2, le=100)] = 2
    overlap_s: Annotated[int, Meta(ge=0, le=86_400)] = 60


class PairsRule(CountRule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same two people ``threshold`` times within the window: who asks and who approves (A2), or who listens in and
    whose calls they are."""


_WORK = (Act.CARD_OPENED, Act.OUTCOME_RECORDED, Act.REVEAL_REQUESTED, Act.REVEAL_OPENED, Act.APPROVAL_GIVEN)
_PRESENCE = (Act.SIGNIN_SUCCEEDED, Act.STEPUP_SUCCEEDED, Act.CARD_OPENED, Act.OUTCOME_RECORDED, Act.REVEAL_OPENED)
_SEEN = (Act.CARD_OPENED, Act.INSPECTION_OPENED)
_FREEZE, _ALERT, _WEEK_S = Action.FREEZE, Action.ALERT, 7 * 86_400


class AnomalyPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every rule. The defaults let a fast, honest agent work and stop a harvest within minutes."""

    others_customers: CountRule = CountRule(acts=(Act.CARD_REFUSED,), threshold=5, window_s=600, action=_FREEZE)
    bulk_views: CountRule = CountRule(acts=_SEEN, threshold=150, window_s=900, action=_FREEZE)
    out_of_hours: HoursRule = HoursRule(acts=_WORK, threshold=3, window_s=3600, action=_FREEZE)
    reveal_streak: CountRule = CountRule(acts=(Act.REVEAL_REQUESTED,), threshold=12, window_s=900, action=_FREEZE)
    recording_streak: CountRule = CountRule(acts=(Act.RECORDING_ASKED,), threshold=20, window_s=900, action=_FREEZE)
    refused_step_ups: CountRule = CountRule(acts=(Act.STEPUP_FAILED,), threshold=4, window_s=3600, action=_ALERT)
    two_places: PlacesRule = PlacesRule(acts=_PRESENCE, window_s=300, action=_ALERT)
    approver_pairs: PairsRule = PairsRule(acts=(Act.APPROVAL_GIVEN,), threshold=20, window_s=_WEEK_S, action=_ALERT)
    listening_pairs: PairsRule = PairsRule(acts=(Act.JOIN_ASKED,), threshold=15, window_s=_WEEK_S, action=_ALERT)
    guard_failures: CountRule = CountRule(acts=(Act.GUARD_FAILED,), threshold=1, window_s=3600, action=_ALERT)
    export_tries: CountRule = CountRule(acts=(Act.EXPORT_BLOCKED,), threshold=1, window_s=3600, action=_FREEZE)

    def rules(self) -> dict[str, CountRule]:
        """The rules that look, by the name of their alert."""
        named = {name.replace("_", "-"): getattr(self, name) for name in self.__struct_fields__}
        return {name: rule for name, rule in named.items() if rule.action is not Action.OFF}
