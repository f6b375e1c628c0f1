"""What is asked again and again reads neither a table from end to end, nor all that a desk or a person ever did (Z1).

By SQLite's own plans, which without statistics are the same for five rows as for a million.
"""

from __future__ import annotations

import msgspec

from protocol.call_search import CallQuery
from protocol.cards import CardState
from protocol.incoming import MissedSeen
from protocol.joining import ListenInRule
from protocol.roles import Role
from protocol.times import after, now
from server.services.calling import next_card
from server.services.calling.missed import list_missed, see_to
from server.services.calling.next_card import search_next
from server.services.calling.search import plan_call_search, search_calls
from server.services.calling.wall import read_wall
from server.services.cards import list_campaigns_of
from server.services.recordings.keeping import find_call, prune_recordings
from server.services.rotation import rotate_keys
from tests.server.calling import ALL_DAY, Journal, dial, place_call, place_pbx, put_rules
from tests.server.house import House
from tests.server.revealing import look
from tests.server.seats import Seat
from tests.server.statements import planned
from tests.server.supervision import ask


def begin_call(house: House, seat: Seat) -> tuple[str, str, Journal]:
    """A call that is answered: its identifier, its short name, and its desk's journal."""
    journal, ticket = Journal(house, seat), dial(house, seat, house.add_card(seat.account))
    journal.dialled(ticket)
    place_call(house, place_pbx(house), ticket, seat.desk.id)
    journal.answered(ticket.id)
    return ticket.id, ticket.number, journal


def test_the_campaigns_of_a_person_are_found_without_reading_all_customers(house):
    with planned(house.central.engine) as steps:
        house.act(house.seat(), lambda connection, _, caller: list_campaigns_of(connection, caller))
    assert not [step for step in steps if step.startswith("SCAN customers")]


def test_the_end_of_a_call_looks_at_that_call_alone(house):
    put_rules(house, ALL_DAY)
    call, _, journal = begin_call(house, house.seat())
    with planned(house.central.engine) as steps:
        journal.ended(call)
    assert not [step for step in steps if step.startswith("SCAN joins") or "call_records_device" in step]


def test_the_wall_looks_at_calls_of_late_where_policy_lets_supervisors_listen(house):
    put_rules(house, msgspec.structs.replace(ALL_DAY, listen_in=ListenInRule.TOLD))
    boss = house.seat(Role.SUPERVISOR)
    begin_call(house, house.seat())
    with planned(house.central.engine) as steps:
        house.act(boss, lambda connection, _, caller: read_wall(connection, caller))
    assert not [step for step in steps if "call_records_person" in step and "begun_at>" not in step]
    put_rules(house, ALL_DAY)


def test_a_call_is_found_by_its_short_name_by_the_indexes_of_names(house):
    put_rules(house, ALL_DAY)
    _, number, _ = begin_call(house, house.seat())
    inspector = house.seat(Role.INSPECTOR, team="head")
    query = CallQuery(since=after(now(), days=-900), until=after(now(), days=1), about=number)
    with planned(house.central.engine) as steps, house.writing() as connection:
        assert find_call(connection, number)
        search = plan_call_search(connection, house.central, house.find(inspector), query)
        (line,) = search_calls(connection, search).lines
    assert line.number == number
    assert not [step for step in steps if step.startswith("SCAN call") or "begun_at_id" in step]


def test_the_next_card_is_found_without_all_that_are_nobody_s(house):
    put_rules(house, ALL_DAY)
    card = house.add_card(None)
    with planned(house.central.engine) as steps, house.reading() as connection:
        found = search_next(connection, house.central, house.find(house.seat()))
    assert found.free == card
    free = [step for step in steps if "ix_customers_campaign_state_id" in step]
    assert house.central.engine.dialect.name != "sqlite" or free
    assert not [step for step in steps if step.startswith("SCAN customers")]
    assert steps.count("USE TEMP B-TREE FOR ORDER BY") <= 1, "an agent's own cards alone are sorted"


def test_postgresql_finds_the_next_card_by_the_same_index_and_sorts_nothing(house):
    if house.central.engine.dialect.name != "postgresql":
        return
    query = str(next_card._NOBODY_S.compile(house.central.engine, compile_kwargs={"render_postcompile": True}))
    values = {"team": "east", "campaign": "spring", "state": CardState.NEW.value, "param_1": 1_000}
    with house.reading() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # which so small a table is read by, and rightly
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {query}", values).scalars())
    assert "ix_customers_campaign_state_id" in plan
    assert "Sort" not in plan


def test_missed_calls_are_seen_to_without_reading_all_customers(house):
    with planned(house.central.engine) as steps:
        house.act(house.seat(), lambda *asked: see_to(*asked, MissedSeen(calls=("nobody-s",))))
    assert not [step for step in steps if step.startswith("SCAN customers")]


def test_missed_calls_and_recordings_that_are_due_are_found_by_their_moment(house):
    seat = house.seat()
    with planned(house.central.engine) as steps:
        house.act(seat, lambda connection, _, caller: list_missed(connection, caller))
        prune_recordings(house.central.engine, house.central.node)
    assert not [step for step in steps if step.startswith(("SCAN incoming_calls", "SCAN recordings"))]
    due = [step for step in steps if step.startswith("SEARCH recordings")]
    assert due == [] or any("destroyed_at=? AND begun_at<?" in step for step in due)


def test_who_waits_for_an_approval_does_not_have_all_sessions_read(house):
    house.set_policy()
    seat = house.seat()
    house.seat(Role.SUPERVISOR)
    reveal = ask(house, seat, house.add_card(seat.account)).id
    with planned(house.central.engine) as steps:
        assert look(house, seat, reveal).can_decide
    assert not [step for step in steps if step.startswith("SCAN sessions")]


def test_a_rotation_goes_straight_to_what_is_left(house):
    house.add_card(None)
    with planned(house.central.engine) as steps:
        rotate_keys(house.central.engine, house.central.keys, house.central.node)
    rewrapping = [step for step in steps if "sealed_records" in step and "kek_version" in step]
    assert not [step for step in rewrapping if step.startswith("SCAN") and "COVERING" not in step]
    assert not [step for step in steps if step == "SCAN sealed_records"]
