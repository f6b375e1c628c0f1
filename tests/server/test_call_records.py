"""A call's record is written from its desk's events as Central takes them (D1, D7, decision 004)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.times import after, now
from server.services.notices import MOST_FROM_ONE
from server.store.call_tables import call_records
from tests.server.calling import ALL_DAY, Journal, dial, put_rules
from tests.server.house import House


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


def read_record(house: House, call: str) -> Any:
    """A call's record; None when there is none."""
    with house.reading() as connection:
        return connection.execute(select(call_records).where(call_records.c.id == call)).one_or_none()


def test_what_became_of_a_call_is_kept_with_the_seconds_talked_and_on_hold(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    ticket, journal, begun = dial(house, seat, card), Journal(house, seat), now()
    journal.dialled(ticket, begun)
    journal.answered(ticket.id, after(begun, seconds=9))
    journal.held(ticket.id, after(begun, seconds=20), on=True)
    journal.held(ticket.id, after(begun, seconds=50), on=False)
    journal.held(ticket.id, after(begun, seconds=60), on=True)
    journal.ended(ticket.id, after(begun, seconds=71), ending="far-hung-up", talk_s=62)
    row = read_record(house, ticket.id)
    assert (row.way, row.person, row.device, row.customer) == ("out", seat.account.id, seat.desk.id, card)
    assert (row.begun_at, row.answered_at, row.ended_at) == (begun, after(begun, seconds=9), after(begun, seconds=71))
    assert (row.ending, row.talk_s, row.held_s, row.held_since) == ("far-hung-up", 62, 41, None)


def test_a_call_that_came_in_has_a_record_too(house):
    seat = house.seat()
    card, journal = house.add_card(seat.account), Journal(house, seat)
    known, unknown = journal.rang(card), journal.rang()
    journal.answered(known, way="in")
    journal.ended(unknown, ending="declined", way="in")
    assert (read_record(house, known).way, read_record(house, known).customer) == ("in", card)
    assert (read_record(house, unknown).customer, read_record(house, unknown).ending) == (None, "declined")


def test_a_desk_that_died_in_mid_call_leaves_no_call_open(house):
    seat = house.seat()
    ticket, journal = dial(house, seat, house.add_card(seat.account)), Journal(house, seat)
    journal.dialled(ticket)
    journal.answered(ticket.id)
    journal.tell(Act.DESK_STARTED, seat.desk.id)
    row = read_record(house, ticket.id)
    assert row.ended_at
    assert (row.ending, row.talk_s) == ("", 0)
    journal.ended(ticket.id, talk_s=5)
    assert read_record(house, ticket.id).ending == "", "what is over stays as it was"


def test_a_desk_says_itself_how_its_death_ended_a_call(house):
    seat, other = house.seat(), house.seat()
    ticket, journal = dial(house, seat, house.add_card(seat.account)), Journal(house, seat)
    journal.dialled(ticket)
    lost = {"way": "out", "ending": "desk-lost", "talk_s": "7", "cut": "none"}
    Journal(house, other).tell(Act.CALL_ENDED, ticket.id, nobody=True, **lost)
    journal.tell(Act.CALL_ENDED, ticket.id, **lost)
    assert read_record(house, ticket.id).ended_at is None, "neither another desk's word, nor a person's"
    journal.tell(Act.CALL_ENDED, ticket.id, nobody=True, **lost)
    row = read_record(house, ticket.id)
    assert (bool(row.ended_at), row.ending, row.talk_s) == (True, "desk-lost", 7)


def test_nobody_s_desk_writes_into_another_s_call(house):
    seat, other = house.seat(), house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    theirs, own = Journal(house, other), Journal(house, seat)
    theirs.dialled(ticket)
    assert read_record(house, ticket.id) is None
    assert house.alerts("call-not-recorded", ticket.id)[-1]["device"] == other.desk.id
    own.dialled(ticket)
    theirs.ended(ticket.id)
    own.tell(Act.CALL_ENDED, ticket.id, actor=other.account.id, way="out", ending="busy", talk_s="0")
    assert read_record(house, ticket.id).ended_at is None
    assert len(house.alerts("call-not-recorded", ticket.id)) == 3
    theirs.tell(Act.CALL_RANG, call := make_identifier(), actor=seat.account.id, way="in")
    assert read_record(house, call) is None, "he was never at that desk"


@pytest.mark.parametrize(
    "detail",
    [{}, {"way": "out", "ending": "eaten", "talk_s": "1"}, {"way": "out", "ending": "busy", "talk_s": "long"}],
)
def test_what_is_no_call_s_word_stays_an_event_and_is_an_alert(house, detail):
    seat = house.seat()
    ticket, journal = dial(house, seat, house.add_card(seat.account)), Journal(house, seat)
    journal.dialled(ticket)
    journal.tell(Act.CALL_ENDED, ticket.id, **detail)
    assert house.last_event("call.ended", object_id=ticket.id)
    assert read_record(house, ticket.id).ended_at is None
    assert house.alerts("call-not-recorded", ticket.id)


def test_a_desk_that_makes_one_alert_after_another_does_not_push_others_out_of_the_list(house):
    loud, quiet = house.seat(), house.seat()
    owner = house.seat()
    ticket = dial(house, owner, house.add_card(owner.account))
    journal = Journal(house, loud)
    for _ in range(MOST_FROM_ONE + 3):
        journal.ended(ticket.id)
    Journal(house, quiet).ended(ticket.id)
    told = [facts["device"] for facts in house.alerts("call-not-recorded", ticket.id)]
    assert told == [loud.desk.id] * MOST_FROM_ONE + [quiet.desk.id]


def test_a_call_that_came_in_by_a_name_that_is_none_stops_no_batch(house):
    seat = house.seat()
    name = "x" * 200
    Journal(house, seat).tell(Act.CALL_RANG, name, card="", number="", way="in")
    (facts,) = house.alerts("call-not-recorded", name)
    assert facts["device"] == seat.desk.id
