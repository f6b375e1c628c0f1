"""An agent at work before the served Central, with a telephone whose far end the test plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import update

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Link
from protocol.events import Act, Event, decode_event
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.telephones import PhoneMode, PhoneRule, Queue
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.call_policy import CallPolicy
from server.services.clocks import Window
from server.services.policy import Policy, load_policy
from server.services.policy_setting import set_policy
from server.store.tables import people
from tests.far_end import FarEnd
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.central import DemoPerson
from ui.main import join_desk
from ui.totp import make_code

ALWAYS = CallPolicy(
    hours=Window(opens="00:00", closes="00:00"),
    regions={},
    on_holidays=True,
    most_a_day=50,
    most_a_week=200,
    least_gap_s=0,
)
PHONE = PhoneRule(
    mode=PhoneMode.SOFTPHONE, host="localhost", port=5061, queues=(Queue(place="service", title="Service"),)
)


def put_rule(central: RealCentral, rule: PhoneRule) -> Policy:
    """Put a telephone's rule in force, and calls at every hour; what was in force before."""
    with central.writing() as connection:
        before = load_policy(connection)
        desk = msgspec.structs.replace(before.desk, phone=rule)
        set_policy(connection, central.books.node, msgspec.structs.replace(before, desk=desk, calls=ALWAYS), "test")
    return before


@dataclass
class Caller:
    """A desk, who sits there, and the far end of its calls."""

    desk: Desk
    person: DemoPerson
    central: RealCentral
    phones: list[FarEnd]

    @property
    def far(self) -> FarEnd:
        """The telephone that is on the hook now."""
        return self.phones[-1]

    def sign_in(self) -> None:
        """Sit down."""
        with self.central.writing() as connection:
            connection.execute(update(people).values(totp_step=0))
        self.desk.keeper.sign_in(
            self.person.username, bytearray(self.person.password.encode()), make_code(self.person.totp_secret)
        )
        self.desk.sync.wake()
        wait_for(lambda: self.desk.cards.count())

    def is_ready(self) -> bool:
        """Whether a call may begin."""
        return self.desk.calls.state.can_dial

    def cards(self) -> list[str]:
        """His customers who may be called, as Central has them."""
        return self.central.find_cards(self.person)

    def events(self, *acts: Act) -> list[Event]:
        """What stands in this desk's journal, oldest first."""
        written = map(decode_event, self.desk.trail.journal.events_from(1, 10_000))
        return [event for event in written if event.act in acts]

    def last(self, act: Act) -> Event:
        """The latest event of ``act``."""
        return self.events(act)[-1]


@pytest.fixture(scope="module")
def calling_central(real_central: RealCentral) -> Iterator[RealCentral]:
    """The shared Central, whose policy names a PBX."""
    before = put_rule(real_central, PHONE)
    yield real_central
    with real_central.writing() as connection:
        set_policy(connection, real_central.books.node, before, "test")


@pytest.fixture
def caller(calling_central: RealCentral, keyring_daemon: None, tmp_path: Path) -> Iterator[Caller]:
    """An agent with three customers of his own, signed in, the telephone ready."""
    person = calling_central.add_person(Role.AGENT)
    calling_central.give_cards(person, 3)
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    phones: list[FarEnd] = []

    def make_telephone() -> FarEnd:
        phones.append(FarEnd())
        return phones[-1]

    ticket = calling_central.make_ticket("calls", calling_central.line.origin)
    desk = join_desk(folder, enrol_desk(ticket, "calls", folder, keyring), keyring, make_telephone)
    start_desk(desk, "test")
    made = Caller(desk, person, calling_central, phones)
    made.sign_in()
    wait_for(lambda: desk.calls.state.link is Link.READY)
    yield made
    calling_central.line.restore()
    stop_desk(desk)
