"""Deciding on requests: whose, by whom, from where, once (D9)."""

from __future__ import annotations

import pytest

from protocol.errors import StepUpRequired
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState
from protocol.refusals import InvalidRequest, NotFound, ProofRefused
from protocol.reveal_refusals import AlreadyDecided, OwnRequest, RevealDenied, RevealExpired, SameDevice
from protocol.reveals import ApprovalDecision, Decision, PendingApproval, Reveal, RevealState
from protocol.roles import Role
from protocol.times import after, now
from server.services.accounts import set_state
from server.services.approvals import decide, list_pending
from server.services.reveals import cancel_reveal, collect_reveal, read_reveal, request_reveal
from server.store.tables import approvals, people, reveals
from tests.server.house import House, ask_for, run_at_once
from tests.server.seats import Seat, write_proof
from tests.server.supervision import answer, ask

YES, NO = Decision.APPROVE, Decision.REFUSE


@pytest.fixture
def agent(house):
    """An agent of the eastern team at his desk."""
    return house.seat()


@pytest.fixture
def waiting(house, agent):
    """A request of the agent's that waits for approval."""
    return ask(house, agent, house.add_card(agent.account))


def try_to_decide(house: House, seat: Seat, reveal: str, decision: Decision = YES, note: str = "") -> Reveal:
    """Decide without a proof: whatever refuses it, refuses before a proof is asked for."""
    given = ApprovalDecision(decision=decision, note=note)
    return house.act(seat, lambda *at: decide(*at, reveal, given), path=f"/v1/approvals/{reveal}")


def list_of(house: House, seat: Seat) -> dict[str, PendingApproval]:
    """What waits for somebody, by identifier."""
    return {item.id: item for item in house.act(seat, list_pending)}


def look(house: House, seat: Seat, reveal: str) -> Reveal:
    """How a request stands."""
    return house.act(seat, lambda *at: read_reveal(*at, reveal))


@pytest.mark.parametrize("team", ["east", "head"])
def test_a_supervisor_of_the_team_or_above_it_approves(house, agent, waiting, team):
    supervisor = house.seat(Role.SUPERVISOR, team)
    given = answer(house, supervisor, waiting.id, YES, "客户在线")
    assert given.state is RevealState.READY
    assert given.sealed is None
    assert house.last_event("approval.given", object_id=waiting.id).detail["note"] == "客户在线"
    assert house.last_event("reveal.decided", object_id=waiting.id).outcome == "done"
    assert ("reveal-decided", waiting.id) in house.notices(agent.account)


def test_what_was_approved_is_to_be_collected_in_the_time_for_that_however_long_it_might_have_waited(house, agent):
    house.set_policy(house.any_hour(request_life_s=3600, collect_s=30))
    waiting = ask(house, agent, house.add_card(agent.account))
    assert waiting.expires_at > after(now(), seconds=3000)
    given = answer(house, house.seat(Role.SUPERVISOR), waiting.id, YES)
    house.set_policy()
    assert now() < given.expires_at <= after(now(), seconds=30)


def test_whoever_answered_one_request_may_answer_the_next(house, agent, waiting):
    supervisor, card = house.seat(Role.SUPERVISOR), house.add_card(agent.account)
    answer(house, supervisor, waiting.id, YES)
    following = ask(house, agent, card)
    assert following.id in list_of(house, supervisor)
    assert answer(house, supervisor, following.id, YES).state is RevealState.READY


def test_a_refusal_says_why_and_its_maker_reads_it(house, agent, waiting):
    supervisor = house.seat(Role.SUPERVISOR)
    for note in ("", "   "):
        with pytest.raises(InvalidRequest):
            try_to_decide(house, supervisor, waiting.id, NO, note)
    answer(house, supervisor, waiting.id, NO, "打 13812345678 没用")
    seen = look(house, agent, waiting.id)
    assert (seen.state, seen.note) == (RevealState.REFUSED, "打 138****5678 没用")
    with pytest.raises(RevealDenied):
        house.act(agent, lambda *at: collect_reveal(*at, waiting.id))
    assert house.last_event("approval.refused", object_id=waiting.id).detail["note"] == "打 138****5678 没用"


