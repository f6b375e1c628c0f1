"""The wall that supervisors look at, and help (D1, U1)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select, update

from protocol.call_refusals import CallOver
from protocol.cards import Disposition
from protocol.events import GENESIS, Act, Deed, Event, ObjectKind, place_deed
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.oversight import AccountState
from protocol.refusals import Conflict, NotFound
from protocol.roles import Role
from protocol.team import HelpWanted, Member, MemberState
from protocol.times import after, now
from server.services.accounts import set_state
from server.services.calling.help import ask_help, take_help, withdraw_help
from server.services.calling.presence import (
    AWAY_S,
    ask_standings,
    judge_standings,
    note_heard,
    note_watching,
    write_standings,
)
from server.services.calling.wall import read_wall
from server.services.sessions import end_sessions_of, find_visited
from server.store.call_tables import presence
from server.store.statements import ask_together
from tests.server.calling import ALL_DAY, Journal, dial, put_rules
from tests.server.house import House
from tests.server.seats import Seat
from tests.server.statements import heard


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


@pytest.fixture
def agent(house: House) -> tuple[Seat, Journal]:
    """One of that team who is at work, and his desk's journal."""
    seat = house.seat()
    journal = Journal(house, seat)
    house.act(seat, lambda connection, _, caller: note_heard(connection, caller))
    return seat, journal


def look(house: House, boss: Seat, seat: Seat) -> Member:
    """One of the people on a supervisor's wall."""
    wall = house.act(boss, lambda connection, _, caller: read_wall(connection, caller))
    (found,) = (member for member in wall.members if member.id == seat.account.id)
    return found


def test_the_wall_follows_a_call_from_the_first_ring_to_the_end_of_its_wrap_up(house, boss, agent):
    seat, journal = agent
    assert look(house, boss, seat).state is MemberState.READY
    ticket, begun = dial(house, seat, house.add_card(seat.account)), now()
    journal.dialled(ticket, begun)
    assert (look(house, boss, seat).state, look(house, boss, seat).since) == (MemberState.DIALLING, begun)
    journal.answered(ticket.id, talking := after(begun, milliseconds=10))
    assert (look(house, boss, seat).state, look(house, boss, seat).since) == (MemberState.IN_CALL, talking)
    journal.held(ticket.id, on=True)
    assert look(house, boss, seat).state is MemberState.ON_HOLD
    journal.held(ticket.id, on=False)
    journal.ended(ticket.id, ended := now(), talk_s=42)
    assert (look(house, boss, seat).state, look(house, boss, seat).since) == (MemberState.WRAP_UP, ended)
    journal.tell(Act.OUTCOME_RECORDED, house.add_card(seat.account), kind=ObjectKind.CARD, disposition="interested")
    day = look(house, boss, seat).day
    assert (day.calls, day.answered, day.talk_s) == (1, 1, 42)
    assert day.outcomes == {Disposition.INTERESTED: 1}
    other = dial(house, seat, house.add_card(seat.account))
    journal.dialled(other, after(begun, seconds=-600))
    journal.ended(other.id, after(begun, seconds=-500), ending="busy")
    assert look(house, boss, seat).day.answered == 1


def test_pauses_locks_and_absence_are_shown_with_their_reason_and_since_when(house, boss, agent):
    seat, journal = agent
    journal.tell(Act.CALLS_PAUSED, reason="do-not-disturb")
    paused = look(house, boss, seat)
    assert (paused.state, paused.pause) == (MemberState.PAUSED, "do-not-disturb")
    journal.tell(Act.SESSION_LOCKED)
    assert look(house, boss, seat).state is MemberState.LOCKED
    journal.tell(Act.SESSION_UNLOCKED)
    journal.tell(Act.CALLS_RESUMED, reason="do-not-disturb")
    assert look(house, boss, seat).state is MemberState.READY
    quiet = after(now(), seconds=-AWAY_S - 1)
    with house.writing() as connection:
        connection.execute(update(presence).where(presence.c.person == seat.account.id).values(heard_at=quiet))
    assert (look(house, boss, seat).state, look(house, boss, seat).since) == (MemberState.AWAY, quiet)
    house.act(seat, lambda connection, _, caller: note_heard(connection, caller))
    assert look(house, boss, seat).state is MemberState.READY
    with house.writing() as connection:
        end_sessions_of(connection, seat.account.id, "test")
    assert look(house, boss, seat).state is MemberState.OFF


def test_an_older_word_and_another_desk_s_change_nothing(house, boss, agent):
    seat, journal = agent
    journal.tell(Act.CALLS_PAUSED, at=after(now(), hours=-3), reason="meal")
    Journal(house, house.seat()).tell(Act.CALLS_PAUSED, actor=seat.account.id, reason="meal")
    assert look(house, boss, seat).state is MemberState.READY


def test_a_supervisor_sees_his_teams_and_those_below_and_nobody_else(house, boss, agent):
    seat, _ = agent
    frozen, above = house.seat(), house.seat(Role.SUPERVISOR, team="head")
    stranger = house.seat(Role.SUPERVISOR, team="west")
    with house.writing() as connection:
        set_state(connection, house.central.node, frozen.account.id, AccountState.FROZEN, "test")

    def ids(viewer: Seat) -> set[str]:
        wall = house.act(viewer, lambda connection, _, caller: read_wall(connection, caller))
        return {member.id for member in wall.members}

    assert seat.account.id in ids(boss)
    assert {seat.account.id, boss.account.id} <= ids(above)
    assert seat.account.id not in ids(stranger)
    assert not {frozen.account.id, boss.account.id, above.account.id} & ids(boss)


