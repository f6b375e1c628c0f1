"""The edge of the machine where calls are tested: a telephone whose far end does what the test says.

What the desk asks of it is kept in ``asked``; what happens at the far end, the test says by the methods below. It tells
its listener on a thread of its own, as every telephone does.
"""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread

from msgspec.structs import replace

from app.telephony.port import Ending, Leg, Link, Listener, PhoneAccount, Quality, SoundDevices, Stage
from protocol.identifiers import Identifier

SOUND = SoundDevices(
    microphones=("Headset", "Webcam"), speakers=("Headset", "Screen"), microphone="Headset", speaker="Headset"
)


class FarEnd:
    """A :class:`~app.telephony.port.Telephone`."""

    def __init__(self, sound: SoundDevices = SOUND) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.legs: dict[str, Leg] = {}
        self.account: PhoneAccount | None = None
        self.is_stopped = False
        self.sound = sound
        self._told: SimpleQueue[Leg | Link | float | None] = SimpleQueue()
        self._thread: Thread | None = None

    def start(self, account: PhoneAccount, listener: Listener) -> None:
        self.account = account
        self._thread = Thread(target=self._tell, args=(listener,), daemon=True)
        self._thread.start()
        self.link(Link.CONNECTING)
        self.link(Link.READY)

    def stop(self) -> None:
        self.is_stopped = True
        self._told.put(None)
        if self._thread:
            self._thread.join(60)

    def dial(self, token: str) -> str:
        key = f"leg-{len(self.asked)}"
        self.asked.append(("dial", token))
        self._put(Leg(key=key, stage=Stage.DIALLING, token=token))
        return key

    def answer(self, key: str) -> None:
        self.asked.append(("answer", key))
        self.change(key, stage=Stage.TALKING, is_sealed=True)

    def hang_up(self, key: str) -> None:
        self.asked.append(("hang up", key))
        leg = self.legs.get(key)
        if leg is not None:
            unanswered = Ending.DECLINED if leg.incoming else Ending.GIVEN_UP
            self.end(unanswered if leg.stage is not Stage.TALKING else Ending.HUNG_UP, key)

    def mute(self, key: str, *, on: bool) -> None:
        self.change(key, muted=on)

    def hold(self, key: str, *, on: bool) -> None:
        self.asked.append(("hold", key, str(on)))
        self.change(key, held=on)

    def send_tone(self, key: str, tone: str) -> None:
        self.asked.append(("tone", tone))

    def transfer(self, key: str, to: str) -> None:
        self.asked.append(("transfer", to))
        self.end(Ending.TRANSFERRED, key)

    def list_devices(self) -> SoundDevices:
        return self.sound

    def use_devices(self, *, microphone: str = "", speaker: str = "", ringer: str = "") -> None:
        used = (("microphone", microphone), ("speaker", speaker), ("ringer", ringer))
        self.asked.append(("use", *(name for name, device in used if device)))
        self.sound = replace(self.sound, **{name: device for name, device in used if device})

    def begin_test(self) -> None:
        self.asked.append(("test", "begin"))
        self._told.put(0.6)

    def end_test(self) -> None:
        self.asked.append(("test", "end"))

    @property
    def key(self) -> str:
        """The newest call that is not over."""
        return list(self.legs)[-1]

    def link(self, link: Link) -> None:
        """The PBX, or the engine, is there or not."""
        self._told.put(link)

    def ring(self) -> None:
        """The dialled telephone rings."""
        self.change(self.key, stage=Stage.RINGING)

    def pick_up(self, **changes: object) -> None:
        """It is answered."""
        self.change(self.key, stage=Stage.TALKING, is_sealed=True, **changes)

    def come_in(self, card: Identifier | None, known_as: Identifier | None = None) -> str:
        """Somebody calls this desk; ``known_as``: by which name Central has the call."""
        key = f"in-{len(self.asked)}-{len(self.legs)}"
        self._put(Leg(key=key, stage=Stage.RINGING, incoming=True, card=card, known_as=known_as))
        return key

    def end(self, ending: Ending, key: str = "") -> None:
        """A call ends."""
        self.change(key or self.key, stage=Stage.ENDED, ending=ending)

    def measure(self, lost: float, jitter_ms: float) -> None:
        """How the newest call sounds."""
        self.change(self.key, quality=Quality(lost=lost, jitter_ms=jitter_ms, round_trip_ms=40.0))

    def change(self, key: str, **changes: object) -> None:
        """A call changes, if it is not over."""
        leg = self.legs.get(key)
        if leg is not None:
            self._put(replace(leg, **changes))

    def _put(self, leg: Leg) -> None:
        if leg.stage is Stage.ENDED:
            self.legs.pop(leg.key, None)
        else:
            self.legs[leg.key] = leg
        self._told.put(leg)

    def _tell(self, listener: Listener) -> None:
        while (told := self._told.get()) is not None:
            if isinstance(told, Leg):
                listener.leg_changed(told)
            elif isinstance(told, Link):
                listener.link_changed(told)
            else:
                listener.level_heard(told)
