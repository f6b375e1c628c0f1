"""Who may join a call at Central: the rule, the yes, the teams, the agent's desk that shows it; and when it ends."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import insert, select, update

from protocol.call_refusals import CallTokenRefused
from protocol.cards import CardState
from protocol.consent import covers_listening
from protocol.events import Act, ObjectKind
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.joining import (
    JoinEnd,
    JoinKind,
    JoinOrders,
    JoinOver,
    JoinRoute,
    ListenInRequest,
)
from protocol.joining_refusals import CallNotOn, ListeningForbidden, ListeningNotAgreed
from protocol.oversight import AccountState, DeviceState
from protocol.recordings import RecorderState
from protocol.refusals import Conflict, NotFound
from protocol.roles import Role
from protocol.team import HelpWanted
from protocol.times import after, now
from server.services.accounts import set_state
from server.services.calling.help import ask_help, take_help
from server.services.calling.joined import note_begun, note_over
from server.services.calling.joining import ask_to_listen, come_in, note_shown
from server.services.calling.presence import note_heard
from server.services.calling.takers import find_free
from server.services.calling.wall import read_wall
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.recordings.taking import list_orders as list_recorded
from server.services.sessions import end_sessions_of
from server.store.call_tables import call_records, joins, table_calls
from server.store.tables import alerts, customers, devices, people
from tests.server.calling import ALL_DAY, place_pbx, put_rules, put_script
from tests.server.calling import SCRIPT as RECORDED
from tests.server.house import House
from tests.server.joinable import LISTENED_TO, SCRIPT, Call, let_be_joined
from tests.server.seats import Seat


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_be_joined(house)


def test_a_listener_is_let_in_once_the_agents_desk_shows_him_and_each_step_is_on_record(house, boss):
    call = Call(house)
    ticket = call.listen(boss)
    asked = house.last_event("join.asked", object_id=call.id)
    assert (asked.actor, asked.detail["person"], asked.detail["mode"]) == (
        boss.account.id,
        call.seat.account.id,
        "listen",
    )
    assert house.notices(call.seat.account)[-1] == (InboxKind.JOINED.value, ticket.id)
    assert call.route(ticket, boss.desk) == JoinRoute(id=ticket.id, call=call.id, kind=JoinKind.LISTEN)
    assert call.orders(ticket, waits=True) == JoinOrders()
    with house.writing() as connection:
        assert not note_begun(connection, house.central, call.pbx.device, "", ticket.id), "nobody has shown him"
    with pytest.raises(NotFound):
        house.act(boss, lambda connection, _, caller: note_shown(connection, caller, ticket.id))
    elsewhere = house.sign_in(call.seat.account, house.place_desk())
    with pytest.raises(NotFound):  # he does not talk there, so nobody sees it
        house.act(elsewhere, lambda connection, _, caller: note_shown(connection, caller, ticket.id))
    assert call.orders(ticket, waits=True) == JoinOrders()
    call.show(ticket)
    assert call.orders(ticket, waits=True).begin == (ticket.id,)
    assert call.orders(ticket, waits=True, pbx=place_pbx(house)).stop == (ticket.id,), "another PBX's"
    with house.writing() as connection:
        assert note_begun(connection, house.central, call.pbx.device, "10.8.0.2", ticket.id)
    began = house.last_event("join.began", object_id=call.id)
    assert (began.actor, began.detail["person"]) == (boss.account.id, call.seat.account.id)
    over = JoinOver(join=ticket.id, why=JoinEnd.LEFT)
    for _ in range(2):
        with house.writing() as connection:
            note_over(connection, house.central, call.pbx.device, "10.8.0.2", over)
    assert house.last_event("join.ended", object_id=call.id).detail["why"] == "left"
    assert [kind for kind, _ in house.notices(call.seat.account)].count(InboxKind.LEFT.value) == 1
    other = place_pbx(house).device
    with house.writing() as connection, pytest.raises(NotFound):
        note_over(connection, house.central, other, "", over)


def test_nobody_listens_where_rule_wording_answer_or_team_does_not_allow_it(house, boss):
    put_rules(house, ALL_DAY)
    with pytest.raises(ListeningForbidden):
        Call(house).listen(boss)
    unasked = Call(house, agreed="yes")
    put_rules(house, LISTENED_TO)
    with pytest.raises(ListeningNotAgreed):
        unasked.listen(boss)  # he said yes when nobody was to listen
    for answer in ("", "no"):
        with pytest.raises(ListeningNotAgreed):
            Call(house, agreed=answer).listen(boss)
    silent = ("您好", "我们想向您介绍新品,您是否同意?")
    put_script(house, silent)
    with pytest.raises(ListeningNotAgreed):
        Call(house, script=silent).listen(boss)
    put_script(house, SCRIPT)
    call = Call(house)
    with pytest.raises(NotFound):
        call.listen(house.seat(Role.SUPERVISOR, "west"))
    assert house.last_event("join.asked", object_id=call.id).detail["why"] == "not-found"
    call.journal.ended(call.id)
    with pytest.raises(CallNotOn):
        call.listen(boss)


def test_nobody_listens_to_a_call_of_his_own_or_to_one_that_is_not_there(house, boss):
    call = Call(house)
    house.age(call_records, call.id, person=boss.account.id)
    with pytest.raises(NotFound):
        call.listen(boss)
    assert house.last_event("join.asked", object_id=call.id).outcome == "refused"
    nowhere = ListenInRequest(call=make_identifier())
    with pytest.raises(NotFound):
        house.prove(boss, lambda *at: ask_to_listen(*at, nowhere))
    assert house.last_event("join.asked", object_id=nowhere.call).outcome == "refused"


def test_a_yes_to_being_recorded_alone_lets_nobody_listen(house, boss):
    put_script(house, RECORDED)
    with house.writing() as connection:
        policy = load_policy(connection)
        recording = msgspec.structs.replace(policy.recording, on=True)
        set_policy(
            connection,
            house.central.node,
            msgspec.structs.replace(policy, recording=recording, calls=ALL_DAY),
            "test",
        )
    call = Call(house, script=RECORDED)
    put_rules(house, LISTENED_TO)
    try:
        with pytest.raises(ListeningNotAgreed):
            call.listen(boss)
    finally:
        house.set_policy()


def test_nobody_listens_before_a_call_is_answered_or_once_its_customer_is_stopped(house, boss):
    call, stopped = Call(house), Call(house)
    house.age(call_records, call.id, answered_at=None)
    with pytest.raises(CallNotOn):
        call.listen(boss)
    house.age(customers, stopped.card, state=CardState.STOPPED.value)
    with pytest.raises(ListeningNotAgreed):
        stopped.listen(boss)


def test_an_agent_s_desk_shows_who_hears_his_own_call_and_nobody_else_s(house, boss):
    mine, other = Call(house), Call(house)
    mine.listen(boss)
    ticket = other.listen(boss)
    other.route(ticket, boss.desk)
    with pytest.raises(NotFound):
        mine.show(ticket)
    assert other.orders(ticket, waits=True) == JoinOrders()


def test_nobody_comes_in_to_help_before_a_call_is_answered(house, boss):
    call = Call(house)
    wanted = house.act(call.seat, lambda *at: ask_help(*at, HelpWanted(call=call.id)))
    house.age(call_records, call.id, answered_at=None)
    with pytest.raises(CallNotOn):
        house.act(boss, lambda *at: come_in(*at, wanted.id))


def test_a_supervisor_who_came_to_help_comes_in_no_more_once_he_has_another_team(house, boss):
    call = Call(house)
    wanted = house.act(call.seat, lambda *at: ask_help(*at, HelpWanted(call=call.id)))
    for _ in range(2):
        house.act(boss, lambda *at: come_in(*at, wanted.id))
    house.age(people, boss.account.id, team="west")
    with pytest.raises(NotFound):
        house.act(boss, lambda *at: come_in(*at, wanted.id))


@pytest.mark.parametrize("spoken", ["旁听", "监听", "录音", "listen", "record"])
def test_a_wording_covers_listening_when_it_speaks_of_it_or_of_recording(spoken):
    assert covers_listening(("您好", f"本次通话可能{spoken},您是否同意?"))
    assert not covers_listening((f"本次通话可能{spoken}。", "您是否同意?"))


def test_a_yes_to_listening_alone_is_no_yes_to_a_recording(house, boss):
    call = Call(house)
    assert call.listen(boss)
    with house.reading() as connection:
        assert list_recorded(connection, call.pbx.device, RecorderState()).begin == ()


@pytest.mark.parametrize("why", ["call", "no", "stopped", "policy", "session", "frozen", "revoked", "locked"])
def test_a_listener_is_put_out_when_what_allowed_it_is_gone(house, boss, why):
    call = Call(house)
    ticket = call.begin(boss)
    assert call.orders(ticket) == JoinOrders(), "the control: he is wanted"
    if why == "call":
        call.journal.ended(call.id)
        assert house.last_event("join.ended", object_id=call.id).detail["why"] == "call-over"
    elif why == "no":
        call.say("no")
    elif why == "stopped":
        house.age(customers, call.card, state=CardState.STOPPED.value)
    elif why == "policy":
        put_rules(house, ALL_DAY)
    elif why == "session":
        with house.writing() as connection:
            end_sessions_of(connection, boss.account.id, "test")
    elif why == "frozen":
        with house.writing() as connection:
            set_state(connection, house.central.node, boss.account.id, AccountState.FROZEN, "test")
    elif why == "revoked":
        house.age(devices, boss.desk.id, state=DeviceState.REVOKED.value)
    else:
        call.journal.tell(Act.SESSION_LOCKED, kind=ObjectKind.SESSION)
    assert call.orders(ticket).stop == (ticket.id,)


def test_a_desk_that_starts_anew_has_nobody_in_its_calls(house, boss):
    call = Call(house)
    ticket = call.begin(boss)
    call.journal.tell(Act.DESK_STARTED, call.seat.desk.id, kind=ObjectKind.DEVICE, nobody=True)
    assert house.last_event("join.ended", object_id=call.id).detail["why"] == "call-over"
    assert call.orders(ticket).stop == (ticket.id,)


def test_a_token_is_good_once_at_its_desk_and_its_pbx_for_half_a_minute(house, boss):
    call = Call(house)
    ticket = call.listen(boss)
    for desk, pbx in ((call.seat.desk, None), (boss.desk, place_pbx(house))):
        with pytest.raises(CallTokenRefused):
            call.route(ticket, desk, pbx)
    told = house.alerts("call-token-misused", call.id)
    assert {boss.account.username in one["who"] for one in told} == {True}, "whose leave it was"
    assert {one["number"] for one in told} == {ticket.number}
    assert call.route(ticket, boss.desk)
    with pytest.raises(CallTokenRefused):
        call.route(ticket, boss.desk)
    late = call.listen(boss)
    house.age(joins, late.id, expires_at=after(now(), seconds=-1))
    with pytest.raises(CallTokenRefused):
        call.route(late, boss.desk)
    put_rules(house, ALL_DAY)
    refused = house.last_event("call.refused", object_id=call.id)
    assert refused.detail["why"] == "over"


def test_who_is_asked_for_help_in_a_call_comes_in_without_a_yes_and_nobody_else(house, boss):
    put_rules(house, ALL_DAY)
    call = Call(house, agreed="")
    ticket = call.ask_in(boss)
    assert ticket.kind is JoinKind.SPEAK
    call.show(ticket)
    assert call.orders(ticket, waits=True).begin == (ticket.id,)
    assert house.last_event("join.asked", object_id=call.id).detail["mode"] == "speak"
    other = house.seat(Role.SUPERVISOR)
    (member,) = (
        one
        for one in house.act(boss, lambda connection, _, caller: read_wall(connection, caller)).members
        if one.call == call.id
    )
    assert member.help
    with pytest.raises(Conflict):
        house.act(other, lambda connection, central, caller: come_in(connection, central, caller, member.help.id))
    with pytest.raises(NotFound):
        house.act(
            house.seat(Role.SUPERVISOR, "west"),
            lambda connection, central, caller: come_in(connection, central, caller, member.help.id),
        )
    call.journal.ended(call.id)
    with pytest.raises(CallNotOn):
        house.act(boss, lambda connection, central, caller: come_in(connection, central, caller, member.help.id))


def test_help_outside_of_a_call_lets_nobody_into_one(house, boss):
    call = Call(house)
    wanted = house.act(
        call.seat, lambda connection, central, caller: ask_help(connection, central, caller, HelpWanted())
    )
    house.act(boss, lambda connection, central, caller: take_help(connection, central, caller, wanted.id))
    with pytest.raises(NotFound):
        house.act(boss, lambda connection, central, caller: come_in(connection, central, caller, wanted.id))


def test_a_supervisor_who_always_listens_to_the_same_agent_is_told_and_one_who_was_invited_is_not(house, boss):
    call = Call(house)
    with house.writing() as connection:
        policy = load_policy(connection)
        rule = msgspec.structs.replace(policy.anomalies.listening_pairs, threshold=3)
        watched = msgspec.structs.replace(policy.anomalies, listening_pairs=rule)
        set_policy(connection, house.central.node, msgspec.structs.replace(policy, anomalies=watched), "test")
    other = Call(house)
    for _ in range(2):
        call.listen(boss)
        other.listen(boss)
    call.ask_in(boss)
    kept = select(alerts.c.facts).where(alerts.c.kind == "listening-pairs")
    with house.reading() as connection:
        assert connection.execute(kept).scalars().all() == [], "twice each, and once invited"
    call.listen(boss)
    with house.reading() as connection:
        (told,) = connection.execute(kept).scalars().all()
    assert (told["person"], told["requester_id"]) == (boss.account.id, call.seat.account.id)
    assert told["count"] == "3"


def test_nobody_listens_unseen_at_a_desk_that_was_started_anew_beside_its_telephone(house, boss):
    call = Call(house)
    placed = {"call": call.id, "person": call.seat.account.id, "extension": "8012", "stage": "talking"}
    with house.writing() as connection:
        connection.execute(insert(table_calls).values(**placed, asked_at=now(), is_sealed=True))
    ticket = call.begin(boss)
    assert call.orders(ticket).stop == ()
    call.journal.tell(Act.DESK_STARTED, call.seat.desk.id, kind=ObjectKind.DEVICE, nobody=True)
    assert call.orders(ticket).stop == (ticket.id,)
    ended = house.last_event("join.ended", object_id=call.id)
    assert (ended.actor, ended.detail["why"]) == (boss.account.id, JoinEnd.NOT_SHOWN.value)
    with house.reading() as connection:
        over = select(call_records.c.ended_at).where(call_records.c.id == call.id)
        assert connection.execute(over).scalar_one() is None, "the call goes on"


@pytest.mark.parametrize("way", ["listens", "speaks", "is about to"])
def test_who_is_in_a_teammates_call_is_not_rung_for_another_until_he_is_out_of_it(house, boss, way):
    house.act(boss, lambda connection, _, caller: note_heard(connection, caller))
    call = Call(house)
    assert is_free(house, boss)
    ticket = call.begin(boss) if way == "listens" else call.ask_in(boss) if way == "speaks" else call.listen(boss)
    assert not is_free(house, boss)
    with house.writing() as connection:
        note_over(connection, house.central, call.pbx.device, "10.8.0.2", JoinOver(join=ticket.id, why=JoinEnd.LEFT))
    assert is_free(house, boss)


def test_who_never_came_into_the_call_for_which_he_asked_is_free_once_his_token_is_over(house, boss):
    house.act(boss, lambda connection, _, caller: note_heard(connection, caller))
    ticket = Call(house).listen(boss)
    with house.writing() as connection:
        connection.execute(update(joins).where(joins.c.id == ticket.id).values(expires_at=after(now(), seconds=-1)))
    assert is_free(house, boss)


def is_free(house: House, seat: Seat) -> bool:
    """Whether a call that comes in would ring at his desk."""
    with house.reading() as connection:
        return find_free(connection, people.c.id == seat.account.id) is not None
