"""A customer's word on being recorded and listened to, as the desk's events bring it (C1, P3)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, bindparam, insert, select

from protocol.call_records import CallDetail
from protocol.consent import covers_listening, covers_recording, name_wording
from protocol.events import Event
from protocol.identifiers import Identifier
from protocol.joining import ListenInRule
from protocol.times import now
from server.services.central import Central
from server.services.policy import Policy
from server.services.recordings.keeping import withdraw
from server.services.recordings.known import CUSTOMER, KNOWN
from server.store.call_tables import call_records, incoming_calls
from server.store.inspection_tables import consent_answers
from server.store.recording_tables import recording_consents
from server.store.tables import campaigns, customers

_CALL = (
    select(call_records.c.person, call_records.c.device, CUSTOMER, campaigns.c.script)
    .select_from(KNOWN.join(customers, customers.c.id == CUSTOMER).join(campaigns))
    .where(call_records.c.id == bindparam("call"))
)
_REFUSED = select(consent_answers.c.call).where(consent_answers.c.answer == "no", consent_answers.c.said_in.is_(None))
_KNOWN = select(recording_consents.c.call).where(recording_consents.c.call == bindparam("call"))


class ConsentDetail(CallDetail, frozen=True, kw_only=True):
    """The ``detail`` of ``consent.answered``. ``wording``: as :func:`protocol.consent.name_wording` has it."""

    answer: Literal["yes", "no"]
    wording: Annotated[str, Meta(max_length=16)] = ""


def heed_answer(connection: Connection, central: Central, policy: Policy, event: Event) -> None:
    """Note a yes to being recorded and to being listened to; after a no, destroy what was recorded of the call.

    A yes counts once a call, to what policy has calls for at all, and where the wording that was read is the campaign's
    of now and speaks of it; not after a no in the same call, which ends it. Of another's call, or of one that only a
    desk speaks of, nothing counts. Never raises because of what a desk wrote.
    """
    row = connection.execute(_CALL, {"call": event.object_id}).one_or_none()
    if row is None or (row.person, row.device) != (event.actor, event.device):
        return
    try:
        detail = msgspec.convert(event.detail, type=ConsentDetail)
    except msgspec.ValidationError:
        return
    if detail.answer == "no":
        withdraw(connection, central, event.object_id, "the customer said no")
        return
    if _has_refused(connection, event.object_id):
        return
    script = tuple(row.script)
    recorded = policy.recording.on and covers_recording(script)
    overheard = policy.calls.listen_in is not ListenInRule.NEVER and covers_listening(script)
    if not (recorded or overheard) or detail.wording != name_wording(script):
        return
    if connection.execute(_KNOWN, {"call": event.object_id}).one_or_none() is None:
        agreed = insert(recording_consents).values(
            call=event.object_id,
            customer=row.customer,
            wording=detail.wording,
            agreed_at=now(),
            recorded=recorded,
            overheard=overheard,
        )
        connection.execute(agreed)
        gone_on = select(incoming_calls.c.id).where(incoming_calls.c.handed_from == event.object_id)
        for call in connection.execute(gone_on).scalars().all():  # handed on before this word of it came
            carry_on(connection, event.object_id, call)


def carry_on(connection: Connection, call: Identifier, to: Identifier) -> None:
    """What a customer agreed to in ``call`` holds in ``to`` as well, in which he goes on with a colleague; not where he
    said no there, before this word of it came."""
    if _has_refused(connection, to):
        return
    said = select(recording_consents).where(
        recording_consents.c.call == call, recording_consents.c.withdrawn_at.is_(None)
    )
    row = connection.execute(said).one_or_none()
    if row is not None:
        kept = {"customer": row.customer, "wording": row.wording, "agreed_at": row.agreed_at}
        kept |= {"recorded": row.recorded, "overheard": row.overheard}
        connection.execute(insert(recording_consents).values(call=to, said_in=row.said_in or call, **kept))


def _has_refused(connection: Connection, call: Identifier) -> bool:
    """Whether the customer said no in a call itself."""
    return connection.execute(_REFUSED.where(consent_answers.c.call == call)).one_or_none() is not None
