"""Inspecting calls from the desk: looked for, opened, judged, answered, read (U1). Nothing is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.masked_text import mask_typed
from protocol.events import Act, ObjectKind
from protocol.inspection import (
    Answer,
    CallFile,
    Inspection,
    InspectionChoices,
    InspectionDraft,
    InspectionPage,
    InspectionQuery,
    Objection,
    ResultPage,
    ResultQuery,
)
from protocol.refusals import InvalidRequest

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.trail import Trail
    from protocol.identifiers import Identifier

TIMEOUT_S = 30
_LONGEST_ANSWER = 1000


class InspectionService:
    """Central puts what is looked at on record; what is recorded or answered is in this desk's journal first."""

    def __init__(self, central: CentralClient, trail: Trail) -> None:
        self._central, self._trail = central, trail

    def choices(self) -> InspectionChoices:
        """The campaigns and teams that calls may be looked for by."""
        return self._central.call("GET", "/v1/inspections/choices", InspectionChoices)

    def find(self, query: InspectionQuery) -> InspectionPage:
        """Calls to inspect. Forbidden, InvalidRequest; what the road raises."""
        return self._central.call("POST", "/v1/inspections/search", InspectionPage, query, timeout_s=TIMEOUT_S)

    def open(self, call: Identifier) -> CallFile:
        """All that is to be known of a call, masked. NotFound; what the road raises."""
        return self._central.call("GET", f"/v1/inspections/calls/{call}", CallFile)

    def record(self, draft: InspectionDraft) -> Inspection:
        """Record what was judged, its notes masked already. Conflict where somebody else judged it meanwhile, or the
        criteria were changed; InvalidRequest, NotFound; what the road raises."""
        version = str(draft.after_version + 1)
        with self._trail.asking(Act.INSPECTION_RECORDED, ObjectKind.CALL, draft.call, version=version):
            return self._central.call("POST", "/v1/inspections", Inspection, draft)

    def results(self, query: ResultQuery) -> ResultPage:
        """Results: one's own, or a supervisor's teams'. Forbidden, InvalidRequest; what the road raises."""
        return self._central.call("POST", "/v1/inspections/results", ResultPage, query, timeout_s=TIMEOUT_S)

    def answer(self, call: Identifier, version: int, text: str) -> Answer:
        """Answer to the inspection of a call of one's own, once; numbers in ``text`` are masked. Conflict where it was
        answered or judged anew; InvalidRequest, NotFound; what the road raises."""
        masked = mask_typed(text)
        if not 2 <= len(masked) <= _LONGEST_ANSWER:
            raise InvalidRequest(reason=f"an answer has 2 to {_LONGEST_ANSWER} characters")
        with self._trail.asking(Act.INSPECTION_ANSWERED, ObjectKind.CALL, call, version=str(version)):
            objection = Objection(version=version, text=masked)
            return self._central.call("POST", f"/v1/inspections/calls/{call}/answer", Answer, objection)
