"""What must hold before a card is called: holder, consent, source, wish, hour, day, how often (D1, U1, P3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select

from protocol.administration import SourceRefused
from protocol.call_refusals import CalledTooOften, NotToBeCalled, NumberMissing
from protocol.calls import DIALLED
from protocol.cards import CardState, Purpose
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.reveal_refusals import ConsentMissing
from protocol.times import format_instant, parse_instant
from server.keys.file_keys import KeyWrapper
from server.services.call_policy import CallPolicy, narrow
from server.services.calling.hours import find_province, require_hour
from server.services.calling.listed import digest_number, find_listed
from server.services.registry import read_calling
from server.services.sealed_values import find_stored
from server.store.call_tables import calls
from server.store.tables import blind_index, campaigns, consents

_WEEK_S, _DAY_S = 7 * 24 * 3600, 24 * 3600
_AGREED = select(consents.c.purpose).where(consents.c.customer == bindparam("card"), consents.c.withdrawn_at.is_(None))
_SAME = select(blind_index.c.customer).where(
    blind_index.c.campaign.in_(select(campaigns.c.id)),  # so that the primary key leads to the digest
    blind_index.c.field == bindparam("field"),
    blind_index.c.digest == bindparam("digest"),
)
"""The cards, in whatever campaign, that have the same number. Of a mobile: households and offices share a landline."""
_CALLED = (
    select(calls.c.routed_at)
    .where(calls.c.customer.in_(bindparam("cards", expanding=True)), calls.c.routed_at > bindparam("since"))
    .order_by(calls.c.routed_at)
)


class Grounds(Struct, frozen=True, kw_only=True):
    """What a call stands on: which number, and the purpose that its customer agreed to."""

    field: FieldKind
    purpose: str


def check_call(
    connection: Connection, keys: KeyWrapper, policy: CallPolicy, card: Row[Any], moment: datetime
) -> Grounds:
    """Every rule at an aware ``moment``: when a call is asked for, and again when a PBX is about to place it.

    NotToBeCalled, NumberMissing, ConsentMissing, SourceRefused, NoCallingToday, OutsideCallingHours, CalledTooOften.
    """
    if card.state == CardState.STOPPED.value:
        raise NotToBeCalled
    grounds = _find_grounds(connection, card)
    if card.source_revoked_at is not None:
        raise SourceRefused(source=card.source)
    digest = digest_number(connection, keys, card.id, grounds.field)
    if find_listed(connection, [digest]):
        raise NotToBeCalled
    own = read_calling(card.calling)
    require_hour(policy, find_province(card.fields), moment, own.hours)
    wanted = {"field": grounds.field.value, "digest": digest}
    same = connection.execute(_SAME, wanted).scalars() if grounds.field is FieldKind.MOBILE else ()
    _require_rest(connection, narrow(policy, own), {card.id, *same}, moment)
    return grounds


def _find_grounds(connection: Connection, card: Row[Any]) -> Grounds:
    """The first number whose kind a purpose lists that the customer agreed to."""
    stored = find_stored(connection, card.id)
    fields = [kind for kind in DIALLED if kind in stored]
    if not fields:
        raise NumberMissing
    agreed = set(connection.execute(_AGREED, {"card": card.id}).scalars())
    for purpose in msgspec.convert(card.purposes, type=tuple[Purpose, ...]):
        field = next((kind for kind in fields if kind in purpose.fields), None)
        if field is not None and purpose.id in agreed:
            return Grounds(field=field, purpose=purpose.id)
    raise ConsentMissing


def _require_rest(connection: Connection, policy: CallPolicy, cards: Collection[Identifier], moment: datetime) -> None:
    """Whoever has cards in several campaigns is one customer all the same."""
    since = format_instant((moment - timedelta(seconds=max(_WEEK_S, policy.least_gap_s))).astimezone(UTC))
    rows = connection.execute(_CALLED, {"cards": sorted(cards), "since": since}).scalars()
    called = [parse_instant(at) for at in rows]
    free_at = moment
    for most, span_s in ((policy.most_a_day, _DAY_S), (policy.most_a_week, _WEEK_S), (1, policy.least_gap_s)):
        within = [at for at in called if (moment - at).total_seconds() < span_s]
        if len(within) >= most:
            free_at = max(free_at, within[-most] + timedelta(seconds=span_s))
    if free_at > moment:
        raise CalledTooOften(next_at=format_instant(free_at.astimezone(UTC)))
