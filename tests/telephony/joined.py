"""A supervisor's desk that joins an agent's calls, and what is heard at each end."""

from __future__ import annotations

import subprocess
from array import array
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.telephony import engine_process
from app.telephony.port import Stage
from protocol.identifiers import make_identifier
from protocol.inbox import InboxItem, InboxKind, InboxPage
from protocol.joining import JoinTicket, ListenInRequest, ListenInRule
from protocol.roles import Role
from protocol.team import HelpRequest, HelpWanted
from secure_store.keyring_store import DeviceKeyring
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from tests.real_central import RealCentral
from tests.telephony.recorded import RecordedDesk, await_true, make_speaking
from tests.telephony.site import PhoneDesk
from tests.telephony.tones import measure_sine, measure_tone
from ui.demo.far_end import FarEnd
from ui.demo.pbx import DemoPbx

BOSS_HZ = 1600
HEARD, UNHEARD = 1500, 150
"""Of the tones' amplitude of 8,000."""
_TAIL = 8000
"""Samples of the last second."""


def let_listen(central: RealCentral, rule: ListenInRule) -> None:
    """Put a rule for listening in in force."""
    with central.writing() as connection:
        policy = load_policy(connection)
        calls = msgspec.structs.replace(policy.calls, listen_in=rule)
        set_policy(connection, central.books.node, msgspec.structs.replace(policy, calls=calls), "tests")


def seat_boss(central: RealCentral, pbx: DemoPbx, place: Path) -> BossDesk:
    """A supervisor of the agents' team, whose microphone hears a tone of his own."""
    name = f"boss-{make_identifier()[-8:]}"
    heard = place / "heard"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_process, "subprocess", make_speaking(BOSS_HZ, heard))
        made = PhoneDesk(central, pbx, place / "desk", name, DeviceKeyring(name), 0, Role.SUPERVISOR)
        made.sign_on()
    return BossDesk(made, heard)


def seat_agent(central: RealCentral, pbx: DemoPbx, place: Path) -> AgentDesk:
    """An agent whose microphone hears a tone."""
    name = f"agent-{make_identifier()[-8:]}"
    heard = place / "heard"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_process, "subprocess", make_speaking(heard=heard))
        return AgentDesk(RecordedDesk(central, pbx, place / "desk", name), heard)


class Told:
    """A desk that shows who hears its calls as soon as Central tells."""

    def __init__(self, phone_desk: PhoneDesk) -> None:
        self.phone_desk = phone_desk
        self._after = phone_desk.client.call("GET", "/v1/inbox?after=-1", InboxPage).next

    def await_notice(self, kind: InboxKind) -> InboxItem:
        """The next notice of a kind."""
        found: list[InboxItem] = []

        def look() -> bool:
            page = self.phone_desk.client.call("GET", f"/v1/inbox?after={self._after}&wait=1", InboxPage)
            self._after = page.next
            found.extend(item for item in page.items if item.kind is kind)
            return bool(found)

        await_true(look, f"a notice: {kind}")
        return found[0]

    def show(self) -> InboxItem:
        """Show who is about to hear the call, and say so."""
        told = self.await_notice(InboxKind.JOINED)
        self.phone_desk.client.call("POST", f"/v1/joins/{told.ref}/shown", type(None))
        return told

    def want_help(self, call: str) -> HelpRequest:
        """F11."""
        return self.phone_desk.client.call("POST", "/v1/help", HelpRequest, HelpWanted(call=call))


class AgentDesk(Told):
    """Such a desk with a journal and a softphone; what its loudspeaker plays goes into ``heard``."""

    def __init__(self, desk: RecordedDesk, heard: Path) -> None:
        super().__init__(desk.phone_desk)
        self.desk, self.heard = desk, heard


class Boss:
    """Asks."""

    def __init__(self, desk: PhoneDesk) -> None:
        self.desk = desk

    def ask(self, call: str) -> JoinTicket:
        """Leave to listen."""
        return self.desk.client.call_with_proof(
            "POST", "/v1/joins/listen", JoinTicket, ListenInRequest(call=call), self.desk.prove()
        )

    def come_in(self, help_request: str) -> JoinTicket:
        """Leave to speak."""
        return self.desk.client.call("POST", f"/v1/help/{help_request}/join", JoinTicket)


class BossDesk(Boss):
    """One with a softphone, who dials and hears."""

    def __init__(self, desk: PhoneDesk, heard: Path) -> None:
        super().__init__(desk)
        self.heard = heard

    def listen(self, agent: Told, call: str) -> str:
        """Ask, dial, and be shown; the telephone's key once he hears."""
        key = self.desk.phone.dial(self.ask(call).token)
        agent.show()
        self.desk.ear.await_stage(key, Stage.TALKING)
        return key


def measure_heard(file: Path, hertz: int) -> float:
    """How loud a tone is in the last second of what a desk's loudspeaker played."""
    return measure_sine(read_heard(file), hertz)


def measure_far(far: FarEnd, hertz: int) -> float:
    """How loud a tone is in the last second of what the far end was sent."""
    return measure_tone(read_far(far), hertz)


def await_heard(listen: Callable[[], float], what: str) -> None:
    """Wait for a tone to be heard."""
    await_true(lambda: listen() > HEARD, what)


def await_unheard(listen: Callable[[], float], what: str) -> None:
    """Wait for a tone to be heard no longer."""
    await_true(lambda: listen() < UNHEARD, what)


def read_heard(file: Path) -> list[int]:
    """The last second of what a loudspeaker played, samples; nothing before it has one."""
    data = subprocess.run(["tail", "-c", str(2 * _TAIL), str(file)], capture_output=True, check=False).stdout
    return list(array("h", data[: len(data) // 2 * 2])) if len(data) >= 2 * _TAIL else []


def read_far(far: FarEnd) -> bytes:
    """The last second of what the far end was sent, A-law."""
    packets = [packet for call in tuple(far.calls.values()) if call.voice for packet in tuple(call.voice.heard)]
    return b"".join(packet[12:] for packet in packets if packet[1] & 0x7F == 8)[-_TAIL:]
