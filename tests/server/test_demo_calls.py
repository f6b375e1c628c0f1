"""The demo's past calls: told as a desk tells them, some to be heard, nothing out of the ordinary (Z1)."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from protocol.cards import CardState
from protocol.times import now, parse_instant
from server.demo.seed import seed_demo
from server.services.central import open_central
from server.store.call_tables import call_records
from server.store.call_tables import calls as asked
from server.store.database import read
from server.store.inspection_tables import consent_answers
from server.store.recording_tables import recordings
from server.store.tables import alerts, customers


def test_an_inspector_finds_calls_with_every_answer_and_queues_begin_as_without_them(tmp_path):
    seed_demo(tmp_path / "central", customers=90, calls=40)
    central = open_central(tmp_path / "central")
    with read(central.engine) as connection:
        records = select(call_records, asked.c.number).join(asked, asked.c.id == call_records.c.id)
        calls = connection.execute(records.order_by(call_records.c.begun_at)).all()
        answers = Counter(connection.execute(select(consent_answers.c.answer)).scalars())
        heard = connection.execute(select(recordings).where(recordings.c.ended_at.is_not(None))).all()
        raised = connection.execute(select(alerts)).all()
        callbacks = select(customers.c.due_at).where(customers.c.state == CardState.CALLBACK.value)
        due = connection.execute(callbacks).scalars().all()
    central.engine.dispose()
    assert [call.number for call in calls] == [f"C-{place}" for place in range(1, 41)]
    assert all(9 <= parse_instant(call.begun_at).astimezone().hour < 20 for call in calls)
    assert all(call.answered_at and call.ended_at and call.talk_s for call in calls)
    assert answers["yes"] == len(heard) > answers["no"] > 0
    assert raised == []
    assert due
    assert min(due) > now()
