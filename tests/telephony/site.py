"""A desk's engine, a PBX and a telephone network, all real, before a real Central: what the tests of calls stand on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

import msgspec

from app.central import CentralClient
from app.enrolment import enrol_desk
from app.proving import Prover, make_prover
from app.signin import ask_for_session
from app.telephony.account import make_account
from app.telephony.port import Leg, Link, Stage
from app.telephony.softphone import Softphone
from protocol.calls import CallRequest, CallTicket
from protocol.inbox import InboxPage
from protocol.roles import Role
from protocol.telephones import PhoneRule
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.call_policy import CallPolicy
from server.services.clocks import Window
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from tests.real_central import RealCentral
from tests.telephony.wiretap import Wiretap
from ui.demo.pbx import DemoPbx
from ui.totp import make_code

PATIENCE_S = 60.0
ALWAYS = CallPolicy(
    hours=Window(opens="00:00", closes="00:00"),
    regions={},
    on_holidays=True,
    most_a_day=50,
    most_a_week=200,
    least_gap_s=0,
    token_life_s=60,
)


@dataclass
class Ear:
    """Hears a telephone, and waits for what it says."""

    links: list[Link] = field(default_factory=list)
    legs: list[tuple[float, Leg]] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._said = Condition()

    def link_changed(self, link: Link) -> None:
        """Keep it."""
        with self._said:
            self.links.append(link)
            self._said.notify_all()

    def leg_changed(self, leg: Leg) -> None:
        """Keep it, and when."""
        with self._said:
            self.legs.append((time.monotonic(), leg))
            self._said.notify_all()

    def level_heard(self, peak: float) -> None:
        """Keep it."""
        with self._said:
            self.levels.append(peak)
            self._said.notify_all()

    def await_link(self, link: Link) -> None:
        """Wait until this is how the telephone stands."""
        self.wait(lambda: bool(self.links) and self.links[-1] is link, f"{link}, not {self.links}")

    def await_leg(self, key: str, wanted: Callable[[Leg], bool]) -> Leg:
        """The first word on a call that is as ``wanted``, heard or to come."""
        self.wait(lambda: self._find(key, wanted) is not None, f"a word on the call; heard: {self.list_of(key)}")
        found = self._find(key, wanted)
        assert found is not None
        return found

    def await_stage(self, key: str, stage: Stage) -> Leg:
        """The call once it has come so far; fails when it ended before."""
        leg = self.await_leg(key, lambda leg: leg.stage in (stage, Stage.ENDED))
        assert leg.stage is stage, f"ended: {leg.ending}"
        return leg

    def await_incoming(self) -> Leg:
        """A call that rings here and was not heard of before this wait's call."""
        self.wait(lambda: any(leg.incoming for _, leg in self.legs), "a call that comes in")
        return next(leg for _, leg in self.legs if leg.incoming)

    def moment(self, key: str, stage: Stage) -> float:
        """When a call came to ``stage``, on the monotonic clock."""
        return next(at for at, leg in self.legs if leg.key == key and leg.stage is stage)

    def list_of(self, key: str) -> list[Leg]:
        """Every word on a call."""
        return [leg for _, leg in self.legs if leg.key == key]

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for ``condition``; fails after a minute."""
        with self._said:
            assert self._said.wait_for(condition, PATIENCE_S), f"waited a minute for {what}"

    def _find(self, key: str, wanted: Callable[[Leg], bool]) -> Leg | None:
        return next((leg for leg in self.list_of(key) if wanted(leg)), None)


class PhoneDesk:
    """An enrolled desk with an agent signed in, and its telephone, which speaks to the PBX through a wiretap."""

    def __init__(
        self,
        central: RealCentral,
        pbx: DemoPbx,
        place: Path,
        name: str,
        keyring: DeviceKeyring,
        cards: int,
        role: Role = Role.AGENT,
    ) -> None:
        folder = DeskFolder(place)
        self.identity: DeviceIdentity = enrol_desk(central.make_ticket(name), name, folder, keyring)
        self.client = CentralClient(self.identity)
        self._central, self._pbx = central, pbx
        self.person = central.add_person(role)
        self.cards = central.give_cards(self.person, cards) if cards else []
        code = make_code(self.person.totp_secret)
        session = ask_for_session(
            self.client, self.identity.card.id, self.person.username, bytearray(self.person.password.encode()), code
        )
        self.client.set_token(session.token)
        self.recipe = session.recipe
        self.credentials = self._write_files(place)
        self.tap = self.make_tap()
        self.ear, self.phone = Ear(), Softphone()

    def sign_on(self) -> None:
        """Start the telephone, until it is ready."""
        self.phone.start(make_account(self.identity, PhoneRule(host="localhost", port=self.tap.port)), self.ear)
        self.ear.await_link(Link.READY)

    def be_there(self) -> None:
        """Have Central hear this desk, as its inbox's long poll does."""
        self.client.call("GET", "/v1/inbox?after=-1", InboxPage)

    def ask(self, card: int = 0) -> CallTicket:
        """Leave of Central's to call a card."""
        return self.client.call("POST", "/v1/calls", CallTicket, CallRequest(card=self.cards[card % len(self.cards)]))

    def dial(self, card: int = 0) -> str:
        """Ask and dial; the call's key."""
        return self.phone.dial(self.ask(card).token)

    def prove(self) -> Prover:
        """A fresh proof of the person's."""
        password = bytearray(self.person.password.encode())
        return make_prover(password, self.recipe, self.person.username, self.identity.card.id)

    def make_tap(self) -> Wiretap:
        """A wiretap of this desk's."""
        server = (self._pbx.folder / "pbx.crt", self._pbx.folder / "pbx.key")
        return Wiretap(self._pbx.port, self._central.folder / "ca.crt", server, self.credentials)

    def close(self) -> None:
        """Switch it off."""
        self.phone.stop()
        self.tap.close()
        self.client.close()

    def _write_files(self, place: Path) -> tuple[Path, Path]:
        key = place / "for-the-wiretap.key"
        key.write_bytes(bytes(make_account(self.identity, PhoneRule()).key_pem))
        return self.identity.certificate_path, key


def allow_calls(central: RealCentral, rules: CallPolicy = ALWAYS) -> None:
    """Put rules in force by which the tests' calls are allowed, at whatever hour they run."""
    with central.writing() as connection:
        policy = msgspec.structs.replace(load_policy(connection), calls=rules)
        set_policy(connection, central.books.node, policy, "tests")
