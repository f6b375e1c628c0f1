"""Calls for the tests: rules that forbid nothing, a PBX, and what a desk's journal says of a call."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from protocol.calls import CallRequest, CallTicket, TokenPresented
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import make_identifier
from protocol.oversight import DeviceKind
from protocol.roles import Role
from server.services.call_policy import CallPolicy
from server.services.calling.tokens import ask_call, route_call
from server.services.clocks import Window
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.registry import CampaignPlan, put_campaign
from server.store.tables import devices
from tests.server.house import PURPOSES, House
from tests.server.log.desks import Chain, deliver
from tests.server.seats import Desk, Seat, write_key

ALL_DAY = CallPolicy(
    hours=Window(opens="00:00", closes="00:00"),
    regions={},
    on_holidays=True,
    most_a_day=50,
    most_a_week=50,
    least_gap_s=0,
)
SCRIPT = ("您好", "本次通话可能会录音,您是否同意?")
"""Asks whether the call may be recorded."""


def put_rules(house: House, rules: CallPolicy) -> None:
    """Put rules for calls in force."""
    with house.writing() as connection:
        policy = msgspec.structs.replace(load_policy(connection), calls=rules)
        set_policy(connection, house.central.node, policy, "test")


def put_script(house: House, script: tuple[str, ...] = SCRIPT) -> None:
    """A campaign of the east's reads this, and by it asks whether the customer agrees."""
    plan = CampaignPlan(id="spring", title="春季回访", team="east", purposes=PURPOSES, script=script)
    with house.writing() as connection:
        put_campaign(connection, house.central.node, plan)


def place_pbx(house: House) -> Desk:
    """A PBX that was enrolled."""
    placed = house.place_desk()
    house.age(devices, placed.id, kind=DeviceKind.PBX.value)
    return placed


def dial(house: House, seat: Seat, card: str) -> CallTicket:
    """Ask for leave."""
    return house.act(
        seat, lambda connection, central, caller: ask_call(connection, central, caller, CallRequest(card=card))
    )


def place_call(house: House, pbx: Desk, ticket: CallTicket, desk: str) -> None:
    """The PBX takes the token and is given the number."""
    key = write_key(X25519PrivateKey.generate())
    presented = TokenPresented(token=ticket.token, desk=desk, public_key=key)
    with house.writing() as connection:
        route_call(connection, house.central, pbx.device, "10.8.0.2", presented)


class Journal:
    """What a person's desk writes, and delivers at once."""

    def __init__(self, house: House, seat: Seat) -> None:
        self._house, self.seat = house, seat
        self._chain = Chain(seat.desk)

    def tell(
        self,
        act: Act,
        call: str = "",
        at: str = "",
        actor: str = "",
        kind: ObjectKind = ObjectKind.CALL,
        *,
        nobody: bool = False,
        **detail: str,
    ) -> None:
        """One event of ``call``, of the seat's person; or of ``nobody``, of the desk itself."""
        deed = Deed(
            act=act,
            actor="" if nobody else actor or self.seat.account.id,
            role=None if nobody else Role.AGENT,
            object_kind=kind,
            object_id=call,
            detail=detail,
        )
        deliver(self._house, self._chain, self._chain.write_batch(1, deed=deed, at=at))

    def dialled(self, ticket: CallTicket, at: str = "") -> None:
        """The token went out."""
        self.tell(Act.CALL_DIALLED, ticket.id, at, card=ticket.card, number=ticket.number, way="out")

    def rang(self, card: str = "", at: str = "") -> str:
        """A call came in; its identifier."""
        call = make_identifier()
        self.tell(Act.CALL_RANG, call, at, card=card, number="", way="in")
        return call

    def answered(self, call: str, at: str = "", way: str = "out") -> None:
        """Somebody took it."""
        self.tell(Act.CALL_ANSWERED, call, at, way=way)

    def held(self, call: str, at: str = "", *, on: bool) -> None:
        """The far end was put on hold, or taken back."""
        self.tell(Act.CALL_HELD, call, at, way="out", on="yes" if on else "no")

    def ended(self, call: str, at: str = "", ending: str = "hung-up", talk_s: int = 0, way: str = "out") -> None:
        """It is over."""
        self.tell(Act.CALL_ENDED, call, at, way=way, ending=ending, talk_s=str(talk_s), cut="none")
