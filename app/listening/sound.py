"""What a recording is played through: PortAudio's speaker, opened for as long as it plays."""

from __future__ import annotations

from typing import Any, Protocol

from protocol.recording_refusals import SoundMissing
from protocol.recordings import RATE


class Speaker(Protocol):
    """Takes samples of 16 bits, one channel, 8,000 a second, and blocks for about as long as they last."""

    def write(self, samples: bytes | bytearray) -> None:
        """Play them after what is there; SoundMissing when the device has gone."""

    def close(self) -> None:
        """Play nothing more."""


class PortAudioSpeaker:
    """The system's own choice of device; SoundMissing where there is none."""

    def __init__(self) -> None:
        try:
            import sounddevice  # loaded when somebody listens, since a desk that does not needs none

            self._stream: Any = sounddevice.RawOutputStream(samplerate=RATE, channels=1, dtype="int16")
            self._stream.start()
        except Exception as error:  # no PortAudio (OSError), no device: its own kinds of error
            raise SoundMissing from error

    def write(self, samples: bytes | bytearray) -> None:
        """See :class:`Speaker`."""
        try:
            self._stream.write(samples)
        except Exception as error:  # the device was pulled out
            raise SoundMissing from error

    def close(self) -> None:
        """See :class:`Speaker`."""
        self._stream.close(ignore_errors=True)
