"""Judging a call, judging it anew, and the agent's one answer: rows beside rows, none changed (U2, M2)."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.inspection import (
    Answer,
    Criterion,
    Inspection,
    InspectionDraft,
    Judged,
    Mark,
    Objection,
    Scheme,
    count_score,
    find_misjudged,
    find_unmet,
)
from protocol.masking import mask_free_text
from protocol.recordings import PIECE_SAMPLES, RATE
from protocol.refusals import Conflict, InvalidRequest, NotFound
from protocol.times import now
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.search import RECORDED
from server.services.central import Central
from server.services.inspecting.finding import OVER
from server.services.inspecting.schemes import find_scheme
from server.services.notices import send_notice
from server.services.reveal_rules import find_deciders
from server.store.call_tables import call_records, calls, incoming_calls
from server.store.inspection_tables import inspection_answers, inspections
from server.store.tables import customers, people

_PIECE_S = PIECE_SAMPLES // RATE
_VERSIONS = select(inspections, people.c.name.label("inspector_name")).join(
    people, people.c.id == inspections.c.inspector
)


def record_inspection(connection: Connection, central: Central, caller: Caller, draft: InspectionDraft) -> Inspection:
    """Keep what an inspector judged, and tell the agent. NotFound for a call that cannot be inspected; Conflict where
    somebody judged it meanwhile, or the scheme is another one; InvalidRequest for what the scheme does not allow."""
    call = _find_call(connection, draft.call)
    if call.person == caller.person.id:
        raise InvalidRequest(reason="nobody inspects a call of his own")
    versions = read_versions(connection, draft.call)
    if draft.after_version != (versions[0].version if versions else 0):
        raise Conflict(reason="somebody inspected this call meanwhile")
    scheme = find_scheme(connection, call.campaign or "")
    if scheme.name != draft.scheme:
        raise Conflict(reason="the criteria were changed meanwhile")
    _check_draft(scheme, draft, max(call.talk_s, int(call.recorded or 0) * _PIECE_S))
    made = Inspection(
        call=draft.call,
        version=draft.after_version + 1,
        scheme=scheme.name,
        criteria=scheme.criteria,
        judged=draft.judged,
        marks=tuple(msgspec.structs.replace(mark, note=mask_free_text(mark.note.strip())) for mark in draft.marks),
        note=mask_free_text(draft.note.strip()),
        score=count_score(scheme.criteria, draft.judged),
        unmet=find_unmet(scheme.criteria, draft.judged),
        by=caller.person.name,
        at=now(),
    )
    _keep(connection, caller, made)
    detail = {"version": str(made.version), "scheme": made.scheme, "score": str(made.score), "agent": call.person}
    if made.unmet:
        detail["unmet"] = ", ".join(made.unmet)
    _record(connection, central, caller, Act.INSPECTION_RECORDED, draft.call, detail)
    facts = {"number": call.number or "", "score": str(made.score)}
    send_notice(connection, [call.person], InboxKind.CALL_INSPECTED, draft.call, facts)
    return made


def answer_inspection(
    connection: Connection, central: Central, caller: Caller, call_id: Identifier, objection: Objection
) -> Answer:
    """Keep an agent's one answer; tell whoever inspected the call, and his supervisors. NotFound for a call that is not
    his or was not inspected; Conflict where he has answered, or the inspection is not the newest any more."""
    call = connection.execute(_write_call(call_id).where(call_records.c.person == caller.person.id)).one_or_none()
    versions = read_versions(connection, call_id) if call is not None else ()
    if call is None or not versions:
        raise NotFound
    if read_answer(connection, call_id) is not None:
        raise Conflict(reason="this inspection was answered before; an answer is given once")
    if objection.version != versions[0].version:
        raise Conflict(reason="the call was judged anew meanwhile")
    text = mask_free_text(objection.text.strip())
    if not text:
        raise InvalidRequest(reason="the answer is empty")
    made = Answer(version=objection.version, text=text, at=now())
    row = insert(inspection_answers).values(call=call_id, person=caller.person.id, **msgspec.structs.asdict(made))
    connection.execute(row)
    _record(connection, central, caller, Act.INSPECTION_ANSWERED, call_id, {"version": str(made.version)})
    told = {person.id for person in find_deciders(connection, caller.person.id)}
    told |= set(connection.execute(select(inspections.c.inspector).where(inspections.c.call == call_id)).scalars())
    facts = {"number": call.number or "", "name": caller.person.name}
    send_notice(connection, sorted(told), InboxKind.INSPECTION_ANSWERED, call_id, facts)
    return made


def read_versions(connection: Connection, call: Identifier) -> tuple[Inspection, ...]:
    """Every version of a call's inspection, newest first."""
    rows = connection.execute(_VERSIONS.where(inspections.c.call == call).order_by(inspections.c.version.desc()))
    return tuple(write_inspection(row) for row in rows)


