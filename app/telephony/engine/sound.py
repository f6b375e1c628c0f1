"""What is heard and spoken through: PortAudio's devices, or silence on a machine that has none."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from baresip.errors import BaresipError

from app.telephony.engine.leg import EngineLeg
from app.telephony.engine.words import DevicesAre, LevelIs, Report, UseDevices
from app.telephony.port import Stage

RATE = 8000
"""Samples a second of G.711, which is all that a public telephone network carries."""
_FRAMES = RATE // 50
_LOUDEST = 32_768
_REPORT_EVERY = 5
"""Frames of 20 ms between two reports of how loud the microphone is."""

try:
    import sounddevice
except OSError:  # no PortAudio here: calls are signalled, and heard by nobody
    sounddevice = None


class Sound:
    """The devices in use, open only while they are needed. Its callbacks run on PortAudio's threads."""

    def __init__(self, report: Callable[[Report], None]) -> None:
        self._report = report
        self._chosen = UseDevices()
        self._streams: dict[str, Any] = {}
        self._spoken_to: tuple[EngineLeg, ...] = ()
        self._heard: EngineLeg | None = None
        self._rings: tuple[float, float, bytes] | None = None
        self._is_tested = False
        self._played = self._tested = 0

    def look(self, *, are_calls_running: bool) -> None:
        """Say what there is. While a call runs, PortAudio knows what it knew before."""
        if sounddevice is None:
            self._report(DevicesAre((), (), "", "", ""))
            return
        if not are_calls_running and not self._streams:
            sounddevice._terminate()  # noqa: SLF001 - the documented way to look for devices anew
            sounddevice._initialize()  # noqa: SLF001
        known = sounddevice.query_devices()
        microphones = tuple(device["name"] for device in known if device["max_input_channels"])
        speakers = tuple(device["name"] for device in known if device["max_output_channels"])
        microphone = _choose(self._chosen.microphone, microphones)
        speaker = _choose(self._chosen.speaker, speakers)
        self._report(DevicesAre(microphones, speakers, microphone, speaker, _choose(self._chosen.ringer, speakers)))

    def use(self, chosen: UseDevices) -> None:
        """Use these from now on, in calls that run as well."""
        old = self._chosen
        self._chosen = UseDevices(
            chosen.microphone or old.microphone, chosen.speaker or old.speaker, chosen.ringer or old.ringer
        )
        self._close_streams()
        self._open_streams()
        self.look(are_calls_running=True)

    def test(self, *, on: bool) -> None:
        """Tell how loud the microphone is, or stop."""
        self._is_tested = on
        self._open_streams()

    def follow(self, legs: Iterable[EngineLeg]) -> None:
        """Open and close devices as the calls want it."""
        current = tuple(legs)
        talking = [leg for leg in current if leg.is_talking]
        self._spoken_to = tuple(leg for leg in talking if not leg.muted)
        self._heard = talking[-1] if talking else None
        ringing = [leg for leg in current if leg.stage is Stage.RINGING and leg.incoming]
        self._rings = _RINGING if ringing and not talking else None
        self._open_streams()

    def close(self) -> None:
        """Close every device."""
        self._close_streams()

    def _open_streams(self) -> None:
        wanted = {
            "microphone": bool(self._spoken_to) or self._is_tested,
            "speaker": self._heard is not None,
            "ringer": self._rings is not None,
        }
        for name, is_wanted in wanted.items():
            if is_wanted and name not in self._streams:
                with suppress(Exception):  # PortAudio's own errors, and a device that has gone: silence
                    self._streams[name] = self._open(name)
            elif not is_wanted and name in self._streams:
                _close(self._streams.pop(name))

    def _open(self, name: str) -> Any:
        if sounddevice is None:
            raise OSError("no PortAudio")
        makes = {
            "microphone": (sounddevice.RawInputStream, self._speak),
            "speaker": (sounddevice.RawOutputStream, self._play),
        }
        kind, callback = makes.get(name, (sounddevice.RawOutputStream, self._ring))
        stream = kind(
            samplerate=RATE,
            blocksize=_FRAMES,
            device=getattr(self._chosen, name) or None,
            channels=1,
            dtype="int16",
            callback=callback,
        )
        stream.start()
        return stream

    def _close_streams(self) -> None:
        while self._streams:
            _close(self._streams.popitem()[1])

    def _speak(self, data: Any, _frames: int, _time: object, _status: object) -> None:
        voice = bytes(data)
        for leg in self._spoken_to:
            if leg.call is not None:
                with suppress(BaresipError):
                    leg.call.audio.write(voice)
        self._tested = (self._tested + 1) % _REPORT_EVERY
        if self._is_tested and not self._tested:
            self._report(LevelIs(min(1.0, max(map(abs, array("h", voice)), default=0) / _LOUDEST)))

    def _play(self, data: Any, _frames: int, _time: object, _status: object) -> None:
        voice, leg = b"", self._heard
        if leg is not None and leg.call is not None:
            with suppress(BaresipError):
                voice = leg.call.audio.read(len(data))
        data[:] = voice.ljust(len(data), b"\x00")

    def _ring(self, data: Any, frames: int, _time: object, _status: object) -> None:
        rings = self._rings
        if rings is None:
            data[:] = bytes(len(data))
            return
        on_s, period_s, tone = rings
        at = self._played % int(period_s * RATE)
        self._played += frames
        data[:] = (tone if at < on_s * RATE else b"").ljust(len(data), b"\x00")[: len(data)]


def _make_tone(hertz: tuple[int, ...]) -> bytes:
    """One frame of a tone; its pitches are multiples of 50 Hz, so frames join without a click."""
    share = 0.3 * _LOUDEST / len(hertz)
    return array(
        "h", (int(share * sum(math.sin(2 * math.pi * pitch * n / RATE) for pitch in hertz)) for n in range(_FRAMES))
    ).tobytes()


_RINGING = (1.0, 5.0, _make_tone((450, 500)))
"""Seconds of tone, seconds from one to the next, the tone: GB/T 3380's cadence."""


def _choose(name: str, names: tuple[str, ...]) -> str:
    return name if name in names else (names[0] if names else "")


def _close(stream: Any) -> None:
    with suppress(Exception):
        stream.close()
