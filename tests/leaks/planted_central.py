"""A Central of the trials' own, behind the recorder, with customers whose values are known."""

from __future__ import annotations

import secrets
import socket
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from ssl import SSLContext

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from protocol.administration import ConfigurationWrong
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.roles import Role
from server.demo.numbering import find_check_digit
from server.keys.authority import Authority
from server.services.accounts import add_person
from server.services.anomaly_rules import Action
from server.services.policy import Policy, Verdict, load_policy
from server.services.policy_setting import set_policy
from server.services.transactions import writing
from server.settings import CentralFolder, load_settings, save_settings
from tests.leaks.needles import Needle, draw_mobile, draw_word, make_needle
from tests.leaks.recorder import Recorder, make_client_context, make_contexts
from tests.real_central import RealCentral
from ui.demo.central import DemoPerson

HOST = "central.veildesk.test"
SHOWN_S = 30
SEEN_ALONE = (FieldKind.NAME, FieldKind.MOBILE, FieldKind.LANDLINE, FieldKind.ID_NUMBER, FieldKind.ADDRESS)
"""What the agent may see with nobody's approval."""
_HAN = range(0x4E00, 0x9FA6)
_HEADERS = "客户编号,姓名,手机号,身份证号,地址,授权方式,授权时间,授权版本"
_TOWN = "广东省深圳市"


class Customer:
    """Somebody whose values were planted."""

    def __init__(self, number: str) -> None:
        place = int(number[-4:])
        self.number = number
        given = "".join(chr(secrets.choice(_HAN)) for _ in range(2))
        self.name = make_needle(f"name {number}", bytearray(f"钱{given}".encode()))
        self.mobile = make_needle(f"mobile {number}", draw_mobile())
        born = f"440305{1950 + place % 50}0{1 + place % 9}1{place % 10}{int(draw_mobile()[-3:]):03d}"
        self.id_number = make_needle(f"ID number {number}", bytearray((born + find_check_digit(born)).encode()))
        self.address = make_needle(f"address {number}", bytearray(f"{draw_word(8).decode()}路{place}号桃源村".encode()))

    @property
    def needles(self) -> Sequence[Needle]:
        """What nobody may find."""
        return self.name, self.mobile, self.id_number, self.address

    @property
    def masked(self) -> str:
        """His mobile, as cards show it."""
        return f"{self.mobile.plain[:3].decode()}****{self.mobile.plain[7:].decode()}"

    def write(self) -> bytes:
        """His line of an export."""
        address = _TOWN.encode() + self.address.plain
        cells = (self.number.encode(), self.name.plain, self.mobile.plain, self.id_number.plain, address)
        return b",".join((*cells, "网页表单".encode(), b"2026-08-01 10:00", b"v1"))


