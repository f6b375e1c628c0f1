"""Desks at a served Central, with people at their keyboards: no windows, everything else as in production."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from app.desk import Desk
from app.enrolment import enrol_desk
from protocol.identifiers import make_identifier
from protocol.oversight import AccountAct, PersonRow
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.central import open_central
from server.store.tables import people
from ui.demo.central import DemoCentral, DemoPerson
from ui.main import join_desk
from ui.totp import make_code


class Shop:
    """A serving Central and desks of it."""

    def __init__(self, central: DemoCentral, place: Path) -> None:
        self.central, self._place = central, place
        self._desks: list[Desk] = []
        self._books = open_central(central.folder).engine

    def desk(self, name: str) -> Desk:
        """A newly enrolled desk with its loops running."""
        folder, keyring = DeskFolder(self._place / make_identifier()).make(), DeviceKeyring(desk=make_identifier())
        made = join_desk(folder, enrol_desk(self.central.make_ticket(name), name, folder, keyring), keyring)
        made.sync.start()
        made.inbox.start()
        self._desks.append(made)
        return made

    def sign_in(self, desk: Desk, role: Role) -> DemoPerson:
        """Somebody of ``role`` at ``desk``."""
        person = self.central.find_person(role)
        self.let_in(desk, person)
        return person

    def let_in(self, desk: Desk, person: DemoPerson) -> None:
        """Sign ``person`` in; his last code counts again, since nobody here waits for the next one."""
        with self._books.begin() as connection:
            connection.execute(update(people).values(totp_step=0))
        desk.keeper.sign_in(person.username, spell(person), make_code(person.totp_secret))

    def change(self, office: Desk, agent: DemoPerson, act: AccountAct, reason: str) -> PersonRow:
        """Security changes the agent's account at ``office``; how it stood before."""
        row = next(row for row in office.oversight.people() if row.username == agent.username)
        office.oversight.change_account(row.id, act, reason, spell(self.central.find_person(Role.SECURITY)))
        return row

    def close(self) -> None:
        """Stop every loop and close every file."""
        while self._desks:
            desk = self._desks.pop()
            desk.inbox.stop()
            desk.sync.stop()
            desk.keeper.sign_out()
            desk.central.close()
            desk.trail.journal.close()


def spell(person: DemoPerson) -> bytearray:
    """A person's password as typed."""
    return bytearray(person.password.encode())
