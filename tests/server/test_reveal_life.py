"""A request from its approval to its end: collected once, too late, taken back, or opened in an emergency (D3, U1)."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from protocol.fields import FieldKind
from protocol.refusals import Forbidden, NotFound, ProofRefused
from protocol.reveal_refusals import (
    RevealDenied,
    RevealExpired,
    RevealGone,
    RevealNotReady,
)
from protocol.reveals import Decision, RevealState, Verdict
from protocol.roles import Role
from protocol.times import after, now
from server.services.reveals import cancel_reveal, collect_reveal, read_reveal, request_reveal
from server.store.tables import people, reveals
from tests.server.house import VALUES, ask_for, run_at_once
from tests.server.revealing import KIND, collect, look, request, request_approved, unseal
from tests.server.seats import write_key
from tests.server.supervision import answer, ask


def test_an_approved_value_is_collected_once(house):
    seat, key = house.seat(), X25519PrivateKey.generate()
    waiting = ask(house, seat, house.add_card(seat.account), key=write_key(key))
    with pytest.raises(RevealNotReady):
        collect(house, seat, waiting.id)
    answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)
    ready = look(house, seat, waiting.id)
    assert ready.state is RevealState.READY
    assert now() < ready.expires_at <= after(now(), seconds=60)
    given = collect(house, seat, waiting.id)
    assert unseal(given, key, seat.desk.id) == VALUES[KIND]
    with pytest.raises(RevealGone):
        collect(house, seat, waiting.id)


def test_collected_twice_at_once_it_is_given_once(house):
    seat = house.seat()
    ready = request_approved(house, seat, house.add_card(seat.account))
    answers = run_at_once(*[lambda: collect(house, seat, ready.id)] * 4)
    assert sorted(type(item).__name__ for item in answers) == ["Reveal"] + ["RevealGone"] * 3


def test_a_value_that_is_not_collected_within_its_minute_is_gone(house):
    seat = house.seat()
    ready = request_approved(house, seat, house.add_card(seat.account))
    house.age(reveals, ready.id, expires_at=now())
    with pytest.raises(RevealExpired):
        collect(house, seat, ready.id)
    assert look(house, seat, ready.id).state is RevealState.EXPIRED
    assert house.last_event("reveal.expired", object_id=ready.id)


def test_a_request_dies_after_five_minutes_and_supervisors_hear_of_it(house):
    seat, supervisor = house.seat(), house.enlist(Role.SUPERVISOR)
    waiting = ask(house, seat, house.add_card(seat.account))
    assert after(now(), seconds=290) < waiting.expires_at <= after(now(), seconds=300)
    house.age(reveals, waiting.id, expires_at=now())
    assert look(house, seat, waiting.id).state is RevealState.EXPIRED
    told = [notice for notice in house.notices(supervisor) if notice[1] == waiting.id]
    assert told == [("approval-wanted", waiting.id), ("approval-settled", waiting.id)]


def test_a_request_taken_back_is_over(house):
    seat = house.seat()
    waiting = ask(house, seat, house.add_card(seat.account))
    assert house.act(seat, lambda *at: cancel_reveal(*at, waiting.id)).state is RevealState.CANCELLED
    with pytest.raises(RevealExpired):
        collect(house, seat, waiting.id)
    with pytest.raises(RevealExpired):
        answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)


def test_a_request_is_its_makers_at_his_desk_alone(house):
    seat = house.seat()
    ready = request_approved(house, seat, house.add_card(seat.account))
    elsewhere = house.sign_in(seat.account, house.place_desk())
    beside = house.sign_in(house.enlist(), seat.desk)
    for stranger in (elsewhere, beside):
        for call in (read_reveal, collect_reveal, cancel_reveal):
            with pytest.raises(NotFound):
                house.act(stranger, lambda *at, call=call: call(*at, ready.id))
    assert collect(house, seat, ready.id).sealed


def test_a_supervisor_breaks_the_glass_alone_with_a_code_and_security_hears_at_once(house):
    guard, supervisor = house.enlist(Role.SECURITY), house.seat(Role.SUPERVISOR)
    card = house.add_card(house.enlist())
    wanted = ask_for(card, kind=KIND, purpose="verification", break_glass=True)
    with pytest.raises(ProofRefused):
        request(house, supervisor, wanted)
    house.age(people, supervisor.account.id, totp_step=0)
    given = request(house, supervisor, wanted, code=supervisor.account.code())
    assert given.sealed
    facts = house.alerts("break-glass", given.id)
    assert [item["number"] for item in facts] == [given.number]
    assert house.notices(guard)[-1] == ("alert", given.id)
    assert house.last_event("reveal.break_glass", object_id=given.id).actor == supervisor.account.id


def test_an_agent_breaks_no_glass(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    with pytest.raises(Forbidden):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card, break_glass=True)))


def test_what_policy_denies_no_glass_opens(house):
    supervisor = {FieldKind.ID_NUMBER: Verdict.DENY}
    house.set_policy(house.any_hour(verdicts={Role.SUPERVISOR: supervisor}))
    try:
        seat = house.seat(Role.SUPERVISOR)
        wanted = ask_for(house.add_card(seat.account), kind=KIND, purpose="verification", break_glass=True)
        with pytest.raises(RevealDenied):
            house.act(seat, lambda *at: request_reveal(*at, wanted))
    finally:
        house.set_policy()
