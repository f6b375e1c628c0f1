"""U+0000 in what a desk wrote: PostgreSQL's text cannot hold it, and no desk's queue may stop by it (D7, Z1)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from protocol.events import Act, Deed, ObjectKind
from server.services.trail_lines import describe_lines
from server.store.tables import events
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.verified import find_faults

NUL = "a\x00b"


@pytest.mark.parametrize(
    "deed",
    [
        Deed(act=Act.CARD_OPENED, object_kind=ObjectKind.PERSON, object_id=NUL),
        Deed(act=Act.CARD_OPENED, object_kind=ObjectKind.CARD, actor=NUL),
        Deed(act=Act.CALLS_PAUSED, actor=NUL, detail={"reason": NUL}),
        Deed(act=Act.OUTCOME_RECORDED, actor=NUL, object_kind=ObjectKind.CARD, object_id=NUL, detail={"note": NUL}),
        Deed(act=Act.CALL_DIALLED, actor=NUL, object_kind=ObjectKind.CALL, object_id=NUL, detail={"card": NUL}),
        Deed(act=Act.CONSENT_ANSWERED, actor=NUL, object_kind=ObjectKind.CALL, object_id=NUL, detail={"answer": NUL}),
    ],
    ids=lambda deed: deed.act.value,
)
def test_an_event_that_holds_one_is_taken_as_it_was_sent_and_is_read_with_a_sign_for_it(
    house: House, deed: Deed
) -> None:
    chain = Chain(house.place_desk())
    batch = chain.write_batch(2, deed=deed)
    deliver(house, chain, batch)
    with house.reading() as connection:
        rows = connection.execute(select(events).where(events.c.device == chain.desk.id).order_by(events.c.seq)).all()
        assert [bytes(row.bytes) for row in rows] == [bytes(raw) for raw in batch.events]
        for line in describe_lines(connection, rows):
            assert {line.actor, line.object_id, *line.detail.values()} - {""} == {"a␀b"}
        assert find_faults(connection, house.central.log_key.public) == []