class PlantedCentral(RealCentral):
    """Reached by desks under a name, through the recorder; ``customers_planted`` belong to ``agent``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "central", 5)
        self.aside = folder / "aside"
        self.recorder = Recorder(self.address)
        self.planted = [Customer(f"KH{make_identifier()[-4:]}A{place:04d}") for place in range(3)]
        self.password = make_needle("password", draw_word(20))
        self.agent: DemoPerson
        self.host = HOST

    @property
    def needles(self) -> list[Needle]:
        """Every planted value."""
        return [needle for customer in self.planted for needle in customer.needles]

    @property
    def origin(self) -> str:
        """As desks call it."""
        return f"https://{HOST}:{self.recorder.port}"

    def seed(self) -> None:
        """The demo's company, somebody new in it, and his customers by an import."""
        super().seed()
        save_settings(self.folder, msgspec.structs.replace(load_settings(self.folder), url=self.origin))
        self.agent = self._hire()
        self.aside.mkdir()
        self.import_customers(self.planted)
        with writing(self.books.engine) as connection:
            policy = load_policy(connection)
            verdicts = {**policy.reveal.verdicts, Role.AGENT: dict.fromkeys(SEEN_ALONE, Verdict.ALLOW)}
            quick = msgspec.structs.replace(policy.reveal, show_s=SHOWN_S, verdicts=verdicts)
            streak = msgspec.structs.replace(policy.anomalies.reveal_streak, action=Action.ALERT)  # the trials are one
            watch = msgspec.structs.replace(policy.anomalies, reveal_streak=streak)
            policy = msgspec.structs.replace(policy, reveal=quick, anomalies=watch)
            set_policy(connection, self.books.node, policy, "tests")

    @contextmanager
    def lenient(self) -> Iterator[None]:
        """Freeze no account for a try to carry something out, which happens at the first one; what was in force comes
        back."""
        before = self._put_in_force(None)
        yield
        self._put_in_force(before)

    def _put_in_force(self, policy: Policy | None) -> Policy:
        with writing(self.books.engine) as connection:
            before = load_policy(connection)
            rule = msgspec.structs.replace(before.anomalies.export_tries, action=Action.ALERT)
            watch = msgspec.structs.replace(before.anomalies, export_tries=rule)
            set_policy(connection, self.books.node, policy or msgspec.structs.replace(before, anomalies=watch), "tests")
        return before

    @contextmanager
    def reached_at(self, origin: str) -> Iterator[None]:
        """Have tickets call it so, for as long as the block lasts."""
        before = load_settings(self.folder)
        save_settings(self.folder, msgspec.structs.replace(before, url=origin))
        yield
        save_settings(self.folder, before)

    def import_customers(self, customers: Sequence[Customer], rows: Sequence[bytes] = ()) -> None:
        """As a CRM's export, by the command, perhaps with ``rows`` that are not sound; the export itself is gone
        afterwards, as people are told."""
        export = self.aside / "export.csv"
        export.write_bytes(b"\n".join((_HEADERS.encode(), *(rows or [one.write() for one in customers]))) + b"\n")
        words = ("--campaign", "autumn-renovation", "--source", "S-0042", "--assign", self.agent.username)
        with suppress(ConfigurationWrong) if rows else nullcontext():
            self.run("import", str(export), *words)
        export.unlink()

    def serve(self) -> None:
        """Serve, and let the recorder carry."""
        super().serve()
        self.recorder.start(self._make_contexts)

    def close(self) -> None:
        """Stop both."""
        self.recorder.close()
        super().close()

    @property
    def recorder_files(self) -> tuple[Path, Path, Path]:
        """The authority, and a desk's certificate and key of the recorder's own."""
        return self.folder / "ca.crt", self.aside / "recorder.crt", self.aside / "recorder.key"

    def provoke_errors(self) -> None:
        """Give Central what it must refuse, with planted values in it: bad rows, and requests that are none."""
        customer = self.planted[0]
        self.import_customers([customer], rows=[customer.write().replace(b"2026-08-01", b"yesterday")])
        context = make_client_context(*self.recorder_files)
        number = bytes(customer.mobile.plain)
        for request in (
            b"GET /v1/cards/" + number + b" HTTP/1.1\r\nHost: " + number + b"\r\n\r\n",
            b'POST /v1/reveals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\n{"' + number[:11],
            number + b" / " + number + b"\r\n\r\n",
        ):
            plain = socket.create_connection(self.address)
            with context.wrap_socket(plain, server_hostname="localhost") as road:
                road.sendall(request)
                road.recv(4096)

    def back_up(self) -> None:
        """As the manual says: SQLite's own backup, beside the database."""
        source, copy = (sqlite3.connect(place) for place in (self.folder / "central.db", self.aside / "backup.db"))
        with closing(source), closing(copy):
            source.backup(copy)

    def _hire(self) -> DemoPerson:
        username = f"p-{make_identifier()[-12:]}"
        password = self.password.plain.decode()
        with self.writing() as connection:
            account = add_person(
                connection,
                self.books.keys,
                self.books.node,
                username=username,
                name="钱多",
                role=Role.AGENT,
                team="team-3",
                password=password,
            )
        return DemoPerson(
            username=username, name="钱多", role=Role.AGENT, password=password, totp_secret=account.totp_secret
        )

    def _make_contexts(self) -> tuple[SSLContext, SSLContext]:
        own, place = CentralFolder(self.folder), CentralFolder(self.aside)
        for source, copy in ((own.ca_key, place.ca_key), (own.ca_certificate, place.ca_certificate)):
            copy.write_bytes(source.read_bytes())
            copy.chmod(0o600)
        authority = Authority(place)
        authority.issue_server([HOST])
        key = Ed25519PrivateKey.generate()
        _, client, client_key = self.recorder_files
        client.write_text(authority.issue_client(key.public_key(), "recorder").pem, "ascii")
        client_key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return make_contexts(place.ca_certificate, place.server_certificate, place.server_key, client, client_key)
