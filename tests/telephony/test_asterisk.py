"""The recipe for Asterisk, as the trunk's switch and as the office's, with Asterisk itself (D1, T1, C1).

Skipped where it is not installed, as on Debian 12, which has no package of it.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from app.telephony.port import Ending, Stage
from protocol.identifiers import make_identifier
from secure_store.keyring_store import DeviceKeyring
from server.services.calling.extensions import take_back
from tests.real_central import RealCentral
from tests.telephony.asterisk import (
    CARRIER,
    EXTENSION,
    NAME,
    PASSWORD,
    STRANGER,
    TELEPHONE,
    Asterisk,
    find_asterisk,
    find_place,
)
from tests.telephony.endings import each_end
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.listening import await_description, await_more_voice, await_tone
from tests.telephony.recorded import DESK_HZ, await_true
from tests.telephony.site import PhoneDesk
from tests.telephony.table import TableDesk, let_voice_be_clear
from tests.telephony.test_incoming import end_records
from ui.demo.far_caller import CallingFarEnd, PlacedCall
from ui.demo.far_end import Conduct, Message
from ui.demo.pbx import DemoPbx
from ui.demo.ports import find_free_port

pytestmark = pytest.mark.skipif(find_asterisk() is None, reason="Asterisk is not installed")
_ANYBODY = "13111111111"
_PROGRAM = Path(__file__).parent / "programs" / "srtp_telephone.py"


@dataclass(frozen=True)
class Office:
    """A PBX and the switch beside it."""

    pbx: DemoPbx
    switch: Asterisk
    is_sealed: bool


class Carrier(HostileFarEnd):
    """What Asterisk could not read would go no further; it also says a number where it is asked whether it is there."""

    def describe(self, message: Message, port: int) -> str:
        """In lines of which none is empty."""
        return super().describe(message, port).replace("\r\n\r\n", "\r\n")

    def _take(self, message: Message, peer: tuple[str, int]) -> None:
        if message.method == "OPTIONS":
            message = replace(message, start=f"OPTIONS sip:{_ANYBODY}@carrier.example SIP/2.0")
        super()._take(message, peer)


class Wire:
    """Between a telephone and its switch, over UDP: keeps what the switch says."""

    def __init__(self, switch: tuple[str, int]) -> None:
        self.heard: list[bytes] = []
        self._switch, self._telephone = switch, ("", 0)
        self._inner, self._outer = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        self._inner.bind(("127.0.0.1", 0))
        self._outer.bind((TELEPHONE, 0))
        self.address: tuple[str, int] = self._inner.getsockname()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._go_out, self._come_in)]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Be gone."""
        for end in (self._inner, self._outer):
            end.sendto(b"", end.getsockname())
        for thread in self._threads:
            thread.join()
        self._inner.close()
        self._outer.close()

    def _go_out(self) -> None:
        while True:
            data, self._telephone = self._inner.recvfrom(65_507)
            if not data:
                return
            self._outer.sendto(data, self._switch)

    def _come_in(self) -> None:
        while data := self._outer.recvfrom(65_507)[0]:
            self.heard.append(data)
            self._inner.sendto(data, self._telephone)


class Telephone:
    """baresip on the table, signed on at the switch; with SRTP or not at all, or without."""

    def __init__(self, switch: Asterisk, place: Path, *, sealed: bool) -> None:
        self.wire = Wire(switch.address)
        port = find_free_port(socket.SOCK_DGRAM)
        words = [str(port), str(DESK_HZ), str(place / "heard"), "{}:{}".format(*self.wire.address)]
        words += [EXTENSION, PASSWORD, "srtp-mand" if sealed else ""]
        command = [sys.executable, str(_PROGRAM), *words]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        await_true(lambda: "ready" in self.said, "the telephone to be signed on")

    def do(self, word: str) -> None:
        """What the agent does at it."""
        assert self._process.stdin
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Have it end by itself."""
        self._process.communicate("\n", timeout=60)
        self.wire.close()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line.strip())


@pytest.fixture(scope="module")
def carrier() -> Iterator[HostileFarEnd]:
    """The telephone network behind Asterisk, which says its number everywhere."""
    made = Carrier(host=CARRIER)
    yield made
    made.close()


@pytest.fixture(scope="module", params=[True, False], ids=["sealed", "clear"])
def office(
    request: pytest.FixtureRequest,
    central: RealCentral,
    carrier: HostileFarEnd,
    keyring_daemon: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Office]:
    """Whose trunk, and whose telephones' switch, is Asterisk; telephones have SRTP, or have none."""
    place, address = tmp_path_factory.mktemp("pbx-asterisk"), find_place()
    pbx = DemoPbx(place / "pbx", central, address, tables=address)
    switch = Asterisk(place / "asterisk", address, pbx.trunk_side, carrier.address, sealed=request.param)
    switch.start()
    pbx.start()
    let_voice_be_clear(central, clear=not request.param)
    yield Office(pbx, switch, is_sealed=request.param)
    let_voice_be_clear(central, clear=False)
    pbx.stop()
    switch.stop()


