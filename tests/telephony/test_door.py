"""Who may speak to the PBX at all: desks of this Central's, in TLS 1.3, and each as itself alone (T1)."""

from __future__ import annotations

import re
import secrets
import shlex
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509

from secure_store.keyring_store import DeviceKeyring
from server.services.calling.tokens import make_token
from tests.real_central import RealCentral
from tests.telephony.recorded import await_true
from tests.telephony.site import PhoneDesk
from ui.demo.pbx import DemoPbx, find_system_program

_LIMIT_S = 60
_UNIT = Path(__file__).parents[2] / "build" / "service" / "veildesk-kamailio.service"
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


_REGISTER = """\
REGISTER sip:localhost SIP/2.0\r
Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKdoor{number}\r
From: <sip:{desk}@localhost>;tag=door\r
To: <sip:{desk}@localhost>\r
Call-ID: door-register\r
CSeq: {number} REGISTER\r
Max-Forwards: 5\r
Expires: 60\r
Contact: {contact}\r
Content-Length: 0\r
\r
"""
_INVITE = """\
INVITE sip:{desk}@{inner}:{inner_port} SIP/2.0\r
Via: SIP/2.0/UDP {program}:{program_port};branch=z9hG4bKprogram{number}\r
From: <sip:anonymous@localhost>;tag=program\r
To: <sip:{desk}@localhost>\r
Call-ID: program{number}\r
CSeq: 1 INVITE\r
Max-Forwards: 5\r
Contact: <sip:{program}:{program_port}>\r
Content-Length: 0\r
\r
"""


_CALL = """\
INVITE sip:token@localhost SIP/2.0\r
Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKdoorcall\r
From: <sip:{desk}@localhost>;tag=door\r
To: <sip:token@localhost>\r
Call-ID: door-call\r
CSeq: 1 INVITE\r
Max-Forwards: 5\r
Contact: {contact}\r
Content-Length: 0\r
\r
"""
_GOODBYE = """\
BYE {target} SIP/2.0\r
Via: SIP/2.0/UDP {program}:{port};branch=z9hG4bKgoodbye\r
{route}\r
From: <sip:token@localhost>;tag=program\r
To: <sip:desk@localhost>;tag=door\r
Call-ID: door-call\r
CSeq: 1 BYE\r
Max-Forwards: 5\r
Content-Length: 0\r
\r
"""


def _hear(program: socket.socket, call: str) -> bytes:
    """The next message of a call; a refusal that nobody has acknowledged in an earlier one is said again and again."""
    while f"\r\nCall-ID: {call}\r\n".encode() not in (heard := program.recv(4096)):
        continue
    return heard


def _lists(file: Path, serial: int) -> bool:
    return x509.load_pem_x509_crl(file.read_bytes()).get_revoked_certificate_by_serial_number(serial) is not None


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

    @contextmanager
    def open(self, identity: tuple[Path, Path]) -> Iterator[ssl.SSLSocket]:
        """Somebody's own connection."""
        context = ssl.create_default_context(cafile=str(self._authority))
        context.load_cert_chain(*identity)
        with (
            socket.create_connection(("127.0.0.1", self._port), _LIMIT_S) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as line,
        ):
            yield line

    def send(self, words: str, identity: tuple[Path, Path]) -> str:
        """The final answer's first line to what somebody says in there."""
        heard = ""
        with self.open(identity) as line:
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


def test_a_revoked_desk_is_let_in_no_more_once_the_newest_list_was_read(
    door: Door, desk: PhoneDesk, pbx: DemoPbx, central: RealCentral, keyring_daemon: None, tmp_path: Path
) -> None:
    lost = PhoneDesk(central, pbx, tmp_path / "lost", "lost", DeviceKeyring("lost-desk"), 0)
    name = lost.identity.card.id
    assert door.knock(name, lost.credentials) == ("TLSv1.3", "SIP/2.0 200 OK")
    serial = x509.load_pem_x509_certificate(lost.credentials[0].read_bytes()).serial_number
    central.run("device", "revoke", name, "--reason", "lost")
    await_true(partial(_lists, central.folder / "ca.crl", serial), "the list to name it")
    said = reload(pbx.control)
    assert said.returncode == 0, said.stdout
    with pytest.raises(ssl.SSLError, match=r"(?i)revoked"):
        door.knock(name, lost.credentials)
    assert door.knock(desk.identity.card.id, desk.credentials) == ("TLSv1.3", "SIP/2.0 200 OK")
    lost.close()


def test_a_reload_that_comes_to_nothing_fails(door: Door, pbx: DemoPbx, tmp_path: Path) -> None:
    """kamcmd itself says 0, and whoever was revoked would be let in on."""
    settings = pbx.folder / "tls.cfg"
    right = settings.read_bytes()
    try:
        settings.write_bytes(right + b"certificate = /nowhere\n")
        said = reload(pbx.control)
    finally:
        settings.write_bytes(right)
    assert (said.returncode, "rror" in said.stdout) == (1, True), "what Kamailio says of it is in the journal"
    assert reload(tmp_path / "nobody").returncode == 1
    assert reload(pbx.control).returncode == 0


