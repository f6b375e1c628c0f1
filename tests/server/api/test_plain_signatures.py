"""What Central reads of a signature by itself is what the signature library reads, or nothing."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageVerifier, VerifyResult, algorithms
from hypothesis import given, settings
from hypothesis import strategies as st

from app.road import DeviceSigner, Request
from protocol.one_key import OneKey
from protocol.refusals import ClockWrong, DigestMismatch, Replayed, SignatureInvalid
from protocol.signing import TAG, choose_components
from server.api.plain_signatures import read_plain, read_plain_digest
from server.api.signatures import MemoryNonces, SignedMessage, check_digest, check_signature
from tests.server.seats import write_key

KEY = Ed25519PrivateKey.generate()
DESK = "01a21d69-ad63-7310-8ce4-08808e54e4a2"
_YEARS = timedelta(days=40_000)


def mostly(usual: object, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Else one of a dozen parts would be odd in every example, and none would pass."""
    return st.integers(0, 9).flatmap(lambda one: other if one == 0 else st.just(usual))


_ODD = st.text("aZ09/.-_~%2eF?=&+:@!$'()*,; #[]\\\"\t\r\n\x7f\u00e9", max_size=30)
_HOSTS = st.sampled_from(
    ["10.8.0.1:8443", "Central.example", "a:443", "a:0443", "a:80", "a:", "[::1]:1", "a b", "u@a", "%41", ""]
)


class _Verifier(HTTPMessageVerifier):
    max_clock_skew = _YEARS


def ask_library(message: SignedMessage) -> VerifyResult:
    """What the library makes of it."""
    (found,) = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=OneKey(KEY)).verify(
        message,
        max_age=_YEARS,
        expect_tag=TAG,
        require_components=choose_components(frozenset(message.headers)),
    )
    return found


def sign(method: str, url: str, body: bytes = b"", **headers: str) -> SignedMessage:
    """As a desk signs."""
    request = Request(method, url, dict(headers))
    DeviceSigner(KEY, DESK).sign(request, body)
    return SignedMessage(method, url, {name.lower(): value for name, value in request.headers.items()})


def check(message: SignedMessage) -> None:
    """As Central checks."""
    check_signature(message, write_key(KEY), DESK, MemoryNonces())


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x y"}, {"Step-Up": "1:2=", "Authorization": "B"}])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_what_a_desk_signs_is_of_the_plain_form(method: str, headers: dict[str, str]) -> None:
    message = sign(method, "https://central.example:8443/v1/cards?after=3&text=%E5%BC%A0", b"{}", **headers)
    plain, found = read_plain(method, message.url, message.headers), ask_library(message)
    assert plain
    assert plain.base.decode() == "\n".join(f"{name}: {value}" for name, value in found.covered_components.items())
    assert (plain.created, plain.nonce) == (found.parameters["created"], found.nonce)
    assert read_plain_digest(message.headers) == sha256(b"{}").digest()
    check(message)


