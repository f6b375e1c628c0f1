"""What customers answered to the wording about consent, kept beside their calls for those who inspect them (C1, C2)."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from protocol.events import Event
from protocol.identifiers import Identifier
from server.services.recordings.consent import ConsentDetail
from server.store.call_tables import call_records, incoming_calls
from server.store.inspection_tables import consent_answers

_CALL = (
    select(call_records.c.person, call_records.c.device, consent_answers.c.answer, consent_answers.c.said_in)
    .join(consent_answers, consent_answers.c.call == call_records.c.id, isouter=True)
    .where(call_records.c.id == bindparam("call"))
)
_SAID = select(consent_answers).where(consent_answers.c.call == bindparam("call"))
_GONE_ON = (
    select(incoming_calls.c.id)
    .join(call_records, call_records.c.id == incoming_calls.c.id)
    .where(incoming_calls.c.handed_from == bindparam("call"))
)
"""As which calls one went on at somebody's desk."""


def note_answer(connection: Connection, event: Event) -> None:
    """Keep the last word of a call's customer; a no is the last one (decision 016). Of another's call nothing; what a
    desk wrote never makes it raise."""
    row = connection.execute(_CALL, {"call": event.object_id}).one_or_none()
    if row is None or (row.person, row.device) != (event.actor, event.device):
        return
    try:
        detail = msgspec.convert(event.detail, type=ConsentDetail)
    except msgspec.ValidationError:
        return
    if row.answer == "no" and row.said_in is None:
        return
    facts = {"answer": detail.answer, "wording": detail.wording, "at": event.at, "said_in": None}
    if row.answer is None:
        connection.execute(insert(consent_answers).values(call=event.object_id, **facts))
    else:
        connection.execute(update(consent_answers).where(consent_answers.c.call == event.object_id).values(**facts))
    for call in connection.execute(_GONE_ON, {"call": event.object_id}).scalars().all():
        carry_answer(connection, event.object_id, call)  # handed on before this word of it came


def carry_answer(connection: Connection, call: Identifier, to: Identifier) -> None:
    """What a customer answered in ``call`` stands beside ``to`` as well, in which he goes on with a colleague, and
    beside whatever that goes on in; until he answers there."""
    said = connection.execute(_SAID, {"call": call}).one_or_none()
    own = connection.execute(_SAID, {"call": to}).one_or_none()
    if said is None or (own is not None and own.said_in is None):
        return
    facts = {"answer": said.answer, "wording": said.wording, "at": said.at, "said_in": said.said_in or call}
    if own is None:
        connection.execute(insert(consent_answers).values(call=to, **facts))
    else:
        connection.execute(update(consent_answers).where(consent_answers.c.call == to).values(**facts))
    for further in connection.execute(_GONE_ON, {"call": to}).scalars().all():
        carry_answer(connection, to, further)
