"""The telephone that stands on the table: Central has the PBX ring it, and tells how its calls go on (D1, U2).

Calls that come in ring there as long as this desk asks for them; which card they are about it learns by that. So it
does of a call that it had placed before it was started anew.

:class:`TablePhone` is a :class:`~app.telephony.port.Telephone` to build. Its hook, its hold, its mute and its keypad
are the telephone's own: all that a desk can do is call, hang up, hand on and know.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Lock, Thread
from types import NoneType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.telephony.port import Ending, Leg, Link, SoundDevices, Stage
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension
from protocol.errors import VeildeskError
from protocol.passing import PASSING
from protocol.refusals import NotFound
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted
from protocol.table_calls import PlacedCall, TableAwaited, TableCall, TableCallWanted, TableHandOn, TableStage
from protocol.table_calls import TablePhone as OwnPhone
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.telephony.port import Listener, PhoneAccount
    from protocol.calls import Token
    from protocol.identifiers import Identifier

_LOOK_S = 20
_AGAIN_S = 1.0
_TRIES = 3
_LEAVE_S = 3.0
_ASK_AGAIN_S = 20
"""So long Central may let this desk wait for a call that comes in, or for another telephone."""
_WAITING = "/v1/tables/waiting"
_ROAD_FAULTS = (CentralUnreachable, CentralSlow, CentralUntrusted, CentralNonsense)
_REFUSALS: dict[type[VeildeskError], Ending] = {
    CallUnderWay: Ending.TABLE_BUSY,
    NoExtension: Ending.TABLE_AWAY,
}
"""What is otherwise than that the rules forbid a call."""
_STAGES = {
    TableStage.TABLE: Stage.AT_TABLE,
    TableStage.TAKEN: Stage.TAKEN,
    TableStage.FAR: Stage.RINGING,
    TableStage.TALKING: Stage.TALKING,
    TableStage.ENDED: Stage.ENDED,
}


@dataclass(eq=False)
class _Call:
    """A call, by Central's name once it has one."""

    leg: Leg
    call: Identifier | None = None
    is_given_up: bool = False


