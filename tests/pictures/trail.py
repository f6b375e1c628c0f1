"""A morning's acts, as Central's search of the trail would answer them."""

from __future__ import annotations

from protocol.events import Act, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.trail_search import HourCount, TrailLine, TrailPage
from tests.pictures.people_and_desks import PEOPLE, at

_MORNING = (
    (Role.AGENT, Act.CARD_OPENED, ObjectKind.CARD, "", Outcome.DONE, {}),
    (Role.SUPERVISOR, Act.APPROVAL_GIVEN, ObjectKind.REVEAL, "R-2291", Outcome.DONE, {"number": "R-2291"}),
    (Role.AGENT, Act.REVEAL_OPENED, ObjectKind.REVEAL, "R-2291", Outcome.DONE, {"number": "R-2291", "show_s": "15"}),
    (Role.AGENT, Act.REVEAL_CLOSED, ObjectKind.REVEAL, "R-2291", Outcome.DONE, {"reason": "asked", "shown_ms": "9000"}),
    (Role.AGENT, Act.STEPUP_FAILED, ObjectKind.SESSION, "", Outcome.REFUSED, {}),
    (Role.AGENT, Act.OUTCOME_RECORDED, ObjectKind.CARD, "", Outcome.DONE, {"disposition": "callback"}),
    (Role.AGENT, Act.SIGNIN_SUCCEEDED, ObjectKind.SESSION, "", Outcome.DONE, {"how": "online"}),
)


def make_trail() -> TrailPage:
    """Three dozen acts and the hours that held them."""
    acts = [_MORNING[place % len(_MORNING)] for place in range(36)]
    lines = tuple(
        TrailLine(
            log_index=41_207 - place,
            at=at(minutes=-4 * place),
            received_at=at(minutes=-4 * place),
            actor=PEOPLE[role].id,
            actor_name=PEOPLE[role].name,
            role=role,
            act=act,
            object_kind=kind,
            object_id=make_identifier(),
            object_name=name,
            field="",
            purpose="",
            outcome=outcome,
            device=make_identifier(),
            device_name="desk-02" if role is Role.SUPERVISOR else "desk-07",
            ip="10.8.0.17",
            detail=detail,
        )
        for place, (role, act, kind, name, outcome, detail) in enumerate(acts)
    )
    hours = tuple(
        HourCount(hour=at(hours=-place)[:13] + ":00:00.000Z", count=40 - 6 * (place % 5), not_done=place % 3)
        for place in range(9, -1, -1)
    )
    return TrailPage(lines=lines, hours=hours)
