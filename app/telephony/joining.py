"""Joining a teammate's call, and being joined: on record first, and shown to him before it begins (D1, U1)."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from types import NoneType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.backlog import require_delivery
from app.masked_text import mask_reason
from app.proving import wiping
from app.session_state import SessionState
from app.telephony.port import Leg, Stage
from app.telephony.states import Call, Companion, Cut, Joined, Standing
from protocol.call_refusals import PhoneNotReady
from protocol.errors import VeildeskError
from protocol.events import Act, ObjectKind
from protocol.inbox import InboxItem, InboxKind
from protocol.joining import JoinKind, JoinTicket, ListenInRequest
from protocol.refusals import SessionLocked
from protocol.road import CentralNonsense

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.telephony.phone_line import PhoneLine
    from app.telephony.switchboard import Switchboard
    from app.trail import Trail
    from protocol.identifiers import Identifier

_TELLS = 3
"""So often Central is told that somebody is shown; it lets nobody in before."""


class Joining:
    """``require_free`` raises where no call may begin now. Off the GUI thread."""

    def __init__(
        self,
        central: CentralClient,
        keeper: SessionKeeper,
        trail: Trail,
        board: Switchboard,
        line: PhoneLine,
        require_free: Callable[[], None],
    ) -> None:
        self._central, self._keeper, self._trail = central, keeper, trail
        self._board, self._line, self._require_free = board, line, require_free

    def listen(self, call: Identifier, reason: str, password: bytearray, code: str = "") -> Call:
        """Listen to a teammate's call, JOIN_ASKED durable first. ``password`` is wiped; numbers in ``reason`` are
        masked. He is told, and sees it for as long as it lasts.

        InvalidRequest, ProofRefused, TrailOverdue, ListeningForbidden, ListeningNotAgreed, CallNotOn, NotFound; as
        dialling does, PhoneNotReady, CallUnderWay, SessionLocked; what the road raises.
        """
        with wiping(password):
            require_delivery(self._trail.journal.backlog(), self._keeper.policy)
            masked = mask_reason(reason)
            prove = self._keeper.make_prover(password, code)
        with self._board.mutex:
            self._require_free()
        with self._trail.asking(Act.JOIN_ASKED, ObjectKind.CALL, call, mode=JoinKind.LISTEN.value, reason=masked):
            asked = ListenInRequest(call=call)
            ticket = self._central.call_with_proof("POST", "/v1/joins/listen", JoinTicket, asked, prove)
            if (ticket.call, ticket.kind) != (call, JoinKind.LISTEN):
                raise CentralNonsense
        return self._dial(ticket)

    def come_in(self, help_request: Identifier, call: Identifier) -> Call:
        """Speak in the call in which somebody asked for help, JOIN_ASKED durable first. NotFound, Conflict, CallNotOn;
        as :meth:`listen`."""
        with self._board.mutex:
            self._require_free()
        with self._trail.asking(Act.JOIN_ASKED, ObjectKind.CALL, call, mode=JoinKind.SPEAK.value, help=help_request):
            ticket = self._central.call("POST", f"/v1/help/{help_request}/join", JoinTicket)
            if (ticket.call, ticket.kind) != (call, JoinKind.SPEAK):
                raise CentralNonsense
        return self._dial(ticket)

    def hear(self, item: InboxItem) -> None:
        """Somebody is about to hear a call of this desk's, or hears it no longer. Central is told once it is shown."""
        if item.kind is InboxKind.LEFT:
            with self._board.mutex:
                left = tuple(one for one in self._board.state.company if one.id != item.ref)
                self._board.publish(company=left)
        elif item.kind is InboxKind.JOINED and self._show(item):
            for _ in range(_TELLS):
                with suppress(VeildeskError):  # then he is not let in
                    self._central.call("POST", f"/v1/joins/{item.ref}/shown", NoneType)
                    return

    def hear_lock(self) -> None:
        """Whoever has locked his desk hears nobody's call."""
        for call in tuple(self._board.calls.values()):
            if call.joined is not None and call.joined.kind is JoinKind.LISTEN:
                self._board.cut(call, Cut.LOCKED)

    def _show(self, item: InboxItem) -> bool:
        """Whether the call is on here, and everybody who follows the desk's calls was told who hears it."""
        call = item.facts.get("call", "")
        speaks = item.facts.get("kind") == JoinKind.SPEAK.value
        with self._board.mutex:
            if self._board.get(call) is None or self._keeper.state is not SessionState.ACTIVE:
                return False
            known = tuple(one for one in self._board.state.company if one.id != item.ref)
            here = Companion(item.ref, item.facts.get("who", ""), call, speaks=speaks)
            self._board.publish(company=(*known, here))
            return True

    def _dial(self, ticket: JoinTicket) -> Call:
        with self._board.mutex:
            if self._keeper.state is not SessionState.ACTIVE:
                raise SessionLocked
            state = self._board.state
            if not state.is_ready:
                raise PhoneNotReady(reason=state.link.value)
            self._board.publish(last=None, wrap_up_until=None)
            self._board.set_aside()
            key = self._line.telephone.dial(ticket.token)
            leg = Leg(key=key, stage=Stage.DIALLING, token=ticket.token)
            joined = Joined(ticket.kind, ticket.call, ticket.person)
            call = Call(id=ticket.id, leg=leg, begun_at=monotonic(), number=ticket.number, joined=joined)
            self._board.calls[key] = call
            self._board.ear = key
            is_here = state.standing is Standing.SOFTPHONE
            if is_here and ticket.kind is JoinKind.LISTEN:  # nobody would hear him, and his microphone need not be open
                self._line.telephone.mute(key, on=True)
                call = self._board.calls[key] = replace(call, leg=replace(leg, muted=True))
            self._board.publish()
            return call
