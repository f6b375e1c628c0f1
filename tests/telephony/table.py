"""A telephone on a table, which is not ours and may be anybody's, and a desk whose calls run over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select

from app.telephony.account import make_account
from app.telephony.port import Leg, Link, Stage
from app.telephony.table_phone import TablePhone
from protocol.roles import Role
from protocol.table_calls import EndedBy
from protocol.telephones import PhoneRule
from secure_store.keyring_store import DeviceKeyring
from server.services.call_policy import TableVoice
from server.services.calling.extensions import bind
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import call_records, table_calls
from tests.real_central import RealCentral
from tests.telephony.hostile import HostileFarEnd, count_hits
from tests.telephony.recorded import DESK_HZ, await_true
from tests.telephony.site import ALWAYS, PhoneDesk, allow_calls
from tests.telephony.tones import measure_tone
from ui.demo.far_end import Conduct, FarCall, FarEnd, FarVoice, Headers, Message, find_voice
from ui.demo.pbx import DemoPbx

PLAYED_HZ = 700
EXTENSION = "8012"
"""Of who calls over it."""
DESK_EXTENSION = "8099"
"""Of who sits at a whole desk."""
_RTP_HEADER = 12


@dataclass
class TableTelephone(FarEnd):
    """Rings as :class:`~ui.demo.far_end.Conduct` has it, and takes no voice but plain RTP, as an old one does."""

    hertz = DESK_HZ
    crosses = 0
    """So many changes cross one of its own, as it says."""
    also = ""
    """Whom it names in all that it says, to have him talk in its place."""
    voice_port: int | None = None
    """Where it wants voice to go; None: where it hears."""

    def _begin(self, message: Message, peer: tuple[str, int]) -> None:
        if "RTP/SAVP" in message.body:
            self._answer(message, peer, 488, "Not Acceptable Here", self.make_tag(message.number))
        else:
            super()._begin(message, peer)

    def _change(self, call: FarCall, message: Message, peer: tuple[str, int]) -> None:
        if self.crosses:
            self.crosses -= 1
            self._answer(message, peer, 491, "Request Pending", call.tag)
        else:
            super()._change(call, message, peer)

    def add(self, number: str) -> Headers:
        """As it lies."""
        return [*super().add(number), *([("Also", f"<sip:{self.also}@pbx>")] if self.also else [])]

    def describe(self, message: Message, port: int) -> str:
        """As it lies."""
        return super().describe(message, port if self.voice_port is None else self.voice_port)

    def take(self) -> None:
        """Take whatever rings, as if somebody had come to the table, and speak."""
        self.conduct = Conduct.TALK
        for call in tuple(self.calls.values()):
            if call.voice is None:
                call.voice = FarVoice(self.host, self.hertz)
                call.voice.talk(find_voice(call.invite.body))
                described = self.describe(call.invite, call.voice.port)
                self._answer(call.invite, call.peer, 200, "OK", call.tag, described)

    @property
    def wire(self) -> bytes:
        """All that ever reached it."""
        return b"".join(self.received)


class PlayingTrunk(HostileFarEnd):
    """The hostile network, which plays a tone of its own while it rings (183) where it ``plays``."""

    plays = False

    def _begin(self, message: Message, peer: tuple[str, int]) -> None:
        if not self.plays:
            super()._begin(message, peer)
            return
        call = self.calls[message.get("call-id")] = FarCall(message, self.make_tag(message.number), peer)
        call.voice = FarVoice(self.host, PLAYED_HZ)
        call.voice.talk(find_voice(message.body))
        body = self.describe(message, call.voice.port)
        self._answer(message, peer, 183, "Session Progress", call.tag, body)

    def ring_on(self) -> None:
        """Say that it rings, once more and without a word about voice."""
        for call in tuple(self.calls.values()):
            self._answer(call.invite, call.peer, 180, "Ringing", call.tag)

    def take(self) -> None:
        """Somebody answers what rings."""
        for call in tuple(self.calls.values()):
            call.voice = call.voice or FarVoice(self.host)
            call.voice.talk(find_voice(call.invite.body))
            body = self.describe(call.invite, call.voice.port)
            self._answer(call.invite, call.peer, 200, "OK", call.tag, body)


class TableDesk(PhoneDesk):
    """A desk whose agent has a telephone on his table, bound to him as ``extension``."""

    def __init__(
        self,
        central: RealCentral,
        pbx: DemoPbx,
        place: Path,
        name: str,
        keyring: DeviceKeyring,
        cards: int,
        extension: str,
        role: Role = Role.AGENT,
    ) -> None:
        super().__init__(central, pbx, place, name, keyring, cards, role)
        self.extension = extension
        with central.writing() as connection:
            bind(connection, central.books.node, extension, self.person.username, "tests")
        self.table = TablePhone(self.client)

    def sign_on(self) -> None:
        """Start the telephone, until it is ready."""
        self.table.start(make_account(self.identity, PhoneRule()), self.ear)
        self.ear.await_link(Link.READY)

    def dial(self, card: int = 0) -> str:
        """Ask and dial; the call's key."""
        return self.table.dial(self.ask(card).token)

    def await_end(self, key: str) -> Leg:
        """The call once it is over."""
        return self.ear.await_leg(key, lambda leg: leg.stage is Stage.ENDED)

    def close(self) -> None:
        """Switch it off."""
        self.table.stop()
        super().close()


