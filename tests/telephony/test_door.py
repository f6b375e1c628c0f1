"""Who may speak to the PBX at all: desks of this Central's, in TLS 1.3, and each as itself alone (T1)."""

from __future__ import annotations

import re
import socket
import ssl
from pathlib import Path

import pytest

from tests.real_central import RealCentral
from tests.telephony.site import PhoneDesk
from ui.demo.pbx import DemoPbx

_LIMIT_S = 10
_OPTIONS = """\
OPTIONS sip:localhost SIP/2.0\r
Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKdoor\r
From: <sip:{desk}@localhost>;tag=door\r
To: <sip:localhost>\r
Call-ID: door\r
CSeq: 1 OPTIONS\r
Max-Forwards: 5\r
Content-Length: 0\r
\r
"""


_REQUEST = """\
{method} sip:13800138000@127.0.0.1:{port} SIP/2.0\r
Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKdoor{method}\r
Route: <sip:127.0.0.1:{pbx};transport=tls;lr>\r
From: <sip:{desk}@localhost>;tag=door\r
To: <sip:localhost>;tag=mine\r
Call-ID: door{method}\r
CSeq: 2 {method}\r
Max-Forwards: 5\r
Content-Length: 0\r
\r
"""


class Door:
    """The PBX's side of the desks, knocked at with a certificate, or without."""

    def __init__(self, pbx: DemoPbx, central: RealCentral) -> None:
        self._port, self._authority = pbx.port, central.folder / "ca.crt"

    def knock(
        self,
        desk: str,
        identity: tuple[Path, Path] | None,
        newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
        ciphers: str = "",
    ) -> tuple[str | None, str]:
        """Which TLS was spoken, and the first line of the answer to an OPTIONS from ``desk``; "" for none."""
        context = ssl.create_default_context(cafile=str(self._authority))
        context.maximum_version = newest
        if ciphers:
            context.set_ciphers(ciphers)
        if identity:
            context.load_cert_chain(*identity)
        with (
            socket.create_connection(("127.0.0.1", self._port), _LIMIT_S) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as line,
        ):
            version = line.version()
            line.sendall(_OPTIONS.format(desk=desk).encode())
            return version, line.recv(4096).decode("ascii").partition("\r\n")[0]

    def send(self, words: str, identity: tuple[Path, Path]) -> str:
        """The final answer's first line to what somebody says in there."""
        context = ssl.create_default_context(cafile=str(self._authority))
        context.load_cert_chain(*identity)
        heard = ""
        with (
            socket.create_connection(("127.0.0.1", self._port), _LIMIT_S) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as line,
        ):
            line.sendall(words.encode())
            while not (finals := re.findall(r"^SIP/2\.0 [2-6]\d\d .*(?=\r$)", heard, re.MULTILINE)):
                heard += line.recv(4096).decode("ascii")
        return str(finals[0])


@pytest.fixture
def door(pbx: DemoPbx, central: RealCentral) -> Door:
    """The PBX of these tests."""
    return Door(pbx, central)


def test_a_desk_is_heard_in_tls_1_3_and_no_older(door: Door, desk: PhoneDesk) -> None:
    name = desk.identity.card.id
    assert door.knock(name, desk.credentials) == ("TLSv1.3", "SIP/2.0 200 OK")
    for ciphers in ("", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"):
        with pytest.raises(ssl.SSLError, match=r"(?i)handshake.failure"):
            door.knock(name, desk.credentials, ssl.TLSVersion.TLSv1_2, ciphers)


def test_a_desk_that_calls_itself_another_is_not_served(door: Door, desk: PhoneDesk) -> None:
    other = "00000000-0000-4000-8000-000000000000"
    assert door.knock(other, desk.credentials) == ("TLSv1.3", "SIP/2.0 403 Forbidden")
    assert door.knock("13800138000", desk.credentials) == ("TLSv1.3", "SIP/2.0 403 Forbidden")


@pytest.mark.parametrize("method", ["INVITE", "MESSAGE", "BYE"])
def test_a_desk_speaks_to_nobody_but_the_program_wherever_it_says_that_its_request_goes(
    door: Door, desk: PhoneDesk, pbx: DemoPbx, method: str
) -> None:
    """As if it were a call's: a trunk, or a telephone on a table, would hear it from the PBX's own address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trunk:
        trunk.bind(("127.0.0.1", 0))
        trunk.setblocking(False)
        port, name = trunk.getsockname()[1], desk.identity.card.id
        words = _REQUEST.format(method=method, port=port, pbx=pbx.port, desk=name)
        assert door.send(words, desk.credentials) == "SIP/2.0 481 Call/Transaction Does Not Exist"
        with pytest.raises(BlockingIOError):
            trunk.recv(4096)


def test_nobody_without_a_desk_s_certificate_comes_in(door: Door, desk: PhoneDesk, pbx: DemoPbx) -> None:
    with pytest.raises(ssl.SSLError, match=r"(?i)unsupported.certificate"):
        door.knock(desk.identity.card.id, (pbx.folder / "pbx.crt", pbx.folder / "pbx.key"))
    with pytest.raises(ssl.SSLError, match=r"(?i)certificate.required|handshake.failure"):
        door.knock(desk.identity.card.id, None)
