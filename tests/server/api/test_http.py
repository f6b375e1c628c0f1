"""HTTP itself: paths, methods, hosts, versions, and clients that dawdle."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from protocol.refusals import InvalidRequest, MethodNotAllowed, NotFound
from tests.server.api.wire import Wire, assert_refused, assert_silent


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/v1",
        "/v1/nope",
        "/v2/session",
        "/schema",
        "/schema/openapi.json",
        "/docs",
        "/.env",
        "/v1/cards/../session",
        "/v1/cards/%2e%2e/session",
        "/v1/cards/%00",
        "/v1/cards/a%00b",
        "/v1/cards/%ff%fe",
        "/v1/cards/%F0%9F%98%80",
        "/" + "a" * 9_000,
    ],
    ids=lambda target: target[:30],
)
def test_a_path_that_leads_nowhere_says_nothing_of_what_does(agent, target):
    assert_refused(agent.ask("GET", target), NotFound)


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "OPTIONS", "POST", "PROPFIND"])
def test_a_method_that_a_path_does_not_take_is_told(agent, method):
    assert_refused(agent.ask(method, "/v1/campaigns"), MethodNotAllowed)


def test_a_head_request_is_no_way_round(agent):
    answer = agent.ask("HEAD", "/v1/campaigns")
    assert (answer.status, answer.body) == (405, b"")


@pytest.mark.parametrize("host", ["evil.example", "localhost", "localhost:1", "", "127.0.0.1:443@evil.example"])
def test_a_request_for_another_host_is_refused_though_it_is_signed_for_it(agent, host):
    usual, agent.authority = agent.authority, host or "localhost"
    try:
        headers = agent.sign("GET", "/v1/session")
    finally:
        agent.authority = usual
    headers["host"] = host
    assert_refused(agent.send("GET", "/v1/session", None, headers), InvalidRequest)


def test_a_request_without_a_host_or_a_path_too_long_for_http_is_refused(agent):
    headers = agent.sign("GET", "/v1/session")
    del headers["host"]
    assert_refused(agent.send("GET", "/v1/session", None, headers), InvalidRequest)
    long = "/" + "a" * 100_000
    answer = agent.send("GET", long, None, agent.sign("GET", long))
    assert answer.status == 414
    assert_silent(answer)


def test_too_many_headers_are_refused(agent):
    answer = agent.ask("GET", "/v1/session", headers={f"x-{place}": "y" for place in range(300)})
    assert answer.status == 431
    assert_silent(answer)


def test_there_is_no_websocket_to_open(agent):
    upgrade = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    answer = agent.ask("GET", "/v1/session", headers=upgrade)
    assert answer.status == 200
    assert "upgrade" not in answer.headers


def test_http_2_is_not_spoken(agent):
    context = agent.make_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(agent.central.address, timeout=60) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as tls,
    ):
        assert tls.selected_alpn_protocol() == "http/1.1", "one protocol less that may be abused; no desk speaks it"


def _dawdle(agent: Wire, beginning: bytes) -> bytes:
    """Send the beginning of a request and wait for what Central does about the rest."""
    with (
        socket.create_connection(("localhost", agent.central.address[1]), timeout=60) as raw,
        agent.make_context().wrap_socket(raw, server_hostname="localhost") as tls,
    ):
        tls.sendall(beginning)
        heard = b""
        while piece := tls.recv(65_536):
            heard += piece
            if b"\r\n\r\n{" in heard:
                break
        return heard


def _begin_reveal(agent: Wire, rest: str) -> bytes:
    headers = agent.sign("POST", "/v1/reveals", b"{}")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /v1/reveals HTTP/1.1\r\n{lines}{rest}".encode()


def test_slow_requests_are_cut_off_and_hinder_nobody(agent):
    half, chunked = "content-length: 200\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n5\r\n{"
    with ThreadPoolExecutor(32) as pool:
        slow = [pool.submit(_dawdle, agent, _begin_reveal(agent, rest)) for rest in (half, chunked) for _ in range(15)]
        answered = 0
        while answered < 10 and not any(answer.done() for answer in slow):
            assert agent.ask("GET", "/v1/session").status == 200
            answered += 1
        assert answered > 2, "whoever is hindered is answered when they are cut off: the first that they are there for"
        for answer in slow:
            assert b"400 Bad Request" in answer.result().partition(b"\r\n")[0]
            assert b"it did not arrive in time" in answer.result()
