"""The telephone that is a program: it drives an engine in a process of its own, and starts another when that one dies.

:class:`Softphone` is the :class:`~app.telephony.port.Telephone` to build::

    telephone = Softphone()
    telephone.start(PhoneAccount(...), listener)
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Lock, Thread, Timer
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from app.telephony.engine.words import (
    Answer,
    DevicesAre,
    Dial,
    HangUp,
    Hold,
    LegIs,
    LevelIs,
    LinkIs,
    LookForDevices,
    Mute,
    Order,
    Press,
    Report,
    SignOff,
    SignOn,
    Test,
    Transfer,
    UseDevices,
)
from app.telephony.engine_process import EngineProcess, make_memory_file
from app.telephony.port import TONES, Ending, Leg, Link, SoundDevices, Stage
from protocol.calls import Token
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from app.telephony.port import Listener, PhoneAccount

_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 10.0
"""Before another engine is started, doubled each time that one does not get as far as READY."""
_START_LIMIT_S = 30.0
"""For an engine to say how it stands with the PBX; one that says nothing hangs, and another takes its place."""
_PATIENCE_S = 5.0
"""For an engine to end its calls and sign off."""


class Softphone:
    """A :class:`~app.telephony.port.Telephone` over SIP. Start it once; any thread may call it."""

    def __init__(self, *, start_limit_s: float = _START_LIMIT_S) -> None:
        self._start_limit_s = start_limit_s
        self._lock = Lock()
        self._engine: EngineProcess | None = None
        self._legs: dict[str, Leg] = {}
        self._devices = SoundDevices()
        self._chosen = UseDevices()
        self._stopped = Event()
        self._heard: SimpleQueue[Leg | Link | float | None] = SimpleQueue()
        self._threads: tuple[Thread, ...] = ()
        self._memory: tuple[int, ...] = ()
        self._is_ready = False

    @property
    def engine_pid(self) -> int | None:
        """The running engine's process, None while there is none."""
        with self._lock:
            return self._engine.pid if self._engine else None

    def start(self, account: PhoneAccount, listener: Listener) -> None:
        """Sign on and stay signed on; nothing when it is on already. ``account.key_pem`` is wiped."""
        if self._threads or self._stopped.is_set():
            return
        self._memory = (
            make_memory_file("trust", account.trust_pem),
            make_memory_file("identity", account.certificate_pem, account.key_pem),
        )
        wipe_bytes(account.key_pem)
        self._threads = (
            Thread(target=self._keep_engine, args=(account.host, account.port, account.desk), name="softphone"),
            Thread(target=self._tell, args=(listener,), name="softphone-listener"),
        )
        for thread in self._threads:
            thread.daemon = True
            thread.start()

    def stop(self) -> None:
        """End every call, sign off, end the engine; the telephone is used up then."""
        self._stopped.set()
        with self._lock:
            engine = self._engine
        if engine is not None:
            engine.send(SignOff())
            engine.end(_PATIENCE_S)
        for thread in self._threads:
            thread.join()
        self._threads = ()
        for file in self._memory:
            os.close(file)
        self._memory = ()

    def dial(self, token: Token) -> str:
        """Call ``sip:TOKEN@pbx``; the new leg's key. What is no token, such as a number, goes no further than this."""
        key = secrets.token_hex(8)
        with self._lock:
            leg = self._legs[key] = Leg(key=key, stage=Stage.DIALLING, token=token)
            self._heard.put(leg)
        if not _is_token(token):
            self._end_leg(key, Ending.REFUSED)
        elif not self._send(Dial(key=key, token=token)):
            self._end_leg(key, Ending.ENGINE_LOST)
        return key

    def answer(self, key: str) -> None:
        """Take a call that rings here."""
        self._send_of(key, Answer(key))

    def hang_up(self, key: str) -> None:
        """End a call, give it up, or decline it."""
        self._send_of(key, HangUp(key))

    def mute(self, key: str, *, on: bool) -> None:
        """Send silence, or the voice again."""
        self._send_of(key, Mute(key, on))

    def hold(self, key: str, *, on: bool) -> None:
        """Put the far end on hold, or take it back."""
        self._send_of(key, Hold(key, on))

    def send_tone(self, key: str, tone: str) -> None:
        """One of ``TONES``."""
        if len(tone) == 1 and tone in TONES:
            self._send_of(key, Press(key, tone))

    def transfer(self, key: str, to: str) -> None:
        """Hand the far end over to a name at the PBX."""
        self._send_of(key, Transfer(key, to))

    def list_devices(self) -> SoundDevices:
        """What there was when the engine looked last; it looks again now."""
        self._send(LookForDevices())
        return self._devices

    def use_devices(self, *, microphone: str = "", speaker: str = "", ringer: str = "") -> None:
        """Speak and hear through these from now on, also in an engine that is started later."""
        old = self._chosen
        self._chosen = UseDevices(microphone or old.microphone, speaker or old.speaker, ringer or old.ringer)
        self._send(self._chosen)

    def begin_test(self) -> None:
        """Tell how loud the microphone is."""
        self._send(Test(on=True))

    def end_test(self) -> None:
        """Stop telling."""
        self._send(Test(on=False))

    def _send(self, order: Order) -> bool:
        with self._lock:
            engine = self._engine
        return engine is not None and engine.send(order)

    def _send_of(self, key: str, order: Order) -> None:
        if key in self._legs:
            self._send(order)

    def _keep_engine(self, host: str, port: int, desk: str) -> None:
        """Run engines, one after the other, until the telephone is stopped."""
        pause_s = _SHORTEST_PAUSE_S
        while not self._stopped.is_set():
            self._heard.put(Link.CONNECTING)
            self._is_ready = False
            self._run_engine(host, port, desk)
            for key in tuple(self._legs):
                self._end_leg(key, Ending.HUNG_UP if self._stopped.is_set() else Ending.ENGINE_LOST)
            if self._stopped.is_set():
                break
            self._heard.put(Link.ENGINE_GONE)
            pause_s = _SHORTEST_PAUSE_S if self._is_ready else min(2 * pause_s, _LONGEST_PAUSE_S)
            self._stopped.wait(pause_s)
        self._heard.put(Link.OFF)
        self._heard.put(None)

    def _run_engine(self, host: str, port: int, desk: str) -> None:
        trust, identity = self._memory
        with suppress(OSError):
            engine = EngineProcess(self._memory)
            engine.send(
                SignOn(
                    host=host,
                    port=port,
                    desk=desk,
                    trust=f"/proc/self/fd/{trust}",
                    identity=f"/proc/self/fd/{identity}",
                    folder=engine.folder,
                )
            )
            engine.send(self._chosen)
            with self._lock:
                self._engine = engine
            if self._stopped.is_set():
                engine.send(SignOff())
            hangs = Timer(self._start_limit_s, engine.end, args=(0,))
            hangs.daemon = True
            hangs.start()
            try:
                for report in engine.listen():
                    if isinstance(report, LinkIs):
                        hangs.cancel()
                    self._take(report)
            finally:
                hangs.cancel()
                with self._lock:
                    self._engine = None
                engine.end(0)

    def _take(self, report: Report) -> None:
        match report:
            case LinkIs(link):
                self._is_ready = self._is_ready or link is Link.READY
                self._heard.put(link)
            case LegIs():
                self._take_leg(report)
            case LevelIs(peak):
                self._heard.put(peak)
            case DevicesAre():
                self._devices = SoundDevices(
                    report.microphones, report.speakers, report.microphone, report.speaker, report.ringer
                )

    def _take_leg(self, report: LegIs) -> None:
        with self._lock:
            known = self._legs.get(report.key)
            if known is None and not report.incoming:
                return
            leg = Leg(
                key=report.key,
                stage=report.stage,
                token=known.token if known else "",
                card=report.card,
                known_as=report.known_as,
                incoming=report.incoming,
                muted=report.muted,
                held=report.held,
                far_held=report.far_held,
                is_sealed=report.is_sealed,
                ending=report.ending,
                quality=report.quality,
            )
            if leg.stage is Stage.ENDED:
                self._legs.pop(leg.key, None)
            else:
                self._legs[leg.key] = leg
            if leg != known:
                self._heard.put(leg)

    def _end_leg(self, key: str, ending: Ending) -> None:
        with self._lock:
            leg = self._legs.pop(key, None)
            if leg is not None:
                self._heard.put(replace(leg, stage=Stage.ENDED, ending=ending))

    def _tell(self, listener: Listener) -> None:
        """Tell the listener, in order; a word that changes nothing is left out."""
        link = Link.OFF
        while (heard := self._heard.get()) is not None:
            match heard:
                case Leg():
                    listener.leg_changed(heard)
                case Link():
                    if heard is not link:
                        link = heard
                        listener.link_changed(link)
                case _:
                    listener.level_heard(heard)


def _is_token(token: str) -> bool:
    try:
        msgspec.convert(token, Token)
    except msgspec.ValidationError:
        return False
    return True
