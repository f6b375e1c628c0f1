"""One real Central for the whole run of tests: its own process, seeded like the demo, on loopback TLS 1.3."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, select, update

from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.proofs import derive_password_key
from protocol.roles import Role
from server.services.accounts import add_person
from server.services.cards import touch_card
from server.services.central import Central, make_central, open_central
from server.services.sealed_values import open_stored
from server.services.tickets import make_ticket
from server.settings import load_settings, save_settings
from server.store.database import read
from server.store.tables import customers, people
from tests.least_costs import make_least_recipe
from tests.line import Line
from ui.demo.central import DemoCentral, DemoPerson

CUSTOMERS = 900
"""Enough for every test that gives somebody cards; they are taken from the first agent's half."""


class RealCentral(DemoCentral):
    """The demo's Central, and a second way into its data folder for what only its owner can do."""

    def __init__(self, folder: Path, customers: int) -> None:
        super().__init__(folder, customers)
        self.line = Line(self.address)
        """Another way to it, as through a proxy, which tests may hold, cut or lead elsewhere."""

    def seed(self) -> None:
        """The demo's people and customers; desks may call it by its line's name, too."""
        super().seed()
        save_settings(self.folder, msgspec.structs.replace(load_settings(self.folder), url=self.line.origin))
        self._spare_stretching()

    @cached_property
    def books(self) -> Central:
        """The data folder, opened beside the serving process as every command of Central opens it."""
        return open_central(self.folder)

    @property
    def origin(self) -> str:
        """Where it is reached without detours."""
        return f"https://localhost:{self.address[1]}"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction in its database."""
        with self.books.engine.begin() as connection:
            yield connection

    def look_up(self, query: object) -> Sequence[tuple[object, ...]]:
        """Rows of its database."""
        with read(self.books.engine) as connection:
            return [tuple(row) for row in connection.execute(query).all()]  # type: ignore[call-overload]

    def make_ticket(self, device_name: str, url: str = "") -> str:
        """A ticket, as ``veildesk-central enroll`` makes one."""
        books = self.books
        with self.writing() as connection:
            answer = make_ticket(
                connection,
                books.authority,
                books.node,
                url=url or self.origin,
                device_name=device_name,
                made_by="tests",
            )
            return answer.ticket

    def add_person(self, role: Role, team: str = "team-3") -> DemoPerson:
        """Somebody new, known to nobody else."""
        username = f"p-{make_identifier()[-12:]}"
        password = f"a password of {username}"
        with self.writing() as connection:
            account = add_person(
                connection,
                self.books.keys,
                self.books.node,
                username=username,
                name="钱多",
                role=role,
                team=team,
                password=password,
            )
        return DemoPerson(username=username, name="钱多", role=role, password=password, totp_secret=account.totp_secret)

    def find_cards(self, person: DemoPerson) -> list[str]:
        """The customers that are his."""
        his = select(people.c.id).where(people.c.username == person.username).scalar_subquery()
        return [str(row[0]) for row in self.look_up(select(customers.c.id).where(customers.c.assigned_to == his))]

    def give_cards(self, person: DemoPerson, count: int = 1) -> list[str]:
        """Hand customers of another agent's over to him."""
        taken = self.find_cards(self.find_person(Role.AGENT, 1))[:count]
        assert len(taken) == count, "the first agent has no customers left to give: CUSTOMERS is too small"
        his = select(people.c.id).where(people.c.username == person.username).scalar_subquery()
        with self.writing() as connection:
            for card in taken:
                touch_card(connection, card, gone=True)
                connection.execute(update(customers).where(customers.c.id == card).values(assigned_to=his))
                touch_card(connection, card)
        return taken

    def read_number(self, card: str) -> str:
        """A customer's mobile number, which the telephone network knows as well."""
        with read(self.books.engine) as connection:
            return open_stored(connection, self.books.keys, card, FieldKind.MOBILE).decode()

    def forget_codes(self) -> None:
        """Let everybody use the code of this half minute again: tests are quicker than authenticators."""
        with self.writing() as connection:
            connection.execute(update(people).values(totp_step=0))

    def kill(self) -> None:
        """End the serving process and all it started at once, in the middle of whatever they do."""
        process, self.process = self.process, None
        assert process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """Stop serving and close the books."""
        self.stop()
        self.books.engine.dispose()
        self.line.close()

    def _spare_stretching(self) -> None:
        """Put the demo's people under their passwords at the least costs, as they might themselves."""
        engine = open_central(self.folder).engine
        with engine.begin() as connection:
            for person in self.people:
                recipe = make_least_recipe()
                key = derive_password_key(person.password.encode(), recipe).public_key().public_bytes_raw()
                his = update(people).where(people.c.username == person.username)
                connection.execute(his.values(recipe=msgspec.to_builtins(recipe), public_key=key))
        engine.dispose()


@contextmanager
def serve_real_central(folder: Path, customers: int) -> Iterator[RealCentral]:
    """A Central of a test's own for the length of a ``with`` block, seeded like the demo."""
    central = RealCentral(folder, customers)
    central.seed()
    try:
        central.serve()
        yield central
    finally:
        central.close()


def start_bare_central(folder: Path, **settings: object) -> RealCentral:
    """A Central of its own without people or customers, serving with other ``settings`` than the usual ones."""
    central = RealCentral(folder, 0)
    hosts = ("localhost", "127.0.0.1")
    made = make_central(folder, host="127.0.0.1", port=central.address[1], hosts=hosts, url="", database="")
    made.engine.dispose()
    save_settings(folder, msgspec.structs.replace(made.settings, **settings))
    central.serve()
    return central


@pytest.fixture(scope="session")
def real_central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCentral]:
    """The shared one. Tests leave its people able to sign in and its policy as it is."""
    central = RealCentral(tmp_path_factory.mktemp("central"), CUSTOMERS)
    central.seed()
    central.serve()
    yield central
    central.close()
