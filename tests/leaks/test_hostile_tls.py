"""Servers that are not our Central, or are not set up as it is: the desk refuses each, and says why (T1, A5).

Hostile clients before the real Central: ``test_hostile_clients.py``.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.central import CentralClient
from protocol.delivery import ChainHead
from protocol.road import CentralUntrusted
from secure_store.device import DeviceIdentity
from tests.app.authority import Authority, write_key
from tests.app.conftest import central, identity  # noqa: F401 - fixtures
from tests.app.loopback import LoopbackCentral
from tests.app.tls_server import Server, send, serve_tls
from tests.leaks.trials import Trials

HEAD = "/v1/events/head"
CLOCK, AUTHORITY, TLS_1_3 = "clock is wrong", "not from our own authority", "does not speak TLS 1.3"


@dataclass
class Hostile:
    """A server. What is not said is as Central has it."""

    words: str
    authority: str = "ours"
    address: str = "127.0.0.1"
    begins: int = -2
    days: int = 30
    bits: int = 0
    """Of an RSA key; 0 is P-256, as Central's."""
    asks: bool = True
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    revoked: bool = False
    downgraded: bool = False


TABLE = {
    "TLS 1.2 only": Hostile(TLS_1_3, newest=ssl.TLSVersion.TLSv1_2),
    "talked down to TLS 1.2 on the way": Hostile(TLS_1_3, downgraded=True),
    "expired": Hostile(CLOCK, days=-1),
    "not yet valid": Hostile(CLOCK, begins=1),
    "another host": Hostile("for another", address="127.0.0.2"),
    "self-signed": Hostile(AUTHORITY, authority="itself"),
    "another authority": Hostile(AUTHORITY, authority="another"),
    "another authority of our authority's name": Hostile(AUTHORITY, authority="namesake"),
    "a public authority's certificate for the same host": Hostile(AUTHORITY, authority="public"),
    "revoked": Hostile("was revoked", revoked=True),
    "RSA of 1,024 bits": Hostile("too weak", bits=1024),
    "RSA of 1,536 bits": Hostile("too weak", bits=1536),
    "asks for no client certificate": Hostile("does not ask for this desk's certificate", asks=False),
}


class Echo(BaseHTTPRequestHandler):
    """Would say yes to anything, and remembers that it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Be quiet."""

    def do_GET(self) -> None:
        """Answer as Central would."""
        self.asked.append(self.path)
        send(self, 200, "application/json", b'{"next_seq":1,"head":"' + b"0" * 64 + b'"}')


