"""How loud a tone is in what was heard or kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

from protocol.g711 import decode_a_law
from protocol.recordings import RATE

_SPAN = RATE // 10


def measure_tone(voice: bytes, hertz: int) -> float:
    """How loud a tone is in A-law: the amplitude of its sine (Goertzel), the mean of spans of 100 ms, since a sender on
    a loaded machine leaves gaps, and each shifts the phase of what follows."""
    return measure_sine([decode_a_law(code) for code in voice], hertz)


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
    turn = 2 * math.pi * hertz / RATE
    real = sum(sample * math.cos(turn * n) for n, sample in enumerate(samples))
    imaginary = sum(sample * math.sin(turn * n) for n, sample in enumerate(samples))
    return 2 * math.hypot(real, imaginary) / len(samples)
