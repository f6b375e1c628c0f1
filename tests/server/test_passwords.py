"""Changing and resetting a password, and proving it once more for one act (NIST SP 800-63B-4, D6)."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.oversight import AccountState
from protocol.proofs import PasswordRecipe
from protocol.refusals import (
    AccountLocked,
    InvalidRequest,
    ProofRefused,
    SessionEnded,
    SignInRefused,
)
from protocol.sessions import PasswordChange
from server.services.accounts import reset_person, set_state
from server.services.signin import (
    MAX_WRONG,
    change_password,
    check_password,
)
from server.services.stepup import require_step_up
from server.store.tables import people
from tests.server.seats import Seat, write_key, write_proof
from tests.server.signing_in import fail_sign_in, read_person


def change(key: Ed25519PrivateKey, **recipe) -> PasswordChange:
    """A new password's key."""
    return PasswordChange(recipe=PasswordRecipe(salt=b"s" * 16, **recipe), public_key=write_key(key))


def test_a_changed_password_ends_the_other_sessions_and_the_old_one_proves_nothing(house):
    seat = house.seat(must_change=True)
    elsewhere = house.sign_in(seat.account, house.place_desk())
    assert house.find(seat).must_change_password
    new = Ed25519PrivateKey.generate()
    house.act(seat, lambda *at: change_password(*at, change(new)))
    assert not house.find(seat).must_change_password
    with pytest.raises(SessionEnded):
        house.find(elsewhere)
    fail_sign_in(house, seat.account, seat.desk)
    house.age(people, seat.account.id, totp_step=0)
    with pytest.raises(SignInRefused):
        house.try_sign_in(seat.account, seat.desk)
    house.try_sign_in(seat.account, seat.desk, key=new)


@pytest.mark.parametrize("public_key", [b"", b"short", bytes(33)])
def test_a_new_password_that_is_no_key_is_refused(house, public_key):
    seat = house.seat()
    wrong = PasswordChange(recipe=PasswordRecipe(salt=b"s" * 16), public_key=public_key)
    with pytest.raises(InvalidRequest):
        house.act(seat, lambda connection, _, caller: check_password(connection, caller, wrong))


def test_the_old_password_is_no_new_one(house):
    seat = house.seat(must_change=True)
    with pytest.raises(InvalidRequest):
        house.act(seat, lambda connection, _, caller: check_password(connection, caller, change(seat.account.key)))


def test_a_reset_opens_a_locked_account_and_leaves_a_frozen_one_frozen(house):
    locked, frozen = house.seat(), house.seat()
    with house.writing() as connection:
        set_state(connection, house.central.node, locked.account.id, AccountState.LOCKED, "test")
        set_state(connection, house.central.node, frozen.account.id, AccountState.FROZEN, "test")
        for seat in (locked, frozen):
            made = reset_person(connection, house.central.keys, house.central.node, seat.account.username)
            assert made.password
    assert read_person(house, locked.account).state == AccountState.ACTIVE.value
    assert read_person(house, locked.account).must_change_password
    assert read_person(house, frozen.account).state == AccountState.FROZEN.value
    fail_sign_in(house, locked.account, locked.desk)


def do(connection, central, caller):
    """An act that needs a proof."""
    require_step_up(connection, central, caller)
    return "done"


def test_a_proof_is_good_for_its_act_alone_and_once(house):
    seat = house.seat()
    challenge = house.ask_proof(seat, do, path="/v1/a", body=b"one")
    proof = write_proof(seat, challenge, "/v1/a", b"one")
    for path, body in (("/v1/a", b"two"), ("/v1/b", b"one"), ("/v1/a?x=1", b"one")):
        with pytest.raises(ProofRefused):
            house.send_proof(seat, do, proof, path=path, body=body)
    assert house.send_proof(seat, do, proof, path="/v1/a", body=b"one") == "done"
    with pytest.raises(ProofRefused):
        house.send_proof(seat, do, proof, path="/v1/a", body=b"one")
    assert house.last_event("stepup.succeeded", actor=seat.account.id).detail["path"] == "/v1/a"
    assert house.last_event("stepup.failed", actor=seat.account.id)


def test_a_proof_of_somebody_else_is_refused_and_counted(house):
    seat, other = house.seat(), house.seat()
    stranger = Seat(other.account, seat.desk, seat.token)
    for left in range(MAX_WRONG, 0, -1):
        assert read_person(house, seat.account).wrong_proofs == MAX_WRONG - left
        challenge = house.ask_proof(seat, do)
        with pytest.raises(ProofRefused):
            house.send_proof(seat, do, write_proof(stranger, challenge, "/v1/act", b""), path="/v1/act", body=b"")
    with pytest.raises(AccountLocked):
        house.find(seat)


@pytest.mark.parametrize("header", ["é", "nonsense", "bnVsbA==", "e30=", "=" * 9000])
def test_a_proof_that_cannot_be_read_is_said_to_be_so(house, header):
    seat = house.seat()
    with pytest.raises(InvalidRequest):
        house.send_proof(seat, do, header, path="/v1/act", body=b"")


def test_a_code_that_signed_in_does_not_step_up(house):
    account = house.enlist()
    used, fresh = account.code(), account.code(1)  # before anything else: a step may end at any moment
    house.set_policy(step_up_code=True)
    try:
        desk = house.place_desk()
        seat = Seat(account, desk, house.try_sign_in(account, desk, code=used).token)
        with pytest.raises(ProofRefused):
            house.prove(seat, do)
        with pytest.raises(ProofRefused):
            house.prove(seat, do, code=used)
        assert house.prove(seat, do, code=fresh) == "done"
        with pytest.raises(ProofRefused):
            house.prove(seat, do, code=fresh)
    finally:
        house.set_policy()