@pytest.fixture(scope="module")
def desk(office: Office, make_desk: Callable[..., PhoneDesk]) -> PhoneDesk:
    """A desk with a softphone."""
    return make_desk(office.pbx, cards=6)


@pytest.fixture(scope="module")
def telephone(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telephone]:
    """The telephone on the table."""
    made = Telephone(office.switch, tmp_path_factory.mktemp("telephone"), sealed=office.is_sealed)
    yield made
    made.close()


@pytest.fixture(scope="module")
def beside(
    office: Office, central: RealCentral, telephone: Telephone, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TableDesk]:
    """The desk beside it."""
    name = f"desk-{make_identifier()[-8:]}"
    place = tmp_path_factory.mktemp(name)
    made = TableDesk(central, office.pbx, place, name, DeviceKeyring(name), 4, EXTENSION)
    made.sign_on()
    yield made
    made.close()
    with central.writing() as connection:
        take_back(connection, central.books.node, EXTENSION, "tests")


@pytest.fixture
def network(carrier: HostileFarEnd, central: RealCentral) -> HostileFarEnd:
    """The network, which answers and talks, without a call of an earlier test's."""
    end_records(central)
    carrier.conduct = Conduct.TALK
    carrier.forget()
    carrier.received.clear()
    carrier.sent.clear()
    return carrier


@pytest.fixture
def softphone(desk: PhoneDesk, network: HostileFarEnd) -> PhoneDesk:
    """The desk, at work, before an empty record of the wire."""
    desk.be_there()
    desk.tap.incoming.clear()
    desk.tap.outgoing.clear()
    desk.ear.legs.clear()
    return desk