def test_nobody_decides_a_request_of_his_own(house):
    supervisor = house.seat(Role.SUPERVISOR)
    own = ask(house, supervisor, house.add_card(supervisor.account))
    elsewhere = house.sign_in(supervisor.account, house.place_desk())
    for seat in (supervisor, elsewhere):
        with pytest.raises(OwnRequest):
            try_to_decide(house, seat, own.id)
        assert own.id not in list_of(house, seat)


def test_a_request_is_not_decided_at_the_desk_that_made_it(house, agent, waiting):
    beside = house.sign_in(house.enlist(Role.SUPERVISOR), agent.desk)
    with pytest.raises(SameDevice):
        try_to_decide(house, beside, waiting.id)
    assert waiting.id not in list_of(house, beside)
    away = house.sign_in(beside.account, house.place_desk())
    assert waiting.id in list_of(house, away)
    answer(house, away, waiting.id, YES)


@pytest.mark.parametrize(
    ("role", "team"),
    [(Role.SUPERVISOR, "west"), (Role.AGENT, "east"), (Role.SECURITY, "head"), (Role.ADMIN, "head")],
)
def test_to_everybody_else_there_is_no_such_request(house, waiting, role, team):
    seat = house.seat(role, team)
    with pytest.raises(NotFound):
        try_to_decide(house, seat, waiting.id)
    if role is Role.SUPERVISOR:
        assert waiting.id not in list_of(house, seat)


def test_a_request_that_is_not_there_is_not_found(house):
    with pytest.raises(NotFound):
        try_to_decide(house, house.seat(Role.SUPERVISOR), make_identifier())


def test_a_supervisor_below_does_not_decide_for_the_team_above(house):
    chief = house.seat(Role.SUPERVISOR, "head")
    made = ask(house, chief, house.add_card(chief.account))
    with pytest.raises(NotFound):
        try_to_decide(house, house.seat(Role.SUPERVISOR, "east"), made.id)


def test_the_first_answer_counts(house, waiting):
    first, second = house.seat(Role.SUPERVISOR), house.seat(Role.SUPERVISOR)
    answer(house, first, waiting.id, NO, "no")
    with pytest.raises(AlreadyDecided):
        try_to_decide(house, second, waiting.id)
    assert ("approval-settled", waiting.id) in house.notices(second.account)


def test_of_two_answers_at_once_one_counts(house, agent, waiting):
    calls, path = [], f"/v1/approvals/{waiting.id}"
    for decision in (YES, NO, YES, NO):
        seat, given = house.seat(Role.SUPERVISOR), ApprovalDecision(decision=decision, note="n")

        def call(*at, given=given):
            return decide(*at, waiting.id, given)

        proof = write_proof(seat, house.ask_proof(seat, call, path=path), path, b"")
        calls.append(lambda seat=seat, call=call, proof=proof: house.send_proof(seat, call, proof, path=path, body=b""))
    answers = run_at_once(*calls)
    assert sorted(type(item).__name__ for item in answers) == ["AlreadyDecided"] * 3 + ["Reveal"]
    with house.reading() as connection:
        kept = connection.execute(approvals.select().where(approvals.c.reveal == waiting.id)).all()
    assert len(kept) == 1
    state = RevealState.READY if kept[0].decision == YES.value else RevealState.REFUSED
    assert look(house, agent, waiting.id).state is state


def test_an_answer_that_comes_too_late_is_refused(house, waiting):
    house.age(reveals, waiting.id, expires_at=after(now(), seconds=-1))
    supervisor = house.seat(Role.SUPERVISOR)
    with pytest.raises(RevealExpired):
        try_to_decide(house, supervisor, waiting.id)
    with pytest.raises(RevealExpired):
        try_to_decide(house, supervisor, waiting.id)


def test_deciding_needs_a_proof_over_this_decision(house, waiting):
    supervisor = house.seat(Role.SUPERVISOR)
    path = f"/v1/approvals/{waiting.id}"
    with pytest.raises(StepUpRequired):
        try_to_decide(house, supervisor, waiting.id)

    def refuse(*at):
        return decide(*at, waiting.id, ApprovalDecision(decision=NO, note="no"))

    challenge = house.ask_proof(supervisor, refuse, path=path, body=b'{"decision":"refuse"}')
    proof = write_proof(supervisor, challenge, path, b'{"decision":"refuse"}')
    with pytest.raises(ProofRefused):
        house.send_proof(supervisor, refuse, proof, path=path, body=b'{"decision":"approve"}')


