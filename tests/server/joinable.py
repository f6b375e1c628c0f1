"""Calls that run at a PBX, and that a supervisor may join."""

from __future__ import annotations

import msgspec

from protocol.calls import TokenPresented
from protocol.consent import name_wording
from protocol.events import Act
from protocol.joining import (
    JoinOrders,
    JoinsState,
    JoinTicket,
    ListenInRequest,
    ListenInRule,
)
from protocol.team import HelpWanted
from server.services.calling.help import ask_help
from server.services.calling.joined import list_orders, note_begun
from server.services.calling.joining import ask_to_listen, come_in, note_shown
from server.services.calling.presence import note_heard
from server.services.calling.routing import route_token
from tests.server.calling import ALL_DAY, Journal, dial, place_call, place_pbx, put_rules, put_script
from tests.server.house import House
from tests.server.seats import Desk, Seat

SCRIPT = ("您好", "本次通话可能由主管旁听,您是否同意?")
LISTENED_TO = msgspec.structs.replace(ALL_DAY, listen_in=ListenInRule.TOLD)


class Call:
    """A call that runs at a PBX; without ``agreed`` the customer was not asked."""

    def __init__(self, house: House, *, agreed: str = "yes", script: tuple[str, ...] = SCRIPT) -> None:
        self.house, self.seat, self.pbx = house, house.seat(), place_pbx(house)
        house.act(self.seat, lambda connection, _, caller: note_heard(connection, caller))
        self.journal, self.card = Journal(house, self.seat), house.add_card(self.seat.account)
        self.ticket = dial(house, self.seat, self.card)
        self.journal.dialled(self.ticket)
        place_call(house, self.pbx, self.ticket, self.seat.desk.id)
        self.journal.answered(self.id)
        if agreed:
            self.say(agreed, script)

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.ticket.id

    def say(self, answer: str, script: tuple[str, ...] = SCRIPT) -> None:
        """The customer's answer."""
        known = {"card": self.card, "number": self.ticket.number, "way": "out", "campaign": "spring"}
        self.journal.tell(Act.CONSENT_ANSWERED, self.id, answer=answer, wording=name_wording(script), **known)

    def listen(self, boss: Seat) -> JoinTicket:
        """A supervisor asks, and proves himself."""
        asked = ListenInRequest(call=self.id)
        return self.house.prove(
            boss, lambda connection, central, caller: ask_to_listen(connection, central, caller, asked)
        )

    def ask_in(self, boss: Seat) -> JoinTicket:
        """The agent asks for help, and the supervisor comes in."""
        wanted = self.house.act(
            self.seat,
            lambda connection, central, caller: ask_help(connection, central, caller, HelpWanted(call=self.id)),
        )
        return self.house.act(boss, lambda connection, central, caller: come_in(connection, central, caller, wanted.id))

    def route(self, ticket: JoinTicket, desk: Desk, pbx: Desk | None = None) -> object:
        """A PBX presents the token."""
        presented = TokenPresented(token=ticket.token, desk=desk.id, public_key=bytes(32))
        with self.house.writing() as connection:
            return route_token(connection, self.house.central, (pbx or self.pbx).device, "10.8.0.2", presented)

    def show(self, ticket: JoinTicket) -> None:
        """The agent's desk shows who comes."""
        self.house.act(self.seat, lambda connection, _, caller: note_shown(connection, caller, ticket.id))

    def orders(self, ticket: JoinTicket, *, waits: bool = False, pbx: Desk | None = None) -> JoinOrders:
        """What the PBX is told of who waits, or is in."""
        named = (ticket.id,)
        state = JoinsState(waiting=named) if waits else JoinsState(joined=named)
        with self.house.reading() as connection:
            return list_orders(connection, (pbx or self.pbx).device, state)

    def begin(self, boss: Seat) -> JoinTicket:
        """He listens."""
        ticket = self.listen(boss)
        self.route(ticket, boss.desk)
        self.show(ticket)
        with self.house.writing() as connection:
            assert note_begun(connection, self.house.central, self.pbx.device, "10.8.0.2", ticket.id)
        return ticket


def let_be_joined(house: House) -> None:
    """Calls at any hour; supervisors may listen to whoever was told of it and agreed."""
    put_rules(house, LISTENED_TO)
    put_script(house, SCRIPT)
