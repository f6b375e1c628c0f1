"""Who is asking, and is it really this request, now, once: RFC 9421 and 9530, devices, sessions (A5, A6, T3)."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select, update

from protocol.enrolment import EnrolRequest, read_ticket
from protocol.identifiers import make_identifier
from protocol.refusals import (
    ClockWrong,
    DeviceFrozen,
    DeviceRefused,
    DigestMismatch,
    EnrolmentRefused,
    Replayed,
    SessionEnded,
    SessionLocked,
    SignatureInvalid,
)
from protocol.times import format_instant, now, parse_instant
from secure_store.device import make_request
from server.api.signatures import MemoryNonces, SignedMessage, check_signature
from server.services.devices import freeze_device, revoke_device
from server.store.tables import devices, events, sessions
from tests.server.api.wire import Wire, assert_refused, digest

SESSION = "/v1/session"
DAY_S = 86_400


def test_a_signed_request_is_answered(agent):
    answer = agent.ask("GET", SESSION)
    assert answer.status == 200
    assert answer.headers["content-digest"] == digest(answer.body)


@pytest.mark.parametrize("left_out", ["signature", "signature-input", "content-digest", "authorization"])
def test_nothing_signed_may_be_left_out(agent, left_out):
    headers = agent.sign("GET", SESSION)
    del headers[left_out]
    assert_refused(agent.send("GET", SESSION, None, headers), SignatureInvalid)


def _flip(text: str) -> str:
    place = len(text) // 2
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made | {"signature": _flip(made["signature"])},
        lambda made: made | {"signature-input": made["signature-input"].replace("@method", "@path")},
        lambda made: made | {"authorization": "Bearer " + "x" * 43},
        lambda made: made | {"step-up": "e30="},
        lambda made: made | {"content-digest": digest(b"{}")},
        lambda made: made | {"signature": "veildesk=:" + "A" * 88 + ":"},
        lambda made: made | {"signature": "%%%", "signature-input": "%%%"},
        lambda made: made | {"signature-input": made["signature-input"] + ', other=();keyid="x"'},
    ],
    ids=["signature", "components", "token", "proof", "digest", "zeroes", "nonsense", "two"],
)
def test_what_was_signed_may_not_be_changed(agent, change):
    assert_refused(agent.send("GET", SESSION, None, change(agent.sign("GET", SESSION))), SignatureInvalid)


def test_a_signature_is_good_for_its_method_and_its_target_alone(agent):
    headers = agent.sign("GET", SESSION)
    assert_refused(agent.send("DELETE", SESSION, None, headers), SignatureInvalid)
    assert_refused(agent.send("GET", "/v1/session?x=1", None, headers), SignatureInvalid)


def test_a_body_exchanged_on_the_way_does_not_match_its_digest(agent):
    headers = agent.sign("POST", "/v1/session/challenge", b'{"username":"a"}')
    assert_refused(agent.send("POST", "/v1/session/challenge", b'{"username":"b"}', headers), DigestMismatch)


def test_a_signature_must_cover_everything_and_bear_the_protocol_s_tag(agent):
    for options in (
        {"components": ("@method", "@authority", "@target-uri", "content-digest")},  # not the token
        {"components": ("@method", "content-digest", "authorization")},
        {"tag": "another-protocol"},
        {"nonce": "short"},
        {"nonce": "n" * 65},
        {"nonce": ""},
    ):
        headers = agent.sign("GET", SESSION, **options)
        assert_refused(agent.send("GET", SESSION, None, headers), SignatureInvalid)


def test_only_the_device_s_own_key_signs_for_it(agent, fresh_wire):
    for options in ({"key": Ed25519PrivateKey.generate()}, {"key_id": fresh_wire.device}):
        assert_refused(agent.send("GET", SESSION, None, agent.sign("GET", SESSION, **options)), SignatureInvalid)


@pytest.mark.parametrize("key_id", [pytest.param(make_identifier(), id="unknown"), "enrolment", "' or 1=1 --", "é"])
def test_a_device_that_nobody_enrolled_is_refused(wire, key_id):
    headers = wire.sign("GET", SESSION, key_id=key_id) if key_id.isascii() else wire.sign("GET", SESSION)
    if not key_id.isascii():
        headers["signature-input"] = headers["signature-input"].replace(wire.device, key_id)
    assert_refused(wire.send("GET", SESSION, None, headers), DeviceRefused)


@pytest.mark.parametrize("age_s", [DAY_S, 63, -63, -DAY_S], ids=["a day slow", "stale", "early", "a day fast"])
def test_a_wrong_clock_is_told_by_how_much_and_what_time_it_is(agent, age_s):
    problem = assert_refused(agent.send("GET", SESSION, None, agent.sign("GET", SESSION, age_s=age_s)), ClockWrong)
    assert abs(int(problem.facts["seconds"]) - abs(age_s)) <= 2
    assert parse_instant(problem.facts["central"])
    assert problem.facts["seconds"] in problem.title


def test_a_request_sent_twice_is_taken_once(agent):
    headers = agent.sign("GET", SESSION)
    assert agent.send("GET", SESSION, None, headers).status == 200
    assert_refused(agent.send("GET", SESSION, None, headers), Replayed)


def test_another_label_beside_it_does_not_make_a_signature_younger_than_central(agent):
    """Of what was signed before Central started nobody knows whether it was used."""
    headers = agent.sign("GET", SESSION, age_s=20)
    young = f"other=();created={int(time.time()) + 5}"
    headers["signature-input"] = f"{young}, {headers['signature-input']}"
    headers["signature"] = f"other=:AA==:, {headers['signature']}"
    message = SignedMessage("GET", f"https://{agent.authority}{SESSION}", headers)
    with pytest.raises(Replayed):
        check_signature(message, agent.key.public_key().public_bytes_raw(), agent.device, MemoryNonces())


def test_a_replayed_act_is_not_done_twice(agent):
    body = b'{"username":"nobody"}'
    headers = agent.sign("POST", "/v1/session/challenge", body, {"content-type": "application/json"})
    first = agent.send("POST", "/v1/session/challenge", body, headers)
    assert first.status == 200
    assert_refused(agent.send("POST", "/v1/session/challenge", body, headers), Replayed)


def test_a_token_is_worth_nothing_on_another_device_and_from_then_on_nothing_on_its_own(fresh_agent, wire):
    thief = replace(wire, token=fresh_agent.token)
    assert_refused(thief.ask("GET", SESSION), SessionEnded)
    assert_refused(fresh_agent.ask("GET", SESSION), SessionEnded)


@pytest.mark.parametrize("header", ["Bearer ", "Bearer " + "x" * 43, "Basic dTpw", "", "bearer x"])
def test_a_token_that_central_did_not_give_is_no_session(wire, header):
    headers = wire.sign("GET", SESSION, headers={"authorization": header} if header else {})
    assert_refused(wire.send("GET", SESSION, None, headers), SessionEnded)


def _change_session(agent: Wire, **values: object) -> None:
    with agent.central.writing() as connection:
        connection.execute(update(sessions).where(sessions.c.device == agent.device).values(**values))


def test_an_expired_session_is_over(fresh_agent):
    _change_session(fresh_agent, expires_at=now())
    assert_refused(fresh_agent.ask("GET", "/v1/cards"), SessionEnded)


def test_a_session_that_slept_too_long_is_locked_and_says_so(fresh_agent):
    _change_session(fresh_agent, active_at=format_instant(parse_instant("2026-01-01T00:00:00.000Z")))
    assert_refused(fresh_agent.ask("GET", "/v1/cards"), SessionLocked)


def test_a_session_that_was_signed_out_is_over(fresh_agent):
    assert fresh_agent.ask("DELETE", SESSION).status == 204
    assert_refused(fresh_agent.ask("GET", SESSION), SessionEnded)


def test_a_revoked_device_is_refused_at_once_whatever_it_holds(fresh_agent):
    books = fresh_agent.central.books
    with fresh_agent.central.writing() as connection:
        revoke_device(connection, books, fresh_agent.device, "lost")
    for method, target in (("GET", SESSION), ("GET", "/v1/events/head"), ("POST", "/v1/session/challenge")):
        assert_refused(fresh_agent.ask(method, target), DeviceRefused)


def test_a_frozen_device_is_refused_with_its_own_word(fresh_agent):
    with fresh_agent.central.writing() as connection:
        freeze_device(connection, fresh_agent.central.books, fresh_agent.device, "its chain does not fit")
    assert_refused(fresh_agent.ask("GET", SESSION), DeviceFrozen)


def test_a_ticket_s_code_works_once_and_a_wrong_one_says_the_same(real_central, wire):
    ticket = read_ticket(real_central.make_ticket("once"))

    def enrol(code: str) -> object:
        key = Ed25519PrivateKey.generate()
        request = EnrolRequest(code=code, device_name="once", platform="tests", csr=make_request(key, "once"))
        desk = Wire(real_central, "enrolment", key, wire.certificate, wire.key_file)
        return desk.ask("POST", "/v1/enrol", request)

    assert enrol(ticket.code).status == 201
    used, wrong = enrol(ticket.code), enrol("x" * 32)
    assert_refused(used, EnrolmentRefused)
    assert used.body == wrong.body
    names = real_central.look_up(select(func.count()).select_from(devices).where(devices.c.name == "once"))
    assert names == [(1,)]


def test_an_enrolment_signed_by_another_key_than_the_one_it_asks_for_is_refused(real_central, wire):
    ticket = read_ticket(real_central.make_ticket("other"))
    key = Ed25519PrivateKey.generate()
    request = EnrolRequest(code=ticket.code, device_name="other", platform="t", csr=make_request(key, "other"))
    desk = Wire(real_central, "enrolment", wire.key, wire.certificate, wire.key_file)
    assert_refused(desk.ask("POST", "/v1/enrol", request), SignatureInvalid)


def test_refused_requests_leave_no_mark_but_what_was_recorded(real_central, agent):
    before = real_central.look_up(select(func.count()).select_from(events))
    for _ in range(3):
        assert_refused(agent.send("GET", SESSION, None, agent.sign("GET", SESSION, age_s=500)), ClockWrong)
    assert real_central.look_up(select(func.count()).select_from(events)) == before
    assert agent.ask("GET", SESSION).status == 200
