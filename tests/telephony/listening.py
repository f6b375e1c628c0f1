"""What a far end heard: descriptions of voice, and tones (RFC 4733)."""

from __future__ import annotations

import time
from collections.abc import Callable

from server.pbx.blending import PCMA
from tests.telephony.site import PATIENCE_S
from tests.telephony.tones import measure_tone
from ui.demo.far_end import FarEnd

_TONES = "0123456789*#"
_TELEPHONE_EVENT = 101
HEARD, UNHEARD = 1000, 150
"""Of a tone's amplitude of 4,000."""
_HEADER, _SOURCE = 12, slice(8, 12)
_HALF = 25
"""Packets of half a second."""


def await_description(network: FarEnd, line: str) -> bool:
    """Whether the last description that the far end was sent comes to hold ``line``."""
    return _await(lambda: line in _find_last_body(network))


def await_tone(network: FarEnd) -> str:
    """The first tone that comes to the far end; nothing after a minute."""
    _await(lambda: _find_tone(network))
    return _find_tone(network)


def await_voice(network: FarEnd) -> bool:
    """Whether voice comes to the far end."""
    return _await(lambda: any(call.voice and call.voice.heard for call in tuple(network.calls.values())))


def await_more_voice(network: FarEnd) -> bool:
    """Whether more voice comes to the far end than has come by now."""
    known = _count_voice(network)
    return _await(lambda: _count_voice(network) > known + 10)


def hears(network: FarEnd, hertz: int) -> bool:
    """Whether a tone comes to be heard at the far end."""
    return _await(lambda: measure_tone(_join(_list_packets(network)[-_HALF:]), hertz) > HEARD)


def hears_no_more(network: FarEnd, hertz: int, within_s: int) -> bool:
    """Whether for so many seconds on end one source alone comes to be heard, from now on, and no tone in it."""
    begun, wanted = len(_list_packets(network)), within_s * 2 * _HALF

    def is_gone() -> bool:
        packets = _list_packets(network)[begun:][-wanted:]
        spans = [_join(packets[at : at + _HALF]) for at in range(0, wanted, _HALF)]
        is_one = len(packets) == wanted and len({packet[_SOURCE] for packet in packets}) == 1
        return is_one and all(measure_tone(span, hertz) < UNHEARD for span in spans)

    return _await(is_gone)


def _list_packets(network: FarEnd) -> list[bytes]:
    heard = [packet for call in tuple(network.calls.values()) if call.voice for packet in tuple(call.voice.heard)]
    return [packet for packet in heard if packet[1] & 0x7F == PCMA]


def _join(packets: list[bytes]) -> bytes:
    return b"".join(packet[_HEADER:] for packet in packets)


def _count_voice(network: FarEnd) -> int:
    return sum(len(call.voice.heard) for call in tuple(network.calls.values()) if call.voice)


def _find_last_body(network: FarEnd) -> str:
    bodies = [data for data in network.received if data.startswith(b"INVITE ")]
    return bodies[-1].decode() if bodies else ""


def _find_tone(network: FarEnd) -> str:
    for call in tuple(network.calls.values()):
        for packet in tuple(call.voice.heard) if call.voice else ():
            if packet[1] & 0x7F == _TELEPHONE_EVENT:
                return _TONES[packet[12]]
    return ""


def _await(condition: Callable[[], object]) -> bool:
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.02)
    return False
