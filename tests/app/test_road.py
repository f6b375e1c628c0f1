"""Hostile and broken roads: whatever answers, the desk says what it is and goes on (A5, A6, T1, T3)."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from app.central import CentralClient
from app.desk import Desk
from app.road import Road
from app.tls import make_context
from app.uptime import read_uptime
from protocol.delivery import ChainHead
from protocol.errors import VeildeskError
from protocol.refusals import ClockWrong, DeviceRefused, DigestMismatch
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted
from secure_store.device import DeviceIdentity
from tests.app.asks import Ask
from tests.app.authority import Authority
from tests.app.loopback import LoopbackCentral
from tests.app.tls_server import send
from tests.line import Line

HEAD = "/v1/events/head"


def ask_at(identity: DeviceIdentity, url: str, timeout_s: float = 5) -> bytes:
    """One signed request of this device to whatever is at ``url``."""
    context = make_context(
        identity.ca_path.read_text(), identity.certificate_path, identity.key_path, identity.ssl_password
    )
    road = Road(url, context, identity.key, identity.card.id)
    try:
        return road.send("GET", HEAD, b"", {}, timeout_s)
    finally:
        road.close()


def test_no_public_authority_ever_enters_the_context(desk: Desk) -> None:
    desk.central.call("GET", HEAD, ChainHead)
    road = desk.central._find_road()
    assert road._context.cert_store_stats() == {"x509": 1, "crl": 0, "x509_ca": 1}


def test_proxies_and_authorities_from_the_environment_have_no_say(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    desk.central.call("GET", HEAD, ChainHead)


def test_a_desk_with_a_certificate_of_somebody_elses_is_told_that_it_is_refused(
    desk: Desk, central: LoopbackCentral
) -> None:
    desk.identity.certificate_path.write_text(Authority().issue(desk.identity.key.public_key()))
    with pytest.raises(DeviceRefused):
        desk.central.call("GET", HEAD, ChainHead)


def test_what_a_server_says_of_the_certificate_is_heard_though_it_hung_up_before_the_request(
    desk: Desk, central: LoopbackCentral
) -> None:
    identity = desk.identity
    identity.certificate_path.write_text(Authority().issue(identity.key.public_key()))
    context = make_context(
        identity.ca_path.read_text(), identity.certificate_path, identity.key_path, identity.ssl_password
    )
    line = socket.create_connection(("127.0.0.1", central.server.server_address[1]))
    with (
        context.wrap_socket(line, server_hostname="127.0.0.1") as connection,
        pytest.raises(ssl.SSLError, match="UNKNOWN_CA"),
    ):
        speak_until_hung_up(connection)


def speak_until_hung_up(connection: ssl.SSLSocket) -> None:
    """Go on, as long as there is somebody to hear it."""
    while True:
        connection.sendall(b"POST /v1/events HTTP/1.1")


def test_central_down_is_unreachable_and_up_again_is_reached(desk: Desk, central: LoopbackCentral) -> None:
    desk.central.call("GET", HEAD, ChainHead)
    assert desk.central.latency_ms is not None
    central.stop()
    desk.central.reload()  # the connection that was kept still lives
    with pytest.raises(CentralUnreachable):
        desk.central.call("GET", HEAD, ChainHead)
    assert desk.central.latency_ms is None


@pytest.fixture
def line(central: LoopbackCentral, identity: DeviceIdentity) -> Iterator[Line]:
    """What is between that desk and its Central from now on."""
    made = Line(("127.0.0.1", central.server.server_port))
    central.url = made.origin.replace("localhost", "127.0.0.1")
    yield made
    made.close()


@pytest.fixture
def road(identity: DeviceIdentity, line: Line, central: LoopbackCentral) -> Iterator[Road]:
    """A desk's road over it."""
    context = make_context(
        identity.ca_path.read_text(), identity.certificate_path, identity.key_path, identity.ssl_password
    )
    made = Road(central.url, context, identity.key, identity.card.id)
    yield made
    made.close()


def test_a_connection_that_nobody_used_for_long_is_trusted_with_no_request(
    road: Road, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.send("GET", HEAD, b"", {}, 5)
    line.forget()
    monkeypatch.setattr("app.road.read_uptime", lambda: read_uptime() + 30)
    road.send("GET", HEAD, b"", {}, 5)


def test_a_lost_request_costs_no_other_one_its_answer(road: Road, line: Line) -> None:
    with road._borrow_pool():
        road.send("GET", HEAD, b"", {}, 5)
    road.send("GET", HEAD, b"", {}, 5)
    with road._borrow_pool() as one, road._borrow_pool() as other:
        assert one.num_connections == other.num_connections == 1, "the control: there are two"
    line.forget()
    with pytest.raises(CentralSlow):
        road.send("GET", HEAD, b"", {}, 0.5)
    with road._borrow_pool():
        road.send("GET", HEAD, b"", {}, 5)


def test_a_silent_server_is_slow(identity: DeviceIdentity) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises((CentralSlow, CentralUnreachable)):
        ask_at(identity, f"https://127.0.0.1:{listener.getsockname()[1]}", timeout_s=0.3)


def test_a_server_that_is_not_tls_is_not_trusted(identity: DeviceIdentity) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                connection.recv(1000)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(CentralUntrusted):
            ask_at(identity, f"https://127.0.0.1:{listener.getsockname()[1]}")


def write_raw(raw: bytes) -> Callable[[BaseHTTPRequestHandler, Ask, bytes], bool]:
    """Answers ``raw`` and hangs up."""

    def spoil(door: BaseHTTPRequestHandler, ask: Ask, content: bytes) -> bool:
        door.wfile.write(raw)
        door.close_connection = True
        return True

    return spoil


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", (CentralUnreachable,)),
        (b"rubbish\r\n\r\n", (CentralNonsense,)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", (CentralNonsense,)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", (CentralNonsense,)),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", (DigestMismatch,)),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
            (CentralNonsense,),
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Le", (CentralUnreachable, CentralNonsense, DigestMismatch)),
    ],
)
def test_a_broken_answer_is_dropped_and_named(
    desk: Desk, central: LoopbackCentral, raw: bytes, kind: tuple[type[VeildeskError], ...]
) -> None:
    central.spoil = write_raw(raw)
    with pytest.raises(kind):
        desk.central.call("GET", HEAD, ChainHead)
    central.spoil = None
    assert desk.central.call("GET", HEAD, ChainHead).next_seq == 1


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'{"next_seq":"1"}', b"\xff\xfe", b"{" * 5000, b"<html>"])
def test_an_answer_that_is_not_what_was_asked_for_is_nonsense(
    desk: Desk, central: LoopbackCentral, content: bytes
) -> None:
    central.spoil = lambda door, *_: send(door, 200, "application/json", content) or True
    with pytest.raises(CentralNonsense):
        desk.central.call("GET", HEAD, ChainHead)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 404, 500, 502])
