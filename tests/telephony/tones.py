"""How loud a tone is in what was heard or kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from operator import mul

from protocol.g711 import decode_a_law
from protocol.recordings import RATE

_SPAN = RATE // 10
_LEVELS = tuple(map(decode_a_law, range(256)))


def measure_tone(voice: bytes, hertz: int) -> float:
    """How loud a tone is in A-law: the amplitude of its sine (Goertzel), the mean of spans of 100 ms, since a sender on
    a loaded machine leaves gaps, and each shifts the phase of what follows."""
    return measure_sine([_LEVELS[code] for code in voice], hertz)


def measure_loudest(voice: bytes, hertz: int) -> float:
    """The same where it is loudest: for what is kept and comes no second time, however many gaps it has."""
    samples = [decode_a_law(code) for code in voice]
    return max((_measure_span(span, hertz) for span in _divide(samples)), default=0.0)


def measure_sine(samples: Sequence[int], hertz: int) -> float:
    """As :func:`measure_tone`, of samples of 16 bits."""
    spans = _divide(samples)
    return sum(_measure_span(span, hertz) for span in spans) / max(1, len(spans))


def _divide(samples: Sequence[int]) -> list[Sequence[int]]:
    return [samples[at : at + _SPAN] for at in range(0, len(samples) - _SPAN + 1, _SPAN)]


def _measure_span(samples: Sequence[int], hertz: int) -> float:
    cosines, sines = _make_waves(hertz)
    return 2 * math.hypot(sum(map(mul, samples, cosines)), sum(map(mul, samples, sines))) / _SPAN


@cache
def _make_waves(hertz: int) -> tuple[Sequence[float], Sequence[float]]:
    """Made once: some tests measure again and again until a tone is heard."""
    turn = 2 * math.pi * hertz / RATE
    return [math.cos(turn * n) for n in range(_SPAN)], [math.sin(turn * n) for n in range(_SPAN)]
