"""A-law (ITU-T G.711), as recordings have it: one byte a sample, 8,000 samples a second."""

from __future__ import annotations

SILENCE = 0xD5
"""The quietest code."""


def decode_a_law(code: int) -> int:
    """A sample, 13 bits and a sign in 16."""
    code ^= 0x55
    exponent, size = code >> 4 & 7, (code & 0x0F) << 4 | 8
    if exponent:
        size = (size | 0x100) << exponent - 1
    return size if code & 0x80 else -size