def read_answer(connection: Connection, call: Identifier) -> Answer | None:
    """The agent's answer, if he gave one."""
    row = connection.execute(select(inspection_answers).where(inspection_answers.c.call == call)).one_or_none()
    return None if row is None else Answer(version=row.version, text=row.text, at=row.at)


def write_inspection(row: Row[Any]) -> Inspection:
    """A row of ``inspections`` with ``inspector_name`` beside it."""
    return Inspection(
        call=row.call,
        version=row.version,
        scheme=row.scheme,
        criteria=msgspec.convert(row.criteria, type=tuple[Criterion, ...]),
        judged=msgspec.convert(row.judged, type=tuple[Judged, ...]),
        marks=msgspec.convert(row.marks, type=tuple[Mark, ...]),
        note=row.note,
        score=row.score,
        unmet=tuple(row.unmet),
        by=row.inspector_name,
        at=row.at,
    )


def _write_call(call: Identifier) -> Any:
    return (
        select(
            call_records.c.person,
            call_records.c.talk_s,
            func.coalesce(calls.c.number, incoming_calls.c.number).label("number"),
            customers.c.campaign,
            RECORDED.label("recorded"),
        )
        .join(calls, calls.c.id == call_records.c.id, isouter=True)
        .join(incoming_calls, incoming_calls.c.id == call_records.c.id, isouter=True)
        .join(customers, customers.c.id == call_records.c.customer, isouter=True)
        .where(call_records.c.id == call, *OVER)
    )


def _find_call(connection: Connection, call: Identifier) -> Row[Any]:
    row: Row[Any] | None = connection.execute(_write_call(call)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _check_draft(scheme: Scheme, draft: InspectionDraft, length_s: int) -> None:
    wrong = find_misjudged(scheme.criteria, draft.judged)
    if wrong:
        raise InvalidRequest(reason=f"the criterion {wrong} is not judged as the scheme has it")
    known = {each.id for each in scheme.criteria}
    for mark in draft.marks:
        if mark.criterion not in known:
            raise InvalidRequest(reason=f"a mark names {mark.criterion}, which is no criterion of the scheme")
        if mark.at_s > length_s + _PIECE_S:
            raise InvalidRequest(reason="a mark lies behind the end of the call")


def _keep(connection: Connection, caller: Caller, made: Inspection) -> None:
    connection.execute(
        insert(inspections).values(
            id=make_identifier(),
            call=made.call,
            version=made.version,
            scheme=made.scheme,
            criteria=msgspec.to_builtins(made.criteria),
            judged=msgspec.to_builtins(made.judged),
            marks=msgspec.to_builtins(made.marks),
            note=made.note,
            score=made.score,
            unmet=list(made.unmet),
            unmet_count=len(made.unmet),
            inspector=caller.person.id,
            at=made.at,
        )
    )


def _record(
    connection: Connection, central: Central, caller: Caller, act: Act, call: Identifier, detail: dict[str, str]
) -> None:
    deed = Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=call,
        detail=detail,
    )
    record_act(connection, central.node, deed, caller.ip)
