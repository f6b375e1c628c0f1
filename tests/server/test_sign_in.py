"""Signing in, sessions, lock and unlock, wrong proofs (NIST SP 800-63B-4, A6)."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from protocol.events import Act
from protocol.oversight import AccountState
from protocol.problem_details import describe_problem
from protocol.proofs import UNLOCK_ACT, prove_password
from protocol.refusals import (
    AccountFrozen,
    AccountLocked,
    ProofRefused,
    SessionEnded,
    SessionLocked,
    SignInRefused,
    TooManyRequests,
)
from protocol.roles import Role
from protocol.sessions import UnlockProof
from protocol.times import after, now
from server.services import challenges as challenge_service
from server.services.accounts import set_state
from server.services.callers import TokenElsewhere, find_caller, hash_token
from server.services.challenges import forget_challenges, make_challenge, use_challenge
from server.services.sessions import end_stolen_session
from server.services.signin import (
    MAX_WRONG,
    MOST_GUESSES,
    describe_session,
    sign_out,
    start_sign_in,
    start_unlock,
    unlock,
)
from server.store.tables import challenges, devices, people, sessions
from tests.server.calling import Journal
from tests.server.house import House, run_at_once
from tests.server.seats import Seat
from tests.server.signing_in import fail_sign_in, read_person
from tests.server.statements import heard


def wake(house: House, seat: Seat, key: Ed25519PrivateKey | None = None) -> None:
    """Prove the password to a session that sleeps."""
    with house.writing() as connection:
        caller = find_caller(connection, seat.request(), awake=False)
        challenge = start_unlock(connection, house.central, caller).challenge
    account = seat.account
    signature = prove_password(key or account.key, challenge, account.username, seat.desk.id, UNLOCK_ACT)
    with house.writing() as connection:
        caller = find_caller(connection, seat.request(), awake=False)
        unlock(connection, house.central, caller, UnlockProof(challenge=challenge, signature=signature))


def test_a_right_proof_opens_a_session_for_that_person_at_that_desk(house):
    seat = house.seat()
    caller = house.find(seat)
    assert caller.person.username == seat.account.username
    assert caller.device.id == seat.desk.id
    assert house.last_event("signin.succeeded", actor=seat.account.id).object_id == seat.desk.id


def test_a_desk_where_somebody_signs_in_has_been_seen(house):
    desk = house.place_desk()
    house.sign_in(house.enlist(), desk)
    with house.reading() as connection:
        assert connection.execute(select(devices.c.seen_at).where(devices.c.id == desk.id)).scalar_one() is not None


def test_a_token_is_kept_as_a_hash(house):
    seat = house.seat()
    with house.reading() as connection:
        rows = connection.execute(select(sessions)).all()
    assert [row.person for row in rows if row.token_hash == hash_token(seat.token)] == [seat.account.id]
    assert not [row for row in rows if seat.token in repr(tuple(row))]


def test_whatever_is_wrong_the_refusal_says_the_same(house):
    account, desk = house.enlist(), house.place_desk()
    other = house.enlist()
    stale = house.ask_challenge(account.username, desk)
    house.sign_in(account, desk)
    house.age(people, account.id, totp_step=0)
    with pytest.raises(SignInRefused):
        house.try_sign_in(account, desk, challenge=stale, key=other.key)
    tries = (
        {"username": "nobody-here"},
        {"key": other.key},
        {"code": "000000" if account.code() != "000000" else "111111"},
        {"code": "①②③④⑤⑥"},
        {"code": ""},
        {"challenge": stale},
        {"challenge": b""},
        {"challenge": house.ask_challenge(other.username, desk)},
        {"challenge": house.ask_challenge(account.username, house.place_desk())},
    )
    said = set()
    for wrong in tries:
        house.age(people, account.id, wrong_proofs=0)
        with pytest.raises(SignInRefused) as refused:
            house.try_sign_in(account, desk, **wrong)
        said.add(str(describe_problem(refused.value)))
    assert len(said) == 1


def test_a_name_that_nobody_has_gets_a_recipe_like_any_other_and_the_same_every_time(house):
    desk, account = house.place_desk(), house.enlist()
    with house.reading() as connection:
        first, second, other, known = (
            start_sign_in(connection, house.central, desk.device, name)
            for name in ("nobody", "nobody", "somebody", account.username)
        )
    assert first.recipe == second.recipe != other.recipe
    assert first.challenge != second.challenge
    assert len(first.recipe.salt) == len(known.recipe.salt)
    assert first.recipe.memory_kib == known.recipe.memory_kib


def test_a_name_that_nobody_has_costs_the_database_the_same(house):
    account, desk = house.enlist(), house.place_desk()
    costs = []
    for name in (account.username, "nobody-here"):
        with heard(house.central.engine) as statements, pytest.raises(SignInRefused):
            house.try_sign_in(account, desk, username=name, key=Ed25519PrivateKey.generate())
        costs.append([statement.split()[0:3] for statement in statements])
    assert costs[0] == costs[1]


def test_a_refused_name_is_not_written_down_when_nobody_has_it(house):
    account, desk = house.enlist(), house.place_desk()
    with pytest.raises(SignInRefused):
        house.try_sign_in(account, desk, username="my-secret-passphrase")
    assert house.last_event("signin.failed", object_id=desk.id).detail == {"username": "unknown"}
    fail_sign_in(house, account, desk)
    assert house.last_event("signin.failed", object_id=desk.id).detail == {"username": account.username}


def test_five_wrong_proofs_in_a_row_lock_the_account_end_its_sessions_and_alert_security(house):
    guard = house.enlist(Role.SECURITY)
    seat = house.seat()
    fail_sign_in(house, seat.account, seat.desk, MAX_WRONG - 1)
    house.find(seat)
    fail_sign_in(house, seat.account, seat.desk)
    with pytest.raises(AccountLocked):
        house.find(seat)
    with pytest.raises(AccountLocked):
        house.try_sign_in(seat.account, seat.desk, code=seat.account.code(1))
    (facts,) = house.alerts("account-locked", seat.account.username)
    name = read_person(house, seat.account).name
    assert (facts["person"], facts["who"]) == (seat.account.id, f"{name} ({seat.account.username})")
    assert (facts["places"], facts["desk"]) == (f"{seat.desk.device.name}, 10.8.0.7", seat.desk.id)
    assert facts["wrong_proofs"] == str(MAX_WRONG)
    assert house.notices(guard)[-1] == ("alert", seat.account.username)
    assert house.last_event("account.locked", object_id=seat.account.id)
    with house.writing() as connection:
        set_state(connection, house.central.node, seat.account.id, AccountState.ACTIVE, "spoke to her")
    with pytest.raises(SessionEnded):
        house.find(seat)
    house.sign_in(seat.account, seat.desk)


def test_a_right_proof_forgives_the_wrong_ones(house):
    seat = house.seat()
    for _ in range(2):
        fail_sign_in(house, seat.account, seat.desk, MAX_WRONG - 1)
        house.sign_in(seat.account, seat.desk)
    assert read_person(house, seat.account).state == AccountState.ACTIVE.value


def test_a_locked_account_does_not_answer_a_wrong_proof_otherwise(house):
    account, desk = house.enlist(), house.place_desk()
    fail_sign_in(house, account, desk, MAX_WRONG)
    fail_sign_in(house, account, desk)
    assert len(house.alerts("account-locked", account.username)) == 1


def test_wrong_proofs_at_once_are_all_counted_and_lock_once(house):
    account, desk = house.enlist(), house.place_desk()
    wrong = Ed25519PrivateKey.generate()
    answers = run_at_once(*[lambda: house.try_sign_in(account, desk, key=wrong)] * 8)
    assert {type(answer) for answer in answers} == {SignInRefused}
    assert read_person(house, account).wrong_proofs == 8
    assert len(house.alerts("account-locked", account.username)) == 1


def test_a_code_is_good_once(house):
    account, desk = house.enlist(), house.place_desk()
    code = account.code()
    house.try_sign_in(account, desk, code=code)
    with pytest.raises(SignInRefused):
        house.try_sign_in(account, desk, code=code)
    with pytest.raises(SignInRefused):
        house.try_sign_in(account, desk, code=account.code(-1))


def test_a_code_used_twice_at_once_is_good_once(house):
    account, desks = house.enlist(), [house.place_desk() for _ in range(4)]
    code = account.code()
    answers = run_at_once(*[lambda desk=desk: house.try_sign_in(account, desk, code=code).token for desk in desks])
    assert [type(answer) for answer in answers].count(str) == 1


def test_a_challenge_is_spent_by_its_first_use(house):
    account, desk = house.enlist(), house.place_desk()
    challenge = house.ask_challenge(account.username, desk)
    house.try_sign_in(account, desk, challenge=challenge)
    house.age(people, account.id, totp_step=0)
    with pytest.raises(SignInRefused):
        house.try_sign_in(account, desk, challenge=challenge)


def test_a_challenge_spent_twice_at_once_is_good_once(house):
    desk = house.place_desk()
    challenge = make_challenge(house.central, desk.id, "ann", UNLOCK_ACT)

    def use():
        with house.writing() as connection:
            return use_challenge(connection, house.central, desk.id, "ann", UNLOCK_ACT, challenge)

    assert sorted(run_at_once(*[use] * 4)) == [False, False, False, True]


def test_a_challenge_is_good_for_what_it_was_made_for_alone(house):
    made = make_challenge(house.central, "desk", "ann", UNLOCK_ACT)
    changed = bytes([made[0] + 1]) + made[1:]
    with house.writing() as connection:
        for device, name, act, challenge in (
            ("other", "ann", UNLOCK_ACT, made),
            ("desk", "bob", UNLOCK_ACT, made),
            ("desk", "ann", b"other act", made),
            ("desk", "ann", UNLOCK_ACT, changed),
            ("desk", "ann", UNLOCK_ACT, made + b"\x00"),
        ):
            assert not use_challenge(connection, house.central, device, name, act, challenge)
        assert use_challenge(connection, house.central, "desk", "ann", UNLOCK_ACT, made)


def test_a_proof_that_unlocked_once_unlocks_no_more(house):
    seat = house.seat()
    caller = house.find(seat, awake=False)
    with house.reading() as connection:
        challenge = start_unlock(connection, house.central, caller).challenge
    whose = (seat.account.username, seat.desk.id)
    proof = UnlockProof(challenge=challenge, signature=prove_password(seat.account.key, challenge, *whose, UNLOCK_ACT))
    with house.writing() as connection:
        unlock(connection, house.central, caller, proof)
    with pytest.raises(ProofRefused), house.writing() as connection:
        unlock(connection, house.central, caller, proof)


def test_a_challenge_ends(house, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(challenge_service, "CHALLENGE_S", -1)
        late = make_challenge(house.central, "desk", "ann", UNLOCK_ACT)
    with house.writing() as connection:
        assert not use_challenge(connection, house.central, "desk", "ann", UNLOCK_ACT, late)


def test_spent_challenges_are_forgotten_when_they_are_over(house):
    made = make_challenge(house.central, "desk", "ann", UNLOCK_ACT)
    with house.writing() as connection:
        use_challenge(connection, house.central, "desk", "ann", UNLOCK_ACT, made)
        forget_challenges(connection)
        assert not use_challenge(connection, house.central, "desk", "ann", UNLOCK_ACT, made)
        connection.execute(challenges.update().values(expires_at=after(now(), seconds=-1)))
        forget_challenges(connection)
        assert not connection.execute(select(challenges)).all()


def test_signing_in_anew_on_a_desk_ends_the_session_before_it(house):
    first = house.seat()
    second = house.sign_in(first.account, first.desk)
    with pytest.raises(SessionEnded):
        house.find(first)
    house.find(second)


def test_a_token_on_another_desk_is_worth_nothing_and_its_session_ends(house):
    guard = house.enlist(Role.SECURITY)
    seat, thief = house.seat(), house.place_desk()
    stolen = Seat(seat.account, thief, seat.token)
    with pytest.raises(TokenElsewhere) as refused:
        house.find(stolen)
    assert describe_problem(refused.value) == describe_problem(SessionEnded())
    with house.writing() as connection:
        end_stolen_session(connection, house.central, stolen.request(), refused.value)
    with pytest.raises(SessionEnded):
        house.find(seat)
    assert house.alerts("token-elsewhere", seat.account.username) == [{"desk": thief.id}]
    assert ("alert", seat.account.username) in house.notices(guard)
    assert house.last_event("request.refused").detail["desk"] == thief.id


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (AccountState.FROZEN, AccountFrozen),
        (AccountState.LOCKED, AccountLocked),
        (AccountState.DISABLED, SessionEnded),
    ],
)
def test_an_account_that_may_not_work_is_refused_with_its_next_request(house, state, refusal):
    seat = house.seat()
    with house.writing() as connection:
        set_state(connection, house.central.node, seat.account.id, state, "test")
    with pytest.raises(refusal):
        house.find(seat)
    house.age(people, seat.account.id, totp_step=0)
    with pytest.raises((AccountFrozen, AccountLocked)):
        house.try_sign_in(seat.account, seat.desk)
    assert ("session-ended", "") in house.notices(seat.account)


def test_a_session_ends_after_its_twelve_hours(house):
    seat = house.seat()
    session = house.try_sign_in(seat.account, seat.desk, code=seat.account.code(1))
    assert after(now(), hours=11.9) < session.expires_at < after(now(), hours=12.1)
    seat = Seat(seat.account, seat.desk, session.token)
    house.age_session(seat, expires_at=now())
    with pytest.raises(SessionEnded):
        house.find(seat)


def test_a_session_sleeps_after_a_quarter_of_an_hour_and_a_proof_wakes_it(house):
    seat = house.seat()
    house.age_session(seat, active_at=after(now(), seconds=-890))
    house.find(seat)
    house.age_session(seat, active_at=after(now(), seconds=-901))
    with pytest.raises(SessionLocked):
        house.find(seat)
    with pytest.raises(ProofRefused):
        wake(house, seat, Ed25519PrivateKey.generate())
    assert house.last_event("unlock.failed", actor=seat.account.id)
    with pytest.raises(SessionLocked):
        house.find(seat)
    wake(house, seat)
    house.find(seat)
    assert read_person(house, seat.account).wrong_proofs == 0
    assert house.last_event("session.unlocked", actor=seat.account.id)


def test_wrong_proofs_at_a_locked_session_lock_the_account(house):
    seat = house.seat()
    house.age_session(seat, active_at=after(now(), hours=-1))
    for _ in range(MAX_WRONG):
        with pytest.raises(ProofRefused):
            wake(house, seat, Ed25519PrivateKey.generate())
    with pytest.raises(AccountLocked):
        wake(house, seat)


def test_signing_out_ends_the_session(house):
    seat = house.seat()
    house.act(seat, sign_out)
    with pytest.raises(SessionEnded):
        house.find(seat)
    assert house.last_event("session.ended", actor=seat.account.id)


def test_a_session_never_says_its_token_again(house):
    seat = house.seat()
    with house.reading() as connection:
        shown = describe_session(connection, find_caller(connection, seat.request()))
    assert shown.token == ""
    assert shown.person.id == seat.account.id


def test_a_desk_that_guesses_locks_few_and_is_told_to_wait_whoever_it_names(house):
    """Else one desk could lock everybody out, security first."""
    desk, others = house.place_desk(), [house.enlist() for _ in range(4)]
    for account in others[:3]:
        fail_sign_in(house, account, desk, MAX_WRONG)
    for name in (others[3].username, "nobody-here"):
        with pytest.raises(TooManyRequests) as refused:
            house.try_sign_in(others[3], desk, username=name)
        assert 0 < int(refused.value.facts["seconds"]) <= 3600
    assert [read_person(house, each).state for each in others] == ["locked"] * 3 + ["active"]
    house.sign_in(others[3], house.place_desk())


def test_what_a_desk_says_of_refused_sign_ins_shuts_no_other_desk(house):
    desk, rogue = house.place_desk(), house.seat()
    journal = Journal(house, rogue)
    for _ in range(MOST_GUESSES):
        journal.tell(Act.SIGNIN_FAILED, desk.device.id)
    house.sign_in(house.enlist(), desk)
