"""The engine's orders carried out by baresip (RFC 3261, SIP over TLS; RFC 4568, keys of the voice's SRTP)."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import msgspec
from baresip import Account, Call, Config, Event, Runtime, StackEvent, UserAgent
from baresip.errors import BaresipError, RegistrationError
from baresip.stats import CallStats

from app.telephony.engine.connections import tend_connections
from app.telephony.engine.leg import EngineLeg
from app.telephony.engine.sound import Sound
from app.telephony.engine.words import (
    Answer,
    Dial,
    HangUp,
    Hold,
    LinkIs,
    LookForDevices,
    Mute,
    Order,
    Press,
    Report,
    SignOn,
    Test,
    Transfer,
    UseDevices,
)
from app.telephony.port import Ending, Link, Stage
from protocol.identifiers import Identifier

CARD_HEADER = "X-Veildesk-Card"
"""In which the PBX names the card of a call that comes in."""
CALL_HEADER = "X-Veildesk-Call"
"""In which it names the call as Central has it, where a customer made it."""
PLACE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9-]{0,39}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
"""A name at the PBX that a call may be handed to: a desk's identifier, or a word; never digits alone."""
_STAY_S = 20
"""Seconds for which the PBX remembers a desk, and so the time in which its loss is noticed."""
_SILENCE_S = 15
"""Without a packet of voice, a call is lost."""
_ABSENCE_S = 30.0
"""Without a PBX, a call is lost even while voice comes through."""
_FIRST_RETRY_S, _LAST_RETRY_S = 1.0, 10.0
_SETTLING_S = 0.5
"""For so long after it was answered a call is not held: the stack may describe its voice anew then, and with that end
the hold."""
_HOLD_TRIES, _HOLD_PAUSE_S = 150, 0.2
"""While an earlier change of the call is under way none is taken (RFC 3261, 14.1)."""
_REFUSALS = (401, 403, 404, 407)
_SETTINGS = """\
sip_cafile {trust}
sip_certificate {identity}
sip_verify_server yes
sip_transports tls
dns_getaddrinfo yes
"""


