"""The engine as the desk starts it, on a machine whose sound card the test plays: its microphone hears 1,000 Hz."""

import math
import runpy
import sys
import threading
import types
from array import array

_TONE = array("h", (int(8000 * math.sin(2 * math.pi * 1000 * n / 8000)) for n in range(160))).tobytes()


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
            self._callback(bytearray(320), 160, None, None)


_card = types.ModuleType("sounddevice")
_card.RawInputStream, _card.RawOutputStream = RawInputStream, RawOutputStream
_card.query_devices = lambda: [{"name": "card", "max_input_channels": 1, "max_output_channels": 1}]
_card._terminate = _card._initialize = lambda: None
sys.modules["sounddevice"] = _card
runpy.run_module("app.telephony.engine", run_name="__main__")
