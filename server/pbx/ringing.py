"""What rings for a call that comes in, or is handed on: a desk, or the telephone on a table in its place (D1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sippy.CCEvents import CCEventFail, CCEventTry
from sippy.MsgBody import MsgBody
from sippy.SipCallId import SipCallId
from sippy.SipGenericHF import SipGenericHF
from sippy.SipHeader import SipHeader

from protocol.incoming import IncomingRoute
from server.pbx.leg import Leg
from server.pbx.media import Side
from server.pbx.plan import Plan

CARD_HEADER = "X-Veildesk-Card"
"""In which a desk that is called learns whose card it is about."""
CALL_HEADER = "X-Veildesk-Call"
"""In which it learns which call of Central's it is."""
_TABLE_CALLER = "veildesk"
"""Who rings the telephone, by its display and its list of calls: a word, so that nothing there can be called back."""
_NO_SRTP = frozenset({415, 488, 606})
"""Answers of a telephone that cannot do what it was offered."""


@dataclass(frozen=True)
class Ringing:
    """Whom to ring at ``next_hop``, by his name there, as ``caller``, for so many seconds. ``may_be_clear``: once more
    without SRTP where there is none. ``headers``: for a desk alone."""

    next_hop: tuple[str, int]
    user: str
    caller: str
    ring_s: float
    side: Side = Side.DESK
    is_sealed: bool = True
    may_be_clear: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def begin(self, body: MsgBody) -> Any:
        """The event that has sippy ring it."""
        event = CCEventTry((SipCallId(), self.caller, self.user, body, None, None))
        event.extra_headers = tuple(
            SipHeader(name=name, body=SipGenericHF(text)) for name, text in self.headers.items()
        )
        return event

    def find_other(self, event: Any, leg: Leg) -> Ringing | None:
        """What to ring in this one's place after ``event`` of its ``leg``'s: the same in the clear, where a telephone
        has no SRTP and policy lets its voice be."""
        is_no = isinstance(event, CCEventFail) and event.getData()[0] in _NO_SRTP
        if not is_no or not self.may_be_clear or leg.is_taken or leg.side is not Side.TABLE:
            return None
        return replace(self, is_sealed=False, may_be_clear=False)


def choose_ringing(plan: Plan, route: IncomingRoute, ring_s: float) -> Ringing | None:
    """What rings by ``route``; None where nobody does."""
    if route.desk is None or route.card is None:
        return None
    if route.extension is None:
        headers = {CARD_HEADER: route.card, **({CALL_HEADER: route.call} if route.call else {})}
        return Ringing(plan.desks, route.desk, plan.caller, ring_s, headers=headers)
    if plan.tables is None or route.call is None:
        return None
    return ring_table(plan.tables, route.extension, min(ring_s, plan.table_ring_s), may_be_clear=route.may_be_clear)


def ring_table(next_hop: tuple[str, int], extension: str, ring_s: float, *, may_be_clear: bool) -> Ringing:
    """A telephone on a table, at the office's switch."""
    return Ringing(next_hop, extension, _TABLE_CALLER, ring_s, side=Side.TABLE, may_be_clear=may_be_clear)
