"""One desk, or whoever has its certificate, does not take the room of all others (A1, A6)."""

from __future__ import annotations

import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from itertools import islice

import pytest

from protocol.refusals import TooManyRequests
from server.api.crowd import MOST_OF_A_DESK
from tests.server.api.wire import Wire, assert_refused

POLL = "/v1/inbox?after=9007199254740991&wait=10"
MORE_THAN_A_CROWD = 600
"""Central took 512 connections, from whomever, and then none."""


@pytest.fixture
def held() -> Iterator[ExitStack]:
    """What is open until the test is over."""
    with ExitStack() as stack:
        yield stack


def _open(agent: Wire, context: ssl.SSLContext, beginning: bytes) -> ssl.SSLSocket:
    raw = socket.create_connection(agent.central.address, timeout=60)
    tls = context.wrap_socket(raw, server_hostname="localhost")
    tls.sendall(beginning)
    return tls


def _write(agent: Wire, method: str, target: str, body: bytes = b"", more: str = "") -> bytes:
    headers = agent.sign(method, target, body)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {target} HTTP/1.1\r\n{lines}{more}\r\n".encode()


def _read_status(tls: ssl.SSLSocket) -> int:
    return int(tls.recv(65_536).split()[1])


def _is_open(tls: ssl.SSLSocket) -> bool:
    tls.settimeout(0)
    try:
        return bool(tls.recv(1))
    except ssl.SSLWantReadError:
        return True


def test_whoever_holds_hundreds_of_connections_hinders_no_other_desk(fresh_agent, wire, held):
    context = fresh_agent.make_context()
    with ThreadPoolExecutor(16) as pool:
        opened = list(pool.map(lambda _: _open(fresh_agent, context, b""), range(MORE_THAN_A_CROWD)))
    for tls in opened:
        held.enter_context(tls)
    assert all(map(_is_open, opened)), "the last had to wait until Central had closed the first"
    assert wire.ask("GET", "/v1/events/head").status == 200


def test_a_desk_that_asks_for_too_much_at_once_is_told_to_wait_and_the_others_are_served(fresh_agent, wire, held):
    context = fresh_agent.make_context()
    polls = [_write(fresh_agent, "GET", POLL) for _ in range(MOST_OF_A_DESK + 8)]
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda poll: held.enter_context(_open(fresh_agent, context, poll)), polls))
    with ThreadPoolExecutor(len(opened)) as readers:
        answers = [readers.submit(_read_status, tls) for tls in opened]
        refused = [answer.result() for answer in islice(as_completed(answers), 8)]  # by now the others are let in
        problem = assert_refused(fresh_agent.ask("GET", "/v1/session"), TooManyRequests)
        assert problem.facts["seconds"] in problem.detail
        assert wire.ask("GET", "/v1/events/head").status == 200
    assert refused == [TooManyRequests.status] * 8
    assert Counter(answer.result() for answer in answers) == {200: MOST_OF_A_DESK, TooManyRequests.status: 8}
    assert fresh_agent.ask("GET", "/v1/session").status == 200


def test_a_long_body_is_read_for_few_at_once_and_for_nobody_who_has_not_signed(fresh_agent, wire, held):
    context = fresh_agent.make_context()
    piece, more = b"x" * 1_000, "content-length: 4000000\r\n"
    forged = _write(fresh_agent, "POST", "/v1/events", b"y", more).replace(b"POST", b"PUT", 1)
    assert _read_status(held.enter_context(_open(fresh_agent, context, forged + piece))) == 401
    heads = [_write(fresh_agent, "POST", "/v1/events", b"y", more) for _ in range(MOST_OF_A_DESK + 8)]
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda head: held.enter_context(_open(fresh_agent, context, head + piece)), heads))
    assert wire.ask("GET", "/v1/events/head").status == 200
    assert Counter(map(_read_status, opened)) == {400: MOST_OF_A_DESK, TooManyRequests.status: 8}