@settings(max_examples=600)
@given(
    method=mostly("POST", st.sampled_from(["GET", "PUT", "DELETE", "get", "OPTIONS", ""])),
    host=mostly("central.example", _HOSTS),
    target=st.one_of(_ODD.map("/v1/{}".format), mostly("/v1/cards?after=3", _ODD)),
    headers=st.dictionaries(
        st.sampled_from(["authorization", "step-up", "x-other"]), st.one_of(st.just("Bearer x"), _ODD)
    ),
    digest=mostly("sha-256=:x:", _ODD),
    odd_cover=mostly(None, st.permutations(["@method", "@authority", "@target-uri", "content-digest", "step-up"])),
    created=mostly(1_800_000_000, st.sampled_from([0, 1, -1, 10**12, "007", "1.0", "+1", ""])),
    keyid=mostly(DESK, _ODD),
    nonce=mostly("0123456789abcdef", _ODD),
    algorithm=mostly("", st.sampled_from([';alg="ed25519"', ';alg="hmac-sha256"', ";alg=ed25519"])),
    tail=mostly("", st.sampled_from([";expires=1", " ", ', other=("@method");tag="veildesk-v1"', ";tag=x"])),
)
def test_whatever_passes_as_plain_passes_the_library_and_says_the_same(
    method: str,
    host: str,
    target: str,
    headers: dict[str, str],
    digest: str,
    odd_cover: list[str] | None,
    created: object,
    keyid: str,
    nonce: str,
    algorithm: str,
    tail: str,
) -> None:
    """Signed is what Central takes for the base: were that not the library's, the library would refuse it."""
    given_headers = {**headers, "content-digest": digest}
    listed = " ".join(f'"{name}"' for name in odd_cover or choose_components(frozenset(given_headers)))
    parameters = f'({listed});created={created};keyid="{keyid}"{algorithm};nonce="{nonce}";tag="{TAG}"{tail}'
    given_headers |= {"signature-input": f"veildesk={parameters}", "signature": f"veildesk=:{'A' * 86}==:"}
    url = f"https://{host}{target}"
    plain = read_plain(method, url, given_headers)
    if plain is None:
        return
    given_headers["signature"] = f"veildesk=:{b64encode(KEY.sign(plain.base)).decode()}:"
    found = ask_library(SignedMessage(method, url, given_headers))
    assert (plain.created, plain.nonce) == (found.parameters["created"], found.nonce)
    assert plain.base.decode() == "\n".join(f"{name}: {value}" for name, value in found.covered_components.items())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("signature-input", 'veildesk=("', 'other=("'),
        ("signature-input", ";tag", " ;tag"),
        ("signature-input", '"@method" "@authority"', '"@authority" "@method"'),
        ("signature-input", '"content-digest"', '"content-digest" "x-other"'),
        ("signature-input", ' "authorization"', ""),
        ("signature-input", ";alg", ";expires=9999999999;alg"),
        ("signature", "==:", "==:, other=:AA==:"),
        ("signature", "=:", "=::"),
    ],
)
def test_another_form_is_left_to_the_library(name: str, old: str, new: str) -> None:
    message = sign("POST", "https://central.example/v1/events", Authorization="Bearer x")
    message.headers[name] = message.headers[name].replace(old, new, 1)
    assert read_plain(message.method, message.url, message.headers) is None


@pytest.mark.parametrize(
    ("part", "value"),
    [("authorization", "Bearer y"), ("content-digest", f"sha-256=:{'A' * 43}=:"), ("signature", None)],
)
def test_a_changed_header_does_not_hold(part: str, value: str | None) -> None:
    message = sign("POST", "https://central.example/v1/events", Authorization="Bearer x")
    signature = message.headers["signature"]
    turned = ("B" if signature[11] == "A" else "A").join((signature[:11], signature[12:]))
    message.headers[part] = turned if value is None else value
    assert read_plain(message.method, message.url, message.headers)
    with pytest.raises(SignatureInvalid):
        check(message)


@pytest.mark.parametrize("url", ["https://other.example/v1/events", "https://central.example/v1/events?x=1"])
def test_another_address_does_not_hold(url: str) -> None:
    message = sign("POST", "https://central.example/v1/events")
    for changed in (SignedMessage("POST", url, message.headers), SignedMessage("PUT", message.url, message.headers)):
        with pytest.raises(SignatureInvalid):
            check(changed)


@pytest.mark.parametrize("length", [15, 65])
def test_a_nonce_is_long_enough_and_not_too_long(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.road.secrets.token_urlsafe", lambda _: "n" * length)
    with pytest.raises(SignatureInvalid):
        check(sign("GET", "https://central.example/v1/cards"))


def test_a_nonce_is_good_once() -> None:
    message, register = sign("GET", "https://central.example/v1/cards"), MemoryNonces()
    check_signature(message, write_key(KEY), DESK, register)
    with pytest.raises(Replayed):
        check_signature(message, write_key(KEY), DESK, register)


@pytest.mark.parametrize("ahead_s", [-62, 62])
def test_a_clock_that_goes_wrong_is_told_so(ahead_s: int, monkeypatch: pytest.MonkeyPatch) -> None:
    message = sign("GET", "https://central.example/v1/cards")
    monkeypatch.setattr("server.api.signatures.time.time", lambda: _read_created(message) - ahead_s)
    with pytest.raises(ClockWrong):
        check(message)


def _read_created(message: SignedMessage) -> int:
    plain = read_plain(message.method, message.url, message.headers)
    assert plain
    return plain.created


@pytest.mark.parametrize("body", [b"", b"{}", b"x" * 100_000])
def test_a_body_has_the_digest_that_its_head_says(body: bytes) -> None:
    headers = {"content-digest": f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"}
    check_digest(headers, body)
    with pytest.raises(DigestMismatch):
        check_digest(headers, body + b"x")
    assert read_plain_digest({"content-digest": f"{headers['content-digest']}, sha-512=:AA==:"}) is None