@dataclass
class Street:
    """Where the hostile servers stand."""

    central: LoopbackCentral
    place: Path
    asked: list[str] = field(default_factory=list)
    public: Authority = field(default_factory=lambda: Authority("a public authority"))
    _servers: list[Server] = field(default_factory=list)
    _boxes: list[Middlebox] = field(default_factory=list)

    def open(self, hostile: Hostile) -> tuple[str, str]:
        """A server's URL and its certificate (PEM)."""
        key: Any = ec.generate_private_key(ec.SECP256R1())
        if hostile.bits:
            key = rsa.generate_private_key(65537, hostile.bits)
        pem = self._find_authority(hostile, key).issue(
            key.public_key(), address=hostile.address, days=hostile.days, begins=hostile.begins
        )
        certificate, key_file = self.place / "hostile.crt", self.place / "hostile.key"
        certificate.write_text(pem)
        key_file.write_bytes(write_key(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.maximum_version = hostile.newest
        context.load_cert_chain(certificate, key_file)
        if hostile.asks:
            context.load_verify_locations(cadata=self.central.authority.pem)
            context.verify_mode = ssl.CERT_REQUIRED
        server = serve_tls(context, type("Door", (Echo,), {"asked": self.asked}))
        self._servers.append(server)
        port = server.server_address[1]
        if hostile.downgraded:
            self._boxes.append(Middlebox(port))
            port = self._boxes[-1].port
        return f"https://127.0.0.1:{port}", pem

    def _find_authority(self, hostile: Hostile, key: Any) -> Authority:
        if hostile.authority in ("ours", "public"):
            return self.central.authority if hostile.authority == "ours" else self.public
        made = Authority({"namesake": "test authority", "itself": "leaf"}.get(hostile.authority, "another"))
        made.key = key if hostile.authority == "itself" else made.key
        return made

    def close(self) -> None:
        """Take everything down."""
        for box in self._boxes:
            box.close()
        for server in self._servers:
            server.shutdown()
            server.server_close()


class Middlebox:
    """Between a desk and a server: takes TLS 1.3 out of what the desk offers, so that the server speaks 1.2."""

    OFFERED, LESS = b"\x00\x2b\x00\x03\x02\x03\x04", b"\x00\x2b\x00\x03\x02\x03\x03"

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Go away."""
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            desk, _ = self._listener.accept()
            server = socket.create_connection(("127.0.0.1", self._behind))
            hello = desk.recv(16 * 1024)
            assert self.OFFERED in hello
            server.sendall(hello.replace(self.OFFERED, self.LESS))
            threading.Thread(target=_pump, args=(server, desk), daemon=True).start()
            _pump(desk, server)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with source, sink, suppress(OSError):
        while data := source.recv(16 * 1024):
            sink.sendall(data)


@pytest.fixture
def street(central: LoopbackCentral, tmp_path: Path) -> Iterator[Street]:  # noqa: F811
    """Where the hostile servers stand."""
    made = Street(central, tmp_path)
    yield made
    made.close()


def ask_at(identity: DeviceIdentity, url: str) -> ChainHead:  # noqa: F811
    """The desk's own client asks whatever is at ``url``."""
    from msgspec.structs import replace

    identity.card = replace(identity.card, central=url)
    client = CentralClient(identity)
    try:
        return client.call("GET", HEAD, ChainHead, timeout_s=5)
    finally:
        client.close()


def test_the_good_twin_of_the_hostile_servers_is_trusted(street: Street, identity: DeviceIdentity) -> None:  # noqa: F811
    url, _ = street.open(Hostile(""))
    assert ask_at(identity, url).next_seq == 1
    assert street.asked == [HEAD]


@pytest.mark.parametrize("name", TABLE)
def test_a_hostile_server_is_refused_and_gets_nothing(
    name: str,
    street: Street,
    identity: DeviceIdentity,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    trials: Trials,
) -> None:
    hostile = TABLE[name]
    store = street.place / "public.pem"
    store.write_text(street.public.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(store))
    assert street.public.certificate.serial_number in list_system_serials()
    url, pem = street.open(hostile)
    if hostile.revoked:
        assert identity.keep_revoked(street.central.authority.list_revoked(pem))
    with pytest.raises(CentralUntrusted) as refusal:
        ask_at(identity, url)
    trials.note("TLS", f"a server: {name}", len(street.asked), "the desk's own client; requests that reached it")
    assert hostile.words in refusal.value.facts["reason"]
    assert street.asked == []


def list_system_serials() -> set[int]:
    """Whom this process's OpenSSL takes for a public authority."""
    context = ssl.create_default_context()
    return {int(certificate["serialNumber"], 16) for certificate in context.get_ca_certs()}  # type: ignore[arg-type]


def test_a_list_of_another_authority_or_an_older_one_revokes_nothing(street: Street, identity: DeviceIdentity) -> None:  # noqa: F811
    from protocol.road import CentralNonsense

    url, pem = street.open(Hostile(""))
    older = street.central.authority.list_revoked(pem)
    with pytest.raises(CentralNonsense):
        identity.keep_revoked(Authority("test authority").list_revoked(pem))
    assert identity.keep_revoked(street.central.authority.list_revoked())
    assert not identity.keep_revoked(older)
    assert ask_at(identity, url).next_seq == 1