class TablePhone:
    """Carries the calls of whoever has signed in. Start it once; any thread may call it."""

    def __init__(self, central: CentralClient) -> None:
        self._central = central
        self._lock = Lock()
        self._calls: dict[str, _Call] = {}
        self._heard: SimpleQueue[Leg | Link | None] = SimpleQueue()
        self._stopped = Event()
        self._threads: tuple[Thread, ...] = ()

    def start(self, account: PhoneAccount, listener: Listener) -> None:
        """Ask for this person's telephone and what rings there, again and again. ``account.key_pem`` is wiped: nothing
        signs on."""
        wipe_bytes(account.key_pem)
        if self._threads or self._stopped.is_set():
            return
        self._threads = (
            Thread(target=self._keep_asking, name="table-phone", daemon=True),
            Thread(target=self._tell, args=(listener,), name="table-phone-listener", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End every call; the telephone is used up then."""
        self._stopped.set()
        with self._lock:
            keys = tuple(self._calls)
        for key in keys:
            self._hang_up(key)
            self._end(key, Ending.HUNG_UP)
        if self._threads and self._central.has_token:
            with suppress(VeildeskError):  # where Central does not hear it, it notices when a call rings here
                self._central.call("POST", _WAITING, OwnPhone, TableAwaited(is_over=True), timeout_s=_LEAVE_S)
        self._heard.put(Link.OFF)
        self._heard.put(None)
        for thread in self._threads[1:]:
            thread.join()
        self._threads = ()

    def dial(self, token: Token) -> str:
        """Have the telephone rung and then the customer; the new leg's key."""
        key = secrets.token_hex(8)
        leg = Leg(key=key, stage=Stage.DIALLING, token=token, at_table=True)
        with self._lock:
            self._calls[key] = _Call(leg)
            self._heard.put(leg)
        Thread(target=self._place, args=(key, token), name="table-call", daemon=True).start()
        return key

    def answer(self, key: str) -> None:
        """Nothing: its receiver is lifted by hand."""

    def hang_up(self, key: str) -> None:
        """End a call from here, whatever its stage."""
        Thread(target=self._hang_up, args=(key,), name="table-call-end", daemon=True).start()

    def mute(self, key: str, *, on: bool) -> None:
        """Nothing: that is the telephone's own."""

    def hold(self, key: str, *, on: bool) -> None:
        """Nothing: that is the telephone's own."""

    def send_tone(self, key: str, tone: str) -> None:
        """Nothing: it has keys of its own."""

    def transfer(self, key: str, to: str) -> None:
        """Have Central's PBX hand the far end on; NotFound for whom it may not be handed to, CallOver, what the road
        raises. The call ends here when the PBX has done so."""
        with self._lock:
            made = self._calls.get(key)
        if made is not None and made.call is not None:
            self._central.call("POST", f"/v1/tables/calls/{made.call}/hand", NoneType, TableHandOn(place=to))

    def list_devices(self) -> SoundDevices:
        """None: the sound is not this machine's."""
        return SoundDevices()

    def use_devices(self, *, microphone: str = "", speaker: str = "", ringer: str = "") -> None:
        """Nothing."""

    def begin_test(self) -> None:
        """Nothing."""

    def end_test(self) -> None:
        """Nothing."""

    def _keep_asking(self) -> None:
        self._heard.put(Link.CONNECTING)
        own, wait_s, is_first = OwnPhone(), 0, True
        while not self._stopped.is_set():
            known = TableAwaited(extension=own.extension, call=own.call, wait_s=wait_s)
            try:
                own = self._central.call("POST", _WAITING, OwnPhone, known, timeout_s=wait_s + 10)
            except VeildeskError:  # it may have another telephone, or another call, when it is back
                self._heard.put(Link.DOWN)
                wait_s = 0
                self._stopped.wait(_AGAIN_S)
            else:
                if is_first and own.placed is not None:  # later it is one that was placed from here
                    self._take_up(own.placed)
                self._heard.put(Link.READY if own.extension else Link.REFUSED)
                wait_s, is_first = _ASK_AGAIN_S, False
                self._take_in(own)

    def _take_in(self, own: OwnPhone) -> None:
        """A call may ring that is not known here yet."""
        key = own.call
        with self._lock:
            if key is None or key in self._calls or self._stopped.is_set():
                return
            leg = Leg(key=key, stage=Stage.RINGING, card=own.card, known_as=key, incoming=True, at_table=True)
            self._calls[key] = _Call(leg, key)
            self._heard.put(leg)
        ringing = TableCall(call=key, stage=TableStage.TABLE)
        Thread(target=self._follow, args=(key, ringing), name="table-ring", daemon=True).start()

    def _take_up(self, placed: PlacedCall) -> None:
        """A call goes on that was placed from here, before the desk was started anew."""
        key = placed.call
        leg = Leg(
            key=key,
            stage=_STAGES.get(placed.stage, Stage.DIALLING),
            card=placed.card,
            known_as=placed.call,
            number=placed.number,
            talked_s=placed.talk_s,
            is_sealed=placed.is_sealed,
            at_table=True,
        )
        with self._lock:
            if self._stopped.is_set():
                return
            self._calls[key] = _Call(leg, key)
            self._heard.put(leg)
        goes_on = TableCall(call=key, stage=placed.stage, is_sealed=placed.is_sealed)
        Thread(target=self._follow, args=(key, goes_on), name="table-call", daemon=True).start()

    def _place(self, key: str, token: Token) -> None:
        """Ask for a call, and hear of it until it ends."""
        made = self._calls[key]
        try:
            found = self._ask(made, token)
        except _ROAD_FAULTS:
            self._end(key, Ending.PBX_LOST)
            self._take_back(token)
            return
        except PASSING:
            self._end(key, Ending.CENTRAL_BUSY)
            self._take_back(token)
            return
        except VeildeskError as error:
            self._end(key, _REFUSALS.get(type(error), Ending.REFUSED))
            return
        with self._lock:
            made.call, is_given_up = found.call, made.is_given_up
        if self._stopped.is_set():
            self._take_back(token)
        elif is_given_up:
            self._hang_up(key)
        self._follow(key, found)

    def _follow(self, key: str, found: TableCall) -> None:
        """Hear of a call until it ends; a Central that is away ends none."""
        while not self._stopped.is_set() and self._take(key, found):
            path = f"/v1/tables/calls/{found.call}?after={found.stage}&wait={_LOOK_S}"
            try:
                found = self._central.call("GET", path, TableCall, timeout_s=_LOOK_S + 10)
            except NotFound:
                self._end(key, Ending.PBX_LOST)
            except VeildeskError:  # a session that sleeps, a Central that is away: the call goes on
                self._stopped.wait(_AGAIN_S)

    def _ask(self, made: _Call, token: Token) -> TableCall:
        """Ask for a call, again where Central had no time; whoever asks again after an answer was lost hears of the one
        that was placed."""
        for _ in range(_TRIES - 1):
            with suppress(*_ROAD_FAULTS, *PASSING):
                return self._present(token, is_given_up=made.is_given_up)
            self._stopped.wait(_AGAIN_S)
        return self._present(token, is_given_up=made.is_given_up)

    def _take_back(self, token: Token) -> None:
        """The call is over here, and may have been placed all the same: nobody would see it ring and go on."""
        while self._central.has_token:
            try:
                self._present(token, is_given_up=True)
            except (CallTokenRefused, NoExtension):
                return
            except VeildeskError:  # a Central that is away, a session that sleeps
                if self._stopped.wait(_AGAIN_S):
                    return
            else:
                return

    def _present(self, token: Token, *, is_given_up: bool) -> TableCall:
        wanted = TableCallWanted(token=token, is_given_up=is_given_up)
        return self._central.call("POST", "/v1/tables/calls", TableCall, wanted)

    def _take(self, key: str, found: TableCall) -> bool:
        """Whether the call goes on."""
        if found.stage is TableStage.ENDED:
            if found.is_answered:
                self._talk(key)
            self._end(key, found.ending or Ending.PBX_LOST)
            return False
        with self._lock:
            made = self._calls.get(key)
            if made is None:
                return False
            stages = _STAGES | {TableStage.TABLE: Stage.RINGING} if made.leg.incoming else _STAGES
            stage = stages.get(found.stage, Stage.DIALLING)
            leg = replace(made.leg, stage=stage, is_sealed=found.is_sealed)
            if leg != made.leg:
                made.leg = leg
                self._heard.put(leg)
        return True

    def _talk(self, key: str) -> None:
        """Both talked, also where that was not heard here before it was over."""
        with self._lock:
            made = self._calls.get(key)
            if made is not None and made.leg.stage is not Stage.TALKING:
                made.leg = replace(made.leg, stage=Stage.TALKING)
                self._heard.put(made.leg)

    def _hang_up(self, key: str) -> None:
        with self._lock:
            made = self._calls.get(key)
            if made is None:
                return
            made.is_given_up = True
            call = made.call
        while call is not None and key in self._calls and self._central.has_token:
            with suppress(VeildeskError):
                self._central.call("POST", f"/v1/tables/calls/{call}/end", NoneType)
                return
            if self._stopped.wait(_AGAIN_S):
                return

    def _end(self, key: str, ending: Ending) -> None:
        with self._lock:
            made = self._calls.pop(key, None)
            if made is not None:
                self._heard.put(replace(made.leg, stage=Stage.ENDED, ending=ending))

    def _tell(self, listener: Listener) -> None:
        """Tell the listener, in order; a word that changes nothing is left out."""
        link = Link.OFF
        while (heard := self._heard.get()) is not None:
            if isinstance(heard, Leg):
                listener.leg_changed(heard)
            elif heard is not link:
                link = heard
                listener.link_changed(link)