class Phone:
    """Signs on, carries calls, and says through ``report`` what becomes of them. Of one event loop's thread."""

    def __init__(self, report: Callable[[Report], None]) -> None:
        self._report = report
        self._runtime = Runtime(native_log_level="error")
        self._agent: UserAgent | None = None
        self._account: SignOn | None = None
        self._legs: dict[str, EngineLeg] = {}
        self._by_handle: dict[int, EngineLeg] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._fallen = asyncio.Event()
        self.broken = asyncio.Event()
        """Set when the stack answers no more: nothing but another process helps then."""
        self._absence: asyncio.TimerHandle | None = None
        self._sound = Sound(report)

    async def obey(self, order: Order) -> None:
        """Carry out an order; one that makes no sense now is left."""
        match order:
            case SignOn():
                await self._sign_on(order)
            case Dial():
                await self._dial(order)
            case LookForDevices():
                self._sound.look(are_calls_running=bool(self._legs))
            case UseDevices():
                self._sound.use(order)
            case Test(on):
                self._sound.test(on=on)
            case Answer() | HangUp() | Mute() | Hold() | Press() | Transfer():
                leg = self._legs.get(order.key)
                if leg is not None and leg.call is not None:
                    self._run(self._handle(leg, leg.call, order))

    async def close(self) -> None:
        """End every call, sign off."""
        for leg in tuple(self._legs.values()):
            if leg.call is not None:
                leg.is_given_up = True
                with suppress(BaresipError):
                    await leg.call.hangup()
        if self._agent is not None:
            with suppress(BaresipError):
                await self._agent.unregister(timeout=2)
        for task in self._tasks:
            task.cancel()
        self._sound.close()
        with suppress(BaresipError):
            await self._runtime.close()

    async def _sign_on(self, account: SignOn) -> None:
        self._account = account
        settings = _SETTINGS.format(trust=account.trust, identity=account.identity)
        config = Config(
            net_interface="127.0.0.1" if _is_here(account.host) else None,
            expose_headers=(CARD_HEADER, CALL_HEADER),
            native_log_level="error",
            max_concurrent_calls=None,
            rtp_timeout=_SILENCE_S,
            extra_config_text=settings,
        )
        await self._start(config, account.folder)
        self._runtime.subscribe(self._hear)
        self._agent = await UserAgent.create(
            self._runtime,
            Account(
                user=account.desk,
                domain=f"{account.host}:{account.port}",
                password="",
                transport="tls",
                reg_interval=_STAY_S,
                audio_codecs=("pcma", "pcmu"),
                extra_params=("mediaenc=srtp-mand",),
            ),
            transfer_policy="reject",
        )
        self._run(self._stay_signed_on(self._agent))
        self._sound.look(are_calls_running=False)

    async def _start(self, config: Config, folder: str) -> None:
        """Start the stack, in a folder that it needs no longer than that: who is killed later leaves none behind."""
        tempfile.tempdir = folder
        try:
            await self._runtime.start(config)
        finally:
            tempfile.tempdir = None
            shutil.rmtree(folder, ignore_errors=True)

    async def _stay_signed_on(self, agent: UserAgent) -> None:
        """Sign on, and again whenever the PBX was lost; the stack renews by itself in between."""
        pause_s = _FIRST_RETRY_S
        while True:
            self._fallen.clear()
            try:
                await agent.register()
            except RegistrationError as error:
                self._stand(Link.REFUSED if error.status in _REFUSALS else Link.DOWN)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LAST_RETRY_S)
                continue
            except BaresipError:
                self.broken.set()
                raise
            pause_s = _FIRST_RETRY_S
            self._stand(Link.READY)
            await self._fallen.wait()
            self._stand(Link.DOWN)

    def _stand(self, link: Link) -> None:
        self._report(LinkIs(link))
        if link is Link.READY and self._absence is not None:
            self._absence.cancel()
            self._absence = None
        elif link is not Link.READY and self._absence is None:
            self._absence = asyncio.get_running_loop().call_later(_ABSENCE_S, self._lose_calls)

    def _lose_calls(self) -> None:
        self._absence = None
        for leg in self._legs.values():
            if leg.call is not None:
                leg.is_lost = True
                self._run(leg.call.hangup())

    async def _dial(self, order: Dial) -> None:
        leg = self._legs[order.key] = EngineLeg(order.key)
        account = self._account
        try:
            if account is None or self._agent is None:
                raise BaresipError("not signed on")
            self._adopt(leg, await self._agent.dial(f"sip:{order.token}@{account.host}:{account.port};transport=tls"))
        except BaresipError:
            self._end(leg, Ending.PBX_LOST)

    def _adopt(self, leg: EngineLeg, call: Call) -> None:
        leg.call = call
        self._by_handle[call.handle] = leg
        self._report(leg.describe())

    async def _handle(
        self, leg: EngineLeg, call: Call, order: Answer | HangUp | Mute | Hold | Press | Transfer
    ) -> None:
        match order:
            case Answer():
                if leg.incoming and leg.stage is Stage.RINGING:
                    await call.answer()
            case HangUp():
                leg.is_given_up = True
                await call.hangup()
            case Mute(_, on):
                leg.muted = on
                self._tell(leg)
            case Hold(_, on):
                await self._hold(leg, call, on=on)
            case Press(_, tone):
                if leg.stage is Stage.TALKING:
                    await call.send_dtmf(tone)
            case Transfer(_, to):
                await self._hand_over(leg, call, to)

    async def _hold(self, leg: EngineLeg, call: Call, *, on: bool) -> None:
        """Hold, or take back, as soon as the call takes it; nothing once the opposite is wanted or the call is over."""
        leg.wants_hold = on
        await asyncio.sleep(leg.settled_at - asyncio.get_running_loop().time())
        for _ in range(_HOLD_TRIES):
            if leg.wants_hold is not on or leg.stage is Stage.ENDED:
                return
            with suppress(BaresipError):
                await (call.hold() if on else call.resume())
                leg.held = on
                self._tell(leg)
                return
            await asyncio.sleep(_HOLD_PAUSE_S)

    async def _hand_over(self, leg: EngineLeg, call: Call, to: str) -> None:
        if leg.stage is not Stage.TALKING or not PLACE.match(to) or self._account is None:
            return
        leg.is_handed_over = True
        try:
            await call.transfer(f"sip:{to}@{self._account.host}:{self._account.port};transport=tls")
        except BaresipError:
            leg.is_handed_over = False

    def _hear(self, event: StackEvent) -> None:
        """What the stack says. Of an event's strings only the status code and two identifiers are used."""
        if event.event is Event.REGISTER_FAIL:
            self._fallen.set()
        elif event.event is Event.REGISTER_OK:
            tend_connections()
        elif event.event is Event.CALL_INCOMING:
            self._ring(event)
        leg = self._by_handle.get(event.call)
        if leg is None:
            return
        match event.event:
            case Event.CALL_RINGING | Event.CALL_PROGRESS if leg.stage is Stage.DIALLING:
                leg.stage = Stage.RINGING
            case Event.CALL_ESTABLISHED:
                leg.stage = Stage.TALKING
                leg.settled_at = asyncio.get_running_loop().time() + _SETTLING_S
            case Event.CALL_MENC:
                leg.is_sealed = True
            case Event.CALL_HOLD:
                leg.far_held = True
            case Event.CALL_RESUME:
                leg.far_held = False
            case Event.CALL_RTCP:
                leg.measure(CallStats._from_payload(event.stats))  # noqa: SLF001 - the library has no public way to it
            case Event.CALL_CLOSED:
                self._end(leg, leg.judge(event.text or ""))
                return
            case _:
                return
        self._tell(leg)

    def _ring(self, event: StackEvent) -> None:
        call = Call._from_incoming(self._runtime, event)  # noqa: SLF001 - as UserAgent.on_incoming does
        leg = EngineLeg(secrets.token_hex(8), stage=Stage.RINGING, incoming=True)
        headers = {name.lower(): value for name, value in event.headers.items()}
        with suppress(msgspec.ValidationError):
            leg.card = msgspec.convert(headers.get(CARD_HEADER.lower()), Identifier)
        with suppress(msgspec.ValidationError):
            leg.known_as = msgspec.convert(headers.get(CALL_HEADER.lower()), Identifier)
        self._legs[leg.key] = leg
        self._adopt(leg, call)
        self._sound.follow(self._legs.values())

    def _tell(self, leg: EngineLeg) -> None:
        if leg.stage is not Stage.ENDED:
            self._report(leg.describe())
            self._sound.follow(self._legs.values())

    def _end(self, leg: EngineLeg, ending: Ending) -> None:
        if leg.stage is Stage.ENDED:
            return
        leg.stage, leg.ending = Stage.ENDED, ending
        self._legs.pop(leg.key, None)
        if leg.call is not None:
            self._by_handle.pop(leg.call.handle, None)
        self._report(leg.describe())
        self._sound.follow(self._legs.values())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        async def guarded() -> None:
            with suppress(BaresipError):  # a call that ended meanwhile; its end is told by the stack's own event
                await work

        task = asyncio.get_running_loop().create_task(guarded())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _is_here(host: str) -> bool:
    """Whether ``host`` is this machine, whose own interface the stack leaves out unless it is named."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(ipaddress.ip_address(entry[4][0]).is_loopback for entry in found)
