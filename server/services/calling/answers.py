"""What customers answered to the wording about consent, kept beside their calls for those who inspect them (C1, C2)."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from protocol.events import Event
from server.services.recordings.consent import ConsentDetail
from server.store.call_tables import call_records
from server.store.inspection_tables import consent_answers

_CALL = (
    select(call_records.c.person, call_records.c.device, consent_answers.c.answer)
    .join(consent_answers, consent_answers.c.call == call_records.c.id, isouter=True)
    .where(call_records.c.id == bindparam("call"))
)


def note_answer(connection: Connection, event: Event) -> None:
    """Keep the last word of a call's customer. Of another's call nothing; what a desk wrote never makes it raise."""
    row = connection.execute(_CALL, {"call": event.object_id}).one_or_none()
    if row is None or (row.person, row.device) != (event.actor, event.device):
        return
    try:
        detail = msgspec.convert(event.detail, type=ConsentDetail)
    except msgspec.ValidationError:
        return
    facts = {"answer": detail.answer, "wording": detail.wording, "at": event.at}
    if row.answer is None:
        connection.execute(insert(consent_answers).values(call=event.object_id, **facts))
    else:
        connection.execute(update(consent_answers).where(consent_answers.c.call == event.object_id).values(**facts))