def test_a_call_is_talked_over_held_dialled_into_and_handed_on_and_no_desk_sees_the_number(
    softphone: PhoneDesk, office: Office, make_desk: Callable[..., PhoneDesk], network: HostileFarEnd
) -> None:
    colleague = make_desk(office.pbx)
    ticket = softphone.ask()
    key = softphone.phone.dial(ticket.token)
    softphone.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    softphone.phone.hold(key, on=True)
    softphone.ear.await_leg(key, lambda leg: leg.held)
    assert await_description(network, "a=sendonly")
    softphone.phone.hold(key, on=False)
    softphone.ear.wait(lambda: not softphone.ear.list_of(key)[-1].held, "the call to be taken back")
    assert await_description(network, "a=sendrecv")
    assert await_more_voice(network)
    softphone.phone.send_tone(key, "7")
    assert await_tone(network) == "7"
    softphone.phone.transfer(key, colleague.identity.card.id)
    assert softphone.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    handed = colleague.ear.await_incoming()
    assert handed.card == ticket.card
    colleague.phone.answer(handed.key)
    colleague.ear.await_leg(handed.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    network.hang_up()
    assert colleague.ear.await_stage(handed.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    wires = softphone.tap.incoming + softphone.tap.outgoing + colleague.tap.incoming + colleague.tap.outgoing
    require_none(wires, network)


@each_end
def test_each_end_has_its_name_and_who_redirects_is_not_followed(
    softphone: PhoneDesk, network: HostileFarEnd, conduct: Conduct, ending: Ending
) -> None:
    network.conduct = conduct
    assert softphone.ear.await_leg(softphone.dial(), lambda leg: leg.stage is Stage.ENDED).ending is ending
    assert len({data for data in network.received if data.startswith(b"INVITE ")}) == 1
    require_none(softphone.tap.incoming + softphone.tap.outgoing, network)


def test_a_call_that_nobody_takes_is_given_up(softphone: PhoneDesk, network: HostileFarEnd) -> None:
    network.conduct = Conduct.RING
    key = softphone.dial()
    softphone.ear.await_stage(key, Stage.RINGING)
    softphone.phone.hang_up(key)
    assert softphone.ear.await_stage(key, Stage.ENDED).ending is Ending.GIVEN_UP
    await_true(lambda: not network.calls, "the customer's telephone to ring no more")


def test_a_customer_who_calls_reaches_his_agent(
    softphone: PhoneDesk, office: Office, network: HostileFarEnd, central: RealCentral
) -> None:
    number = central.read_number(softphone.cards[1])
    made = network.call(number, office.switch.address)
    ringing = softphone.ear.await_incoming()
    assert ringing.card == softphone.cards[1]
    network.await_answer(made, 180)
    softphone.phone.answer(ringing.key)
    softphone.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    network.await_answer(made, 200)
    assert await_more_voice(network)
    softphone.phone.hold(ringing.key, on=True)
    softphone.ear.await_leg(ringing.key, lambda leg: leg.held)
    softphone.phone.hold(ringing.key, on=False)
    softphone.ear.wait(lambda: not softphone.ear.list_of(ringing.key)[-1].held, "the call to be taken back")
    assert await_more_voice(network)
    network.hang_up()
    assert softphone.ear.await_stage(ringing.key, Stage.ENDED).ending is Ending.FAR_HUNG_UP
    assert count_hits(softphone.tap.incoming + softphone.tap.outgoing, number.encode()) == 0


def test_whoever_is_no_customer_hears_the_one_no(office: Office, network: HostileFarEnd, desk: PhoneDesk) -> None:
    network.await_answer(network.call(_ANYBODY, office.switch.address), 480)


def test_a_telephone_is_joined_with_a_customer_holds_and_learns_no_number(
    beside: TableDesk, telephone: Telephone, office: Office, network: HostileFarEnd
) -> None:
    telephone.said.clear()
    key = beside.dial()
    beside.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed is office.is_sealed)
    await_true(lambda: "taken" in telephone.said, "the telephone to be taken")
    await_true(lambda: ("sealed" in telephone.said) is office.is_sealed, "the telephone to say that it is sealed")
    assert await_more_voice(network)
    network.received.clear()
    telephone.do("hold")
    assert await_description(network, "a=sendonly")
    telephone.do("resume")
    assert await_description(network, "a=sendrecv")
    assert await_more_voice(network)
    telephone.do("hang-up")
    assert beside.await_end(key).ending is Ending.HUNG_UP
    await_true(lambda: not network.calls, "the customer to hear of the end")
    assert b"INVITE sip:" in b"".join(telephone.wire.heard), "the control: the wire was read"
    require_none(b"".join(telephone.wire.heard), network)


def test_a_customer_who_calls_rings_the_telephone_and_is_handed_on_from_the_desk_alone(
    beside: TableDesk,
    telephone: Telephone,
    office: Office,
    network: HostileFarEnd,
    central: RealCentral,
    desk: PhoneDesk,
) -> None:
    telephone.said.clear()
    beside.ear.legs.clear()
    number = central.read_number(beside.cards[1])
    made = network.call(number, office.switch.address)
    ringing = beside.ear.await_incoming()
    assert (ringing.card, ringing.at_table) == (beside.cards[1], True)
    beside.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING)
    network.await_answer(made, 200)
    telephone.do("hand 13800138000")
    assert await_more_voice(network)
    desk.be_there()
    desk.ear.legs.clear()
    beside.table.transfer(ringing.key, desk.identity.card.id)
    handed = desk.ear.await_incoming()
    desk.phone.answer(handed.key)
    desk.ear.await_leg(handed.key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    assert await_more_voice(network)
    desk.phone.hang_up(handed.key)
    await_true(lambda: not network.calls, "the customer to hear of the end")
    assert network.received, "the control"
    assert not any(b"13800138000" in data for data in network.received)
    assert count_hits(b"".join(telephone.wire.heard), number.encode()) == 0


def test_telephones_are_spoken_to_over_tls_of_this_age(office: Office) -> None:
    context = ssl.create_default_context(cafile=str(office.switch.certificate))
    with (
        socket.create_connection(office.switch.tls) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as sealed,
    ):
        assert sealed.version() == "TLSv1.2"


def test_nobody_calls_out_but_veildesk(telephone: Telephone, office: Office, network: HostileFarEnd) -> None:
    telephone.said.clear()
    telephone.do("call 13800138000")
    await_true(lambda: "ended" in telephone.said, "the telephone to be refused")
    stranger = CallingFarEnd(host=STRANGER)
    for name in ("veildesk", "carrier", "desks", EXTENSION):
        made = stranger.call(name, office.switch.address, "13800138000")
        await_true(partial(_is_answered, made), "an answer")
        assert made.final in (401, 403), name
    stranger.close()
    assert not any(data.startswith(b"INVITE ") for data in network.received)


def _is_answered(made: PlacedCall) -> bool:
    return made.final is not None


def require_none(heard: bytes | bytearray, network: HostileFarEnd) -> None:
    """No number in it, in whatever spelling, though the network said it."""
    number = network.find_number().encode()
    assert number.isdigit()
    assert count_hits(b"".join(network.sent), number) > 5, "the control: it was said"
    assert count_hits(heard, number) == 0
