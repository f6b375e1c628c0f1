"""What is looked for: a planted plaintext in every shape that a program may give it."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from server.demo.numbering import MOBILE_SEGMENTS, make_digits

_BETWEEN = rb"[ \-./_()]{0,2}"
"""What people and programs put between digits."""
_SHORTEST = 6
"""Bytes: whatever is shorter is found everywhere by chance."""
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_UNITS = (("utf-16", b"\x00"), ("utf-32", b"\x00\x00\x00"))
_CODECS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@dataclass(frozen=True)
class Needle:
    """``name`` says what it is; ``shapes`` are its encodings, each by its name; a hit has ``longest`` bytes at most."""

    name: str
    plain: bytearray
    shapes: tuple[tuple[str, re.Pattern[bytes]], ...]
    longest: int


def make_needle(name: str, plain: bytearray) -> Needle:
    """A needle from UTF-8 ``plain`` of at least six bytes."""
    if len(plain) < _SHORTEST:
        raise ValueError("too short to be told from chance")
    spell = _spell_digits if plain.isdigit() else _spell_text
    seen: dict[bytes, str] = {}
    for shape, pattern in chain(spell(plain), _spell_base64(plain), _spell_hex(plain)):
        seen.setdefault(pattern, shape)
    shapes = tuple((shape, re.compile(pattern, re.DOTALL)) for pattern, shape in seen.items())
    return Needle(name, plain, shapes, longest=16 * len(plain))


def make_code_needle(name: str, code: bytes) -> Needle:
    """A needle from a code of a few digits, typed as they are. So short a one counts where it stands alone: within
    longer numbers, and with signs between, every memory holds it by chance."""
    shapes = [("utf-8", rb"(?<![0-9])%s(?![0-9])" % code)]
    for shape, pad in _UNITS:
        gap = re.escape(pad)
        digits = gap.join(bytes((digit,)) for digit in code)
        shapes.append((shape, rb"(?<![0-9]%s)%s(?!%s[0-9])" % (gap, digits, gap)))
    plain = bytearray(code)
    shapes += chain(_spell_base64(plain), _spell_hex(plain))
    compiled = tuple((shape, re.compile(pattern, re.DOTALL)) for shape, pattern in shapes)
    return Needle(name, plain, compiled, longest=16 * len(code))


def make_key_needle(name: str, key: bytes) -> Needle:
    """A needle from the raw bytes of a key."""
    shapes = {"raw": key, "hex": key.hex().encode(), "HEX": key.hex().upper().encode(), "base64": base64.b64encode(key)}
    compiled = tuple((shape, re.compile(re.escape(data), re.DOTALL)) for shape, data in shapes.items())
    return Needle(name, bytearray(key), compiled, longest=4 * len(key))


def draw_mobile() -> bytearray:
    """A mobile of the numbering plan's ranges that is nobody's in particular."""
    draw = secrets.SystemRandom()
    return bytearray((draw.choice(MOBILE_SEGMENTS) + make_digits(draw, 7)).encode())


def draw_word(length: int = 16) -> bytearray:
    """Random letters, for what is to be found."""
    return bytearray(secrets.choice(b"abcdefghjkmnpqrstuvwxyz") for _ in range(length))


def _spell_digits(plain: bytearray) -> Iterator[tuple[str, bytes]]:
    digits = [bytes((digit,)) for digit in plain]
    yield "utf-8", _BETWEEN.join(digits)
    for name, pad in _UNITS:  # from the first digit to the last, both byte orders look the same
        gap = re.escape(pad)
        yield name, (gap + rb"(?:[ \-./_()]" + gap + rb"){0,2}").join(digits)
    wide = plain.decode("ascii").translate(_WIDE)
    for codec in _CODECS:
        yield f"full-width {codec}", re.escape(wide.encode(codec))


def _spell_text(plain: bytearray) -> Iterator[tuple[str, bytes]]:
    text = plain.decode()
    for codec in _CODECS:
        yield codec, re.escape(text.encode(codec).strip(b"\x00"))
    yield "json", re.escape(text.encode("ascii", "backslashreplace"))


def _spell_base64(plain: bytearray) -> Iterator[tuple[str, bytes]]:
    for codec, data in _encode(plain):
        for shift in range(3):
            first, last = (shift * 8 + 5) // 6, (shift + len(data)) * 8 // 6
            for name, write in _ALPHABETS:
                yield f"{name} of {codec}", re.escape(write(bytes(shift) + data)[first:last])


def _spell_hex(plain: bytearray) -> Iterator[tuple[str, bytes]]:
    for codec, data in _encode(plain):
        for name, parts in (("hex", data.hex()), ("percent", "%" + data.hex("%"))):
            yield f"{name} of {codec}", parts.encode()
            yield f"{name} of {codec}", parts.upper().encode()


def _encode(plain: bytearray) -> Iterator[tuple[str, bytes]]:
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        yield codec, plain.decode().encode(codec)


_ALPHABETS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("base64", base64.b64encode),
    ("url-safe base64", base64.urlsafe_b64encode),
)
