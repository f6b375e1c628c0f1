"""What rings for a call that comes in, or is handed on: a desk, or the telephone on a table in its place (D1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sippy.CCEvents import CCEventTry
from sippy.MsgBody import MsgBody
from sippy.SipCallId import SipCallId
from sippy.SipGenericHF import SipGenericHF
from sippy.SipHeader import SipHeader

from protocol.call_records import Ending
from protocol.identifiers import Identifier
from protocol.incoming import IncomingRoute
from protocol.table_calls import EndedBy, TableStage, TableTold
from server.pbx.media import Side
from server.pbx.plan import Plan

CARD_HEADER = "X-Veildesk-Card"
"""In which a desk that is called learns whose card it is about."""
CALL_HEADER = "X-Veildesk-Call"
"""In which it learns which call of Central's it is."""
TABLE_CALLER = "veildesk"
"""Who rings the telephone, by its display and its list of calls: a word, so that nothing there can be called back."""
NO_SRTP = frozenset({415, 488, 606})
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

    def without_srtp(self) -> Ringing:
        """The same, in the clear."""
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
    return Ringing(
        plan.tables,
        route.extension,
        TABLE_CALLER,
        min(ring_s, plan.table_ring_s),
        side=Side.TABLE,
        may_be_clear=route.may_be_clear,
    )


class Rung:
    """A call at a telephone on a table that did not begin there, as Central hears of it by ``tell``. Of sippy's
    thread."""

    def __init__(self, call: Identifier, tell: Callable[[TableTold], None]) -> None:
        self._call, self._tell = call, tell
        self._talks = self._is_over = False
        self._by: EndedBy | None = None

    def take(self, *, is_sealed: bool) -> None:
        """The receiver was lifted."""
        if not self._talks:
            self._talks = True
            self._tell(TableTold(call=self._call, stage=TableStage.TALKING, is_sealed=is_sealed))

    def leave(self, by: EndedBy) -> None:
        """Somebody ends it; the first word counts."""
        self._by = self._by or by

    def end(self) -> None:
        """It is over here."""
        if self._is_over:
            return
        self._is_over, by = True, self._by or EndedBy.PBX
        ending = (_TALKED if self._talks else _UNTAKEN).get(by, Ending.PBX_LOST)
        self._tell(TableTold(call=self._call, stage=TableStage.ENDED, ending=ending, by=by))


_TALKED = {EndedBy.TABLE: Ending.HUNG_UP, EndedBy.DESK: Ending.HUNG_UP, EndedBy.CUSTOMER: Ending.FAR_HUNG_UP}
_UNTAKEN = {EndedBy.TABLE: Ending.NO_ANSWER, EndedBy.DESK: Ending.DECLINED, EndedBy.CUSTOMER: Ending.FAR_HUNG_UP}
