"""Calls that were answered and are over, and those whose work it is to inspect them."""

from __future__ import annotations

from typing import Any

from protocol.consent import name_wording
from protocol.events import Act, ObjectKind
from protocol.inspection import (
    DEFAULT_SCHEME,
    CallFile,
    Inspection,
    InspectionDraft,
    InspectionPage,
    InspectionQuery,
    Judged,
    Objection,
    ResultPage,
    ResultQuery,
    Scheme,
)
from protocol.times import after, now
from server.services.inspecting.case import open_file
from server.services.inspecting.finding import find_calls, plan_search, record_draw
from server.services.inspecting.judging import answer_inspection, record_inspection
from server.services.inspecting.results import read_results
from tests.server.calling import SCRIPT, Journal, dial, place_call, place_pbx
from tests.server.house import House
from tests.server.seats import Seat


class Talk:
    """A call that was answered and is over, its customer's answer and its outcome as wanted."""

    def __init__(
        self, house: House, journal: Journal, *, answer: str = "yes", outcome: str = "interested", campaign: str = ""
    ) -> None:
        seat = journal.seat
        self.card = house.add_card(seat.account, campaign=campaign or "spring")
        ticket = dial(house, seat, self.card)
        self.call, self.number = ticket.id, ticket.number
        journal.dialled(ticket)
        place_call(house, place_pbx(house), ticket, seat.desk.id)
        journal.answered(self.call)
        if answer:
            wording = name_wording(SCRIPT)
            journal.tell(Act.CONSENT_ANSWERED, self.call, way="out", answer=answer, wording=wording)
        journal.ended(self.call, talk_s=60)
        if outcome:
            detail = {"disposition": outcome, "callback_at": "", "note": "问过13812345678"}
            journal.tell(Act.OUTCOME_RECORDED, self.card, kind=ObjectKind.CARD, **detail)


def look(house: House, seat: Seat, **query: Any) -> InspectionPage:
    """What an inspector finds; of the last hour, unless the query says otherwise."""
    asked = InspectionQuery(**{"since": after(now(), hours=-1), "until": after(now(), seconds=60), **query})
    page = house.act(
        seat,
        lambda connection, central, caller: find_calls(connection, plan_search(connection, central, caller, asked)),
    )
    if asked.sample:
        house.act(seat, lambda connection, central, caller: record_draw(connection, central, caller, page))
    return page


def open_call(house: House, seat: Seat, call: str) -> CallFile:
    """What an inspector opens."""
    return house.act(seat, lambda connection, central, caller: open_file(connection, central, caller, call))


def judge(call: str, version: int = 0, scheme: Scheme = DEFAULT_SCHEME, **facts: Any) -> InspectionDraft:
    """All points, but for those named in ``facts``."""
    points = facts.pop("points", {})
    judged = tuple(Judged(criterion=each.id, points=points.get(each.id, each.points)) for each in scheme.criteria)
    return InspectionDraft(call=call, scheme=scheme.name, after_version=version, judged=judged, **facts)


def give(house: House, seat: Seat, draft: InspectionDraft) -> Inspection:
    """A judgement is recorded."""
    return house.act(seat, lambda connection, central, caller: record_inspection(connection, central, caller, draft))


def object_to(house: House, seat: Seat, call: str, text: str = "我读了全文", version: int = 1) -> None:
    """The agent answers."""
    objection = Objection(version=version, text=text)
    house.act(seat, lambda connection, central, caller: answer_inspection(connection, central, caller, call, objection))


def read(house: House, seat: Seat, **query: Any) -> ResultPage:
    """Results, as somebody may read them; of the last hour, unless the query says otherwise."""
    asked = ResultQuery(**{"since": after(now(), hours=-1), "until": after(now(), seconds=60), **query})
    return house.act(seat, lambda connection, central, caller: read_results(connection, central, caller, asked))


def numbers(page: InspectionPage) -> set[str]:
    """Which calls are on a page."""
    return {line.call.number for line in page.lines}
