"""A password is proven, never sent; a proof is good for one act of one person on one device."""

import secrets

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from protocol.proofs import (
    SIGN_IN_ACT,
    UNLOCK_ACT,
    PasswordRecipe,
    StepUpProof,
    check_proof,
    derive_password_key,
    digest_act,
    make_recipe,
    prove_password,
    read_step_up,
    write_proof_message,
    write_step_up,
)
from tests.least_costs import LEAST_COSTS

CHEAP = PasswordRecipe(salt=b"s" * 16, **LEAST_COSTS)


def test_a_new_password_has_a_salt_of_its_own_and_the_costs_of_record():
    one, other = make_recipe(), make_recipe()
    assert one.salt != other.salt
    assert (len(one.salt), one.memory_kib, one.iterations, one.lanes) == (16, 65_536, 3, 4)


def raw(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def test_the_right_password_proves_itself_and_a_wrong_one_does_not():
    challenge = secrets.token_bytes(32)
    right, wrong = (derive_password_key(bytearray(word), CHEAP) for word in (b"correct horse", b"correct hors"))
    proof = prove_password(right, challenge, "li.qiang", "d1", SIGN_IN_ACT)
    assert check_proof(raw(right), proof, challenge, "li.qiang", "d1", SIGN_IN_ACT)
    assert not check_proof(raw(wrong), proof, challenge, "li.qiang", "d1", SIGN_IN_ACT)


@pytest.mark.parametrize("changed", ["challenge", "username", "device", "act"])
def test_a_proof_serves_nothing_but_what_it_was_made_for(changed):
    key = derive_password_key(bytearray(b"correct horse"), CHEAP)
    made_for = {"challenge": b"c" * 32, "username": "li", "device": "d1", "act": SIGN_IN_ACT}
    proof = prove_password(key, **made_for)
    other = {"challenge": b"x" * 32, "username": "wang", "device": "d2", "act": UNLOCK_ACT}
    assert not check_proof(raw(key), proof, **{**made_for, changed: other[changed]})


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_names_cannot_run_into_each_other(user_a, device_a, user_b, device_b):
    if (user_a, device_a) != (user_b, device_b):
        one = write_proof_message(b"c", user_a, device_a, b"a")
        assert one != write_proof_message(b"c", user_b, device_b, b"a")


def test_an_act_is_its_method_path_and_body():
    acts = {
        digest_act("POST", "/v1/reveals", b"{}"),
        digest_act("PUT", "/v1/reveals", b"{}"),
        digest_act("POST", "/v1/reveals?x=1", b"{}"),
        digest_act("POST", "/v1/reveals", b"{ }"),
    }
    assert len(acts) == 4


def test_a_garbled_key_or_signature_is_no_proof_and_no_crash():
    assert not check_proof(b"short", b"short", b"c", "u", "d", b"a")


def test_a_step_up_header_survives_the_way():
    proof = StepUpProof(challenge=secrets.token_bytes(32), signature=secrets.token_bytes(64), code="123456")
    assert read_step_up(write_step_up(proof)) == proof


@pytest.mark.parametrize("header", ["", "???", "e30=", "bm9uc2Vuc2U="])
def test_a_garbled_step_up_header_is_a_value_error(header):
    with pytest.raises(ValueError, match=r".*"):
        read_step_up(header)
