"""Bodies that are not what they should be: a stable problem and a sentence each, and nothing done (RFC 9457)."""

from __future__ import annotations

import base64
import json

import pytest

from protocol.errors import StepUpRequired
from protocol.refusals import BodyTooLarge, DigestMismatch, InvalidRequest
from protocol.reveal_refusals import PurposeRefused
from protocol.signing import MAX_BODY
from tests.server.api.wire import Wire, assert_refused, assert_silent, raw_public_key

REVEALS = "/v1/reveals"
SECRET = "13800138000"
"""Something that must not come back in an answer."""


def make_request(agent: Wire, **changes: object) -> dict[str, object]:
    """A request for a reveal as it should be, changed."""
    card = agent.central.find_cards(agent.person)[0]
    key = base64.b64encode(raw_public_key()).decode()
    right = {"card": card, "field": "mobile", "purpose": "marketing", "reason": "he asks", "public_key": key}
    return right | changes


def test_the_right_request_comes_as_far_as_the_proof(agent):
    assert_refused(agent.ask("POST", REVEALS, make_request(agent)), StepUpRequired)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"reason": 7}, "reason"),
        ({"reason": "x"}, "reason"),
        ({"reason": "x" * 201}, "reason"),
        ({"reason": None}, "reason"),
        ({"field": "soul"}, "field"),
        ({"field": ["mobile"]}, "field"),
        ({"card": "1 or 1=1"}, "card"),
        ({"card": 10**400}, "card"),
        ({"purpose": ""}, "purpose"),
        ({"public_key": "!!"}, "public_key"),
        ({"public_key": "AAAA"}, "public_key"),
        ({"public_key": "A" * 43 + "="}, "public_key"),
        ({"break_glass": "yes"}, "break_glass"),
    ],
)
def test_a_wrong_value_is_named_by_its_field_and_never_quoted(agent, changes, named):
    problem = assert_refused(agent.ask("POST", REVEALS, make_request(agent, **changes)), InvalidRequest)
    assert named in problem.facts["reason"]


@pytest.mark.parametrize("extra", [{SECRET: 1}, {"approved": True}])
def test_an_unknown_field_is_refused_without_repeating_it(agent, extra):
    answer = agent.ask("POST", REVEALS, make_request(agent, **extra))
    assert_refused(answer, InvalidRequest)
    assert next(iter(extra)).encode() not in answer.body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"13800138000"',
        b"{",
        b'{"card":',
        b"{}{}",
        b"\xef\xbb\xbf{}",
        b'{"card":"\xff\xfe"}',
        b'{"card":NaN}',
        b'{"card":"\\ud800"}',
        b'{"reason":"a\\u0000b"}',
        b'{"card":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"zzz":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
        b"\x1f\x8b\x08\x00",
        b"card=1&field=mobile",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_no_request_is_an_invalid_request(agent, body):
    assert_refused(agent.ask("POST", REVEALS, body), InvalidRequest)


def test_of_a_field_given_twice_the_last_one_counts_for_every_rule(agent):
    body = json.dumps(make_request(agent)).encode()[:-1] + b',"field":"id_number"}'
    assert_refused(agent.ask("POST", REVEALS, body), PurposeRefused)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/xml"])
def test_another_media_type_does_not_open_another_reader(agent, kind):
    body = b"card=1"
    headers = agent.sign("POST", REVEALS, body, {"content-type": kind})
    assert_refused(agent.send("POST", REVEALS, body, headers), InvalidRequest)


def test_a_body_that_is_announced_too_large_is_not_read(agent):
    headers = agent.sign("POST", REVEALS, b"x") | {"content-length": str(10**12)}
    problem = assert_refused(agent.send("POST", REVEALS, b"x", headers), BodyTooLarge)
    assert problem.facts == {"limit": str(MAX_BODY)}


def test_a_body_that_is_too_large_is_refused_when_it_is_whole_and_when_it_comes_in_chunks(agent):
    body = b" " * (MAX_BODY + 1)
    assert_refused(agent.send("POST", REVEALS, body, agent.sign("POST", REVEALS, body)), BodyTooLarge)
    endless = (b" " * 65_536 for _ in range(10_000))
    headers = agent.sign("POST", REVEALS, b"") | {"transfer-encoding": "chunked"}
    assert_refused(agent.send("POST", REVEALS, endless, headers), BodyTooLarge)


def test_a_body_as_large_as_allowed_is_read(agent):
    body = json.dumps(make_request(agent)).encode().ljust(MAX_BODY)
    assert_refused(agent.ask("POST", REVEALS, body), StepUpRequired)


def test_a_body_in_chunks_is_the_same_body(agent):
    body = json.dumps(make_request(agent)).encode()
    headers = agent.sign("POST", REVEALS, body, {"content-type": "application/json"})
    pieces = (body[place : place + 7] for place in range(0, len(body), 7))
    assert_refused(agent.send("POST", REVEALS, pieces, headers | {"transfer-encoding": "chunked"}), StepUpRequired)


def test_a_body_cut_short_by_its_length_does_not_match_its_digest(agent):
    body = json.dumps(make_request(agent)).encode()
    headers = agent.sign("POST", REVEALS, body) | {"content-length": str(len(body) - 1)}
    assert_refused(agent.send("POST", REVEALS, body, headers), DigestMismatch)


@pytest.mark.parametrize("length", ["-1", "0x10", "9" * 30, "1, 2"])
def test_a_length_that_is_none_is_refused_before_any_of_it_is_read(agent, length):
    headers = agent.sign("POST", REVEALS, b"x") | {"content-length": length}
    answer = agent.send("POST", REVEALS, b"x", headers)
    assert answer.status == 400
    assert_silent(answer)


@pytest.mark.parametrize(
    "target",
    ["/v1/cards?limit=0", "/v1/cards?limit=99999", "/v1/cards?after=x", "/v1/cards?after=-1", "/v1/inbox?wait=1e9"],
)
def test_a_query_out_of_bounds_names_its_parameter(agent, target):
    problem = assert_refused(agent.ask("GET", target), InvalidRequest)
    assert target.partition("?")[2].partition("=")[0] in problem.facts["reason"]
