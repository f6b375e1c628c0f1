"""A call at a telephone on a table, as Central hears of it: each stage once, how it ended and by whom (U2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sippy.CCEvents import CCEventDisconnect, CCEventFail, CCEventRedirect

from protocol.call_records import Ending
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy, TableStage, TableTold
from server.pbx.leg import Leg
from server.pbx.media import Side

_TALKED = {EndedBy.TABLE: Ending.HUNG_UP, EndedBy.DESK: Ending.HUNG_UP, EndedBy.CUSTOMER: Ending.FAR_HUNG_UP}
_UNTAKEN = {EndedBy.TABLE: Ending.NO_ANSWER, EndedBy.DESK: Ending.DECLINED, EndedBy.CUSTOMER: Ending.FAR_HUNG_UP}
_UNMET = {EndedBy.TABLE: Ending.GIVEN_UP, EndedBy.DESK: Ending.GIVEN_UP, EndedBy.CUSTOMER: Ending.NO_ANSWER}


class Rung:
    """``tell`` hears of it. ``is_placed``: it begins at the telephone; else it rings there for somebody who calls. Of
    sippy's thread."""

    def __init__(self, call: Identifier, tell: Callable[[TableTold], None], *, is_placed: bool) -> None:
        self._call, self._tell = call, tell
        self._untaken = _UNMET if is_placed else _UNTAKEN
        self._by: EndedBy | None = None
        self._ending: Ending | None = None
        self._is_over = False
        self._stages: set[TableStage] = set()
        self.talks = False
        """Whether both are joined."""

    def go_on(self, stage: TableStage) -> None:
        """It has come to a stage before the one at which both talk. Who rings says so as often as he likes;
        Central hears it once, and what it is to hear of other calls does not wait behind it."""
        if stage in self._stages:
            return
        self._stages.add(stage)
        self._tell(TableTold(call=self._call, stage=stage))

    def take(self, one: Leg, other: Leg) -> None:
        """Both are joined."""
        if not self.talks:
            self.talks = True
            table = one if one.side is Side.TABLE else other
            self._tell(TableTold(call=self._call, stage=TableStage.TALKING, is_sealed=table.sealed))

    def hear(self, event: Any, leg: Leg) -> None:
        """Something comes from one of the legs: it may be the one that ends the call."""
        no = isinstance(event, CCEventFail | CCEventRedirect) and not leg.is_taken
        if no or isinstance(event, CCEventDisconnect):
            self.leave(EndedBy.TABLE if leg.side is Side.TABLE else EndedBy.CUSTOMER)

    def leave(self, by: EndedBy, ending: Ending | None = None) -> None:
        """Somebody ends it; the first word on who and how counts."""
        self._by, self._ending = self._by or by, self._ending or ending

    def end(self) -> None:
        """It is over here."""
        if self._is_over:
            return
        self._is_over, by = True, self._by or EndedBy.PBX
        ending = self._ending or (_TALKED if self.talks else self._untaken).get(by, Ending.PBX_LOST)
        self._tell(TableTold(call=self._call, stage=TableStage.ENDED, ending=ending, by=by))