def test_who_looks_is_told_of_changes_once_and_who_does_not_is_told_nothing(house, boss, agent):
    _, journal = agent
    journal.tell(Act.CALLS_PAUSED, reason="meal")
    assert house.notices(boss.account) == []
    for viewer in (boss, stranger := house.seat(Role.SUPERVISOR, team="west")):
        house.act(viewer, lambda connection, _, caller: note_watching(connection, caller))
    for act in (Act.CALLS_RESUMED, Act.CALLS_PAUSED, Act.CALLS_RESUMED):
        journal.tell(act, reason="meal")
    assert house.notices(boss.account) == [(InboxKind.TEAM_CHANGED.value, "")], "one that was not read gives way"
    assert house.notices(stranger.account) == []


def test_help_is_asked_of_the_supervisors_and_one_of_them_comes(house, boss, agent):
    seat, _ = agent
    above, stranger = house.seat(Role.SUPERVISOR, team="head"), house.seat(Role.SUPERVISOR, team="west")
    ticket = dial(house, seat, house.add_card(seat.account))
    asked = house.act(seat, lambda *at: ask_help(*at, HelpWanted(call=ticket.id)))
    assert house.act(seat, lambda *at: ask_help(*at, HelpWanted())) == asked
    for told in (boss, above):
        assert house.notices(told.account)[-1] == (InboxKind.HELP_WANTED.value, asked.id)
    assert look(house, boss, seat).help == asked
    with pytest.raises(NotFound):
        house.act(stranger, lambda *at: take_help(*at, asked.id))
    assert house.act(boss, lambda *at: take_help(*at, asked.id)).taken_by
    with pytest.raises(Conflict):
        house.act(above, lambda *at: take_help(*at, asked.id))
    assert house.notices(seat.account)[-1] == (InboxKind.HELP_TAKEN.value, asked.id)
    assert look(house, boss, seat).help is None
    assert house.last_event("help.taken", object_id=asked.id).detail["person"] == seat.account.id


def test_no_help_is_asked_in_a_call_that_is_over(house, boss, agent):
    seat, journal = agent
    ticket = dial(house, seat, house.add_card(seat.account))
    journal.dialled(ticket)
    journal.answered(ticket.id)
    journal.ended(ticket.id)
    with pytest.raises(CallOver):
        house.act(seat, lambda *at: ask_help(*at, HelpWanted(call=ticket.id)))
    assert look(house, boss, seat).help is None
    assert house.act(seat, lambda *at: ask_help(*at, HelpWanted()))


def test_who_signs_out_waits_for_no_help(house, boss, agent):
    seat, journal = agent
    house.act(seat, lambda *at: ask_help(*at, HelpWanted()))
    journal.tell(Act.SIGNOUT)
    assert look(house, boss, seat).help is None


def test_help_that_is_wanted_no_longer_is_nobody_s_to_give(house, boss, agent):
    seat, _ = agent
    house.act(seat, withdraw_help)
    asked = house.act(seat, lambda *at: ask_help(*at, HelpWanted()))
    house.act(seat, withdraw_help)
    with pytest.raises(NotFound):
        house.act(boss, lambda *at: take_help(*at, asked.id))
    ticket = dial(house, other := house.seat(), house.add_card(other.account))
    with pytest.raises(NotFound):
        house.act(seat, lambda *at: ask_help(*at, HelpWanted(call=ticket.id)))


def test_many_words_at_once_leave_what_each_alone_would_have_left_and_are_written_once(house):
    acts = (Act.SESSION_LOCKED, Act.SESSION_UNLOCKED, Act.CALLS_PAUSED, Act.SESSION_LOCKED)
    started, late = after(now(), hours=-1), after(now(), hours=-2)
    moments = [after(started, seconds=place) for place in range(4 * len(acts))]
    elsewhere = house.seat().desk.id

    def day(seat: Seat) -> list[Event]:
        told = [(act, at, seat.desk.id) for act, at in zip(acts * 4, moments, strict=True)]
        told.insert(9, (Act.SIGNOUT, late, seat.desk.id))
        told.append((Act.SIGNOUT, moments[-1], elsewhere))
        deeds = [(Deed(act=act, actor=seat.account.id, detail={"reason": "meal"}), at, desk) for act, at, desk in told]
        return [
            place_deed(deed, identifier=make_identifier(), device=desk, seq=1, at=at, ip="", prev=GENESIS)
            for deed, at, desk in deeds
        ]

    def read(connection: Connection, seat: Seat) -> dict[str, str | None]:
        row = connection.execute(select(presence).where(presence.c.person == seat.account.id)).one()
        assert row.device == seat.desk.id
        return {name: text for name, text in row._asdict().items() if name not in ("person", "device")}

    def note(connection: Connection, told: list[Event]) -> None:
        answers = ask_together(connection, ask_standings(told))
        visited = find_visited(connection, {(event.actor, event.device) for event in told})
        write_standings(connection, judge_standings(told, answers, visited))

    alone, together, known = house.seat(), house.seat(), house.seat()
    with house.writing() as connection:
        for one in day(alone):
            note(connection, [one])
        note(connection, day(known)[:1])
        with heard(connection) as asked:
            note(connection, day(together))
            note(connection, day(known))
        assert len(asked) == 4 + 3, "for each: what is known, each desk that is not known yet, one row to write"
        left = read(connection, alone)
        assert left == read(connection, together) == read(connection, known)
        assert (left["locked_at"], left["pause"], left["heard_at"]) == (moments[-1], "meal", started)
