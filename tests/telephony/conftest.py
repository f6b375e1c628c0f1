"""One Central, PBX and telephone network for all tests of calls, and desks before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from app.desk import start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Link
from app.telephony.softphone import Softphone
from protocol.cards import CardState
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.extensions import bind, take_back
from server.store.tables import consents, customers
from tests.calling import Caller
from tests.least_costs import least_costs  # noqa: F401 - a fixture
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd
from tests.telephony.site import PhoneDesk, allow_calls
from tests.telephony.table import (
    DESK_EXTENSION,
    EXTENSION,
    PlayingTrunk,
    TableDesk,
    TableTelephone,
    let_voice_be_clear,
    put_phone,
)
from tests.waiting import wait_for
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx, PbxMissing, check_programs
from ui.main import join_desk

_CUSTOMERS = 400


@pytest.fixture(scope="session")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCentral]:
    """A Central whose policy lets the tests call."""
    try:
        check_programs()
    except PbxMissing as error:
        pytest.skip(error.say())
    made = RealCentral(tmp_path_factory.mktemp("calls") / "central", _CUSTOMERS)
    made.seed()
    made.serve()
    allow_calls(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def far_end() -> Iterator[CallingFarEnd]:
    """The telephone network."""
    made = CallingFarEnd()
    yield made
    made.close()


@pytest.fixture(scope="session")
def pbx(central: RealCentral, far_end: CallingFarEnd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPbx]:
    """The PBX before it."""
    made = DemoPbx(tmp_path_factory.mktemp("pbx") / "pbx", central, far_end.address)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def network(far_end: CallingFarEnd) -> CallingFarEnd:
    """The telephone network, without a call of an earlier test's, answering and silent until a test says otherwise."""
    far_end.conduct = Conduct.TAKE
    far_end.forget()
    far_end.received.clear()
    return far_end


@pytest.fixture(scope="session")
def make_desk(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., PhoneDesk]]:
    """Makes desks at a PBX, whose telephones are ready; with so many cards."""
    made: list[PhoneDesk] = []

    def make(at: DemoPbx = pbx, cards: int = 1) -> PhoneDesk:
        name = f"desk-{make_identifier()[-8:]}"
        made.append(PhoneDesk(central, at, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), cards))
        made[-1].sign_on()
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture(scope="session")
def first_desk(make_desk: Callable[..., PhoneDesk]) -> PhoneDesk:
    """The desk of most tests."""
    return make_desk(cards=8)


@pytest.fixture
def desk(first_desk: PhoneDesk, network: CallingFarEnd) -> PhoneDesk:
    """A desk whose telephone is ready, before an empty record of the wire."""
    first_desk.ear.await_link(Link.READY)
    first_desk.tap.incoming.clear()
    first_desk.tap.outgoing.clear()
    return first_desk


@pytest.fixture(scope="session")
def hostile(central: RealCentral, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HostileFarEnd, DemoPbx]]:
    """A PBX before a telephone network that says numbers wherever it can."""
    network = HostileFarEnd()
    made = DemoPbx(tmp_path_factory.mktemp("pbx-hostile") / "pbx", central, network.address)
    made.start()
    yield network, made
    made.stop()
    network.close()


@pytest.fixture(scope="module")
def table_trunk() -> Iterator[PlayingTrunk]:
    """The telephone network, which says its number everywhere."""
    made = PlayingTrunk()
    yield made
    made.close()


@pytest.fixture(scope="module")
def table_telephone() -> Iterator[TableTelephone]:
    """The telephone on the table."""
    made = TableTelephone()
    yield made
    made.close()


@pytest.fixture(scope="module")
def table_pbx(
    central: RealCentral,
    table_trunk: PlayingTrunk,
    table_telephone: TableTelephone,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[DemoPbx]:
    """The PBX between them; policy lets voice be clear, since this telephone has no SRTP."""
    folder = tmp_path_factory.mktemp("pbx-table") / "pbx"
    made = DemoPbx(folder, central, table_trunk.address, tables=table_telephone.address)
    made.start()
    let_voice_be_clear(central, clear=True)
    yield made
    let_voice_be_clear(central, clear=False)
    made.stop()


@pytest.fixture(scope="module")
def seat_at_table(
    central: RealCentral, table_pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, int], TableDesk]]:
    """Makes a desk beside the telephone, by its extension, with so many cards."""
    made: list[TableDesk] = []

    def seat(extension: str, cards: int) -> TableDesk:
        name = f"desk-{make_identifier()[-8:]}"
        place = tmp_path_factory.mktemp(name)
        made.append(TableDesk(central, table_pbx, place, name, DeviceKeyring(name), cards, extension))
        made[-1].sign_on()
        return made[-1]

    yield seat
    for desk in made:
        desk.close()
        with central.writing() as connection:
            take_back(connection, central.books.node, desk.extension, "tests")


@pytest.fixture(scope="module")
def shared_table_desk(seat_at_table: Callable[[str, int], TableDesk]) -> TableDesk:
    """The desk beside the telephone."""
    return seat_at_table(EXTENSION, 8)


@pytest.fixture
def table_desk(shared_table_desk: TableDesk, central: RealCentral) -> Iterator[TableDesk]:
    """Policy lets voice be clear, since this telephone has no SRTP; afterwards every customer agrees again."""
    let_voice_be_clear(central, clear=True)
    yield shared_table_desk
    mine = shared_table_desk.cards
    with central.writing() as connection:
        connection.execute(update(consents).where(consents.c.customer.in_(mine)).values(withdrawn_at=None))
        connection.execute(update(customers).where(customers.c.id.in_(mine)).values(state=CardState.NEW.value))


@pytest.fixture
def telephone(table_telephone: TableTelephone) -> TableTelephone:
    """It is taken at once, and somebody speaks."""
    table_telephone.conduct, table_telephone.also, table_telephone.voice_port = Conduct.TALK, "", None
    table_telephone.received.clear()
    return table_telephone


@pytest.fixture
def trunk(table_trunk: PlayingTrunk) -> PlayingTrunk:
    """It answers at once, and somebody speaks."""
    table_trunk.conduct, table_trunk.plays = Conduct.TALK, False
    table_trunk.received.clear()
    table_trunk.sent.clear()
    return table_trunk


@pytest.fixture
def table_caller(
    central: RealCentral, table_pbx: DemoPbx, telephone: TableTelephone, keyring_daemon: None, tmp_path: Path
) -> Iterator[Caller]:
    """An agent with two customers and a telephone of his own, signed in at a whole desk whose softphone is ready."""
    put_phone(central, table_pbx.rule)
    person = central.add_person(Role.AGENT)
    central.give_cards(person, 2)
    with central.writing() as connection:
        bind(connection, central.books.node, DESK_EXTENSION, person.username, "tests")
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    desk = join_desk(folder, enrol_desk(central.make_ticket("table"), "table", folder, keyring), keyring, Softphone)
    start_desk(desk, "test")
    made = Caller(desk, person, central, [])
    made.sign_in()
    wait_for(made.is_ready)
    yield made
    stop_desk(desk)
    with central.writing() as connection:
        take_back(connection, central.books.node, DESK_EXTENSION, "tests")