def test_the_list_holds_what_is_needed_to_decide_and_nothing_in_the_clear(house, agent):
    refused = ask(house, agent, house.add_card(agent.account))
    answer(house, house.seat(Role.SUPERVISOR), refused.id, NO, "no")
    seen = ask_mobile(house, agent)
    made = ask(house, agent, house.add_card(agent.account), reason="核对身份")
    item = list_of(house, house.seat(Role.SUPERVISOR))[made.id]
    assert seen.state is RevealState.COLLECTED
    assert item.requester.username == agent.account.username
    assert item.device_name == agent.desk.device.name
    assert (item.customer, item.masked) == ("欧阳**", "110105********002X")
    assert (item.campaign, item.purpose, item.reason) == ("春季回访", "身份核验", "核对身份")
    assert (item.reveals_today, item.refused_today) == (1, 1)
    assert (item.approvals_needed, item.approvals_given) == (1, 0)


def ask_mobile(house: House, seat: Seat) -> Reveal:
    """A request that policy allows."""
    wanted = ask_for(house.add_card(seat.account))
    return house.prove(seat, lambda *at: request_reveal(*at, wanted))


def test_the_list_leaves_out_what_is_over_and_whose_maker_may_not_work(house):
    supervisor = house.seat(Role.SUPERVISOR)
    seats = [house.seat() for _ in range(4)]
    kept, late, cancelled, frozen = (ask(house, seat, house.add_card(seat.account)) for seat in seats)
    assert {kept.id, late.id, cancelled.id, frozen.id} <= set(list_of(house, supervisor))
    house.age(reveals, late.id, expires_at=now())
    house.act(seats[2], lambda *at: cancel_reveal(*at, cancelled.id))
    with house.writing() as connection:
        set_state(connection, house.central.node, seats[3].account.id, AccountState.FROZEN, "test")
    listed = set(list_of(house, supervisor))
    assert kept.id in listed
    assert not listed & {late.id, cancelled.id, frozen.id}
    assert look(house, seats[1], late.id).state is RevealState.EXPIRED


def test_those_who_can_decide_are_named_and_told(house, agent):
    here, above = house.seat(Role.SUPERVISOR).account, house.seat(Role.SUPERVISOR, "head").account
    beside, away = house.seat(Role.SUPERVISOR, "west").account, house.seat(Role.SUPERVISOR).account
    at_home = house.enlist(Role.SUPERVISOR)
    house.age(people, away.id, state=AccountState.FROZEN.value)
    made = ask(house, agent, house.add_card(agent.account))
    for account, told in ((here, True), (above, True), (beside, False), (away, False)):
        assert (f"员工 {account.username}" in made.can_decide) is told
        assert (("approval-wanted", made.id) in house.notices(account)) is told
    assert f"员工 {at_home.username}" not in made.can_decide, "he is not signed in"
    assert ("approval-wanted", made.id) in house.notices(at_home)


def test_two_approvals_take_two_people(house, agent):
    house.set_policy(house.any_hour(approvals_needed=2))
    try:
        made = ask(house, agent, house.add_card(agent.account), kind=FieldKind.ID_NUMBER)
        first, second = house.seat(Role.SUPERVISOR), house.seat(Role.SUPERVISOR)
        assert answer(house, first, made.id, YES).state is RevealState.WAITING
        with pytest.raises(AlreadyDecided):
            try_to_decide(house, first, made.id)
        assert made.id not in list_of(house, first)
        assert list_of(house, second)[made.id].approvals_given == 1
        assert look(house, agent, made.id).approvals_given == 1
        assert ("reveal-decided", made.id) in house.notices(agent.account)
        assert answer(house, second, made.id, YES).state is RevealState.READY
    finally:
        house.set_policy()


def test_one_refusal_ends_a_request_that_needs_two(house, agent):
    house.set_policy(house.any_hour(approvals_needed=2))
    try:
        made = ask(house, agent, house.add_card(agent.account))
        answer(house, house.seat(Role.SUPERVISOR), made.id, YES)
        assert answer(house, house.seat(Role.SUPERVISOR), made.id, NO, "no").state is RevealState.REFUSED
    finally:
        house.set_policy()
