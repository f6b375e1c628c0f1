"""One Central, PBX and telephone network for all tests of calls, and desks before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protocol.identifiers import make_identifier
from secure_store.keyring_store import DeviceKeyring
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd
from tests.telephony.site import PhoneDesk, allow_calls
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx, PbxMissing, check_programs

_CUSTOMERS = 120


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
def far_end() -> Iterator[FarEnd]:
    """The telephone network."""
    made = FarEnd()
    yield made
    made.close()


@pytest.fixture(scope="session")
def pbx(central: RealCentral, far_end: FarEnd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPbx]:
    """The PBX before it."""
    made = DemoPbx(tmp_path_factory.mktemp("pbx") / "pbx", central, far_end.address)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def network(far_end: FarEnd) -> FarEnd:
    """The telephone network, answering and silent until a test says otherwise."""
    far_end.conduct = Conduct.TAKE
    far_end.received.clear()
    return far_end


@pytest.fixture
def make_desk(
    central: RealCentral, pbx: DemoPbx, tmp_path: Path, keyring: DeviceKeyring
) -> Iterator[Callable[[DemoPbx], PhoneDesk]]:
    """Makes desks at a PBX."""
    made: list[PhoneDesk] = []

    def make(at: DemoPbx = pbx) -> PhoneDesk:
        name = f"desk-{make_identifier()[-8:]}"
        own = DeviceKeyring(f"{keyring.desk}-{name}")
        made.append(PhoneDesk(central, at, tmp_path / name, name, own))
        made[-1].sign_on()
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make_desk: Callable[..., PhoneDesk], network: FarEnd) -> PhoneDesk:
    """A desk whose telephone is ready."""
    return make_desk()


@pytest.fixture
def hostile(central: RealCentral, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HostileFarEnd, DemoPbx]]:
    """A PBX before a telephone network that says numbers wherever it can."""
    network = HostileFarEnd()
    made = DemoPbx(tmp_path_factory.mktemp("pbx-hostile") / "pbx", central, network.address)
    made.start()
    yield network, made
    made.stop()
    network.close()