def let_voice_be_clear(central: RealCentral, *, clear: bool) -> None:
    """Whether policy lets a telephone without SRTP speak with the PBX."""
    rule = TableVoice.MAY_BE_CLEAR if clear else TableVoice.SEALED
    allow_calls(central, msgspec.structs.replace(ALWAYS, table_voice=rule))


def hear_next(end: FarEnd, hertz: int) -> float:
    """How loud a tone is in the next second of voice that comes to ``end``."""
    before = count_voice(end)
    await_true(lambda: count_voice(end) >= before + 50, "voice")
    heard = [packet for call in tuple(end.calls.values()) if call.voice for packet in call.voice.heard]
    return measure_tone(b"".join(packet[_RTP_HEADER:] for packet in heard[before:]), hertz)


def count_voice(end: FarEnd) -> int:
    """Packets of voice that have come to whoever talks there now."""
    return sum(len(call.voice.heard) for call in tuple(end.calls.values()) if call.voice)


def await_voice(end: FarEnd) -> None:
    """Wait until somebody's voice comes to ``end``."""
    before = count_voice(end)
    await_true(lambda: count_voice(end) > before, "voice")


def require_no_number(telephone: TableTelephone, trunk: HostileFarEnd, number: str, extension: str) -> None:
    """Nothing that reached the telephone has the number in it, in whatever spelling, though the network said it."""
    assert count_hits(b"".join(trunk.sent), number.encode()) > 20, "the control: it was said"
    assert f"INVITE sip:{extension}@".encode() in telephone.wire, "the control: the wire was read"
    assert count_hits(telephone.wire, number.encode()) == 0


def require_none(telephone: TableTelephone, trunk: HostileFarEnd) -> None:
    """The number of the call that :data:`EXTENSION` has did not reach its telephone."""
    require_no_number(telephone, trunk, trunk.find_number(), EXTENSION)


def read_record(central: RealCentral) -> tuple[bool, str, str, EndedBy | None]:
    """The latest call: whether the customer answered, how it ended by its record and by its PBX, and by whom."""
    query = (
        select(call_records.c.answered_at, call_records.c.ending, table_calls.c.ending, table_calls.c.ended_by)
        .join(table_calls, table_calls.c.call == call_records.c.id)
        .order_by(table_calls.c.asked_at.desc())
        .limit(1)
    )
    answered_at, record, told, by = central.look_up(query)[0]
    return answered_at is not None, str(record), str(told), EndedBy(str(by)) if by else None


def put_phone(central: RealCentral, rule: PhoneRule) -> None:
    """Policy's telephone."""
    with central.writing() as connection:
        policy = load_policy(connection)
        desk_policy = msgspec.structs.replace(policy.desk, phone=rule)
        set_policy(connection, central.books.node, msgspec.structs.replace(policy, desk=desk_policy), "tests")
