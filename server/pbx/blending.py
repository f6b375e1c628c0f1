"""Voices of G.711 laid over each other by tables: A-law or µ-law in (RFC 3551), A-law out."""

from __future__ import annotations

import struct
from itertools import islice

from protocol.g711 import decode_a_law

PCMU, PCMA = 0, 8
"""Payload types."""
_HEADER = struct.Struct("!BBHII")


def read_packet(packet: memoryview) -> tuple[int, int, bytearray] | None:
    """The time stamp, the source and the voice, in A-law, of an RTP packet (RFC 3550); None for what is no voice."""
    if len(packet) <= _HEADER.size or packet[0] & 0xDF != 0x80:  # another version, an extension or contributors
        return None
    _, kind, _, stamp, source = _HEADER.unpack_from(packet)
    kind &= 0x7F
    if kind not in (PCMU, PCMA):
        return None
    voice = bytearray(packet[_HEADER.size :])
    return stamp, source, voice if kind == PCMA else voice.translate(FROM_MU_LAW)


def write_packet(kind: int, place: int, stamp: int, source: int, voice: bytes) -> bytes:
    """An RTP packet with ``voice`` in it, which is of payload type ``kind``."""
    return _HEADER.pack(0x80, kind, place & 0xFFFF, stamp & 0xFFFFFFFF, source) + voice


def blend(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    """Both at once, A-law; ValueError unless they are of one length."""
    return bytes([_MIXED[x][y] for x, y in zip(one, other, strict=True)])


def encode_a_law(sample: int) -> int:
    """The A-law code nearest to a sample of 16 bits."""
    return _encode(sample, _ENCODED)


def _decode_mu_law(code: int) -> int:
    code ^= 0xFF
    size = ((code & 0x0F) << 3 | 0x84) << (code >> 4 & 7)
    return 0x84 - size if code & 0x80 else size - 0x84


def _make_encoder(decoded: list[int]) -> bytes:
    """The code of each 13-bit size, from the loudest negative one on, by what each code decodes to."""
    nearest = sorted((size, code) for code, size in enumerate(decoded))
    found, place = bytearray(), 0
    for size in range(-(2**15), 2**15, 8):
        while place < 255 and abs(nearest[place + 1][0] - size) <= abs(nearest[place][0] - size):
            place += 1
        found.append(nearest[place][1])
    return bytes(found)


_LINEAR = [decode_a_law(code) for code in range(256)]
_MU_LINEAR = [_decode_mu_law(code) for code in range(256)]
_ENCODED, _MU_ENCODED = _make_encoder(_LINEAR), _make_encoder(_MU_LINEAR)


def _encode(sample: int, table: bytes) -> int:
    return table[max(0, min(len(table) - 1, sample + 2**15 >> 3))]


FROM_MU_LAW = bytes(_encode(size, _ENCODED) for size in _MU_LINEAR)
"""A-law of each µ-law code."""
TO_MU_LAW = bytes(_encode(size, _MU_ENCODED) for size in _LINEAR)
"""µ-law of each A-law code."""
_MIXED = [bytes(_encode(one + other, _ENCODED) for other in islice(_LINEAR, 256)) for one in _LINEAR]