def reload(control: Path) -> subprocess.CompletedProcess[str]:
    """As the unit reloads Kamailio, at another control socket."""
    (line,) = re.findall(r"^ExecReload=(.*)$", _UNIT.read_text(), re.MULTILINE)
    for place, here in (
        ("/usr/sbin/kamcmd", find_system_program("kamcmd")),
        ("/run/veildesk-kamailio/control", control),
    ):
        assert place in line
        line = line.replace(place, str(here))
    return subprocess.run(shlex.split(line), check=False, capture_output=True, text=True)


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


@pytest.mark.parametrize(
    "contact",
    [
        "<sip:13800138000@{host}:{port}>",
        "<sip:13800138000@{host}:{port};alias={host}~{port}~1>",
        "<sip:13800138000@{host}:{port};transport=udp>",
        "<sip:{desk}@127.0.0.1:9;transport=tls>, <sip:13800138000@{host}:{port};alias={host}~{port}~1>",
        "<sip:13800138000@{host}:{port};alias={host}~{port}~1>, <sip:{desk}@127.0.0.1:9;transport=tls>",
    ],
)
def test_a_desk_that_says_it_is_somewhere_else_has_no_call_sent_there(
    door: Door, desk: PhoneDesk, pbx: DemoPbx, contact: str
) -> None:
    """As whom it says that it is there: a trunk would dial it."""
    pbx.end("veildesk-pbx")
    name, number = desk.identity.card.id, secrets.randbelow(10**6) + 1
    try:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trunk,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as program,
        ):
            trunk.bind(("127.0.0.1", 0))
            trunk.setblocking(False)
            program.bind(pbx.trunk_side)
            program.settimeout(_LIMIT_S)
            host, port = trunk.getsockname()
            said = contact.format(host=host, port=port, desk=name)
            door.send(_REGISTER.format(desk=name, number=number, contact=said), desk.credentials)
            asked = _INVITE.format(
                desk=name,
                number=number,
                inner=pbx.desks_side[0],
                inner_port=pbx.desks_side[1],
                program=pbx.trunk_side[0],
                program_port=pbx.trunk_side[1],
            )
            program.sendto(asked.encode(), pbx.desks_side)
            while _hear(program, f"program{number}").startswith(b"SIP/2.0 1"):
                continue
            with pytest.raises(BlockingIOError):
                trunk.recv(4096)
    finally:
        pbx.start_program()
        door.send(_REGISTER.format(desk=name, number=number + 1, contact="*").replace("60", "0"), desk.credentials)


@pytest.mark.parametrize("line", ["Contact: {contact}\r\n", "Max-Forwards: 5\r\n"])
def test_a_call_that_lacks_a_line_is_refused_and_the_next_is_heard(door: Door, desk: PhoneDesk, line: str) -> None:
    words = _CALL.replace(line, "").replace("token@", f"{make_token()}@").replace("doorcall", f"lacks{line[:3]}")
    said = words.format(desk=desk.identity.card.id, contact=f"<sip:{desk.identity.card.id}@localhost>")
    assert door.send(said, desk.credentials).split(" ")[1] in ("403", "488")


def test_what_is_said_in_a_desk_s_call_goes_by_its_own_connection_or_not_at_all(
    door: Door, desk: PhoneDesk, pbx: DemoPbx
) -> None:
    """Wherever it says in its call that it is: the keys of its voice are in what follows."""
    pbx.end("veildesk-pbx")
    try:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as elsewhere,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as program,
        ):
            elsewhere.bind(("127.0.0.1", 0))
            elsewhere.setblocking(False)
            program.bind(pbx.trunk_side)
            program.settimeout(_LIMIT_S)
            host, port = elsewhere.getsockname()
            with door.open(desk.credentials) as line:
                mine = "{}:{}".format(*line.getsockname())
                contact = f"<sip:13800138000@{mine};transport=tls;alias={host}~{port}~1>"
                line.sendall(_CALL.format(desk=desk.identity.card.id, contact=contact).encode())
                call = _hear(program, "door-call").decode()
                target = next(line for line in call.splitlines() if line.startswith("Contact:")).split("<")[1][:-1]
                routes = [line.split(" ", 1)[1] for line in call.splitlines() if line.startswith("Record-Route:")]
                route = "\r\n".join(f"Route: {each}" for each in routes)
                goodbye = _GOODBYE.format(target=target, route=route, program=pbx.trunk_side[0], port=pbx.trunk_side[1])
                program.sendto(goodbye.encode(), pbx.desks_side)
                while (answer := _hear(program, "door-call")).startswith(b"INVITE "):
                    continue
            assert answer.startswith(b"SIP/2.0 404"), answer
            with pytest.raises(BlockingIOError):
                elsewhere.recv(4096)
    finally:
        pbx.start_program()


def test_nobody_without_a_desk_s_certificate_comes_in(door: Door, desk: PhoneDesk, pbx: DemoPbx) -> None:
    with pytest.raises(ssl.SSLError, match=r"(?i)unsupported.certificate"):
        door.knock(desk.identity.card.id, (pbx.folder / "pbx.crt", pbx.folder / "pbx.key"))
    with pytest.raises(ssl.SSLError, match=r"(?i)certificate.required|handshake.failure"):
        door.knock(desk.identity.card.id, None)
