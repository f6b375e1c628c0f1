"""All that an inspector is given of one call: the card's facts, masked, the trail, the scheme, what was judged (U1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import structs
from sqlalchemy import Connection, Row, or_, select, union_all

from protocol.cards import CardField, Consent, SourceRef
from protocol.consent import find_consent_step, name_wording
from protocol.events import Act, Deed, ObjectKind
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.inspection import CallFile
from protocol.masking import mask_free_text
from protocol.refusals import NotFound
from protocol.times import after
from protocol.trail_search import TrailLine
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling.search import CALL_LINES
from server.services.central import Central
from server.services.inspecting.finding import NEXT_AT, OVER, with_inspections, write_inspected
from server.services.inspecting.judging import read_answer, read_versions
from server.services.inspecting.schemes import find_scheme
from server.services.trail_lines import describe_lines
from server.store.call_tables import call_records, calls, incoming_calls
from server.store.inspection_tables import consent_answers
from server.store.tables import campaigns, consents, contacts, customers, events, reveals, sources

_MOST_LINES = 200
_WRITTEN = frozenset({"note", "reason", "why"})
_AFTER_CALL_S = 300
"""So long after a call a reveal still belongs to it: the agent finishes his work on the card."""


def open_file(connection: Connection, central: Central, caller: Caller, call: Identifier) -> CallFile:
    """Give a call's file to an inspector, on record. NotFound for one that nobody answered, or that is not over."""
    found = with_inspections(CALL_LINES).add_columns(call_records.c.person.label("agent"), NEXT_AT.label("next_at"))
    row = connection.execute(found.where(call_records.c.id == call, *OVER)).one_or_none()
    if row is None:
        raise NotFound
    deed = Deed(
        act=Act.INSPECTION_OPENED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=call,
        detail={"card": row.customer or "", "number": row.number or ""},
    )
    record_act(connection, central.node, deed, caller.ip)
    card = _find_card(connection, row.customer) if row.customer else None
    return CallFile(
        line=write_inspected(row),
        fields=tuple(CardField(FieldKind(kind), masked) for kind, masked in row.fields or ()),
        source=SourceRef(id=card.source, kind=card.kind, party=card.party) if card else None,
        consents=_list_consents(connection, row.customer, card.purposes) if card else (),
        wording=_find_wording(connection, call, tuple(card.script) if card else ()),
        said_in=_name_call(connection, row.said_in),
        note=_find_note(connection, row),
        trail=_read_trail(connection, row),
        scheme=find_scheme(connection, card.campaign if card else ""),
        versions=read_versions(connection, call),
        answer=read_answer(connection, call),
    )


def _find_card(connection: Connection, card: Identifier) -> Row[*tuple[Any, ...]]:
    return connection.execute(
        select(
            customers.c.campaign,
            campaigns.c.script,
            campaigns.c.purposes,
            customers.c.source,
            sources.c.kind,
            sources.c.party,
        )
        .join(campaigns, campaigns.c.id == customers.c.campaign)
        .join(sources, sources.c.id == customers.c.source)
        .where(customers.c.id == card)
    ).one()


def _list_consents(connection: Connection, card: Identifier, purposes: Sequence[dict[str, Any]]) -> tuple[Consent, ...]:
    titles = {each["id"]: each["title"] for each in purposes}
    rows = connection.execute(select(consents).where(consents.c.customer == card).order_by(consents.c.purpose))
    return tuple(
        Consent(
            purpose=titles.get(row.purpose, row.purpose),
            given_at=row.given_at,
            wording=row.wording,
            how=row.how,
            by=row.given_by,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    )


def _find_wording(connection: Connection, call: Identifier, script: tuple[str, ...]) -> str:
    answered = connection.execute(select(consent_answers.c.wording).where(consent_answers.c.call == call)).scalar()
    place = find_consent_step(script)
    return "" if place is None or not answered or answered != name_wording(script) else script[place]


def _name_call(connection: Connection, call: Identifier | None) -> str:
    """A call's short name, or nothing."""
    if call is None:
        return ""
    named = (select(table.c.number).where(table.c.id == call) for table in (calls, incoming_calls))
    return connection.execute(union_all(*named)).scalars().first() or ""


def _find_note(connection: Connection, row: Row[*tuple[Any, ...]]) -> str:
    note = connection.execute(
        select(contacts.c.note)
        .where(contacts.c.customer == row.customer, contacts.c.person == row.agent, contacts.c.at >= row.begun_at)
        .where(contacts.c.at < (row.next_at or "9999"))
        .order_by(contacts.c.at)
        .limit(1)
    ).scalar()
    return note or ""


def _read_trail(connection: Connection, row: Row[*tuple[Any, ...]]) -> tuple[TrailLine, ...]:
    """The call's own acts, the answer that counts for it from the call before, those of the reveals that its agent
    asked for meanwhile, and its outcome. Where from, in the
    network, is nothing that an inspector needs."""
    asked = connection.execute(
        select(reveals.c.id).where(
            reveals.c.customer == row.customer,
            reveals.c.person == row.agent,
            reveals.c.made_at >= row.begun_at,
            reveals.c.made_at < after(row.ended_at, seconds=_AFTER_CALL_S),
        )
    ).scalars()
    known = events.c
    noted = (
        (known.object_id == row.customer)
        & (known.act == Act.OUTCOME_RECORDED.value)
        & (known.actor == row.agent)
        & (known.at >= row.begun_at)
        & (known.at < (row.next_at or "9999"))
    )
    agreed = (known.object_id == row.said_in) & (known.act == Act.CONSENT_ANSWERED.value)
    which = or_(known.object_id.in_([row.id, *asked]), noted, agreed)
    rows = connection.execute(select(events).where(which).order_by(known.at, known.log_index).limit(_MOST_LINES)).all()
    return tuple(_strip(line) for line in describe_lines(connection, rows))


def _strip(line: TrailLine) -> TrailLine:
    """What people wrote is masked here once more, whatever their desk did (M2)."""
    detail = {name: mask_free_text(text) if name in _WRITTEN else text for name, text in line.detail.items()}
    return structs.replace(line, ip="", detail=detail)