def test_an_error_without_problem_details_is_nonsense_and_no_redirect_is_followed(
    desk: Desk, central: LoopbackCentral, status: int
) -> None:
    central.spoil = lambda door, *_: send(door, status, "text/html", b"<h1>hello</h1>") or True
    with pytest.raises(CentralNonsense):
        desk.central.call("GET", HEAD, ChainHead)
    assert len(central.asked) == 2  # enrolment and this one


def test_a_wrong_digest_is_dropped_and_asked_again_once(desk: Desk, central: LoopbackCentral) -> None:
    wrong = iter([True, False])

    def spoil(door: BaseHTTPRequestHandler, ask: Ask, content: bytes) -> bool:
        if not next(wrong):
            return False
        send(door, 200, "application/json", content.replace(b"1", b"7"), digest="sha-256=:" + "A" * 43 + "=:")
        return True

    central.spoil = spoil
    assert desk.central.call("GET", HEAD, ChainHead).next_seq == 1
    assert [ask.path for ask in central.asked[-2:]] == [HEAD, HEAD]


def test_a_digest_that_stays_wrong_is_reported(desk: Desk, central: LoopbackCentral) -> None:
    central.spoil = lambda door, *_: send(door, 200, "application/json", b"{}", digest="sha-256=:AAAA:") or True
    with pytest.raises(DigestMismatch):
        desk.central.call("GET", HEAD, ChainHead)
    assert len(central.asked) == 3


def test_a_damaged_answer_to_an_act_is_not_asked_again(signed_in: Desk, central: LoopbackCentral) -> None:
    central.spoil = lambda door, *_: send(door, 200, "application/json", b"{}", digest="sha-256=:AAAA:") or True
    before = len(central.asked)
    with pytest.raises(DigestMismatch):
        signed_in.central.call("POST", "/v1/nowhere", ChainHead)
    assert len(central.asked) == before + 1


def test_an_answer_that_trickles_is_cut_off_at_the_deadline(desk: Desk, central: LoopbackCentral) -> None:
    def spoil(door: BaseHTTPRequestHandler, ask: Ask, content: bytes) -> bool:
        door.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(200):
            door.wfile.write(b" " * 10)
            threading.Event().wait(0.05)
        return True

    central.spoil = spoil
    with pytest.raises(CentralSlow):
        desk.central.call("GET", HEAD, ChainHead, timeout_s=0.5)


def test_an_endless_answer_is_nonsense(desk: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.road.MAX_ANSWER", 100_000)
    central.spoil = lambda door, *_: send(door, 200, "application/json", b" " * 200_000) or True
    with pytest.raises(CentralNonsense):
        desk.central.call("GET", HEAD, ChainHead)


def test_a_wrong_clock_is_reported_with_both_times(desk: Desk, central: LoopbackCentral) -> None:
    central.handle = lambda *_: _refuse_clock()  # type: ignore[method-assign]
    with pytest.raises(ClockWrong) as wrong:
        desk.central.call("GET", HEAD, ChainHead)
    assert wrong.value.facts["seconds"] == "86400"


def _refuse_clock() -> tuple[int, str, bytes]:
    import msgspec

    from protocol.problem_details import MEDIA_TYPE, describe_problem

    error = ClockWrong(seconds="86400", central="2026-11-24T02:00:00.000Z")
    return error.status, MEDIA_TYPE, msgspec.json.encode(describe_problem(error))


def test_connections_are_used_again_and_by_one_thread_at_a_time(desk: Desk, central: LoopbackCentral) -> None:
    for _ in range(5):
        desk.central.call("GET", HEAD, ChainHead)
    assert desk.central._find_road()._idle.qsize() == 1
    threads = [
        threading.Thread(target=lambda: [desk.central.call("GET", HEAD, ChainHead) for _ in range(5)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert desk.central._find_road()._idle.qsize() <= 4
    assert len(central.nonces) == len(central.asked)


def test_a_closed_client_speaks_no_more(desk: Desk) -> None:
    desk.central.close()
    with pytest.raises(CentralUnreachable):
        desk.central.call("GET", HEAD, ChainHead)


def test_a_client_speaks_to_central_alone(identity: DeviceIdentity) -> None:
    with pytest.raises(VeildeskError):
        CentralClient(identity).call("GET", "//evil.example/v1/", ChainHead)
