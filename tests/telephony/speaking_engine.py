"""The engine as the desk starts it, on a machine whose sound card the test plays: its microphone hears a tone of SPOKEN
hertz, and what its loudspeaker plays goes into the file HEARD, if there is one (16 bits, 8,000 samples a second)."""

import math
import os
import pathlib
import runpy
import sys
import threading
import types
from array import array

_HERTZ, _HEARD = int(os.environ.get("SPOKEN", "1000")), os.environ.get("HEARD")
_TONE = array("h", (int(8000 * math.sin(2 * math.pi * _HERTZ * n / 8000)) for n in range(160))).tobytes()


class _Stream:
    def __init__(self, *, callback, **_):
        self._callback, self._closed = callback, threading.Event()

    def start(self):
        threading.Thread(target=self._run, daemon=True).start()

    def close(self):
        self._closed.set()


class RawInputStream(_Stream):
    def _run(self):
        while not self._closed.wait(0.02):
            self._callback(_TONE, 160, None, None)


class RawOutputStream(_Stream):
    def _run(self):
        while not self._closed.wait(0.02):
            frame = bytearray(320)
            self._callback(frame, 160, None, None)
            if _HEARD:
                with pathlib.Path(_HEARD).open("ab") as heard:
                    heard.write(frame)


_card = types.ModuleType("sounddevice")
_card.RawInputStream, _card.RawOutputStream = RawInputStream, RawOutputStream
_card.query_devices = lambda: [{"name": "card", "max_input_channels": 1, "max_output_channels": 1}]
_card._terminate = _card._initialize = lambda: None
sys.modules["sounddevice"] = _card
runpy.run_module("app.telephony.engine", run_name="__main__")
