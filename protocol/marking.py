"""The invisible watermark's pattern: a number spread over a small square that repeats over the screen (A1).

The square has ``SIDE`` by ``SIDE`` cells, each one step lighter or darker. Half of them, the anchors, are the same in
every mark: by them a reader finds scale, turn and place. The other half carry ``BITS`` bits, each many times over: a
number of ``NUMBER_BITS`` bits and its CRC-16/CCITT-FALSE (ITU-T V.41), by which a reader knows that it read one.
"""

from __future__ import annotations

import binascii
from functools import cache
from hashlib import shake_128

SIDE = 24
"""Cells along an edge of the square."""
CELL_PX = 4
"""Device-independent pixels along an edge of a cell."""
NUMBER_BITS = 24
BITS = NUMBER_BITS + 16
LARGEST = (1 << NUMBER_BITS) - 1


@cache
def list_anchors() -> tuple[int, ...]:
    """For each cell, row by row, its anchor: +1 or -1, and 0 where a bit stands."""
    signs, places = _draw_signs(b"anchors"), _draw_order()
    held = frozenset(places[: SIDE * SIDE // 2])
    return tuple(sign if place in held else 0 for place, sign in enumerate(signs))


@cache
def list_carriers() -> tuple[tuple[int, int], ...]:
    """For each cell, row by row, the bit it carries and the sign it is carried with; (-1, 0) where an anchor stands."""
    signs, places = _draw_signs(b"carriers"), _draw_order()
    carriers = [(-1, 0)] * (SIDE * SIDE)
    for turn, place in enumerate(places[SIDE * SIDE // 2 :]):
        carriers[place] = (turn % BITS, signs[place])
    return tuple(carriers)


def mark_of(number: str) -> int:
    """What a reveal's number (``R-2291``) is in a mark; after 16,777,215 they begin anew."""
    return int(number.removeprefix("R-")) & LARGEST


def make_mark(number: int) -> tuple[int, ...]:
    """The cells of ``number``'s mark, row by row, each +1 or -1; ValueError when it is not in 0 to ``LARGEST``."""
    bits = _write_bits(number)
    return tuple(
        anchor or (sign if bits[bit] else -sign)
        for anchor, (bit, sign) in zip(list_anchors(), list_carriers(), strict=True)
    )


def read_bits(bits: tuple[bool, ...]) -> int | None:
    """The number that ``BITS`` bits spell, or None when its CRC does not fit."""
    number = sum(1 << (NUMBER_BITS - 1 - place) for place, bit in enumerate(bits[:NUMBER_BITS]) if bit)
    return number if bits == _write_bits(number) else None


def _write_bits(number: int) -> tuple[bool, ...]:
    if not 0 <= number <= LARGEST:
        raise ValueError(f"a mark holds a number from 0 to {LARGEST}")
    check = binascii.crc_hqx(number.to_bytes(NUMBER_BITS // 8, "big"), 0xFFFF)
    word = number << 16 | check
    return tuple(bool(word >> (BITS - 1 - place) & 1) for place in range(BITS))


@cache
def _draw_signs(what: bytes) -> tuple[int, ...]:
    drawn = shake_128(b"veildesk mark v1 " + what).digest(SIDE * SIDE)
    return tuple(1 if octet & 1 else -1 for octet in drawn)


@cache
def _draw_order() -> tuple[int, ...]:
    drawn = shake_128(b"veildesk mark v1 order").digest(SIDE * SIDE * 4)
    keys = [drawn[place * 4 : place * 4 + 4] for place in range(SIDE * SIDE)]
    return tuple(sorted(range(SIDE * SIDE), key=lambda place: (keys[place], place)))
